import type { IDataObject } from 'n8n-workflow';

import { asStored, choice, choiceFilter } from '../../descriptor/choice';
import { instant, line } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { InputError } from '../../errors/input-error';
import { choicesOf, statusCode, VISIT_STATUS } from '../../model/code';
import { numberOf, recordsOf } from '../../model/json';
import { simplifyVisit } from '../../model/visit';
import { getList, path } from '../../request/call';
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

interface Wanted {
	status?: number[];
	period?: string;
}

/** What narrows a list of visits (contract 3.7). */
export const visitFilters = {
	room_code: room,
	start_time: instant('Start Time', 'Only visits from this time on'),
	end_time: instant('End Time', 'Only visits up to this time'),
	status,
	period,
};

/** Refuses a span that ends before it begins. @throws InputError */
export function timesForward({ start_time, end_time }: { start_time?: number; end_time?: number }): void {
	if (start_time === undefined || end_time === undefined || end_time >= start_time) return;
	throw new InputError('End Time', 'is before Start Time', 'Give a time after “Start Time”. Nothing was sent.');
}

/** The API has no such filters (contract 3.7): a visit whose start lies in the future is upcoming. */
export function wanted(visit: IDataObject, filter: Wanted): boolean {
	const start = numberOf(visit.start);
	const isUpcoming = start !== null && start * 1000 > Date.now();
	if (filter.period === 'upcoming' && !isUpcoming) return false;
	if (filter.period === 'past' && isUpcoming) return false;
	return !filter.status || filter.status.includes(statusCode(visit.status) ?? -1);
}

/** Fields that our own filters need, added to what the user asked for. */
function withFilterFields(fields: string | undefined, filter: Wanted): string | undefined {
	if (fields === undefined) return undefined;
	const names = fields
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	if (filter.status && !names.includes('status')) names.push('status');
	if (filter.period && !names.includes('start')) names.push('start');
	return names.join(',');
}

/** GET /visits (contract 3.7): one request, no paging is known. */
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
		fields: line(
			'Fields',
			'Names of the fields to return, separated by commas. “recordings” adds the recordings. Turn off Simplify to see them.',
		),
	},
	check: timesForward,
	request: ({ status: codes, period: when, fields, ...query }) =>
		getList(path`/visits`, { ...query, fields: withFilterFields(fields, { status: codes, period: when }) }),
	output({ data }, values, simplify) {
		const visits = recordsOf(data).filter((visit) => wanted(visit, values));
		return visits.map((visit) => ({ json: simplify ? simplifyVisit(visit) : visit }));
	},
});
