import { instant, integer } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { endAfterStart } from '../../descriptor/span';
import { readSlots, simplifySlot } from '../../model/slot';
import { availabilityFilters, NO_FREE_SLOT, shortSpanHint } from './availability-fields';
import { fromNow, nextSlots } from './next-slots';
import { availabilityCall, wholeReply } from './read-availability';

/** The first free slots at or after a time, over GET /availability (docs/api.md#availability). */
export const getNextSlot = operation({
	value: 'getNext',
	name: 'Get Next',
	action: 'Find the next free slot of a room',
	description:
		'Find the first free slot at or after Start (if empty, now). Without End, up to four weeks are searched. Use its start, end, provider_id and room_code in Visit: Create.',
	effect: 'read',
	canSimplify: true,
	collection: 'filters',
	optional: {
		...availabilityFilters,
		start: instant('Start', 'Search from this time on. If empty, from now on.'),
		end: instant('End', 'Search up to this time. If empty, up to four weeks are searched.'),
		count: integer('Count', 'How many slots to return', { default: 1, typeOptions: { minValue: 1 } }),
	},
	moved: ['room_code'],
	check: endAfterStart,
	hint: shortSpanHint,
	async run({ count = 1, ...filters }, context, withCustomParameters) {
		const search = fromNow(filters);
		const { simplify } = context;
		const { data } = await context.request(withCustomParameters(availabilityCall(search)), 'read');
		const isKnown = simplify || readSlots(data, search.room_code) !== null;
		const items = isKnown
			? (await nextSlots(search, count, context, withCustomParameters, data)).map((slot) =>
					simplify ? simplifySlot(slot) : slot.raw,
				)
			: wholeReply(data);
		if (items.length === 0) context.addHint(NO_FREE_SLOT);
		return items.map((json) => ({ json }));
	},
});
