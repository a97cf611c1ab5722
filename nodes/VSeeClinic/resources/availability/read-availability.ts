import type { IDataObject } from 'n8n-workflow';

import { ClinicError } from '../../errors/clinic-error';
import { isJson, isRecord } from '../../model/json';
import { readSlots, type Slot } from '../../model/slot';
import { type Call, get, path } from '../../request/call';

/** What to do when a search is refused: which fields it lacks, by the labels that the editor shows. */
function searchAdvice({ room_code, intake_id, start, end, consultation_id }: IDataObject): string | undefined {
	if (room_code === undefined && intake_id === undefined)
		return 'Room is empty: select a room, or add “Intake ID” under Filters to search the room of that intake.';
	const needed = { Start: start, End: end, Consultation: consultation_id };
	const missing = Object.entries(needed).flatMap(([label, value]) => (value === undefined ? [label] : []));
	if (missing.length === 0) return undefined;
	return `Check the values of this item. When the credential has no API Token, it needs these too: ${missing.join(', ')}.`;
}

/**
 * GET /availability (docs/api.md#availability). An empty body is no answer: read as a list it would say "no times
 * free".
 */
export function availabilityCall(filters: IDataObject): Call {
	const advice = { invalid: searchAdvice(filters) };
	return get(path`/availability`, filters, { accepts: (data) => data !== undefined, advice });
}

/**
 * The free slots of a reply, earliest first.
 * @throws ClinicError when the reply has an unknown form
 */
export function slotsOf(data: unknown, roomCode?: string): Slot[] {
	const slots = readSlots(data, roomCode);
	if (slots) return slots;
	throw new ClinicError(
		'VSee Clinic returned the free times in a form that this node does not know',
		'Turn off “Simplify” (simplify: false) to pass the reply through whole, and read the times from it yourself. It does not mean that no times are free.',
	);
}

/** A reply passed through as it came: one item per record of a list, else the whole as one item. */
export function wholeReply(data: unknown): IDataObject[] {
	if (Array.isArray(data) && data.every(isRecord)) return data;
	if (isRecord(data)) return Object.keys(data).length > 0 ? [data] : [];
	return data === null || !isJson(data) ? [] : [{ data }];
}
