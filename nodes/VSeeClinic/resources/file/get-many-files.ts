import { boolean, choice, id } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { isList } from '../../model/json';
import { get, path } from '../../request/call';
import { eachAsGiven } from '../result';
import { categories } from './file-fields';

/** GET /files (contract 6.6). */
export const getManyFiles = operation({
	resource: 'file',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many files',
	description: 'List the files of a person or of a visit',
	effect: 'read',
	returnsList: true,
	fields: {},
	optional: {
		target_id: id('Target ID', 'User ID or visit ID the files belong to'),
		target_type: choice(
			'Target Type',
			'What Target ID names',
			[
				{ name: 'User', value: 'user' },
				{ name: 'Visit', value: 'visit' },
			],
			{ user: 'user', visit: 'visit' },
		),
		category_type: choice(
			'Category',
			'Only files of this kind',
			categories,
			Object.fromEntries(categories.map(({ value }) => [value, value])),
		),
		include_shared: boolean('Include Shared', 'Whether to return files that others have shared too'),
	},
	request: (filters) => get(path`/files`, filters, { accepts: isList }),
	output: eachAsGiven,
});
