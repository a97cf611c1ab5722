import { operation } from '../../descriptor/operation';
import { hasId } from '../../model/json';
import { get, path } from '../../request/call';
import { asGiven } from '../result';
import { fileId } from './file-fields';

/** GET /files/:id (contract 6.6). */
export const getFile = operation({
	resource: 'file',
	value: 'get',
	name: 'Get',
	action: 'Get a file',
	description:
		'Read the name, size and link of a file. The link (fullpath) opens without a login: treat it as a secret.',
	effect: 'read',
	fields: { file_id: fileId },
	optional: {},
	request: ({ file_id }) => get(path`/files/${file_id}`, {}, { accepts: hasId }),
	output: asGiven,
});
