import { instant } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { VISIT_STATUS } from '../../model/code';
import { path, post } from '../../request/call';
import { changedVisit } from '../result';
import { visitId } from './visit-fields';

/** POST /visits/close with status 30 (contract 3.5). */
export const completeVisit = operation({
	value: 'complete',
	name: 'Complete',
	action: 'Complete a visit',
	description:
		'Mark a visit as completed. To cancel one, use Visit: Close. It cannot be undone from here: be sure of the Visit ID.',
	effect: 'replace',
	canSimplify: true,
	fields: { visit_id: visitId },
	optional: { actual_end: instant('Actual End', 'When the visit really ended. Now, when left out.') },
	request: ({ visit_id, actual_end = Math.floor(Date.now() / 1000) }) =>
		post(path`/visits/close`, { id: visit_id, status: VISIT_STATUS.completed, actual_end }),
	output: changedVisit,
});
