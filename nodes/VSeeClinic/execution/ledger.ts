import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../model/record';

/**
 * Begins the line of an order whose outcome is open; the id that the clinic showed before it follows and, after
 * another of these, where a person can look.
 */
const OPEN = '?';

/**
 * What this execution of the node has already created, so that n8n's Retry On Fail, which runs the whole node
 * again for all items, creates nothing twice. Lives in the execution context, survives re-runs, and holds
 * hashes and record ids only.
 */
export class Ledger {
	private readonly pages: IDataObject;

	/**
	 * @param context the node's context of this execution (`getContext('node')`)
	 * @param runIndex which run of the node this is: every turn of a loop has its own
	 */
	constructor(
		context: IDataObject,
		private readonly runIndex: number,
	) {
		this.pages = isRecord(context.created) ? context.created : {};
		context.created = this.pages;
	}

	/** The entry of one item's call. `call` is anything that tells this call from another with other values. */
	entry(itemIndex: number, call: unknown): LedgerEntry {
		const hash = createHash('sha256').update(JSON.stringify(call)).digest('hex').slice(0, 32);
		return new LedgerEntry(this.pages, `${this.runIndex}:${itemIndex}:${hash}`);
	}

	/** The ids of all records that this run, in whichever try, has made. */
	get made(): string[] {
		return [...new Set(this.lines.filter((line) => !line.startsWith(OPEN)))];
	}

	/** Where to look for what this run may have made. */
	get open(): string[] {
		return this.lines.filter((line) => line.startsWith(OPEN)).map((line) => line.split(OPEN)[2] ?? '');
	}

	private get lines(): string[] {
		const mine = Object.entries(this.pages).filter(([key]) => key.startsWith(`${this.runIndex}:`));
		return mine.map(([, line]) => line).filter((line) => typeof line === 'string');
	}
}

/** One line of the ledger. */
export class LedgerEntry {
	constructor(
		private readonly pages: IDataObject,
		private readonly key: string,
	) {}

	/** The id of the record that this call has made; undefined when none is known. */
	get id(): string | undefined {
		const value = this.pages[this.key];
		return typeof value === 'string' && !value.startsWith(OPEN) ? value : undefined;
	}

	/** Whether another order of this execution has made this record. */
	isOfAnother(id: string): boolean {
		return Object.entries(this.pages).some(([key, line]) => key !== this.key && line === id);
	}

	/**
	 * Takes over what became of the same call in another run of the node, or for another item: a loop that comes round
	 * again, an AI agent that repeats itself. @returns whether there was one
	 */
	inherit(): boolean {
		if (this.key in this.pages) return false;
		const [, , hash] = this.key.split(':');
		const twin = Object.keys(this.pages).find((key) => key.endsWith(`:${hash}`));
		if (twin !== undefined) this.pages[this.key] = this.pages[twin];
		return twin !== undefined;
	}

	/** Whether this call was sent before and nobody knows what came of it. */
	get isOpen(): boolean {
		return this.openLine !== undefined;
	}

	/** What the clinic already had when an open call was sent: not what the call has made. */
	get knownBefore(): string | undefined {
		return this.openLine?.split(OPEN)[1] || undefined;
	}

	/** Written before the call is sent: from here on it may have been processed. */
	open(knownBefore = '', where = ''): void {
		this.pages[this.key] = `${OPEN}${knownBefore}${OPEN}${where}`;
	}

	/** The call has made this record. Without an id there is nothing to find it by: the line stays open. */
	close(id: string): void {
		if (id !== '') this.pages[this.key] = id;
	}

	/** The call is known not to have been processed. */
	strike(): void {
		Reflect.deleteProperty(this.pages, this.key);
	}

	private get openLine(): string | undefined {
		const value = this.pages[this.key];
		return typeof value === 'string' && value.startsWith(OPEN) ? value : undefined;
	}
}
