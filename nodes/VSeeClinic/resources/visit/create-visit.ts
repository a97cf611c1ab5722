import { operation } from '../../descriptor/operation';
import { endAfterStart } from '../../descriptor/span';
import { intakeId, member, provider, room } from '../intake/intake-fields';
import { bookedVisit } from '../result';
import { bookAppointment } from './appointment';
import { bookedFromIntake } from './booked-from-intake';
import { bookingOptions } from './booking-options';
import { end, start } from './visit-fields';

/** A hint for an appointment that begins before now. */
export function pastHint(values: { start?: number }): string | undefined {
	return values.start !== undefined && values.start * 1000 < Date.now()
		? 'The start of at least one appointment lies in the past. Check the time zone of the workflow if you did not mean that.'
		: undefined;
}

/** POST /visits (docs/api.md#booking-an-appointment). */
export const createVisit = operation({
	value: 'create',
	name: 'Create',
	action: 'Book an appointment',
	description:
		'Book an appointment. Create the intake first, and take Start and End from a slot of Availability. Asking again for the same intake and time returns the same visit.',
	effect: 'create',
	canSimplify: true,
	fields: { intake_id: intakeId, room_code: room, start, end },
	optional: { provider_id: provider, member_id: member },
	options: bookingOptions,
	check: endAfterStart,
	hint: pastHint,
	request: bookAppointment,
	lookup: (values) => bookedFromIntake({ ...values, type: 'scheduled' }),
	output: bookedVisit,
});
