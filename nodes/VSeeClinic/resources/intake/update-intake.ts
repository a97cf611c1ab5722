import { json } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { InputError } from '../../errors/input-error';
import { simplifyIntake } from '../../model/intake';
import { isRecord } from '../../model/json';
import { path, post } from '../../request/call';
import { intakeBody, intakeDetails, intakeForm, intakeId, room } from './intake-fields';

/** POST /intakes/:id (contract 2.2). */
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
	forms: { intakeForm },
	check({ intake_id: _id, ...change }, custom) {
		if (Object.keys({ ...change, ...custom }).length > 0) return;
		throw new InputError(
			'Update Fields',
			'is empty: there is nothing to change',
			'Add at least one field to change. Nothing was sent.',
		);
	},
	request: ({ intake_id, ...values }) => post(path`/intakes/${intake_id}`, intakeBody(values)),
	output({ data }, { intake_id }, simplify) {
		const record = isRecord(data) ? { id: intake_id, ...data } : { id: intake_id };
		return [{ json: simplify ? simplifyIntake(record) : record }];
	},
});
