import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { simplifyUser } from '../model/user';
import { isRecord, plainText, textOf } from '../model/record';
import { simplifyVisit } from '../model/visit';
import { STATUS_CODES, statusCode } from '../model/code';
import { isAboutUser } from './confirm';
import type { ClinicEvent } from './event';

/** The largest body that is read, bytes. VSee's events are some hundred bytes. */
const LARGEST_BODY = 1024 * 1024;

/** A delivered body as text; `too-large` when nobody should read it. */
export function readBody(node: IWebhookFunctions): { text: string } | 'too-large' {
	const request = node.getRequestObject();
	const raw: unknown = request.rawBody;
	const bytes = raw instanceof Uint8Array ? raw : undefined;
	const body: unknown = request.body;
	if (bytes) return bytes.length > LARGEST_BODY ? 'too-large' : { text: new TextDecoder().decode(bytes) };
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
	if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY || text.length > LARGEST_BODY) return 'too-large';
	return { text };
}

/** What the user wants to hear of. */
export interface Filters {
	statuses: string[];
	roomCodes: string[];
	providerIds: string[];
}

/** A list of the editor: chosen values, or text with commas. */
export function listOf(value: unknown): string[] {
	const entries = Array.isArray(value) ? value : plainText(value).split(',');
	return entries.map((entry) => plainText(entry).trim()).filter((entry) => entry !== '');
}

/** Whether a visit passes the filters. A room that VSee does not tell passes: a filter must not lose visits. */
export function passes(visit: IDataObject, { statuses, roomCodes, providerIds }: Filters): boolean {
	const room = textOf(visit.room_code) ?? (isRecord(visit.intake) ? textOf(visit.intake.room_code) : null);
	const codes = statuses.map((status) => STATUS_CODES[status]);
	if (codes.length > 0 && !codes.includes(statusCode(visit.status) ?? -1)) return false;
	if (roomCodes.length > 0 && room !== null && !roomCodes.includes(room)) return false;
	return providerIds.length === 0 || providerIds.includes(plainText(visit.provider_id));
}

/** The item that starts the workflow. Every key is named here: nothing of a body names its own. */
export function itemOf(event: ClinicEvent, name: string, record: IDataObject, verified: boolean, simplify: boolean): IDataObject {
	const item: IDataObject = {
		event: name,
		event_id: event.id,
		event_type: event.type,
		version: event.version,
		account_code: event.accountCode,
		created: event.created,
		verified,
	};
	if (isAboutUser(event)) item.user = verified && simplify ? simplifyUser(record) : record;
	else item.visit = simplify ? simplifyVisit(record) : record;
	if (isRecord(event.data.note)) item.note = event.data.note;
	if (isRecord(event.data.invoice)) item.invoice = event.data.invoice;
	if (!simplify) item.raw = event.raw;
	return item;
}
