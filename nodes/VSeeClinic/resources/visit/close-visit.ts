import { asStored, choice } from '../../descriptor/choice';
import { withSuggestion } from '../../descriptor/field';
import { operation } from '../../descriptor/operation';
import { path, post } from '../../request/call';
import { changedVisit } from '../result';
import { changeAdvice } from './conflict-advice';
import { verifyChange } from './verify-change';
import { closedVisit } from './verify-status';
import { visitId } from './visit-fields';

const reasons = asStored([
	{
		name: 'Call Ended Without the Patient',
		value: 'call_ended',
		description: 'Network trouble, or the provider hung up',
	},
	{ name: 'Patient Cancelled the Appointment', value: 'patient_cancel_appointment' },
	{ name: 'Patient Ended the Call', value: 'patient_end_call' },
	{ name: 'Patient Left the Waiting Room', value: 'patient_exit_room' },
	{
		name: 'Maximum Waiting Time Reached',
		value: 'max_waiting_time_reached',
		description: 'The patient waited as long as the clinic allows',
	},
]);

/** The usual reason for closing from a workflow is the one that is preset. */
const reason = withSuggestion(
	choice('Reason', 'Why the visit is closed or cancelled', reasons),
	'patient_cancel_appointment',
);

/** POST /visits/close with a reason (docs/api.md#ending-and-starting-a-visit). */
export const closeVisit = operation({
	value: 'close',
	name: 'Close or Cancel',
	action: 'Close or cancel a visit',
	description:
		'Cancel or close a visit, with a reason. Cannot be undone. To mark a visit as completed, use Visit: Complete.',
	effect: 'replace',
	canSimplify: true,
	fields: { visit_id: visitId, reason },
	request: ({ visit_id, ...body }) => post(path`/visits/close`, { id: visit_id, ...body }, { advice: changeAdvice }),
	verify: async (answer, { visit_id }, context) => await verifyChange(answer, closedVisit(visit_id), context),
	output: changedVisit,
});
