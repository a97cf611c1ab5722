import type { Effect } from './call';
import type { Outcome } from './outcome';

/** A server that asks for a longer wait than this is not waited for. Milliseconds. */
export const MAX_WAIT_MS = 60_000;

/** First wait of the backoff; doubles with every attempt. Long enough for a restart behind a load balancer to begin. */
const FIRST_BACKOFF_MS = 400;
const MAX_BACKOFF_MS = 10_000;

/**
 * What to do next. `pauseRun`: every request of the run waits, not only this one. `look-up`: a create that must not be
 * sent again; every request of the run waits `pauseMs` before the look-up.
 */
export type Decision =
	| { kind: 'return' }
	| { kind: 'stop' }
	| { kind: 'look-up'; pauseMs: number }
	| { kind: 'wait'; ms: number; pauseRun: boolean };

export interface Attempt {
	/** How often this call was sent before, 0 for the first outcome. */
	number: number;
	maxRetries: number;
	/** Now, unix milliseconds (for Retry-After dates). */
	now: number;
	/** 0 to 1: the jitter, so that many runs do not retry at the same moment. */
	random: number;
}

/** Waiting time before the next attempt, in milliseconds: doubling, capped, jittered between half and all of it. */
export function backoff({ number, random }: Pick<Attempt, 'number' | 'random'>): number {
	const full = Math.min(FIRST_BACKOFF_MS * 2 ** number, MAX_BACKOFF_MS);
	return Math.round(full / 2 + (full / 2) * random);
}

/**
 * Reads a `Retry-After` header: seconds or an HTTP date.
 * @returns milliseconds from `now`; undefined when absent or absurd (negative, not a number, no date)
 */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
	// Date.parse takes almost anything for a date ("-1", "soon 5"): only the HTTP form counts.
	if (!/^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text)) return undefined;
	// The oldest of the three HTTP forms (asctime) ends in the year and names no zone; it means GMT like the others.
	const at = Date.parse(/ \d{4}$/.test(text) ? `${text} GMT` : text);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** A server that asks to be left alone for a while: the whole run pauses, unless it asks for too long. */
function waitAsAsked(retryAfter: string | undefined, attempt: Attempt): Decision {
	const asked = readRetryAfter(retryAfter, attempt.now);
	if (attempt.number >= attempt.maxRetries || (asked ?? 0) > MAX_WAIT_MS) return { kind: 'stop' };
	// Without this, a Retry-After of 0, or a date that has passed, would send all tries at once.
	return { kind: 'wait', ms: asked || backoff(attempt), pauseRun: true };
}

function lookUp(retryAfter: string | undefined, { now }: Attempt): Decision {
	const asked = readRetryAfter(retryAfter, now) ?? 0;
	return { kind: 'look-up', pauseMs: asked > MAX_WAIT_MS ? 0 : asked };
}

/** The retry table: turns (outcome, effect, attempt) into what to do. Pure. */
export function decide(outcome: Outcome, effect: Effect, attempt: Attempt): Decision {
	const again: Decision =
		attempt.number < attempt.maxRetries ? { kind: 'wait', ms: backoff(attempt), pauseRun: false } : { kind: 'stop' };
	switch (outcome.kind) {
		case 'done':
			return { kind: 'return' };
		case 'rate-limited':
			return waitAsAsked(outcome.retryAfter, attempt);
		case 'never-sent':
			return outcome.transient ? again : { kind: 'stop' };
		case 'unknown':
			if (effect === 'create') return lookUp(outcome.retryAfter, attempt);
			return readRetryAfter(outcome.retryAfter, attempt.now) === undefined
				? again
				: waitAsAsked(outcome.retryAfter, attempt);
		case 'invalid-response':
			return effect === 'create' ? lookUp(undefined, attempt) : { kind: 'stop' };
		default:
			return { kind: 'stop' };
	}
}
