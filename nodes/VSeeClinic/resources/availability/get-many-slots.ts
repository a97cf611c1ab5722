import { operation } from '../../descriptor/operation';
import { endAfterStart } from '../../descriptor/span';
import { simplifySlot } from '../../model/slot';
import { availabilityFilters, NO_FREE_SLOT, shortSpanHint } from './availability-fields';
import { availabilityCall, slotsOf, wholeReply } from './read-availability';

/** GET /availability (docs/api.md#availability). */
export const getManySlots = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'List free slots of a room',
	description:
		'List the free slots of a room, earliest first, for the patient to choose from. Use start, end, provider_id and room_code of the chosen slot in Visit: Create.',
	effect: 'read',
	canSimplify: true,
	returnsList: true,
	optional: availabilityFilters,
	moved: ['room_code'],
	check: endAfterStart,
	hint: shortSpanHint,
	async run(filters, context, withCustomParameters) {
		const { data } = await context.request(withCustomParameters(availabilityCall(filters)), 'read');
		const items = context.simplify ? slotsOf(data, filters.room_code).map(simplifySlot) : wholeReply(data);
		if (items.length === 0) context.addHint(NO_FREE_SLOT);
		return items.slice(0, context.limit).map((json) => ({ json }));
	},
});
