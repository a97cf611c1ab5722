import type { IDataObject } from 'n8n-workflow';

import { isList, recordsOf } from '../model/json';
import { type Call, get, path } from './call';
import type { ReadVisits } from './complete-visit-list';
import { totalOf } from './interpret';
import type { Done } from './outcome';

/**
 * Reads windows of GET /visits (docs/api.md#listing-visits).
 * @param ask sends a call and returns its successful reply; what it throws is passed on
 * @param query what narrows the list beside its window
 */
export function visitReader(ask: (call: Call) => Promise<Done>, query: IDataObject): ReadVisits {
	return async ({ from, to }) => {
		// Never 0, which a server may take for "not given".
		const [start_time, end_time] = [from, to].map((edge) => (edge === 0 ? 1 : edge));
		const call = get(path`/visits`, { ...query, start_time, end_time }, { accepts: isList });
		const { data, reply } = await ask(call);
		return { visits: recordsOf(data), total: totalOf(reply) };
	};
}
