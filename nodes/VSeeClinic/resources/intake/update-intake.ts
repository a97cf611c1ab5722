import { json } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { InputError } from '../../errors/input-error';
import { simplifyIntake } from '../../model/intake';
import { isRecord } from '../../model/json';
import { path, post } from '../../request/call';
import { intakeBody, intakeDetails, intakeFormChange, intakeId, room } from './intake-fields';

/** POST /intakes/:id (docs/api.md#updating-an-intake). */
export const updateIntake = operation({
	value: 'update',
	name: 'Update',
	action: 'Update an intake',
	description: 'Change an intake, also after the visit was made. Only the fields that you enter are changed.',
	effect: 'replace',
	canSimplify: true,
	fields: { intake_id: intakeId },
	optional: {
		room_code: room,
		...intakeDetails,
		consultation: json(
			'Consultation',
			'A consultation of the room as JSON, unchanged, from payment.consultations of Room: Get. Needed when the patient pays.',
		),
	},
	forms: { intakeForm: intakeFormChange },
	check(values, custom) {
		// The intake itself is no change.
		if (Object.keys({ ...values, ...custom }).length > 1) return;
		throw new InputError(
			'Update Fields',
			'is empty: there is nothing to change',
			'Add at least one field to change. Nothing was sent.',
		);
	},
	request: ({ intake_id, ...values }) => post(path`/intakes/${intake_id}`, intakeBody(values)),
	output({ data }, { intake_id, ...sent }, simplify) {
		const answer = isRecord(data) ? { id: intake_id, ...data } : { id: intake_id };
		// The reply names little more than the id: what was just sent is known all the same.
		return [{ json: simplify ? simplifyIntake({ ...intakeBody(sent), ...answer }) : answer }];
	},
});
