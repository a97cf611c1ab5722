import { operation } from '../../descriptor/operation';
import { path, post } from '../../request/call';
import { visitId } from './visit-fields';

/** POST /visits/delete (contract 3.5). */
export const deleteVisit = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a visit',
	description:
		'Cancel a visit by force; with an admin token, any visit of the clinic. Prefer Visit: Close, which tells the reason. It cannot be undone from here: be sure of the Visit ID.',
	effect: 'replace',
	fields: { visit_id: visitId },
	request: ({ visit_id }) => post(path`/visits/delete`, { id: visit_id }),
	output: (_answer, { visit_id }) => [{ json: { id: visit_id, deleted: true } }],
});
