import { choice } from '../../descriptor/choice';
import { line } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { hasId, isRecord } from '../../model/json';
import { type Call, getRecord, path } from '../../request/call';
import { categories } from './file-fields';

/** POST /files (docs/api.md#files): the one call that is multipart. */
export const uploadFile = operation({
	value: 'upload',
	name: 'Upload',
	action: 'Upload a file',
	description: 'Upload a file for the person whose token is used. Use the returned ID in Attachments of an intake.',
	effect: 'create',
	fields: {
		binaryPropertyName: line('Input Data Field Name', 'The name of the input field that contains the file', {
			default: 'data',
		}),
		category: choice('Category', 'Kind of file', categories),
	},
	inputFileField: ({ binaryPropertyName }) => binaryPropertyName,
	async run({ category }, context, withCustomParameters) {
		const file = await context.inputFile();
		const call: Call = {
			method: 'POST',
			path: path`/files`,
			file: { ...file, fields: { 'meta.category': category } },
			accepts: hasId,
		};
		const { data } = await context.createOnce({
			call: withCustomParameters(call),
			reread: (id) => getRecord(path`/files/${id}`),
		});
		return isRecord(data) ? [{ json: data }] : [];
	},
});
