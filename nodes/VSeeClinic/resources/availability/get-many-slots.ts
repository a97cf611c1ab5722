import { operation } from '../../descriptor/operation';
import { endAfterStart } from '../../descriptor/span';
import { simplifySlot } from '../../model/slot';
import { availabilityFilters, shortSpanHint } from './availability-fields';
import { availabilityCall, slotsOf, wholeReply } from './read-availability';

/** GET /availability (contract 4). */
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
	request: (filters) => availabilityCall(filters),
	output({ data }, { room_code }, simplify) {
		const items = simplify ? slotsOf(data, room_code).map(simplifySlot) : wholeReply(data);
		return items.map((json) => ({ json }));
	},
});
