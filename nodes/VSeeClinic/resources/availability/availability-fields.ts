import { id, instant, integer, line, locator } from '../../descriptor/fields';
import { consultations, patients, providers, rooms } from '../../descriptor/list-sources';

/** What narrows a search for free slots (docs/api.md#availability). */
export const availabilityFilters = {
	room_code: locator(
		'Room',
		rooms,
		'The room to search: select one, or enter its code from Room: Get Many. If empty, the room of the intake is searched.',
	),
	start: instant(
		'Start',
		'Search from this time on. If empty, starts at the first free slot or, with an End, four days before it.',
	),
	end: instant('End', 'Search up to this time. If empty, four days are searched.'),
	duration: integer(
		'Search Span (Seconds)',
		'How many seconds to search, such as 86400 for one day. This is not the length of a slot. Ignored when both Start and End are set.',
		{
			default: 86_400,
		},
	),
	provider_id: locator('Provider', providers, 'Only free slots of this provider'),
	intake_id: id(
		'Intake ID',
		'The intake the slot is for, which narrows the search. Needed when a patient’s token is used.',
	),
	consultation_id: locator(
		'Consultation',
		consultations,
		'The consultation, which sets how long a slot is. Needed when the credential has no token.',
	),
	location: line('Location', 'Only slots for this US state, as two letters', { placeholder: 'e.g. CA' }),
	member_id: locator('Patient', patients, 'The patient the slot is for'),
};

/** A hint for an empty result, which looks as if nothing had been done. */
export const NO_FREE_SLOT =
	'No free slot was found for at least one item. Search a longer time, another provider or another room.';

/** The shortest span that is searched on purpose, in seconds: less was meant as minutes. */
const MIN_USUAL_SPAN = 900;

/** A hint for a span that looks like the length of a visit in minutes. */
export function shortSpanHint({ duration }: { duration?: number }): string | undefined {
	return duration !== undefined && duration < MIN_USUAL_SPAN
		? '“Search Span (Seconds)” is the length of the searched time span in seconds, not the length of a visit: 86400 searches one day. With so short a span, times that are free may not be found.'
		: undefined;
}
