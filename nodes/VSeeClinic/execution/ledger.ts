import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../model/record';

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
		return typeof value === 'string' && value !== '' ? value : undefined;
	}

	/** Whether this call was sent before and nobody knows what came of it. */
	get isOpen(): boolean {
		return this.pages[this.key] === '';
	}

	/** Written before the call is sent: from here on it may have been processed. */
	open(): void {
		this.pages[this.key] = '';
	}

	/** The call has made this record. */
	close(id: string): void {
		this.pages[this.key] = id;
	}

	/** The call is known not to have been processed. */
	strike(): void {
		Reflect.deleteProperty(this.pages, this.key);
	}
}
