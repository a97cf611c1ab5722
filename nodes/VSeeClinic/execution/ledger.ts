import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isRecord, textOf } from '../model/json';
import type { CreateState, StateOwner } from './create-state';

/** Shown instead of an ID if the reply had none. */
const WITHOUT_ID = 'a record without an ID';

/** Stored in place of the hash of a request: the record was found, not made. */
const FOUND = '';

function hash(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

/** A state as it was stored; anything else, such as what an older version of this node has stored, is `new`. */
function readState(stored: unknown): CreateState {
	if (!isRecord(stored)) return { kind: 'new' };
	const id = textOf(stored.id);
	if (stored.kind === 'created') return { kind: 'created', id };
	if (stored.kind === 'mismatched' && id !== null) return { kind: 'mismatched', id };
	if (stored.kind !== 'sent') return { kind: 'new' };
	// Absent if the intake was not readable, which is not the same as null.
	const idBefore = stored.idBefore === undefined ? {} : { idBefore: textOf(stored.idBefore) };
	return { kind: 'sent', ...idBefore, sourceLabel: textOf(stored.sourceLabel) ?? '' };
}

/** Which create an entry is of. */
export interface EntryKey {
	itemIndex: number;
	/** Identifies the request: other values give another identity. */
	identity: unknown;
	/** What exists only once in the clinic: all requests for it, of all items and runs, have one entry. */
	uniqueKey?: string;
}

/**
 * What this execution has already created. n8n's Retry On Fail runs the whole node again for all items: what is stored
 * here is not created a second time. Lives in the node's context of the execution, which survives those re-runs, and
 * holds hashes and record IDs only.
 */
export class Ledger {
	private readonly entries: IDataObject;

	/**
	 * @param context the node's context of this execution (`getContext('node')`)
	 * @param runIndex which run of the node this is: every turn of a loop, every tool call of an agent has its own
	 */
	constructor(
		context: IDataObject,
		private readonly runIndex: number,
	) {
		this.entries = isRecord(context.created) ? context.created : {};
		context.created = this.entries;
	}

	entry({ itemIndex, identity, uniqueKey }: EntryKey): LedgerEntry {
		const request = hash(identity);
		const key = uniqueKey === undefined ? `${this.runIndex}:${itemIndex}:${request}` : hash(uniqueKey);
		return new LedgerEntry(this.entries, key, this.runIndex, request);
	}

	/** The IDs of all records that this run, in whichever try, has made. */
	get createdIds(): string[] {
		const ids = this.states.flatMap((state) =>
			state.kind === 'created' || state.kind === 'mismatched' ? [state.id ?? WITHOUT_ID] : [],
		);
		return [...new Set(ids)];
	}

	/** Where to look for what this run may have made; '' for what cannot be looked up. */
	get lostCreates(): string[] {
		return this.states.flatMap((state) => (state.kind === 'sent' ? [state.sourceLabel] : []));
	}

	private get states(): CreateState[] {
		return Object.values(this.entries)
			.filter((entry) => isRecord(entry) && entry.run === this.runIndex && entry.request !== FOUND)
			.map(readState);
	}
}

/** What is known of one create, and of which request it is known. */
export class LedgerEntry {
	constructor(
		private readonly entries: IDataObject,
		private readonly key: string,
		private readonly runIndex: number,
		private readonly requestHash: string,
	) {}

	get state(): CreateState {
		return readState(this.entries[this.key]);
	}

	get owner(): StateOwner {
		const stored = this.entries[this.key];
		if (!isRecord(stored) || stored.request !== this.requestHash) return 'another-request';
		return stored.run === this.runIndex ? 'this-run' : 'earlier-run';
	}

	/** Stores the state. */
	write(state: CreateState): void {
		this.store(state, this.requestHash);
	}

	/**
	 * Stores what another request or execution has made: kept for the next try, but not reported as created here. What
	 * another request of this execution had sent and nobody had seen yet is still that request's.
	 */
	writeFound(state: CreateState): void {
		const stored = this.entries[this.key];
		if (!isRecord(stored) || stored.kind !== 'sent') return this.store(state, FOUND);
		const { run, request } = stored;
		this.entries[this.key] = { run, request, ...state };
	}

	/** Whether another request of this execution has made this record. */
	isOfAnother(id: string): boolean {
		return Object.entries(this.entries).some(([key, stored]) => {
			const state = readState(stored);
			return key !== this.key && (state.kind === 'created' || state.kind === 'mismatched') && state.id === id;
		});
	}

	/** Whether another request for the same source is open as well: what is found may be of either. */
	get isContested(): boolean {
		const { state } = this;
		if (state.kind !== 'sent' || state.sourceLabel === '') return false;
		return Object.entries(this.entries).some(([key, stored]) => {
			const other = readState(stored);
			return key !== this.key && other.kind === 'sent' && other.sourceLabel === state.sourceLabel;
		});
	}

	private store(state: CreateState, request: string): void {
		if (state.kind === 'new') Reflect.deleteProperty(this.entries, this.key);
		else this.entries[this.key] = { run: this.runIndex, request, ...state };
	}
}
