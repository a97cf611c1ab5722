import type { Outcome } from './outcome';

/** Requests at once with which a run begins. */
export const FIRST_LIMIT = 16;
/** When even the quickest reply takes so many times as long as it did once, more at once would only wait at the clinic. */
const SLOW = 2;
/** Good replies before a limit that was too much is tried again. */
export const PATIENCE = 100;

/** How many requests may be in progress at once, and what that is decided by. */
export interface Pace {
	readonly limit: number;
	readonly max: number;
	/** Counts the steps back: what was sent before the last one says nothing about the limit of now. */
	readonly era: number;
	/** Nothing was too much yet: the limit doubles with every round instead of growing by one. */
	readonly isDoubling: boolean;
	/** The limit that was too much last, until it has gone well. */
	readonly ceiling: number;
	/** Good replies since the last step. */
	readonly replies: number;
	/** Milliseconds of the quickest of them: an average would count what this n8n does beside it. */
	readonly quickest: number;
	/** The same of all rounds. */
	readonly everQuickest: number;
}

/** `busy`: the clinic, or the way to it, has too much to do. `none`: the reply says nothing of that. */
export type Sign = 'busy' | 'fine' | 'none';

/** The end of one request: what it is a sign of, how long it took, and the era in which it was sent. */
export interface Sample {
	sign: Sign;
	ms: number;
	era: number;
}

/** The pace of a run that may have up to `max` requests in progress. */
export function firstPace(max: number): Pace {
	const limit = Math.min(FIRST_LIMIT, max);
	const unknown = { ceiling: Infinity, quickest: Infinity, everQuickest: Infinity };
	return { limit, max, era: 0, isDoubling: true, replies: 0, ...unknown };
}

/**
 * Milliseconds from the beginning of one request to that of the next. Replies that come together are processed together,
 * and the next requests would then leave together and wait for each other all the way; half the time of a reply is
 * enough to spread them.
 */
export function pauseBetween({ limit, everQuickest }: Pace): number {
	return everQuickest === Infinity ? 0 : everQuickest / limit / 2;
}

/** A record that the clinic fails on (500) says nothing about the others; what answers in its place (502, 504) does. */
function signOfError(status: number | undefined): Sign {
	return status === 502 || status === 503 || status === 504 ? 'busy' : 'none';
}

/** What an outcome says about how busy the clinic is. */
export function signOf(outcome: Outcome): Sign {
	switch (outcome.kind) {
		case 'rate-limited':
			return 'busy';
		case 'never-sent':
			return outcome.transient ? 'busy' : 'none';
		case 'unknown':
			if (outcome.reason === 'server-error') return signOfError(outcome.status);
			return outcome.reason === 'broken-answer' ? 'none' : 'busy';
		case 'cancelled':
			return 'none';
		default:
			return 'fine';
	}
}

function stepBack(pace: Pace, limit: number): Pace {
	return { ...pace, limit, era: pace.era + 1, isDoubling: false, replies: 0, quickest: Infinity };
}

function grow(pace: Pace): Pace {
	const { limit, max, isDoubling, ceiling, quickest, everQuickest } = pace;
	return {
		...pace,
		limit: Math.min(max, isDoubling ? limit * 2 : limit + 1),
		ceiling: limit >= ceiling ? Infinity : ceiling,
		replies: 0,
		quickest: Infinity,
		// At FIRST_LIMIT or fewer the load is not ours: a slower clinic is the new measure.
		everQuickest: limit <= FIRST_LIMIT ? quickest : Math.min(everQuickest, quickest),
	};
}

/**
 * The pace after a reply. Pure. Busy: half as many at once. A round of good replies (as many as may be in progress): one
 * more, at first twice as many; a quarter less when the quickest of them took twice as long as it did once. Just below
 * a limit that was too much, it stays for a while.
 */
export function nextPace(pace: Pace, { sign, ms, era }: Sample): Pace {
	const { limit, ceiling, everQuickest } = pace;
	if (sign === 'none' || era !== pace.era) return pace;
	if (sign === 'busy') return { ...stepBack(pace, Math.max(1, Math.floor(limit / 2))), ceiling: limit };
	const counted = { ...pace, replies: pace.replies + 1, quickest: Math.min(pace.quickest, ms) };
	const round = limit + 1 === ceiling ? Math.max(limit, PATIENCE) : limit;
	if (counted.replies < round) return counted;
	const isSlow = limit > FIRST_LIMIT && counted.quickest > SLOW * everQuickest;
	return isSlow ? stepBack(pace, Math.max(FIRST_LIMIT, Math.floor(limit * 0.75))) : grow(counted);
}
