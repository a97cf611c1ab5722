import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../model/json';
import { fingerprint, SeenEvents } from './seen-events';

/** How many events n8n's database remembers of one trigger, in some 50 kB that are read and written each time. */
const MAX_REMEMBERED = 1000;

/** An event that a run wants to take. */
interface PendingCheck {
	event: string;
	/** Names event and execution: a worker that died is replaced, and the same execution comes again. */
	claim: string;
	take: (isNew: boolean) => void;
}

/**
 * The way to n8n's list of one trigger. n8n reads and writes it in two steps, so in this process one look comes after
 * the other; whoever arrives meanwhile goes together with the next.
 */
class DuplicateQueue {
	private static readonly ofTriggers = new Map<string, DuplicateQueue>();
	private waiting: PendingCheck[] = [];
	private busy = false;

	static of(node: IExecuteFunctions): DuplicateQueue {
		const trigger = `${node.getWorkflow().id ?? ''}:${node.getNode().id}`;
		const gate = this.ofTriggers.get(trigger) ?? new DuplicateQueue();
		this.ofTriggers.set(trigger, gate);
		return gate;
	}

	/** Whether no other run has taken an event; from now on this one has. */
	async isNew(node: IExecuteFunctions, event: string): Promise<boolean> {
		const answer = new Promise<boolean>((take) =>
			this.waiting.push({ event, claim: `${event} ${node.getExecutionId()}`, take }),
		);
		if (!this.busy) void this.work(node);
		return await answer;
	}

	private async work(node: IExecuteFunctions): Promise<void> {
		this.busy = true;
		while (this.waiting.length > 0) {
			const checks = this.waiting.splice(0, MAX_REMEMBERED / 2);
			const known = await record(node, checks);
			const taken = new Set<string>();
			for (const { event, claim, take } of checks) {
				take(known.has(claim) || !(known.has(event) || taken.has(event)));
				taken.add(event);
			}
		}
		this.busy = false;
	}
}

/** Notes events in n8n's database. @returns which of them, and of who took them, were there before */
async function record(node: IExecuteFunctions, checks: PendingCheck[]): Promise<Set<unknown>> {
	const entries = [...new Set(checks.flatMap(({ event, claim }) => [event, claim]))];
	const look = async () =>
		await node.helpers.checkProcessedAndRecord(entries, 'node', { mode: 'entries', maxEntries: 2 * MAX_REMEMBERED });
	try {
		// The first two events of a trigger, in two processes, collide once on making the list.
		return new Set((await look().catch(look)).processed);
	} catch {
		// An event that runs twice does less harm than one that never runs.
		return new Set();
	}
}

/**
 * Drops the events that another run has already taken. n8n keeps this list in its database, which all processes of
 * queue mode share; two workers at the very same moment may both let an event pass.
 */
export async function skipDuplicates(node: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = node.getInputData();
	const options: unknown = node.getNodeParameter('options', 0, {});
	const wanted = !isRecord(options) || options.ignoreDuplicates !== false;
	// A run that a person starts, from the editor or again from the list of executions, is wanted whatever has run before.
	if (!wanted || node.getMode() !== 'webhook') return items;
	const kept: INodeExecutionData[] = [];
	for (const item of items) {
		const { event_id: event } = item.json;
		if (typeof event !== 'string' || (await DuplicateQueue.of(node).isNew(node, event))) kept.push(item);
		// Lets the next delivery start no run at all. n8n saves this at the end of the run.
		if (typeof event === 'string')
			node.getWorkflowStaticData('node').seen = SeenEvents.of(node).withRunning(fingerprint(event));
	}
	return kept;
}
