import { operation } from '../../descriptor/operation';
import { simplifyIntake } from '../../model/intake';
import { hasId, isRecord } from '../../model/json';
import { getRecord, path, post } from '../../request/call';
import { intakeBody, intakeDetails, intakeForm, room } from './intake-fields';

/** POST /intakes (docs/api.md#creating-an-intake). */
export const createIntake = operation({
	value: 'create',
	name: 'Create',
	action: 'Create an intake',
	description:
		'Record why the patient wants a visit. Every booking starts here: use the returned ID as Intake ID when you create the visit.',
	effect: 'create',
	canSimplify: true,
	fields: { room_code: room },
	optional: intakeDetails,
	forms: { intakeForm },
	request: (values) => post(path`/intakes`, intakeBody(values), { accepts: hasId }),
	reread: (id) => getRecord(path`/intakes/${id}`),
	output({ data }, sent, simplify) {
		if (!isRecord(data)) return [];
		// The reply names little more than the id: what was just sent is known all the same.
		return [{ json: simplify ? simplifyIntake({ ...intakeBody(sent), ...data }) : data }];
	},
});
