import { operation } from '../../descriptor/operation';
import { endAfterStart } from '../../descriptor/span';
import { InputError } from '../../errors/input-error';
import { rescheduleTimes } from '../../model/code';
import { path, post } from '../../request/call';
import { changedVisit } from '../result';
import { pastHint } from './create-visit';
import { chosenProvider, end, start, visitId } from './visit-fields';

/** POST /visits/:id?version=2 (contract 3.4). */
export const updateVisit = operation({
	value: 'update',
	name: 'Update',
	action: 'Reschedule a visit',
	description:
		'Move an appointment to another time or to another provider. Take Start and End from a free slot of Availability.',
	effect: 'replace',
	canSimplify: true,
	fields: { visit_id: visitId },
	optional: { start, end, provider_id: chosenProvider },
	check({ visit_id: _id, ...change }, custom) {
		endAfterStart(change);
		if (Object.keys({ ...change, ...custom }).length > 0) return;
		throw new InputError(
			'Update Fields',
			'is empty: there is nothing to change',
			'Add a new Start and End, or a Provider. Nothing was sent.',
		);
	},
	hint: pastHint,
	request: ({ visit_id, start: from, end: to, ...body }) =>
		post(path`/visits/${visit_id}`, { ...body, ...rescheduleTimes(from, to) }, { query: { version: 2 } }),
	output: changedVisit,
});
