import { text } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { isJson, isRecord, textOf } from '../../model/json';
import { get, path } from '../../request/call';
import { fileOptions } from '../file/file-fields';
import { visitId } from './visit-fields';

/** GET /visits/:id/exports/visit_summary (docs/api.md#reading-a-visit): bytes first, decided by what came. */
export const downloadSummary = operation({
	value: 'downloadSummary',
	name: 'Download Summary',
	action: 'Download the summary of a visit',
	description:
		'Get the PDF summary of a visit as a file. It contains patient data: store it where only the clinic can read it.',
	effect: 'read',
	fields: { visit_id: visitId },
	options: {
		...fileOptions,
		fileName: text('File Name', 'Name of the file. If empty, it is made from the visit ID.', {
			placeholder: 'e.g. summary.pdf',
		}),
	},
	async run({ visit_id }, context, withCustomParameters) {
		const call = get(path`/visits/${visit_id}/exports/visit_summary`, {}, { expects: 'bytes' });
		const { bytes, data } = await context.request(withCustomParameters(call), 'read');
		// JSON in place of the file may hold a link or the file itself: it is passed on as it came.
		if (!bytes) return [{ json: isRecord(data) ? data : { id: visit_id, data: isJson(data) ? data : null } }];
		const name = textOf(context.options.fileName) ?? `visit-${visit_id}-summary.pdf`;
		return [
			{
				json: { id: visit_id, file_name: name, mime_type: 'application/pdf', size: bytes.length },
				file: { bytes, fileName: name, mimeType: 'application/pdf' },
			},
		];
	},
});
