import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../model/record';
import { fingerprint, SeenEvents } from './seen-events';

/** How many events n8n's database remembers of one trigger, in some 50 kB that are read and written for each of them. */
const REMEMBERED = 1000;

/** What is under way in this process, by trigger: n8n reads and writes its list in two steps, so one comes after the other. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Drops the events that another run has already taken. n8n keeps this list in its database, which all processes of
 * queue mode share; two workers at the very same moment may both let an event pass.
 */
export async function onlyNewEvents(node: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = node.getInputData();
	const options: unknown = node.getNodeParameter('options', 0, {});
	const wanted = !isRecord(options) || options.ignoreDuplicates !== false;
	// A run that a person starts, from the editor or again from the list of executions, is wanted whatever has run before.
	if (!wanted || node.getMode() !== 'webhook') return items;
	const kept: INodeExecutionData[] = [];
	for (const item of items) {
		if (await inTurn(node, () => isNew(node, item))) kept.push(item);
		remember(node, item);
	}
	return kept;
}

async function inTurn(node: IExecuteFunctions, work: () => Promise<boolean>): Promise<boolean> {
	const trigger = `${node.getWorkflow().id ?? ''}:${node.getNode().id}`;
	const turn = (turns.get(trigger) ?? Promise.resolve()).then(work);
	turns.set(trigger, turn);
	const isNewEvent = await turn;
	if (turns.get(trigger) === turn) turns.delete(trigger);
	return isNewEvent;
}

async function isNew(node: IExecuteFunctions, { json }: INodeExecutionData): Promise<boolean> {
	if (typeof json.event_id !== 'string') return true;
	// Beside the event stands who took it: a worker that died is replaced, and the same execution comes again.
	const claim = `${json.event_id} ${node.getExecutionId()}`;
	const entries = [json.event_id, claim];
	const record = async () => await node.helpers.checkProcessedAndRecord(entries, 'node', { mode: 'entries', maxEntries: REMEMBERED * entries.length });
	try {
		// The first two events of a trigger, in two processes, collide once on making the list.
		const { processed } = await record().catch(record);
		return !processed.includes(json.event_id) || processed.includes(claim);
	} catch {
		// An event that runs twice does less harm than one that never runs.
		return true;
	}
}

/** Lets the next delivery of an event start no run at all. n8n saves this at the end of the run. */
function remember(node: IExecuteFunctions, { json }: INodeExecutionData): void {
	if (typeof json.event_id !== 'string') return;
	const memory = SeenEvents.of(node);
	node.getWorkflowStaticData('node').seen = memory.withRunning(fingerprint(json.event_id));
}
