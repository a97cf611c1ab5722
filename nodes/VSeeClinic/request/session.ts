import type { IAllExecuteFunctions, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { plainText } from '../model/json';
import type { Call, Effect } from './call';
import { type Done, done, type Outcome } from './outcome';
import { toClinicError } from './outcome-text';
import { decide, type Decision } from './retry';
import { type RequestContext, send } from './send';
import { Throttle } from './throttle';

/** How the calls of one item are sent. */
export interface RequestOptions {
	/** Milliseconds for one request, from connecting to the last byte. */
	timeoutMs: number;
	maxRetries: number;
	/** Replaces `X-ApiToken`: the call acts as this user. */
	userToken?: string;
	/** Shows what VSee says in an error whole, but for tokens and keys: it may name a patient. Never for an AI agent. */
	fullMessages?: boolean;
}

/** The clinic says in its own form that it does not know what was to be deleted. */
function isGone(outcome: Outcome): boolean {
	if (outcome.kind === 'invalid-response') return outcome.code === 404;
	return outcome.kind === 'refused' && outcome.status === 404 && outcome.code !== undefined;
}

/** A change that was not made by this try, though one before it may have made it. */
function afterLostTry(outcome: Outcome, effect: Effect): Outcome {
	if (effect !== 'replace') return outcome;
	switch (outcome.kind) {
		case 'invalid-response':
		case 'never-sent':
		case 'rate-limited':
		case 'refused':
		case 'unauthorized':
			return { ...outcome, afterLost: true };
		default:
			return outcome;
	}
}

/**
 * One run of a node against one clinic: the credential read once, and the pauses that the clinic asked for
 * shared by every call of the run.
 */
export class Session {
	private pausedUntil = 0;
	private stopped = false;
	private throttle?: Throttle;

	constructor(
		private readonly caller: IAllExecuteFunctions,
		private readonly credentials: ICredentialDataDecryptedObject,
		private readonly cancel?: AbortSignal,
	) {}

	/** Reads the credential (once per run: n8n reads and decrypts it anew on every request otherwise). */
	static async start(caller: IAllExecuteFunctions, cancel?: AbortSignal): Promise<Session> {
		return new Session(caller, await caller.getCredentials('vSeeClinicApi'), cancel);
	}

	/** Names the clinic that this session works with: its endpoint and account. */
	get clinic(): string {
		const { baseUrl, accountCode } = this.credentials;
		return `${plainText(baseUrl).trim().replace(/\/+$/, '')} ${plainText(accountCode).trim()}`;
	}

	/** Only reads are sent in this run, at most `max` at once: how many, the clinic shows. */
	paceReads(max: number): void {
		this.throttle = new Throttle(max);
	}

	/** Sends no more writes, and in a run of reads no more reads; requests in progress may finish. */
	stop(): void {
		this.stopped = true;
	}

	/** Waits `ms` milliseconds, or until the execution is cancelled. */
	async wait(ms: number): Promise<void> {
		await sleep(ms, this.cancel).catch(() => undefined);
	}

	/** Sends a call until the retry table says return, stop or look up. The outcome is a value, never an exception. */
	async exchange(call: Call, effect: Effect, options: RequestOptions): Promise<Outcome> {
		const { timeoutMs, maxRetries, userToken, fullMessages } = options;
		const credentials = this.credentialsFor(call, userToken);
		let lastWrite: Outcome | undefined;
		let hasLostTry = false;
		const context = { caller: this.caller, credentials, timeoutMs, cancel: this.cancel, fullMessages };
		for (let number = 0; ; number++) {
			const outcome = await this.sendInTurn(context, call, effect);
			if (!outcome) return lastWrite ?? { kind: 'cancelled', unsent: true };
			if (hasLostTry && call.method === 'DELETE' && isGone(outcome)) return done(undefined);
			const reported = hasLostTry ? afterLostTry(outcome, effect) : outcome;
			const decision = decide(outcome, effect, { number, maxRetries, now: Date.now(), random: Math.random() });
			if (!(await this.waitsFor(decision))) return reported;
			hasLostTry ||= outcome.kind === 'unknown';
			// Stopped while it waits for its next try, a write may have been processed: that is what is reported.
			if (effect !== 'read') lastWrite = reported;
		}
	}

	/** Sends a call once, after the pause that the clinic asked for. Undefined, and nothing is sent, when the run has stopped. */
	private async sendInTurn(context: RequestContext, call: Call, effect: Effect): Promise<Outcome | undefined> {
		const throttle = effect === 'read' ? this.throttle : undefined;
		const ready = async () => {
			await this.pauseEnd();
			// Where there are writes, a read finds out what one of them has done.
			return !this.stopped || (effect === 'read' && !throttle);
		};
		const sent = async () => await send(context, call);
		if (throttle) return await throttle.run(ready, sent);
		return (await ready()) ? await sent() : undefined;
	}

	/** Does the waiting of a decision. @returns whether the call is to be sent again */
	private async waitsFor(decision: Decision): Promise<boolean> {
		if (decision.kind === 'look-up') this.pause(decision.pauseMs);
		if (decision.kind !== 'wait') return false;
		if (decision.pauseRun) this.pause(decision.ms);
		else await this.wait(decision.ms);
		return true;
	}

	private async pauseEnd(): Promise<void> {
		while (this.pausedUntil > Date.now() && !this.cancel?.aborted) await this.wait(this.pausedUntil - Date.now());
	}

	private credentialsFor({ withoutToken }: Call, userToken = ''): ICredentialDataDecryptedObject {
		if (withoutToken) return { ...this.credentials, apiToken: '' };
		return userToken === '' ? this.credentials : { ...this.credentials, apiToken: userToken };
	}

	/** Every request of the run waits `ms` milliseconds from now on. */
	private pause(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
	}

	/**
	 * Sends a call that may be repeated and returns its good answer.
	 * @throws ClinicError with what happened and what to do
	 */
	async request(call: Call, effect: Exclude<Effect, 'create'>, options: RequestOptions): Promise<Done> {
		const outcome = await this.exchange(call, effect, options);
		if (outcome.kind === 'done') return outcome;
		throw toClinicError(outcome, effect, call.link === undefined ? 'api' : 'link');
	}
}
