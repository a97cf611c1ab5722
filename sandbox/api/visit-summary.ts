import PDFDocument from 'pdfkit';

import type { Clinic } from '../clinic/clinic';
import type { Visit } from '../clinic/records';

/**
 * A one-page PDF that names the visit (docs/api.md#reading-a-visit). Uncompressed, so that its text can be found in its
 * bytes.
 */
export function visitSummary(clinic: Clinic, visit: Visit): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const title = `Visit summary ${visit.id}`;
		const document = new PDFDocument({
			compress: false,
			info: { Title: title, CreationDate: new Date(clinic.now() * 1000) },
		});
		const parts: Buffer[] = [];
		document.on('data', (part: Buffer) => parts.push(part));
		document.on('end', () => resolve(Buffer.concat(parts)));
		document.on('error', reject);
		document.fontSize(18).text(title).moveDown().fontSize(11);
		for (const line of summaryLines(clinic, visit)) document.text(line);
		document.end();
	});
}

function summaryLines(clinic: Clinic, visit: Visit): string[] {
	const name = (id: string | null) => {
		const person = id === null ? undefined : clinic.people.get(id);
		return person === undefined ? 'none' : `${person.firstName} ${person.lastName}`;
	};
	const time = (second: number | null) => (second === null ? 'none' : new Date(second * 1000).toISOString());
	return [
		'Example Clinic (fictitious)',
		`Room: ${visit.roomCode}`,
		`Patient: ${name(visit.memberId)}`,
		`Provider: ${name(visit.providerId)}`,
		`Start: ${time(visit.start)}`,
		`End: ${time(visit.end)}`,
		`Status: ${visit.status}`,
	];
}
