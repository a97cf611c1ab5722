import type { IDataObject } from 'n8n-workflow';

import { asStored, choice, choiceFilter } from '../../descriptor/choice';
import { instant, locator } from '../../descriptor/fields';
import { patients, providers } from '../../descriptor/list-sources';
import { choicesOf, statusCode, VISIT_STATUS } from '../../model/code';
import { numberOf } from '../../model/json';
import { personIdOf, roomCodeOf } from '../../model/visit';
import { room } from '../intake/intake-fields';

const status = choiceFilter(
	'Status',
	'Only visits in one of these states. VSee Clinic has no such filter: this node applies it to the answer.',
	choicesOf(VISIT_STATUS),
	'confirmed',
);

const period = choice(
	'Period',
	'Whether to return visits that begin in the future, in the past, or both',
	asStored([
		{ name: 'All', value: 'all' },
		{ name: 'Past', value: 'past' },
		{ name: 'Upcoming', value: 'upcoming' },
	]),
);

/**
 * What narrows a list of visits: room and times are sent (docs/api.md#listing-visits), the rest is chosen on our side.
 */
export const visitFilters = {
	room_code: room,
	start_time: instant('Start Time', 'Only visits from this time on'),
	end_time: instant('End Time', 'Only visits up to this time'),
	status,
	period,
	modified_after: instant(
		'Modified After',
		'Only visits that were modified at this time or later. VSee Clinic has no such filter: this node applies it to the answer, so set Start Time and End Time too.',
	),
	provider_id: locator(
		'Provider',
		providers,
		'Only visits of this provider. VSee Clinic has no such filter: this node applies it to the answer.',
	),
	member_id: locator(
		'Patient',
		patients,
		'Only visits of this patient. VSee Clinic has no such filter: this node applies it to the answer.',
	),
};

/** The filters as they are read; times in unix seconds. */
export interface VisitFilters {
	room_code?: string;
	start_time?: number;
	end_time?: number;
	status?: number[];
	period?: string;
	modified_after?: number;
	provider_id?: string;
	member_id?: string;
}

/** Whether a visit is that of the wanted person. One that VSee does not tell passes: a filter must not lose visits. */
function isOf(visit: IDataObject, kind: 'member' | 'provider', wanted: string | undefined): boolean {
	const id = personIdOf(visit, kind);
	return wanted === undefined || id === wanted || (id === null && !(`${kind}_id` in visit));
}

/** A visit whose start lies in the future is upcoming (docs/api.md#listing-visits). */
function isInPeriod(start: number | null, period: VisitFilters['period']): boolean {
	const isUpcoming = start !== null && start * 1000 > Date.now();
	return period === 'upcoming' ? isUpcoming : !(period === 'past' && isUpcoming);
}

function isInTime(visit: IDataObject, { period, start_time, end_time, modified_after }: VisitFilters): boolean {
	if (modified_after !== undefined && (numberOf(visit.modified) ?? Infinity) < modified_after) return false;
	if (period === undefined && start_time === undefined && end_time === undefined) return true;
	const start = numberOf(visit.start);
	if (!isInPeriod(start, period)) return false;
	return start === null || (start >= (start_time ?? -Infinity) && start <= (end_time ?? Infinity));
}

/** Whether a visit of the list is wanted: the API has no filters for most of this, and may not heed those it has. */
export function isWanted(visit: IDataObject, filters: VisitFilters): boolean {
	const roomCode = roomCodeOf(visit);
	if (filters.room_code !== undefined && roomCode !== null && roomCode !== filters.room_code) return false;
	if (filters.status && !filters.status.includes(statusCode(visit.status) ?? -1)) return false;
	if (!isOf(visit, 'provider', filters.provider_id) || !isOf(visit, 'member', filters.member_id)) return false;
	return isInTime(visit, filters);
}

/** The `fields` of a list, with those that the filters need and those by which a list is put together. */
export function withFilterFields(
	fields: string | undefined,
	filters: VisitFilters,
	wantsAll: boolean,
): string | undefined {
	if (fields === undefined) return undefined;
	const names = fields
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const hasTimes = filters.period !== undefined || filters.start_time !== undefined || filters.end_time !== undefined;
	const needed: Array<[name: string, isNeeded: boolean]> = [
		['id', wantsAll],
		['status', filters.status !== undefined],
		['start', wantsAll || hasTimes],
		['modified', filters.modified_after !== undefined],
		['provider_id', filters.provider_id !== undefined],
		['member_id', filters.member_id !== undefined],
	];
	const added = needed.filter(([name, isNeeded]) => isNeeded && !names.includes(name));
	return [...names, ...added.map(([name]) => name)].join(',');
}
