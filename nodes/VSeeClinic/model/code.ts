import { numberOf, textOf } from './json';

/** Every unsure name and number of the API that more than one operation uses stands here (contract 1.8, 3.3, 8). */

/** Visit `type` on the wire (contract 1.8). */
export const VISIT_TYPE = { walkIn: 1, scheduled: 2, eConsult: 3, invitedGuest: 10 } as const;

/** Visit `status` on the wire (contract 1.8). */
export const VISIT_STATUS = {
	pending: 10,
	confirmed: 20,
	inProgress: 25,
	completed: 30,
	cancelled: 40,
	refunded: 50,
} as const;

const STATUS_NAMES: Record<number, string> = {
	10: 'pending',
	20: 'confirmed',
	25: 'in_progress',
	30: 'completed',
	40: 'cancelled',
	50: 'refunded',
};
/** Words of v2 webhooks (contract 5.3, 5.4). None are known for 10, 20 and 25, and none are invented. */
const STATUS_WORDS = new Map([
	['completed', 30],
	['cancelled', 40],
	['canceled', 40],
]);

/** Words and codes under which a user may name a status in a filter. */
export const STATUS_CODES: Record<string, number> = Object.fromEntries(
	Object.entries(STATUS_NAMES).flatMap(([code, name]) => [
		[code, Number(code)],
		[name, Number(code)],
	]),
);

/** The status code of a code, a string of digits or a webhook word; null when it is none of them. */
export function statusCode(raw: unknown): number | null {
	const word = textOf(raw)
		?.toLowerCase()
		.replace(/[\s_-]/g, '');
	return numberOf(raw) ?? STATUS_WORDS.get(word ?? '') ?? null;
}

/** The name of a status, `unknown` for codes that this contract does not know. */
export function statusName(raw: unknown): string {
	const code = statusCode(raw);
	return code === null ? 'unknown' : (STATUS_NAMES[code] ?? 'unknown');
}

const TYPE_NAMES: Record<number, string> = { 1: 'walk_in', 2: 'scheduled', 3: 'e_consult', 10: 'invited_guest' };
const SUBTYPE_NAMES: Record<number, string> = { 1: 'in_person', 2: 'phone', 3: 'video', 4: 'e_consult' };

/** The name of a visit's type; subtype 4 is an e-consult whatever the type says (contract 8, row 19). */
export function typeName(type: unknown, subtype?: unknown): string {
	if (numberOf(subtype) === 4) return 'e_consult';
	const code = numberOf(type);
	return code === null ? 'unknown' : (TYPE_NAMES[code] ?? 'unknown');
}

/** The name of a visit's subtype, or null when there is none. */
export function subtypeName(subtype: unknown): string | null {
	const code = numberOf(subtype);
	return code === null ? null : (SUBTYPE_NAMES[code] ?? null);
}

/** Begin and end of a new appointment, in unix seconds (contract 3.3). */
export function appointmentTimes(start: number, end: number): { slot_start: number; slot_end: number } {
	return { slot_start: start, slot_end: end };
}

/**
 * New begin and end of an appointment, in unix seconds, under both names the server may know them by (contract 3.4);
 * what is not given is left out.
 */
export function rescheduleTimes(start: number | undefined, end: number | undefined): Record<string, number> {
	const times: Record<string, number> = {};
	if (start !== undefined) Object.assign(times, { slot_start: start, start });
	if (end !== undefined) Object.assign(times, { slot_end: end, end });
	return times;
}

const PROVIDER_KINDS = new Map([
	[460, 'medical assistant'],
	[470, 'customer service'],
	[480, 'paramedic'],
	[482, 'doctor'],
	[484, 'nurse'],
	[486, 'nurse'],
]);

/** What a provider is, in words (contract 1.8), or null for a subtype that is not known. */
export function providerKind(subtype: unknown): string | null {
	return PROVIDER_KINDS.get(numberOf(subtype) ?? 0) ?? null;
}
