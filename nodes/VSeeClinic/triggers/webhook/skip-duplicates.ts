import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { DuplicateQueue } from './duplicate-queue';
import { fingerprint, SeenEvents } from './seen-events';

/**
 * Drops the events that another execution has already taken. n8n keeps the list of them in its database, which all
 * processes of queue mode share; two workers at the very same moment may both let an event pass.
 */
export async function skipDuplicates(
	node: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	// A run that a person starts, from the editor or again from the list of executions, is wanted whatever has run before.
	if (node.getMode() !== 'webhook') return items;
	const kept: INodeExecutionData[] = [];
	for (const item of items) {
		const { event_id: eventId } = item.json;
		if (typeof eventId !== 'string' || (await DuplicateQueue.of(node).isNew(node, eventId))) kept.push(item);
		// Lets the next delivery start no run at all. n8n saves this at the end of the run.
		if (typeof eventId === 'string')
			node.getWorkflowStaticData('node').seen = SeenEvents.of(node).withRunning(fingerprint(eventId));
	}
	return kept;
}
