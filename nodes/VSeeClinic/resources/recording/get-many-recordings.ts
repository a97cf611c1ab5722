import type { IDataObject } from 'n8n-workflow';

import { instant } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { isList, isRecord, recordsOf } from '../../model/record';
import { simplifyVisit } from '../../model/visit';
import { get, path } from '../../request/call';
import { room } from '../intake/intake-fields';

/** The recordings of a visit, each with what tells which visit it was. Never the meeting: its PIN and hosts are secrets. */
function recordingsOf(visit: IDataObject): IDataObject[] {
	const recordings = isRecord(visit.recordings) ? recordsOf(visit.recordings.data) : [];
	const { id, status, type, start, end, actual_start, actual_end } = simplifyVisit(visit);
	return recordings.map((recording) => ({ visit_id: id, ...recording, visit: { id, status, type, start, end, actual_start, actual_end } }));
}

/** GET /visits with `recordings` among its fields (contract 3.7, 3.8). */
export const getManyRecordings = operation({
	resource: 'recording',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many recordings',
	description: 'List the recordings of visits, one item per recording. Set Start Time and End Time to keep the answer small.',
	effect: 'read',
	many: true,
	fields: {},
	optional: {
		room_code: room,
		start_time: instant('Start Time', 'Only recordings of visits from this time on'),
		end_time: instant('End Time', 'Only recordings of visits up to this time'),
	},
	request: (filters) => get(path`/visits`, { ...filters, fields: 'recordings' }, { accepts: isList }),
	output: ({ data }) => recordsOf(data).flatMap(recordingsOf).map((json) => ({ json })),
});
