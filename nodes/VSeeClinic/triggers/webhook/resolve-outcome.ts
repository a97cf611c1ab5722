import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ClinicError, nodeError } from '../../errors/clinic-error';
import { isRecord } from '../../model/json';
import { simplifyVisit } from '../../model/visit';
import { confirm, type ConfirmOptions } from './confirm';
import { passesFilters } from './filters';
import { matchEvent } from './match-event';
import { subjectOf } from './subject';
import type { TriggerParameters } from './trigger-parameters';

/** Nobody waits for this run: VSee has its answer, and n8n has stored the event. */
const EXECUTION_LIMITS: ConfirmOptions = { ms: 180_000, maxRetries: Infinity };

/**
 * Finds out how a visit ended when the event did not say it and VSee could not be asked at once: completed and cancelled
 * are not to be mistaken for each other, and the event is not to be lost.
 * @returns the item under the name the user has chosen; undefined when such an end is not wanted
 * @throws the node's error when VSee cannot be asked: the run is then in the list of executions, to be run again
 */
async function resolveOutcome(
	node: IExecuteFunctions,
	item: INodeExecutionData,
	index: number,
	parameters: TriggerParameters,
): Promise<INodeExecutionData | undefined> {
	const { events, simplify, verify } = parameters;
	// An event starts a run under a name that is not chosen only when its outcome is open.
	if (item.json.event !== 'visit.ended' || events.includes('visit.ended')) return item;
	const ended = { type: 'visit.ended', data: isRecord(item.json.visit) ? { id: item.json.visit.id } : {} };
	const limits = { ...EXECUTION_LIMITS, cancel: node.getExecutionCancelSignal() };
	const verdict = await confirm(node, await node.getCredentials('vSeeClinicApi'), subjectOf(ended), limits);
	if (verdict.kind !== 'confirmed') {
		// With Verify off the token may not be allowed to read visits: its refusal denies nothing.
		if (verdict.kind === 'denied' && verify) return undefined;
		const error = new ClinicError(
			'VSee Clinic told that a visit ended but not how, and cannot be asked',
			'Nothing was started, and nothing is lost: run this execution again from the list of executions once VSee Clinic can be reached with this credential.',
		);
		throw nodeError(node.getNode(), error, index);
	}
	const { record } = verdict;
	const match = matchEvent(ended, events, record);
	if (match.kind !== 'wanted' || !passesFilters(record, true, parameters)) return undefined;
	const visit = simplify ? simplifyVisit(record) : record;
	return { ...item, json: { ...item.json, event: match.name, verified: true, visit } };
}

/** The items of a run, with the outcome of every visit known. */
export async function resolveOutcomes(
	node: IExecuteFunctions,
	items: INodeExecutionData[],
	parameters: TriggerParameters,
): Promise<INodeExecutionData[]> {
	const resolved = await Promise.all(
		items.map(async (item, index) => await resolveOutcome(node, item, index, parameters)),
	);
	return resolved.filter((item) => item !== undefined);
}
