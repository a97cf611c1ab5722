import { instant } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { path, post } from '../../request/call';
import { changedVisit } from '../result';
import { changeAdvice } from './conflict-advice';
import { verifyChange } from './verify-change';
import { startedVisit } from './verify-status';
import { visitId } from './visit-fields';

/** POST /visits/inprogress (docs/api.md#ending-and-starting-a-visit, seen in one client only). */
export const startVisit = operation({
	value: 'start',
	name: 'Start',
	action: 'Start a visit',
	description:
		'Mark a confirmed visit as in progress. Experimental: not confirmed by VSee, may not work in every clinic.',
	effect: 'replace',
	canSimplify: true,
	fields: { visit_id: visitId },
	optional: { actual_start: instant('Actual Start', 'When the visit actually began. If empty, now.') },
	request: ({ visit_id, actual_start = Math.floor(Date.now() / 1000) }) =>
		post(path`/visits/inprogress`, { id: visit_id, actual_start }, { advice: changeAdvice }),
	verify: async (answer, { visit_id }, context) => await verifyChange(answer, startedVisit(visit_id), context),
	output: changedVisit,
});
