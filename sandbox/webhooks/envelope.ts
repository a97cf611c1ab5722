import type { Clinic, ClinicEvent } from '../clinic/clinic';
import { credentials } from '../clinic/clinic';
import type { Person, Visit } from '../clinic/records';
import type { Json, JsonObject } from '../json';

/** A webhook's version (docs/api.md#webhook-envelopes). */
export type WebhookVersion = 'v1' | 'v2';

/** The names of the six events (docs/api.md#webhook-events). */
export const EVENT_TYPES = [
	'user.created',
	'visit.created',
	'visit.updated',
	'visit.ended',
	'visit.note.signed_and_sent',
	'visit.invoice.processed',
] as const;

// The words for 30 and 40 only are known (docs/api.md#webhook-envelopes); the others are this sandbox's own.
const STATUS_WORDS: Record<number, string> = {
	10: 'pending',
	20: 'confirmed',
	25: 'in_progress',
	30: 'completed',
	40: 'cancelled',
	50: 'refunded',
};

/** Wraps an event as VSee sends it in that version (docs/api.md#webhook-envelopes). */
export function envelope(
	clinic: Clinic,
	event: ClinicEvent,
	version: WebhookVersion,
	account: string = credentials.accountCode,
): JsonObject {
	const created = clinic.now();
	const id = clinic.ids.uuid(created);
	const data = dataOf(event, version);
	if (version === 'v1') return { version: '1.0', id, type: event.type, created, account_code: account, data };
	return { version: '2.0', id, type: event.type, created, clinic_code: account, data };
}

function dataOf(event: ClinicEvent, version: WebhookVersion): JsonObject {
	switch (event.type) {
		case 'user.created':
			return userData(event.person);
		case 'visit.note.signed_and_sent':
			return { ...visitData(event.visit, version), note: event.note };
		case 'visit.invoice.processed':
			return { ...visitData(event.visit, version), invoice: event.invoice };
		default:
			return visitData(event.visit, version);
	}
}

function visitData(visit: Visit, version: WebhookVersion): JsonObject {
	const time = (second: number | null): Json => (second === null || version === 'v2' ? second : String(second));
	const status = version === 'v1' ? String(visit.status) : (STATUS_WORDS[visit.status] ?? String(visit.status));
	return {
		id: visit.id,
		member_id: visit.memberId,
		provider_id: visit.providerId,
		start: time(visit.start),
		end: time(visit.end),
		actual_start: time(visit.actualStart),
		actual_end: time(visit.actualEnd),
		status,
		[version === 'v1' ? 'completed_by' : 'status_updated_by']: visit.completedBy,
	};
}

// The payload of this event is not known (docs/api.md#webhook-envelopes): a few plain fields stand in.
function userData(person: Person): JsonObject {
	return {
		id: person.id,
		code: person.code,
		type: person.type,
		first_name: person.firstName,
		last_name: person.lastName,
	};
}
