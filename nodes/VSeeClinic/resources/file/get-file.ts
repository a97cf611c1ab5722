import { operation } from '../../descriptor/operation';
import { getRecord, path } from '../../request/call';
import { asGiven } from '../result';
import { fileId } from './file-fields';

/** GET /files/:id (docs/api.md#files). */
export const getFile = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a file',
	description:
		'Get the name, size and link of a file. The link (fullpath) opens without a login: treat it as a secret.',
	effect: 'read',
	fields: { file_id: fileId },
	request: ({ file_id }) => getRecord(path`/files/${file_id}`),
	output: asGiven,
});
