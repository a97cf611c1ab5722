import { operation } from '../../descriptor/operation';
import { hasId } from '../../model/json';
import { path, post } from '../../request/call';
import { intakeId, room } from '../intake/intake-fields';
import { bookedVisit } from '../result';
import { bookedFromIntake } from './booked-from-intake';
import { bookingOptions } from './booking-options';
import { intakeAdvice } from './conflict-advice';

/** POST /visits/add_econsult (docs/api.md#creating-an-e-consult). */
export const createEConsult = operation({
	value: 'createEConsult',
	name: 'Create E-Consult',
	action: 'Create an e-consult',
	description:
		'Send a question that a provider answers later, without an appointment. Create the intake first. Asking again for the same intake returns the same visit.',
	effect: 'create',
	canSimplify: true,
	fields: { intake_id: intakeId, room_code: room },
	options: bookingOptions,
	request: (body) => post(path`/visits/add_econsult`, body, { accepts: hasId, advice: intakeAdvice }),
	lookup: (values) => bookedFromIntake({ ...values, type: 'e_consult' }),
	output: bookedVisit,
});
