import { instant } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { VISIT_STATUS } from '../../model/code';
import { path, post } from '../../request/call';
import { changedVisit } from '../result';
import { changeAdvice } from './conflict-advice';
import { verifyChange } from './verify-change';
import { completedVisit } from './verify-status';
import { visitId } from './visit-fields';

/** POST /visits/close with status 30 (docs/api.md#ending-and-starting-a-visit). */
export const completeVisit = operation({
	value: 'complete',
	name: 'Complete',
	action: 'Complete a visit',
	description:
		'Mark a visit as completed. Cannot be undone. Experimental: not confirmed by VSee, may not work in every clinic. To cancel a visit, use Visit: Close or Cancel.',
	effect: 'replace',
	canSimplify: true,
	fields: { visit_id: visitId },
	optional: { actual_end: instant('Actual End', 'When the visit actually ended. If empty, now.') },
	request: ({ visit_id, actual_end = Math.floor(Date.now() / 1000) }) =>
		post(path`/visits/close`, { id: visit_id, status: VISIT_STATUS.completed, actual_end }, { advice: changeAdvice }),
	verify: async (answer, { visit_id }, context) => await verifyChange(answer, completedVisit(visit_id), context),
	output: changedVisit,
});
