import { operation } from '../../descriptor/operation';
import { endAfterStart } from '../../descriptor/span';
import { appointmentTimes, VISIT_TYPE } from '../../model/code';
import { hasId } from '../../model/json';
import { path, post } from '../../request/call';
import { intakeId, member, provider, room } from '../intake/intake-fields';
import { bookedVisit } from '../result';
import { bookedFromIntake } from './booked-from-intake';
import { bookingOptions } from './booking-options';
import { end, start } from './visit-fields';

/** A remark for an appointment that begins before now. */
export function pastHint(values: { start?: number }): string | undefined {
	return values.start !== undefined && values.start * 1000 < Date.now()
		? 'The start of at least one appointment lies in the past. Check the time zone of the workflow if you did not mean that.'
		: undefined;
}

/** POST /visits (contract 3.3). */
export const createVisit = operation({
	value: 'create',
	name: 'Create',
	action: 'Book an appointment',
	description:
		'Book an appointment. Create the intake first, and take Start and End from a slot of Availability; never invent a time. Asking again for the same intake and time returns the same visit.',
	effect: 'create',
	canSimplify: true,
	fields: { intake_id: intakeId, room_code: room, start, end },
	optional: { provider_id: provider, member_id: member },
	options: bookingOptions,
	check: endAfterStart,
	hint: pastHint,
	request: ({ start: from, end: to, ...body }) =>
		post(path`/visits`, { ...body, type: VISIT_TYPE.scheduled, ...appointmentTimes(from, to) }, { accepts: hasId }),
	lookup: ({ intake_id, room_code, start: from }) =>
		bookedFromIntake({ intake_id, room_code, type: 'scheduled', start: from }),
	output: bookedVisit,
});
