import { asStored, choice } from '../../descriptor/choice';
import { boolean, id } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { getList, path } from '../../request/call';
import { eachAsGiven } from '../result';
import { categories } from './file-fields';

/** GET /files (docs/api.md#files). */
export const getManyFiles = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many files',
	description: 'List the files of a person or of a visit',
	effect: 'read',
	returnsList: true,
	optional: {
		target_id: id('Target ID', 'User ID or visit ID the files belong to'),
		target_type: choice(
			'Target Type',
			'Whether Target ID is a user or a visit',
			asStored([
				{ name: 'User', value: 'user' },
				{ name: 'Visit', value: 'visit' },
			]),
		),
		category_type: choice('Category', 'Only files of this kind', categories),
		include_shared: boolean('Include Shared', 'Whether to also return files that others have shared'),
	},
	request: (filters) => getList(path`/files`, filters),
	output: eachAsGiven,
});
