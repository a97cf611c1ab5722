import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { fingerprint } from '../fingerprint';
import { DuplicateQueue } from './duplicate-queue';
import { SeenEvents } from './seen-events';

/**
 * Whether another execution has already taken the event of an item; if not, this one has taken it. n8n keeps the list of
 * them in its database, which all processes of queue mode share; two workers at the very same moment may both let an
 * event pass.
 */
export async function isDuplicate(node: IExecuteFunctions, { event_id: eventId }: IDataObject): Promise<boolean> {
	// A run that a person starts, from the editor or again from the list of executions, is wanted whatever has run before.
	if (node.getMode() !== 'webhook' || typeof eventId !== 'string') return false;
	const isNew = await DuplicateQueue.of(node).isNew(node, eventId);
	// Lets the next delivery start no run at all. n8n saves this at the end of the run.
	node.getWorkflowStaticData('node').seen = SeenEvents.of(node).withRunning(fingerprint(eventId));
	return !isNew;
}
