import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** How many events one trigger stores: days of a busy clinic, and some 30 kB in n8n's database. */
export const MAX_STORED = 2000;
/** Kept in memory: twice as many, or a request that has read an older store would add dropped events again. */
const MAX_KNOWN = 2 * MAX_STORED;
/** How long a second delivery waits to learn whether the first one started its run, milliseconds. */
const MAX_WAIT_MS = 2000;

/** Result of a claim. Call `settle` exactly once, with whether the run was started. */
export type Claim =
	| { kind: 'granted'; settle: (started: boolean) => void }
	| { kind: 'seen' }
	/** Another delivery of the event is being started, and takes long. */
	| { kind: 'undecided' };

/**
 * The events that one trigger has started a run for. Lives in this process, for deliveries at the same moment;
 * what has also run goes into n8n's static data, for after a restart and for other processes.
 */
export class SeenEvents {
	private static readonly ofTriggers = new Map<string, SeenEvents>();
	/** Oldest first. */
	private readonly started = new Set<string>();
	private readonly starting = new Map<string, Promise<boolean>>();
	/** Oldest first; one list for all runs, so that whichever of them n8n saves last has stored all. */
	private readonly ran: string[] = [];

	/** The memory of one trigger, with what was stored before a restart or by another process. */
	static of(node: IExecuteFunctions | IWebhookFunctions): SeenEvents {
		const trigger = `${node.getWorkflow().id ?? ''}:${node.getNode().id}`;
		const memory = this.ofTriggers.get(trigger) ?? new SeenEvents();
		this.ofTriggers.set(trigger, memory);
		memory.recall(node.getWorkflowStaticData('node').seen);
		return memory;
	}

	/** Whether a run was started for an event. */
	has(event: string): boolean {
		return this.started.has(event);
	}

	/** What to store once the run of an event has begun. */
	withRunning(event: string): string[] {
		this.noteRun(event);
		return this.ran;
	}

	/**
	 * Claims an event for one run. Of several deliveries at the same moment one is granted it; the others wait for the
	 * result, and get `undecided` when that takes too long.
	 * @param deadline unix milliseconds at which the caller must have its answer
	 */
	async claim(event: string, deadline = Infinity): Promise<Claim> {
		const end = Math.min(deadline, Date.now() + MAX_WAIT_MS);
		for (let starting = this.starting.get(event); starting; starting = this.starting.get(event)) {
			const waited = new AbortController();
			const late = sleep(Math.max(0, end - Date.now()), waited.signal).then(
				() => 'late',
				() => 'over',
			);
			const first = await Promise.race([starting, late]);
			waited.abort();
			if (first === 'late') return { kind: 'undecided' };
		}
		return this.has(event) ? { kind: 'seen' } : { kind: 'granted', settle: this.start(event) };
	}

	private start(event: string): (started: boolean) => void {
		let decide: (started: boolean) => void = () => undefined;
		this.starting.set(event, new Promise((resolve) => (decide = resolve)));
		return (started) => {
			if (!this.starting.delete(event)) return;
			if (started) this.remember(event);
			decide(started);
		};
	}

	private recall(stored: unknown): void {
		if (!Array.isArray(stored)) return;
		for (const entry of stored) if (typeof entry === 'string' && !this.has(entry)) this.noteRun(entry);
	}

	private noteRun(event: string): void {
		this.remember(event);
		if (this.ran.includes(event)) return;
		this.ran.push(event);
		this.ran.splice(0, this.ran.length - MAX_STORED);
	}

	private remember(event: string): void {
		this.started.add(event);
		for (const oldest of this.started) {
			if (this.started.size <= MAX_KNOWN) break;
			this.started.delete(oldest);
		}
	}
}
