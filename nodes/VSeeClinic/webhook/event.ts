import type { IDataObject } from 'n8n-workflow';

import { statusCode, VISIT_STATUS } from '../model/code';
import { idOf, isRecord, isoOf, textOf } from '../model/record';

/** An event of VSee, read alike from the first and the second version of its envelope (contract 5.3). */
export interface ClinicEvent {
	/** The id of the event; null when VSee sent none. */
	id: string | null;
	/** As sent. */
	type: string;
	version: string;
	accountCode: string | null;
	/** ISO 8601 UTC. */
	created: string | null;
	data: IDataObject;
	raw: IDataObject;
}

/** What VSee sends, and what this node tells apart by the status (contract 5.2, 5.4). */
export const EVENT_NAMES = [
	'user.created', 'visit.cancelled', 'visit.completed', 'visit.created', 'visit.ended',
	'visit.invoice.processed', 'visit.note.signed_and_sent', 'visit.started', 'visit.updated',
] as const;

/** Reads JSON without the key that could reach a prototype. */
export function parseBody(text: string): unknown {
	try {
		return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
	} catch {
		return undefined;
	}
}

/** The event in a body; undefined when it is none. Any field but the type may be missing or null. */
export function readEvent(body: unknown): ClinicEvent | undefined {
	if (!isRecord(body)) return undefined;
	const type = textOf(body.type);
	const id = idOf(body.id);
	const accountCode = textOf(body.account_code) ?? textOf(body.clinic_code);
	const version = idOf(body.version);
	if (type === null || (id === null && accountCode === null && version === null)) return undefined;
	return {
		id,
		type,
		version: version ?? ('clinic_code' in body ? '2.0' : '1.0'),
		accountCode,
		created: isoOf(body.created),
		data: isRecord(body.data) ? body.data : {},
		raw: body,
	};
}

/** The meaning of an event beyond its type (contract 5.4); null when it has none. */
function meaning({ type, data }: ClinicEvent): string | null {
	const code = statusCode(data.status);
	if (type === 'visit.updated') {
		// In progress is the only cause VSee gives for an update; a status that says otherwise wins.
		const others = [VISIT_STATUS.pending, VISIT_STATUS.confirmed, VISIT_STATUS.completed, VISIT_STATUS.cancelled, VISIT_STATUS.refunded];
		return others.some((other) => other === code) ? null : 'visit.started';
	}
	if (type !== 'visit.ended') return null;
	if (code === VISIT_STATUS.completed) return 'visit.completed';
	return code === VISIT_STATUS.cancelled ? 'visit.cancelled' : null;
}

/** The name under which the user has chosen an event; undefined when it is not wanted. The narrower one wins. */
export function chosenName(event: ClinicEvent, chosen: string[]): string | undefined {
	return [meaning(event), event.type].find((name): name is string => name !== null && chosen.includes(name));
}
