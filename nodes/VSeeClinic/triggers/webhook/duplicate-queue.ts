import type { IExecuteFunctions } from 'n8n-workflow';

/** How many events n8n's database holds of one trigger, in some 50 kB that are read and written each time. */
const MAX_IN_DATABASE = 1000;

/** An event that a run asks to take. */
interface PendingCheck {
	eventId: string;
	/** Key of event and execution: when a worker dies, n8n starts the same execution again. */
	claim: string;
	answer: (isNew: boolean) => void;
}

/**
 * Access to n8n's list of processed events of one trigger. n8n reads and writes that list in two steps, so checks in this
 * process run one after the other; those that arrive meanwhile are batched into the next.
 */
export class DuplicateQueue {
	private static readonly ofTriggers = new Map<string, DuplicateQueue>();
	private waiting: PendingCheck[] = [];
	private isBusy = false;

	/** The queue of the trigger that `node` is. */
	static of(node: IExecuteFunctions): DuplicateQueue {
		const trigger = `${node.getWorkflow().id ?? ''}:${node.getNode().id}`;
		const queue = this.ofTriggers.get(trigger) ?? new DuplicateQueue();
		this.ofTriggers.set(trigger, queue);
		return queue;
	}

	/** Whether no other execution has taken an event; from now on this one has. */
	async isNew(node: IExecuteFunctions, eventId: string): Promise<boolean> {
		const claim = `${eventId} ${node.getExecutionId()}`;
		const answered = new Promise<boolean>((answer) => this.waiting.push({ eventId, claim, answer }));
		if (!this.isBusy) void this.work(node);
		return await answered;
	}

	private async work(node: IExecuteFunctions): Promise<void> {
		this.isBusy = true;
		while (this.waiting.length > 0) {
			const checks = this.waiting.splice(0, MAX_IN_DATABASE / 2);
			const known = await recordChecks(node, checks);
			const taken = new Set<string>();
			for (const { eventId, claim, answer } of checks) {
				answer(known.has(claim) || !(known.has(eventId) || taken.has(eventId)));
				taken.add(eventId);
			}
		}
		this.isBusy = false;
	}
}

/** Notes events in n8n's database. @returns which of them, and of the executions that took them, were there before */
async function recordChecks(node: IExecuteFunctions, checks: PendingCheck[]): Promise<Set<unknown>> {
	const entries = [...new Set(checks.flatMap(({ eventId, claim }) => [eventId, claim]))];
	const record = async () =>
		await node.helpers.checkProcessedAndRecord(entries, 'node', { mode: 'entries', maxEntries: 2 * MAX_IN_DATABASE });
	try {
		// The first two events of a trigger, in two processes, collide once on making the list.
		return new Set((await record().catch(record)).processed);
	} catch {
		// An event that runs twice does less harm than one that never runs.
		return new Set();
	}
}
