import type { CreateRequest, CreateResult } from '../descriptor/operation-context';
import { isRecord } from '../model/json';
import type { Call } from '../request/call';
import { backoff } from '../request/retry';
import type { RequestOptions, Session } from '../request/session';
import { toCreateError } from './create-failures';
import type { SharedStates } from './create-lock';
import { nextStep } from './create-protocol';
import { type CreateOptions, type CreateState, type Evidence, NO_EVIDENCE, type Step } from './create-state';
import type { LedgerEntry } from './ledger';
import { observe, toCreateReply } from './observe';

type Settled = { kind: 'result'; result: CreateResult } | (Step & { kind: 'send' });

/**
 * One attempt at a create that must reach the clinic at most once: carries out the steps of the protocol and stores its
 * state.
 */
export class CreateOnce {
	constructor(
		private readonly session: Pick<Session, 'exchange' | 'wait'>,
		private readonly request: Omit<CreateRequest, 'call'>,
		private readonly options: CreateOptions & RequestOptions,
		private readonly entry: LedgerEntry,
		private readonly shared: SharedStates = new Map(),
	) {
		const state = this.options.reuseExisting && this.shared.get(this.uniqueKey);
		if (state && this.entry.state.kind === 'new') this.entry.writeFound(state);
	}

	/**
	 * The record: known from before, found in the clinic, or made by sending the call once.
	 * @throws ClinicError; "may have been …" when it cannot be found out
	 */
	async create(call: Call): Promise<CreateResult> {
		try {
			let evidence = NO_EVIDENCE;
			for (;;) {
				const end = await this.untilSend(evidence);
				if (end.kind === 'result') return end.result;
				evidence = await this.send(call, end, evidence);
			}
		} finally {
			this.share();
		}
	}

	/**
	 * What has been made already, in an earlier try or run, or by another request.
	 * @returns undefined when nothing was
	 * @throws ClinicError like `create`
	 */
	async findCreated(): Promise<CreateResult | undefined> {
		const end = await this.untilSend(NO_EVIDENCE);
		return end.kind === 'result' ? end.result : undefined;
	}

	/** Reads until the protocol says return, fail or send. */
	private async untilSend(evidence: Evidence): Promise<Settled> {
		const { request, options, entry } = this;
		for (;;) {
			const step = nextStep({
				state: entry.state,
				owner: entry.owner,
				evidence,
				options,
				sourceLabel: request.lookup?.sourceLabel,
				canReread: request.lookup !== undefined || request.reread !== undefined,
				allowsNoId: request.allowsNoId === true,
				isContested: entry.isContested,
				isOfAnother: (id) => entry.isOfAnother(id),
			});
			if (step.kind === 'send') return step;
			if (step.state) this.note(step.state, step);
			if (step.kind === 'return') return { kind: 'result', result: this.toResult(step) };
			if (step.kind === 'fail') throw toCreateError(step.failure, request.lookup, options);
			if (step.kind === 'look-again') evidence = await this.lookAgain(evidence);
			else evidence = { ...evidence, ...(await observe(step, request, (call) => this.read(call))) };
		}
	}

	/** Found records are stored without an owner, so that errors do not list them as created by this run. */
	private note(state: CreateState, step: Step): void {
		if (step.kind === 'return' && !step.isOwn) this.entry.writeFound(state);
		else this.entry.write(state);
	}

	/** Stores the new state and sends the call: from here on it may have been processed. */
	private async send(call: Call, { state }: Step & { kind: 'send' }, { sends }: Evidence): Promise<Evidence> {
		const before = this.entry.state;
		if (sends > 0) await this.backOff(sends - 1);
		this.entry.write(state);
		try {
			const outcome = await this.session.exchange(call, 'create', this.options);
			const reply = toCreateReply(outcome, this.request.lookup);
			return { reply, isResend: before.kind === 'sent', sends: sends + 1, looks: 0 };
		} catch (error) {
			// The endpoint is not a URL: nothing was sent.
			this.entry.write(before);
			throw error instanceof Error ? error : new Error('Nothing was sent');
		}
	}

	private async read(call: Call) {
		return await this.session.exchange(call, 'read', this.options);
	}

	private async lookAgain({ reply, isResend, sends, looks }: Evidence): Promise<Evidence> {
		await this.backOff(looks + 1);
		return { reply, isResend, sends, looks: looks + 1 };
	}

	private async backOff(number: number): Promise<void> {
		await this.session.wait(backoff({ number, random: Math.random() }));
	}

	private toResult({ response, isOwn }: Step & { kind: 'return' }): CreateResult {
		const hint = !isOwn && isRecord(response.data) ? this.request.lookup?.hint?.(response.data) : undefined;
		return { ...response, isOwn, hint };
	}

	/** Shares the state with those that wait for the same source. */
	private share(): void {
		const { state } = this.entry;
		if (state.kind !== 'new') this.shared.set(this.uniqueKey, state);
		else if (this.options.reuseExisting) this.shared.delete(this.uniqueKey);
	}

	private get uniqueKey(): string {
		return this.request.lookup?.uniqueKey ?? '';
	}
}
