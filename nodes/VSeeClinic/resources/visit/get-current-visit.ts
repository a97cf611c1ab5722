import { operation } from '../../descriptor/operation';
import { idOf, isRecord, recordsOf } from '../../model/json';
import { simplifyVisit } from '../../model/visit';
import { getRecord, path } from '../../request/call';

/**
 * A visit, or one of the forms that mean there is none: null, `{}`, `[]` and no body at all (docs/api.md#reading-a-visit).
 */
function isVisitOrNone(data: unknown): boolean {
	if (data === undefined || data === null || Array.isArray(data)) return true;
	return isRecord(data) && (Object.keys(data).length === 0 || idOf(data.id) !== null);
}

/** GET /visits/current (docs/api.md#reading-a-visit). */
export const getCurrentVisit = operation({
	value: 'getCurrent',
	name: 'Get Current',
	action: 'Get the visit in progress',
	description:
		'Get the visit that is in progress now for the person whose token is used. Returns no items when there is none.',
	effect: 'read',
	canSimplify: true,
	request: () => getRecord(path`/visits/current`, isVisitOrNone),
	output({ data }, _values, simplify) {
		const found = (Array.isArray(data) ? recordsOf(data) : isRecord(data) ? [data] : []).filter(
			(visit) => idOf(visit.id) !== null,
		);
		return found.map((visit) => ({ json: simplify ? simplifyVisit(visit) : visit }));
	},
});
