import type { IDataObject } from 'n8n-workflow';

import type { CreateLookup } from '../descriptor/create-lookup';
import type { CreateRequest } from '../descriptor/operation';
import { ClinicError } from '../errors/clinic-error';
import { idOf, isRecord, recordsOf } from '../model/json';
import type { Call } from '../request/call';
import type { Outcome } from '../request/outcome';
import { toClinicError } from '../request/outcome-text';
import { backoff } from '../request/retry';
import type { Done, RequestOptions, Session } from '../request/session';
import type { LedgerEntry } from './ledger';

/** The user's wishes about a create (interface: options of create-like operations). */
export interface CreateOptions {
	reuseExisting: boolean;
	retryWhenNotFound: boolean;
}

/** How often a look-up that finds nothing is repeated: a clinic that was slow to answer may still be booking. */
const MAX_LOOKUPS = 3;
/** What the error says of a create that leaves no trace. */
export const MAY_HAVE_BEEN_CREATED = 'may have been created';
/** Kept in place of an id for what was made but names no record. */
const NO_ID = 'a record without an ID';

type Lost = Exclude<Outcome, { kind: 'done' }>;
type Found = { id: string; answer: Done; record: IDataObject };

function idIn(answer: Done): string {
	return (isRecord(answer.data) && idOf(answer.data.id)) || '';
}

/** One attempt to carry out an order that must reach the clinic at most once. */
export class CreateOnce {
	constructor(
		private readonly session: Session,
		private readonly manner: RequestOptions,
		private readonly order: CreateRequest,
		private readonly entry: LedgerEntry,
	) {}

	/**
	 * Carries out the order: from the ledger, from what the clinic already has, or by sending it once.
	 * @throws ClinicFailure; "may have been …" when the outcome cannot be found out
	 */
	async carryOut(options: CreateOptions): Promise<Done> {
		const { lookup } = this.order;
		const { made, idBefore } = await this.earlier(options);
		if (made) return made;
		for (let number = 0; ; number++) {
			const outcome = await this.sendOnce(idBefore);
			if (outcome.kind === 'done') return this.check(outcome);
			const found = lookup && (await this.lookUp(lookup, idBefore, options, outcome));
			if (found) return this.adopt(found);
			const open = outcome.kind === 'unknown' || outcome.kind === 'invalid-response';
			if (!lookup || !open || !options.retryWhenNotFound || number >= this.manner.maxRetries)
				throw this.mayHave(outcome);
			await this.session.wait(backoff({ number, maxRetries: 0, now: 0, random: Math.random() }));
		}
	}

	/**
	 * What an earlier try, or an earlier run, has made of this order; `known` is a record that was there before it.
	 * @throws ClinicFailure "may have been …" when an earlier try is still open; also when what is there cannot be read
	 */
	async earlier(options: CreateOptions): Promise<{ made?: Done; idBefore?: string | null }> {
		const { lookup } = this.order;
		if (this.entry.id !== undefined) {
			const made = await this.again(this.entry.id);
			if (made) return { made };
			this.entry.clear();
		}
		const before = lookup && (await this.before(lookup));
		const idBefore = this.entry.isOpen ? this.entry.knownBefore : before?.id;
		if (options.reuseExisting && before?.found && lookup?.matches(before.found.record))
			return { made: this.adopt(before.found), idBefore };
		if (!this.entry.isOpen && options.reuseExisting && lookup && before?.id && !before.found)
			throw this.hidden(before.id, lookup);
		if (!this.entry.isOpen) return { idBefore };
		const found = lookup && (await this.lookUp(lookup, idBefore, options));
		if (found) return { made: this.adopt(found), idBefore };
		if (!lookup || !options.retryWhenNotFound) throw this.mayHave();
		return { idBefore };
	}

