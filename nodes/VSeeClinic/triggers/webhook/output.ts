import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { STATUS_CODES, statusCode } from '../../model/code';
import { idOf, isRecord, plainText, textOf } from '../../model/json';
import { simplifyUser } from '../../model/user';
import { simplifyVisit } from '../../model/visit';
import { isAboutUser } from './confirm';
import type { ClinicEvent } from './event';
import type { TriggerParameters } from './trigger-parameters';

/** The largest body that is read, bytes. VSee's events are some hundred bytes. */
const MAX_BODY_BYTES = 1024 * 1024;

/** A delivered body as text; `too-large` when nobody should read it. */
export function readBody(node: IWebhookFunctions): { text: string } | 'too-large' {
	const request = node.getRequestObject();
	const raw: unknown = request.rawBody;
	const bytes = raw instanceof Uint8Array ? raw : undefined;
	const body: unknown = request.body;
	if (bytes) return bytes.length > MAX_BODY_BYTES ? 'too-large' : { text: new TextDecoder().decode(bytes) };
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
	if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES || text.length > MAX_BODY_BYTES)
		return 'too-large';
	return { text };
}

/**
 * Whether a visit passes the filters. What VSee does not tell passes: a filter must not lose visits.
 * @param isWhole whether null says that nobody is assigned; an event that should have been confirmed may say it of what it does not tell
 */
export function passes(
	visit: IDataObject,
	isWhole: boolean,
	{ statuses, roomCodes, providerIds }: Pick<TriggerParameters, 'providerIds' | 'roomCodes' | 'statuses'>,
): boolean {
	const status = statusCode(visit.status);
	const room = textOf(visit.room_code) ?? (isRecord(visit.intake) ? textOf(visit.intake.room_code) : null);
	const provider = isWhole && 'provider_id' in visit ? plainText(visit.provider_id) : idOf(visit.provider_id);
	const codes = statuses.map((name) => STATUS_CODES[name]);
	return matchesFilter(codes, status) && matchesFilter(roomCodes, room) && matchesFilter(providerIds, provider);
}

function matchesFilter<Value>(wanted: Value[], value: Value | null): boolean {
	return wanted.length === 0 || value === null || wanted.includes(value);
}

/** The item that starts the workflow. Every key is named here: nothing of a body names its own. */
export function itemOf(
	event: ClinicEvent,
	name: string,
	record: IDataObject,
	verified: boolean,
	simplify: boolean,
): IDataObject {
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
