import { text } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { isRecord } from '../../model/json';
import { path, post } from '../../request/call';
import { fileId } from './file-fields';

/** POST /files/:id (docs/api.md#files): the name is the only thing that can change. */
export const renameFile = operation({
	value: 'rename',
	name: 'Rename',
	action: 'Rename a file',
	description: 'Change the name of a file. Nothing else of a file can be changed.',
	effect: 'replace',
	fields: {
		file_id: fileId,
		name: text('Name', 'The new name of the file', { placeholder: 'e.g. photo-of-rash.png' }),
	},
	request: ({ file_id, name }) => post(path`/files/${file_id}`, { name }),
	output: ({ data }, { file_id, name }) => [{ json: isRecord(data) ? data : { id: file_id, name } }],
});
