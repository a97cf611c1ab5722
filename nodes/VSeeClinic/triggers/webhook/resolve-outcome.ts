import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ClinicError, nodeError } from '../../errors/clinic-error';
import { isRecord } from '../../model/json';
import { simplifyVisit } from '../../model/visit';
import { confirm, type ConfirmOptions } from './confirm';
import { chosenEnd, UNSETTLED } from './event';
import { passes } from './output';
import { readTriggerParameters } from './trigger-parameters';

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
): Promise<INodeExecutionData | undefined> {
	const parameters = readTriggerParameters((name, otherwise) => node.getNodeParameter(name, index, otherwise));
	const { event, visit } = item.json;
	if (event !== UNSETTLED || parameters.events.includes(UNSETTLED)) return item;
	const subject = { id: isRecord(visit) ? visit.id : undefined, aboutUser: false };
	const limits = { ...EXECUTION_LIMITS, cancel: node.getExecutionCancelSignal() };
	const verdict = await confirm(node, await node.getCredentials('vSeeClinicApi'), subject, limits);
	if (verdict.kind !== 'confirmed') {
		// With Verify off the token may not be allowed to read visits: its refusal denies nothing.
		if (verdict.kind === 'denied' && parameters.verify) return undefined;
		const failure = new ClinicError(
			'VSee Clinic told that a visit ended but not how, and cannot be asked',
			'Nothing was started, and nothing is lost: run this execution again from the list of executions once VSee Clinic can be reached with this credential.',
		);
		throw nodeError(node.getNode(), failure, index);
	}
	const { record } = verdict;
	const name = chosenEnd(record, parameters.events);
	if (name === undefined || !passes(record, true, parameters)) return undefined;
	return {
		...item,
		json: { ...item.json, event: name, verified: true, visit: parameters.simplify ? simplifyVisit(record) : record },
	};
}

/** The items of a run, with every end settled. */
export async function resolveOutcomes(
	node: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const settled = await Promise.all(items.map(async (item, index) => await resolveOutcome(node, item, index)));
	return settled.filter((item) => item !== undefined);
}
