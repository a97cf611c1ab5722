import { operation } from '../../descriptor/operation';
import { simplifyIntake } from '../../model/intake';
import { getRecord, path } from '../../request/call';
import { one } from '../result';
import { intakeId } from './intake-fields';

/** GET /intakes/:id (docs/api.md#reading-an-intake). */
export const getIntake = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an intake',
	description: 'Get one intake by its ID. A visit_id shows that a visit was already made from it.',
	effect: 'read',
	canSimplify: true,
	fields: { intake_id: intakeId },
	request: ({ intake_id }) => getRecord(path`/intakes/${intake_id}`),
	output: one(simplifyIntake),
});
