import { operation } from '../../descriptor/operation';
import { InputError } from '../../errors/input-error';
import { appointmentTimes, VISIT_TYPE } from '../../model/code';
import { hasId } from '../../model/json';
import { path, post } from '../../request/call';
import { intakeId, member, provider, room } from '../intake/intake-fields';
import { bookedVisit } from '../result';
import { bookedFromIntake } from './booked-from-intake';
import { bookingOptions } from './booking-options';
import { end, start } from './visit-fields';

/** Refuses an appointment that ends before it begins. @throws InputProblem */
export function endAfterStart(values: { start?: number; end?: number }): void {
	if (values.start === undefined || values.end === undefined || values.end > values.start) return;
	throw new InputError(
		'End',
		'is not after Start',
		'Take “Start” and “End” from the same slot of Availability. Nothing was sent.',
	);
}

/** A remark for an appointment that begins before now. */
export function pastHint(values: { start?: number }): string | undefined {
	return values.start !== undefined && values.start * 1000 < Date.now()
		? 'The start of at least one appointment lies in the past. Check the time zone of the workflow if you did not mean that.'
		: undefined;
}

/** POST /visits (contract 3.3). */
export const createVisit = operation({
	resource: 'visit',
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
