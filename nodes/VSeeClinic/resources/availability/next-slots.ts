import type { OperationContext } from '../../descriptor/operation-context';
import type { Slot } from '../../model/slot';
import type { Call } from '../../request/call';
import { availabilityCall, slotsOf } from './read-availability';

/** What the API searches when no end is given: four days, in seconds (docs/api.md#search-window). */
const WINDOW_SECONDS = 345_600;
/** How far ahead to look for the next free slot: four weeks, in windows. */
const MAX_WINDOWS = 7;

export interface SlotSearch {
	room_code?: string;
	/** Unix seconds. */
	start?: number;
	end?: number;
	duration?: number;
	provider_id?: string;
	intake_id?: string;
	consultation_id?: string;
	location?: string;
	member_id?: string;
}

/** With an End alone the clinic would search only the four days before it, and pass over what is free earlier. */
export function fromNow<Search extends SlotSearch>(search: Search): Search {
	const { start, end, duration } = search;
	const isEndAlone = end !== undefined && start === undefined && duration === undefined;
	return isEndAlone ? { ...search, start: Math.floor(Date.now() / 1000) } : search;
}

/** Slots that can be booked at or after the start of the search (now, when none is given), earliest first. */
function bookable(slots: Slot[], from = Math.floor(Date.now() / 1000)): Slot[] {
	return slots.filter((slot) => slot.start >= from && slot.available !== 0);
}

/**
 * The next `count` bookable slots. With a start but no end, up to four weeks are searched, window by window.
 * @param first the data of the reply to the first search, when that was read already
 * @throws ClinicError
 */
export async function nextSlots(
	search: SlotSearch,
	count: number,
	context: Pick<OperationContext, 'request'>,
	withCustomParameters: (call: Call) => Call,
	first?: unknown,
): Promise<Slot[]> {
	const from = search.start ?? Math.floor(Date.now() / 1000);
	const read = async (filters: SlotSearch): Promise<Slot[]> => {
		const { data } = await context.request(withCustomParameters(availabilityCall({ ...filters })), 'read');
		return bookable(slotsOf(data, search.room_code), from);
	};
	let found = first === undefined ? await read(search) : bookable(slotsOf(first, search.room_code), from);
	const open = search.start !== undefined && search.end === undefined && search.duration === undefined;
	for (let window = 1; open && found.length < count && window < MAX_WINDOWS; window++) {
		const start = from + window * WINDOW_SECONDS;
		const known = new Set(found.map((slot) => `${slot.start} ${slot.provider_id}`));
		const later = await read({ ...search, start });
		found = [...found, ...later.filter((slot) => !known.has(`${slot.start} ${slot.provider_id}`))];
	}
	return found.sort((a, b) => a.start - b.start).slice(0, count);
}
