import { firstPace, nextPace, pauseBetween, type Sign } from '../../nodes/VSeeClinic/request/pace';

/** How a clinic answers a request that makes `underWay` of them, `at` milliseconds after the first. */
export type Answers = (underWay: number, at: number) => { sign: Sign; ms: number };

/** What a clinic saw of a run. */
export interface Seen {
	/** Milliseconds, until all items were answered well. */
	ms: number;
	/** How often it was too much for the clinic. */
	busy: number;
	/** The most under way at once. */
	most: number;
	/** The limit after each reply. */
	limits: number[];
	/** When each request was sent, milliseconds. */
	begins: number[];
}

/** A refusal makes the whole run wait as long, in milliseconds. */
const PAUSE = 300;

/**
 * Reads items from a simulated clinic, in time that does not pass. What is refused is sent again after a pause.
 * @param isFixed always `max` at once, without a pace
 */
export function simulate(items: number, max: number, answers: Answers, isFixed = false): Seen {
	const underWay: Array<{ end: number; sign: Sign; ms: number; era: number }> = [];
	let pace = isFixed ? { ...firstPace(max), limit: max } : firstPace(max);
	const seen: Seen = { ms: 0, busy: 0, most: 0, limits: [], begins: [] };
	let [left, pausedUntil, nextBegin] = [items, 0, 0];
	while (left > 0 || underWay.length > 0) {
		const mayBegin = Math.max(pausedUntil, nextBegin);
		if (left > 0 && underWay.length < pace.limit && seen.ms >= mayBegin) {
			left--;
			nextBegin = seen.ms + (isFixed ? 0 : pauseBetween(pace));
			seen.begins.push(seen.ms);
			const { sign, ms } = answers(underWay.length + 1, seen.ms);
			underWay.push({ end: seen.ms + ms, sign, ms, era: pace.era });
			seen.most = Math.max(seen.most, underWay.length);
			continue;
		}
		underWay.sort((a, b) => a.end - b.end);
		const [first] = underWay;
		const isWaiting = left > 0 && underWay.length < pace.limit && mayBegin > seen.ms;
		if (!first || (isWaiting && mayBegin < first.end)) {
			seen.ms = mayBegin;
			continue;
		}
		underWay.shift();
		seen.ms = first.end;
		if (first.sign === 'busy') {
			seen.busy++;
			left++;
			pausedUntil = Math.max(pausedUntil, seen.ms + PAUSE);
		}
		if (!isFixed) pace = nextPace(pace, first);
		seen.limits.push(pace.limit);
	}
	return seen;
}
