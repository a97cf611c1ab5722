import { names } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { endTimeNotBeforeStartTime } from '../../descriptor/span';
import { simplifyVisit } from '../../model/visit';
import { listVisits } from './list-visits';
import { visitFilters } from './visit-filters';

/** GET /visits (docs/api.md#listing-visits): no paging is known; a list that is cut is completed. */
export const getManyVisits = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many visits',
	description:
		'List the visits of the patient whose token is used or, with an admin token, of the clinic. Find the ID of a visit here before you change it. Set Start Time and End Time to keep the answer small.',
	effect: 'read',
	canSimplify: true,
	returnsList: true,
	optional: {
		...visitFilters,
		fields: names(
			'Fields',
			'Names of the fields to return, separated by commas. “recordings” adds the recordings. Turn off Simplify to see them.',
		),
	},
	check: endTimeNotBeforeStartTime,
	async run(values, context, withCustomParameters) {
		const visits = await listVisits(values, context, withCustomParameters);
		return visits.slice(0, context.limit).map((visit) => ({ json: context.simplify ? simplifyVisit(visit) : visit }));
	},
});
