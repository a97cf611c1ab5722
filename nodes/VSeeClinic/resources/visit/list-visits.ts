import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../descriptor/operation-context';
import type { Call } from '../../request/call';
import { completeVisitList, cutListHint, listHint } from '../../request/complete-visit-list';
import { visitReader } from '../../request/visit-list';
import { isWanted, type VisitFilters, withFilterFields } from './visit-filters';

/**
 * The visits that pass the filters (docs/api.md#listing-visits): all of them when all are wanted, also when VSee gives
 * them in parts only; with a limit those of one request. A hint says what is missing.
 * @param fields names of the fields to return, separated by commas
 * @throws ClinicError
 */
export async function listVisits(
	{ fields, ...filters }: VisitFilters & { fields?: string },
	context: OperationContext,
	withCustomParameters: (call: Call) => Call,
): Promise<IDataObject[]> {
	const wantsAll = context.limit === undefined;
	const read = visitReader(async (call) => await context.request(withCustomParameters(call), 'read'), {
		room_code: filters.room_code,
		fields: withFilterFields(fields, filters, wantsAll),
	});
	const window = { from: filters.start_time, to: filters.end_time };
	const add = (hint: string | undefined) => {
		if (hint !== undefined) context.addHint(hint);
	};
	const wanted = (visits: IDataObject[]) => visits.filter((visit) => isWanted(visit, filters));
	if (wantsAll) {
		const list = await completeVisitList(read, window, { now: Math.floor(Date.now() / 1000) });
		add(listHint(list));
		return wanted(list.visits);
	}
	const list = await read(window);
	add(cutListHint(list));
	return wanted(list.visits);
}
