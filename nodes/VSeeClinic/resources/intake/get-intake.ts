import { operation } from '../../descriptor/operation';
import { simplifyIntake } from '../../model/intake';
import { hasId } from '../../model/json';
import { get, path } from '../../request/call';
import { one } from '../result';
import { intakeId } from './intake-fields';

/** GET /intakes/:id (contract 2.3). */
export const getIntake = operation({
	resource: 'intake',
	value: 'get',
	name: 'Get',
	action: 'Get an intake',
	description: 'Read one intake by its ID. visit_id tells whether a visit was already made from it.',
	effect: 'read',
	canSimplify: true,
	fields: { intake_id: intakeId },
	optional: {},
	request: ({ intake_id }) => get(path`/intakes/${intake_id}`, {}, { accepts: hasId }),
	output: one(simplifyIntake),
});
