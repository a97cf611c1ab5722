import { operation } from '../../descriptor/operation';
import { path, post } from '../../request/call';
import { changedVisit } from '../result';
import { changeAdvice } from './conflict-advice';
import { updatedVisit, verifyChange } from './verify-change';
import { visitId } from './visit-fields';

/** POST /visits/:id?version=2 with provider 0, which must reach the wire as a number (docs/api.md#updating-a-visit). */
export const removeProvider = operation({
	value: 'removeProvider',
	name: 'Remove Provider',
	action: 'Remove the provider from a visit',
	description: 'Unassign the provider from a visit',
	effect: 'replace',
	canSimplify: true,
	fields: { visit_id: visitId },
	request: ({ visit_id }) =>
		post(path`/visits/${visit_id}`, { provider_id: 0 }, { query: { version: 2 }, advice: changeAdvice }),
	verify: async (answer, values, context) =>
		await verifyChange(answer, updatedVisit({ ...values, provider_id: '0' }), context),
	output: changedVisit,
});
