import { createHash } from 'crypto';

import { sleep } from 'n8n-workflow';

/** How many events one trigger remembers: days of a busy clinic, and some 24 kB in n8n's database. */
export const REMEMBERED = 2000;
/** How long a second delivery waits to learn whether the first one started its run, milliseconds. */
const PATIENCE_MS = 2000;

/** Ids are kept as short hashes: bounded whatever is sent, and nothing of them can be read back. */
export function fingerprint(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, 12);
}

/**
 * The events that one trigger has started a run for. Lives in this process, for deliveries at the same moment;
 * `list` goes into n8n's static data, for after a restart.
 */
export class SeenEvents {
	private static readonly ofTriggers = new Map<string, SeenEvents>();
	/** Oldest first. Shared with the static data of every request, so that the last one written holds all. */
	readonly list: string[] = [];
	private readonly known = new Set<string>();
	private readonly failed = new Set<string>();
	private readonly starting = new Map<string, Promise<boolean>>();

	/** The memory of one trigger, by a key that names its workflow and node. */
	static of(trigger: string): SeenEvents {
		const found = this.ofTriggers.get(trigger) ?? new SeenEvents();
		this.ofTriggers.set(trigger, found);
		return found;
	}

	/** Takes over what was stored before a restart. */
	recall(stored: unknown): void {
		if (!Array.isArray(stored) || stored === this.list) return;
		for (const entry of stored) {
			if (typeof entry === 'string' && !this.failed.has(entry)) this.add(entry, true);
		}
	}

	/**
	 * Claims an event for one run. Of several deliveries at the same moment one gets it; the others wait for
	 * what becomes of it.
	 * @returns `settle`, to be told once whether the run was started; undefined for an event that was seen
	 */
	async claim(event: string): Promise<((started: boolean) => void) | undefined> {
		for (;;) {
			const starting = this.starting.get(event);
			if (!starting) break;
			if (await Promise.race([starting, sleep(PATIENCE_MS).then(() => true)])) return undefined;
		}
		if (this.known.has(event)) return undefined;
		return this.start(event);
	}

	/** Whether an event has been seen and is not about to be given back. */
	has(event: string): boolean {
		return this.known.has(event) && !this.starting.has(event);
	}

	private start(event: string): (started: boolean) => void {
		let settle: (started: boolean) => void = () => undefined;
		this.starting.set(event, new Promise((resolve) => (settle = resolve)));
		this.add(event);
		return (started) => {
			if (!this.starting.delete(event)) return;
			if (!started) this.forget(event);
			settle(started);
		};
	}

	private add(event: string, first = false): void {
		if (this.known.has(event)) return;
		this.failed.delete(event);
		this.known.add(event);
		if (first && this.list.length >= REMEMBERED) return void this.known.delete(event);
		if (first) this.list.unshift(event);
		else this.list.push(event);
		for (const old of this.list.splice(0, this.list.length - REMEMBERED)) this.known.delete(old);
	}

	/** An event whose run could not be started comes again; what another request has stored of it does not count. */
	private forget(event: string): void {
		this.known.delete(event);
		const at = this.list.indexOf(event);
		if (at >= 0) this.list.splice(at, 1);
		this.failed.add(event);
		for (const old of this.failed) {
			if (this.failed.size <= REMEMBERED) break;
			this.failed.delete(old);
		}
	}
}
