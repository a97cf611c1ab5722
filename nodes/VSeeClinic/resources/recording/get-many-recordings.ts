import type { IDataObject } from 'n8n-workflow';

import { operation } from '../../descriptor/operation';
import { endTimeNotBeforeStartTime } from '../../descriptor/span';
import { isRecord, recordsOf } from '../../model/json';
import { simplifyVisit } from '../../model/visit';
import { listVisits } from '../visit/list-visits';
import { visitFilters } from '../visit/visit-filters';

/** What is read of the visits: all that a recording needs, and nothing of the patient or the meeting. */
const FIELDS = 'id,start,end,actual_start,actual_end,type,status,recordings';

/** The recordings of a visit, each with what tells which visit it was. */
function recordingsOf(visit: IDataObject): IDataObject[] {
	const recordings = isRecord(visit.recordings) ? recordsOf(visit.recordings.data) : [];
	const { id, status, type, start, end, actual_start, actual_end } = simplifyVisit(visit);
	return recordings.map((recording) => ({
		visit_id: id,
		...recording,
		visit: { id, status, type, start, end, actual_start, actual_end },
	}));
}

/** GET /visits with `recordings` among its fields (docs/api.md#listing-visits, docs/api.md#recordings). */
export const getManyRecordings = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many recordings',
	description:
		'List the recordings of visits, one item per recording. Set Start Time and End Time to keep the answer small.',
	effect: 'read',
	returnsList: true,
	optional: visitFilters,
	check: endTimeNotBeforeStartTime,
	async run(filters, context, withCustomParameters) {
		const visits = await listVisits({ ...filters, fields: FIELDS }, context, withCustomParameters);
		const recordings = visits.flatMap(recordingsOf);
		return recordings.slice(0, context.limit).map((json) => ({ json }));
	},
});
