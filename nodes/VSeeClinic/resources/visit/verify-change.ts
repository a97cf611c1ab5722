import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../descriptor/operation-context';
import { ClinicError } from '../../errors/clinic-error';
import { hasId, isoOf, isRecord, numberOf } from '../../model/json';
import { personIdOf, visitIdOf } from '../../model/visit';
import { get, path } from '../../request/call';
import type { Done } from '../../request/outcome';

/** What a visit shows of a change: that it was made, that it was not (with the error), or nothing. */
export type ShownChange = { kind: 'made' } | { kind: 'not-shown' } | { kind: 'not-made'; error: ClinicError };

/**
 * A change whose success is not taken on trust (docs/api.md#updating-a-visit, docs/api.md#ending-and-starting-a-visit).
 */
export interface ExpectedChange {
	visit_id: string;
	/** Compares a visit with what it should be after the change. */
	judge: (visit: IDataObject) => ShownChange;
	/** Whether a reply that shows nothing is accepted; otherwise the visit is read. */
	acceptsPlainOk?: boolean;
}

export const MADE: ShownChange = { kind: 'made' };
export const NOT_SHOWN: ShownChange = { kind: 'not-shown' };

const NOT_SEEN =
	'VSee Clinic accepted at least one change but did not show it afterwards: look at the visits in VSee Clinic.';

/** The visit as VSee Clinic has it now. @throws ClinicError when it cannot be read */
export async function readVisit(visit_id: string, context: OperationContext): Promise<Done> {
	return await context.request(get(path`/visits/${visit_id}`, {}, { accepts: hasId }), 'read');
}

/** Whether an error is the end of the execution, and no answer to what was asked. */
export function isExecutionCancelled(error: unknown): boolean {
	return error instanceof ClinicError && error.details.cancelled === true;
}

function compare({ data }: Done, { visit_id, judge }: ExpectedChange): ShownChange {
	const isThisVisit = isRecord(data) && [null, visit_id].includes(visitIdOf(data));
	return isThisVisit ? judge(data) : NOT_SHOWN;
}

async function tryToRead({ visit_id }: ExpectedChange, context: OperationContext): Promise<Done | undefined> {
	return await readVisit(visit_id, context).catch((error: unknown) => {
		if (isExecutionCancelled(error)) throw error;
		return undefined;
	});
}

/** The visit, when it shows a change whose reply was lost. */
async function findChange(change: ExpectedChange, context: OperationContext): Promise<Done | undefined> {
	const read = await tryToRead(change, context);
	return read && compare(read, change).kind === 'made' ? read : undefined;
}

/**
 * Does not trust a plain OK: when the reply to a change does not show it, the visit is read once.
 * @returns the reply, or the visit as it was read when the reply showed an older state
 * @throws ClinicError when the visit is known not to be as it should; a read that fails only adds a hint
 */
export async function verifyChange(
	reply: Done | undefined,
	change: ExpectedChange,
	context: OperationContext,
): Promise<Done | undefined> {
	if (!reply) return await findChange(change, context);
	const replied = compare(reply, change);
	if (replied.kind === 'made' || (replied.kind === 'not-shown' && change.acceptsPlainOk)) return reply;
	const read = await tryToRead(change, context);
	const found = read ? compare(read, change) : NOT_SHOWN;
	if (found.kind === 'not-made') throw found.error;
	if (found.kind === 'not-shown' && replied.kind === 'not-made') throw replied.error;
	if (found.kind === 'not-shown') context.addHint(NOT_SEEN);
	return read && replied.kind === 'not-made' ? read : reply;
}

function notChanged(visit_id: string, instead: string): ShownChange {
	const error = new ClinicError(
		`Visit ${visit_id} was not changed: VSee Clinic reported success, but ${instead}`,
		'Look at this visit in VSee Clinic before you change it again.',
	);
	return { kind: 'not-made', error };
}

function judgeTime(visit: IDataObject, name: 'end' | 'start', wanted: number, visit_id: string): ShownChange {
	const found = numberOf(visit[name]);
	if (found === null) return NOT_SHOWN;
	if (found === wanted) return MADE;
	const verb = name === 'start' ? 'begins' : 'ends';
	return notChanged(visit_id, `the visit still ${verb} at ${isoOf(found) ?? 'another time'}`);
}

function judgeProvider(visit: IDataObject, wanted: string, visit_id: string): ShownChange {
	const shown = personIdOf(visit, 'provider');
	if (shown === null && !('provider_id' in visit)) return NOT_SHOWN;
	// Null and 0 both mean that nobody is assigned (docs/api.md#updating-a-visit, docs/api.md#the-visit-object).
	const found = shown ?? '0';
	if (found === wanted) return MADE;
	return notChanged(visit_id, found === '0' ? 'the visit has no provider' : `its provider is ${found}`);
}

/** What a visit should be like after an update; `provider_id` is `0` when the provider was removed. */
export interface UpdatedVisit {
	visit_id: string;
	start?: number;
	end?: number;
	provider_id?: string;
}

/**
 * Times and provider of a visit after an update (docs/api.md#updating-a-visit). Custom parameters cannot be compared.
 */
export function updatedVisit({ visit_id, start, end, provider_id }: UpdatedVisit): ExpectedChange {
	return {
		visit_id,
		acceptsPlainOk: start === undefined && end === undefined && provider_id === undefined,
		judge(visit) {
			const parts = [
				...(start === undefined ? [] : [judgeTime(visit, 'start', start, visit_id)]),
				...(end === undefined ? [] : [judgeTime(visit, 'end', end, visit_id)]),
				...(provider_id === undefined ? [] : [judgeProvider(visit, provider_id, visit_id)]),
			];
			return (
				parts.find(({ kind }) => kind === 'not-made') ??
				parts.find(({ kind }) => kind === 'not-shown') ?? { kind: parts.length > 0 ? 'made' : 'not-shown' }
			);
		},
	};
}
