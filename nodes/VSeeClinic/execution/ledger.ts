import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../model/json';

/** Begins a line whose outcome is open; the id that the clinic showed before it follows, then where a person can look. */
const OPEN = '?';
/** In place of that id, when the clinic could not be asked before. */
const UNSEEN = '*';
/** Begins a line whose record is not what was asked for. */
const WRONG = '!';

/**
 * What this execution of the node has already created, so that n8n's Retry On Fail, which runs the whole node
 * again for all items, creates nothing twice. Lives in the execution context, survives re-runs, and holds
 * hashes and record ids only.
 */
export class Ledger {
	private readonly pages: IDataObject;

	/**
	 * @param context the node's context of this execution (`getContext('node')`)
	 * @param runIndex which run of the node this is: every turn of a loop, every tool call of an agent has its own
	 */
	constructor(
		context: IDataObject,
		private readonly runIndex: number,
	) {
		this.pages = isRecord(context.created) ? context.created : {};
		context.created = this.pages;
	}

	/**
	 * The entry of one item's order.
	 * @param order anything that tells this order from another with other values
	 * @param shared whether the same order of another item, or of another run, is this one: it has one line for all
	 */
	entry(itemIndex: number, order: unknown, shared = false): LedgerEntry {
		const hash = createHash('sha256').update(JSON.stringify(order)).digest('hex').slice(0, 32);
		const owner = `${this.runIndex}:${itemIndex}`;
		return new LedgerEntry(this.pages, shared ? hash : `${owner}:${hash}`, owner);
	}

	/** The ids of all records that this run, in whichever try, has made. */
	get made(): string[] {
		return [...new Set(this.lines.filter((line) => !line.startsWith(OPEN)).map((line) => line.replace(WRONG, '')))];
	}

	/** Where to look for what this run may have made; '' for what leaves no trace. */
	get open(): string[] {
		return this.lines.filter((line) => line.startsWith(OPEN)).map((line) => line.split(OPEN)[2] ?? '');
	}

	private get lines(): string[] {
		const all = Object.values(this.pages).filter((page) => typeof page === 'string');
		return all
			.map((page) => page.split(' '))
			.filter(([owner = '']) => owner.startsWith(`${this.runIndex}:`))
			.map(([, ...line]) => line.join(' '));
	}
}

/** One line of the ledger, behind the run and the item that wrote it. */
export class LedgerEntry {
	constructor(
		private readonly pages: IDataObject,
		private readonly key: string,
		private readonly owner: string,
	) {}

	/** The id of the record that this order has made; undefined when none is known. */
	get id(): string | undefined {
		const { line } = this;
		return line === undefined || line.startsWith(OPEN) ? undefined : line.replace(WRONG, '');
	}

	/** Whether that record is known not to be what was asked for. */
	get isWrong(): boolean {
		return this.line?.startsWith(WRONG) ?? false;
	}

	/** Whether another run of the node has written the line: a turn of a loop, a call of an agent. */
	get isOfAnotherRun(): boolean {
		return this.page !== undefined && this.page.split(':')[0] !== this.owner.split(':')[0];
	}

	/** Whether another order of this execution has made this record. */
	isOfAnother(id: string): boolean {
		return Object.entries(this.pages).some(
			([key, page]) =>
				key !== this.key &&
				typeof page === 'string' &&
				[id, `${WRONG}${id}`].includes(page.slice(page.indexOf(' ') + 1)),
		);
	}

	/** Whether this order was sent before and nobody knows what came of it. */
	get isOpen(): boolean {
		return this.line?.startsWith(OPEN) ?? false;
	}

	/** What the clinic already had when an open order was sent: not what the order has made. Null: nothing; undefined: nobody knows. */
	get knownBefore(): string | null | undefined {
		const known = this.isOpen ? this.line?.split(OPEN)[1] : UNSEEN;
		return known === UNSEEN ? undefined : known || null;
	}

	/** Written before the order is sent: from here on it may have been processed. */
	markSent(knownBefore?: string | null, where = ''): void {
		this.write(`${OPEN}${knownBefore === undefined ? UNSEEN : (knownBefore ?? '')}${OPEN}${where}`);
	}

	/** The order has made this record. Without an id there is nothing to find it by: the line stays open. */
	markCreated(id: string): void {
		if (id !== '') this.write(id);
	}

	/** The record is not what was asked for. */
	markMismatched(id: string): void {
		this.write(`${WRONG}${id}`);
	}

	/** The order is known not to have been processed, or what it made is gone. */
	clear(): void {
		Reflect.deleteProperty(this.pages, this.key);
	}

	private write(line: string): void {
		this.pages[this.key] = `${this.owner} ${line}`;
	}

	private get page(): string | undefined {
		const page = this.pages[this.key];
		return typeof page === 'string' ? page : undefined;
	}

	private get line(): string | undefined {
		return this.page?.slice(this.page.indexOf(' ') + 1);
	}
}