	/** Sends the order; returns `done` or an outcome that leaves it open, throws on all that is certain. */
	private async sendOnce(idBefore?: string | null): Promise<Exclude<Outcome, { kind: 'cancelled' }>> {
		const wasOpen = this.entry.isOpen;
		this.entry.markSent(idBefore, this.order.lookup?.sourceLabel);
		const outcome = await this.session.exchange(this.order.call, 'create', this.manner).catch((problem: unknown) => {
			// An endpoint that is no address: nothing was sent.
			if (!wasOpen) this.entry.clear();
			throw problem instanceof Error ? problem : new Error('Nothing was sent');
		});
		if (outcome.kind === 'done') {
			this.entry.markCreated(idIn(outcome) || (this.order.allowsNoId ? NO_ID : ''));
			return outcome;
		}
		if (outcome.kind === 'unknown' || outcome.kind === 'invalid-response') return outcome;
		// A cancelled request may have arrived: its line stays open.
		if (!wasOpen && (outcome.kind !== 'cancelled' || outcome.unsent)) this.entry.clear();
		// After an open one, a refusal may mean just that the first has been booked.
		if (wasOpen && outcome.kind !== 'cancelled') return outcome;
		throw toClinicError(outcome, 'create');
	}

	/**
	 * The record that this execution has made before. This run has made it, whether or not it can be read now; what an
	 * earlier run has made may have been cancelled or moved since.
	 * @returns undefined when it has been cancelled
	 * @throws ClinicFailure when it is not what was asked for, or an earlier run's cannot be read
	 */
	private async again(id: string): Promise<Done | undefined> {
		const { lookup, reread } = this.order;
		const { isOfAnotherRun } = this.entry;
		if (id === NO_ID) return { kind: 'done', data: undefined, reply: undefined, headers: {} };
		if (this.entry.isWrong) throw this.wrong(`VSee Clinic booked visit ${id} for another time than the one asked for`);
		const read = lookup?.read(id) ?? reread?.(id);
		const outcome = read && (await this.session.exchange(read, 'read', this.manner));
		if (outcome?.kind === 'done') {
			if (!lookup || !isRecord(outcome.data) || lookup.matches(outcome.data)) return outcome;
			const reason = lookup.mismatch?.(outcome.data);
			if (reason !== undefined) throw this.wrong(reason);
			return isOfAnotherRun ? undefined : outcome;
		}
		if (isOfAnotherRun && lookup && outcome?.kind === 'refused' && outcome.status === 404)
			throw this.hidden(id, lookup);
		if (outcome?.kind === 'cancelled' || (isOfAnotherRun && outcome && outcome.kind !== 'refused'))
			throw toClinicError(outcome, 'read');
		return { kind: 'done', data: { id }, reply: { data: { id } }, headers: {}, isIdOnly: true };
	}

	/** Nothing is sent while a visit may be the very one that is to be booked. */
	private hidden(id: string, { sourceLabel }: CreateLookup): ClinicError {
		return new ClinicError(
			`VSee Clinic does not show visit ${id}, which was already made from ${sourceLabel}`,
			'Nothing was sent: it may be the very visit that was to be booked. Look at it in VSee Clinic; to book all the same, turn off “Reuse Existing Visit” under Options.',
		);
	}

	private adopt(found: Found): Done {
		this.entry.markCreated(found.id);
		return found.answer;
	}

	/** @throws ClinicFailure when the record is not what was asked for: it exists, so it is named */
	private check(answer: Done): Done {
		const reason = isRecord(answer.data) ? this.order.lookup?.mismatch?.(answer.data) : undefined;
		if (reason === undefined) return answer;
		this.entry.markMismatched(idIn(answer));
		throw this.wrong(reason);
	}

	private wrong(reason: string): ClinicError {
		return new ClinicError(
			reason,
			'Look at this visit in VSee Clinic, and reschedule or cancel it. It is not booked again.',
		);
	}

