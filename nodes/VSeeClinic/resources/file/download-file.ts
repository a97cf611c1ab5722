import { operation } from '../../descriptor/operation';
import { ClinicError } from '../../errors/clinic-error';
import { isRecord, textOf } from '../../model/json';
import { get, getRecord, path } from '../../request/call';
import { fileId, fileOptions } from './file-fields';

/** GET /files/:id, then its link as given, without the clinic's keys (docs/api.md#files). */
export const downloadFile = operation({
	value: 'download',
	name: 'Download',
	action: 'Download a file',
	description: 'Download a file by its ID, for other nodes to store or send',
	effect: 'read',
	fields: { file_id: fileId },
	options: fileOptions,
	async run({ file_id }, context, withCustomParameters) {
		const { data } = await context.request(withCustomParameters(getRecord(path`/files/${file_id}`)), 'read');
		const record = isRecord(data) ? data : {};
		const link = textOf(record.fullpath) ?? textOf(record.link) ?? textOf(record.url);
		if (link === null)
			throw new ClinicError(
				'VSee Clinic gave no link to this file',
				'Read it with File: Get and look whether it has one.',
			);
		const { bytes, headers } = await context.request(
			get(path`/`, {}, { link, expects: 'bytes', accepts: () => true }),
			'read',
		);
		if (!bytes)
			throw new ClinicError(
				'VSee Clinic gave no file at the link of this file',
				'The link may have expired. Try again.',
			);
		const name = textOf(context.options.fileName) ?? textOf(record.name) ?? file_id;
		const mimeType = (headers['content-type'] ?? '').split(';')[0]?.trim() || 'application/octet-stream';
		return [
			{
				json: { id: file_id, file_name: name, mime_type: mimeType, size: bytes.length },
				file: { bytes, fileName: name, mimeType },
			},
		];
	},
});
