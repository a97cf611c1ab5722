import { locator } from '../../descriptor/fields';
import { providers } from '../../descriptor/list-sources';
import { operation } from '../../descriptor/operation';
import { hasId } from '../../model/json';
import { path, post } from '../../request/call';
import { intakeId, member, room } from '../intake/intake-fields';
import { bookedVisit } from '../result';
import { bookedFromIntake } from './booked-from-intake';
import { bookingOptions } from './booking-options';
import { intakeAdvice } from './conflict-advice';

/** POST /visits/add_walkin (docs/api.md#adding-a-walk-in). */
export const createWalkIn = operation({
	value: 'createWalkIn',
	name: 'Create Walk-In',
	action: 'Add a walk-in patient to the waiting room',
	description:
		'Add a patient to the waiting room now. Create the intake first. Asking again for the same intake returns the same visit.',
	effect: 'create',
	canSimplify: true,
	fields: { intake_id: intakeId, room_code: room },
	optional: {
		provider_id: locator(
			'Provider',
			providers,
			'The provider to be seen. If empty, the next free provider takes the patient, as VSee recommends for walk-ins.',
		),
		member_id: member,
	},
	options: bookingOptions,
	request: (body) => post(path`/visits/add_walkin`, body, { accepts: hasId, advice: intakeAdvice }),
	lookup: (values) => bookedFromIntake({ ...values, type: 'walk_in' }),
	output: bookedVisit,
});