	/** What the clinic has before anything is sent. A refusal to tell stops nothing: the clinic then decides. */
	private async before(trace: CreateLookup): Promise<{ id: string | null; found?: Found } | undefined> {
		try {
			const source = await this.ask(trace.source);
			if (!source || !isRecord(source.data)) return undefined;
			const id = trace.createdId(source.data);
			return { id, found: id === null ? undefined : await this.read(trace, id) };
		} catch (failure) {
			throw this.entry.isOpen && failure instanceof ClinicError ? this.mayHave() : failure;
		}
	}

	/**
	 * What the order may have made; `known` was there before it and proves nothing.
	 * @returns undefined when the clinic was asked and does not show it
	 * @throws ClinicFailure "may have been …" when that cannot be found out
	 */
	private async lookUp(
		trace: CreateLookup,
		idBefore: string | null | undefined,
		{ reuseExisting }: CreateOptions,
		outcome?: Exclude<Outcome, { kind: 'done' }>,
	): Promise<Found | undefined> {
		const times = Math.min(MAX_LOOKUPS, this.manner.maxRetries + 1);
		for (let number = 0; number < times; number++) {
			if (number > 0) await this.session.wait(backoff({ number, maxRetries: 0, now: 0, random: Math.random() }));
			try {
				const source = await this.ask(trace.source);
				const id = source && isRecord(source.data) ? trace.createdId(source.data) : null;
				// When nobody knows what was there before, a visit that was not to be reused proves nothing.
				const own =
					id !== null && id !== idBefore && (idBefore !== undefined || reuseExisting) && !this.entry.isOfAnother(id);
				const made = own ? await this.read(trace, id) : undefined;
				if (made && trace.matches(made.record)) return made;
				const [listed, ...others] = await this.inList(trace, idBefore);
				// One of several may be older than the order, and so may be the only one when it was not to be reused.
				if (listed && (others.length > 0 || !reuseExisting)) throw this.mayHave(outcome);
				if (listed) return listed;
			} catch (failure) {
				if (failure instanceof ClinicError && failure.details.cancelled)
					throw toClinicError({ kind: 'cancelled' }, 'create');
				throw this.mayHave(outcome);
			}
		}
		return undefined;
	}

	private async inList(trace: CreateLookup, idBefore: string | null | undefined): Promise<Found[]> {
		const answer = await this.ask(trace.list);
		return recordsOf(answer?.data).flatMap((record) => {
			const id = idOf(record.id);
			if (id === null || id === idBefore || this.entry.isOfAnother(id) || !trace.matchesInList(record)) return [];
			return [{ id, record, answer: { kind: 'done', data: record, reply: { data: record }, headers: {} } }];
		});
	}

	private async read(trace: CreateLookup, id: string): Promise<Found | undefined> {
		const answer = await this.ask(trace.read(id));
		return answer && isRecord(answer.data) ? { id, answer, record: answer.data } : undefined;
	}

	/** A read whose refusal is no failure. @throws ClinicFailure when the clinic cannot be asked at all */
	private async ask(call: Call): Promise<Done | undefined> {
		const outcome = await this.session.exchange(call, 'read', this.manner);
		if (outcome.kind === 'done') return outcome;
		if (outcome.kind === 'refused') return undefined;
		throw toClinicError(outcome, 'read');
	}

	private mayHave(outcome?: Lost): ClinicError {
		const { label = 'The record', sourceLabel = 'it' } = this.order.lookup ?? {};
		const reason = outcome ? toClinicError(outcome, 'create').message : 'The answer to an earlier try was lost';
		const looked = this.order.lookup ? `${sourceLabel} does not show it so far` : 'the answer was lost';
		return new ClinicError(
			`${label} ${this.order.lookup ? 'may have been booked' : MAY_HAVE_BEEN_CREATED}: ${reason}; ${looked}`,
			this.order.lookup
				? `Look in VSee Clinic for a visit made from ${sourceLabel} before you book again. Running this item again looks there first and does not book twice.`
				: 'Look in VSee Clinic before you create it again.',
		);
	}
}
