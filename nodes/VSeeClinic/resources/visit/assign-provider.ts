import { operation } from '../../descriptor/operation';
import { path, post } from '../../request/call';
import { changedVisit } from '../result';
import { changeAdvice } from './conflict-advice';
import { updatedVisit, verifyChange } from './verify-change';
import { chosenProvider, visitId } from './visit-fields';

/** POST /visits/:id?version=2 with a provider (docs/api.md#updating-a-visit). */
export const assignProvider = operation({
	value: 'assignProvider',
	name: 'Assign Provider',
	action: 'Assign a provider to a visit',
	description: 'Assign a visit to a provider, or reassign it. Find providers with Room: Get Providers.',
	effect: 'replace',
	canSimplify: true,
	fields: { visit_id: visitId, provider_id: chosenProvider },
	request: ({ visit_id, provider_id }) =>
		post(path`/visits/${visit_id}`, { provider_id }, { query: { version: 2 }, advice: changeAdvice }),
	verify: async (answer, values, context) => await verifyChange(answer, updatedVisit(values), context),
	output: changedVisit,
});
