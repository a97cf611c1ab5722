import { operation } from '../../descriptor/operation';
import { path, post } from '../../request/call';
import { changeAdvice } from './conflict-advice';
import { verifyChange } from './verify-change';
import { closedVisit } from './verify-status';
import { visitId } from './visit-fields';

/** POST /visits/delete (docs/api.md#ending-and-starting-a-visit). */
export const deleteVisit = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a visit',
	description:
		'Delete a visit without giving a reason. Cannot be undone. Prefer Visit: Close or Cancel, which gives the reason. With an admin token, any visit of the clinic can be deleted.',
	effect: 'replace',
	fields: { visit_id: visitId },
	request: ({ visit_id }) => post(path`/visits/delete`, { id: visit_id }, { advice: changeAdvice }),
	verify: async (answer, { visit_id }, context) => await verifyChange(answer, closedVisit(visit_id), context),
	output: (_answer, { visit_id }) => [{ json: { id: visit_id, deleted: true } }],
});
