import { numberOf, textOf } from './json';

/**
 * The codes of the API, each list once (docs/api.md#enums): the name that workflows use, and the number on the wire.
 */

/** Visit `type`. */
export const VISIT_TYPE = { walkIn: 1, scheduled: 2, eConsult: 3, invitedGuest: 10 } as const;

/** Visit `status`. */
export const VISIT_STATUS = {
	pending: 10,
	confirmed: 20,
	inProgress: 25,
	completed: 30,
	cancelled: 40,
	refunded: 50,
} as const;

const VISIT_SUBTYPE = { inPerson: 1, phone: 2, video: 3, eConsult: 4 } as const;

/** User `type`. */
export const USER_TYPE = {
	admin: 100,
	cronJob: 110,
	system: 140,
	commonAdmin: 150,
	API: 160,
	patient: 200,
	company: 300,
	provider: 400,
	kiosk: 500,
	guest: 600,
	phoneBridge: 700,
} as const;

/** User `status`. */
export const USER_STATUS = { inactive: 10, active: 20 } as const;

/** User `subtype`: what a provider is. */
export const PROVIDER_SUBTYPE = {
	medicalAssistant: 460,
	customerService: 470,
	paramedic: 480,
	doctor: 482,
	nurse: 484,
	SNFNurse: 486,
} as const;

function wordsOf(name: string): string[] {
	return name.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
}

/** `inProgress` as workflows have it: `in_progress`. */
function storedName(name: string): string {
	return wordsOf(name).join('_').toLowerCase();
}

/** `inProgress` as menus have it: `In Progress`. */
function menuName(name: string): string {
	return wordsOf(name)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}

/** A list of codes as choices of a menu, in the order of their names. */
export function choicesOf<Code extends number>(
	codes: Readonly<Record<string, Code>>,
): Array<{ name: string; value: string; wire: Code }> {
	return Object.entries(codes)
		.map(([name, wire]) => ({ name: menuName(name), value: storedName(name), wire }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** The names of a list by their codes. */
function namesOf(codes: Readonly<Record<string, number>>, nameOf = storedName): Map<number | null, string> {
	return new Map(Object.entries(codes).map(([name, code]) => [code, nameOf(name)]));
}

/** Words of v2 webhooks (docs/api.md#meaning-of-an-event). None are known for 10, 20 and 25, and none are invented. */
const STATUS_WORDS = new Map<string, number>([
	['completed', VISIT_STATUS.completed],
	['cancelled', VISIT_STATUS.cancelled],
	['canceled', VISIT_STATUS.cancelled],
]);

/** Words and codes under which a user may name a status in a filter. */
export const STATUS_CODES: Record<string, number> = Object.fromEntries(
	choicesOf(VISIT_STATUS).flatMap(({ value, wire }) => [
		[value, wire],
		[String(wire), wire],
	]),
);

/** The status code of a code, a string of digits or a webhook word; null for anything else. */
export function statusCode(raw: unknown): number | null {
	const code = numberOf(raw);
	if (code !== null) return code;
	const word = textOf(raw)
		?.toLowerCase()
		.replace(/[\s_-]/g, '');
	return STATUS_WORDS.get(word ?? '') ?? null;
}

const STATUS_NAMES = namesOf(VISIT_STATUS);
const TYPE_NAMES = namesOf(VISIT_TYPE);
const SUBTYPE_NAMES = namesOf(VISIT_SUBTYPE);
const PROVIDER_KINDS = namesOf(PROVIDER_SUBTYPE, (name) =>
	menuName(name).replace(/\b[A-Z](?![A-Z])/g, (letter) => letter.toLowerCase()),
);

/** The name of a status, `unknown` for codes that docs/api.md does not know. */
export function statusName(raw: unknown): string {
	return STATUS_NAMES.get(statusCode(raw)) ?? 'unknown';
}

/**
 * The name of a visit's type; subtype 4 is an e-consult whatever the type says (open point 19,
 * docs/api.md#open-points).
 */
export function typeName(type: unknown, subtype?: unknown): string {
	if (numberOf(subtype) === VISIT_SUBTYPE.eConsult) return 'e_consult';
	return TYPE_NAMES.get(numberOf(type)) ?? 'unknown';
}

/** The name of a visit's subtype, or null when there is none. */
export function subtypeName(subtype: unknown): string | null {
	return SUBTYPE_NAMES.get(numberOf(subtype)) ?? null;
}

/** Begin and end of a new appointment, in unix seconds (docs/api.md#booking-an-appointment). */
export function appointmentTimes(start: number, end: number): { slot_start: number; slot_end: number } {
	return { slot_start: start, slot_end: end };
}

/**
 * New begin and end of an appointment, in unix seconds, under both names the server may know them by
 * (docs/api.md#updating-a-visit); absent values are not sent.
 */
export function rescheduleTimes(start: number | undefined, end: number | undefined): Record<string, number> {
	const times: Record<string, number> = {};
	if (start !== undefined) Object.assign(times, { slot_start: start, start });
	if (end !== undefined) Object.assign(times, { slot_end: end, end });
	return times;
}

/** What a provider is, in words (docs/api.md#enums), or null for a subtype that is not known. */
export function providerKind(subtype: unknown): string | null {
	return PROVIDER_KINDS.get(numberOf(subtype)) ?? null;
}
