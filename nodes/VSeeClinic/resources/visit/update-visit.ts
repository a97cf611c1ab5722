import { operation } from '../../descriptor/operation';
import type { OperationContext } from '../../descriptor/operation-context';
import { endAfterStart } from '../../descriptor/span';
import { InputError } from '../../errors/input-error';
import { rescheduleTimes } from '../../model/code';
import { isRecord, numberOf } from '../../model/json';
import { path, post } from '../../request/call';
import { changedVisit } from '../result';
import { changeAdvice, timeAdvice } from './conflict-advice';
import { pastHint } from './create-visit';
import { isExecutionCancelled, readVisit, updatedVisit, verifyChange } from './verify-change';
import { chosenProvider, end, start, visitId } from './visit-fields';

interface Times {
	visit_id: string;
	start?: number;
	end?: number;
}

/** How long a visit is, in seconds; null when it cannot be read. */
async function lengthOf(visit_id: string, context: OperationContext): Promise<number | null> {
	const visit = await readVisit(visit_id, context).catch((error: unknown) => {
		if (isExecutionCancelled(error)) throw error;
		return undefined;
	});
	const { start, end } = isRecord(visit?.data) ? visit.data : {};
	const [from, to] = [numberOf(start), numberOf(end)];
	return from !== null && to !== null && to > from ? to - from : null;
}

/** A visit of which only one end is moved keeps its length. @throws InputError when that is not known */
async function keepLength<V extends Times>(values: V, context: OperationContext): Promise<V> {
	const { visit_id, start: from, end: to } = values;
	if ((from === undefined) === (to === undefined)) return values;
	const length = await lengthOf(visit_id, context);
	if (length === null) {
		throw new InputError(
			from === undefined ? 'Start' : 'End',
			'is needed: the visit could not be read to keep its length',
			'Give both Start and End. Nothing was changed in VSee Clinic.',
		);
	}
	return from === undefined ? { ...values, start: (to ?? 0) - length } : { ...values, end: from + length };
}

/** POST /visits/:id?version=2 (docs/api.md#updating-a-visit). */
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
	check(values, custom) {
		endAfterStart(values);
		// The visit itself is no change.
		if (Object.keys({ ...values, ...custom }).length > 1) return;
		throw new InputError(
			'Update Fields',
			'is empty: there is nothing to change',
			'Add a new Start and End, or a Provider. Nothing was sent.',
		);
	},
	hint: pastHint,
	complete: keepLength,
	request: ({ visit_id, start: from, end: to, ...body }) =>
		post(
			path`/visits/${visit_id}`,
			{ ...body, ...rescheduleTimes(from, to) },
			{
				query: { version: 2 },
				advice:
					from === undefined
						? changeAdvice
						: timeAdvice(from, 'If that is not it, read the visit with Visit: Get: it may have changed meanwhile.'),
			},
		),
	verify: async (answer, values, context) => await verifyChange(answer, updatedVisit(values), context),
	output: changedVisit,
});
