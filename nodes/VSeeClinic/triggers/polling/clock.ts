import type { IDataObject } from 'n8n-workflow';

import { numberOf } from '../../model/json';

/**
 * VSee's own time, unix seconds, as far as its answers show it. n8n's clock is never compared with it: the two may
 * differ by more than the time between two polls.
 */
export interface Clock {
	/** When the first picture was taken: what was created later is new. */
	since: number;
	/** The latest time on any visit of the first picture. */
	seenAtFirst: number;
	/** The latest time on any visit so far. */
	lastSeen: number;
	/** The `Date` header of the last good poll; null when there was none, or when it is not VSee's clock. */
	lastDate: number | null;
	/** Whether the `Date` header has never contradicted the visits. */
	isDateBelieved: boolean;
}

/** As much may the clocks of the servers of one clinic differ. */
const MAX_CLOCK_DIFFERENCE_SECONDS = 60;

/** The latest time on any of the visits; 0 when none is known. */
export function latestTime(visits: Iterable<IDataObject>): number {
	let latest = 0;
	for (const { created, modified } of visits) {
		latest = Math.max(latest, numberOf(created) ?? 0, numberOf(modified) ?? 0);
	}
	return latest;
}

/**
 * The clock at the first picture. The `Date` header goes before the times on the visits: one visit that says it was
 * modified tomorrow would hide all new visits until then.
 */
export function startClock(latest: number, date: number | null): Clock {
	return {
		since: date === null ? latest : date - MAX_CLOCK_DIFFERENCE_SECONDS,
		seenAtFirst: latest,
		lastSeen: latest,
		lastDate: date,
		isDateBelieved: true,
	};
}

/** The clock after a good poll. */
export function advanceClock(clock: Clock, latest: number, date: number | null): Clock {
	return {
		...clock,
		lastSeen: Math.max(clock.lastSeen, latest),
		lastDate: clock.isDateBelieved ? (date ?? clock.lastDate) : null,
	};
}

/** When the last good poll took place, at the earliest. */
export function lastPollTime({ lastSeen, lastDate }: Clock): number {
	return (lastDate ?? lastSeen) - MAX_CLOCK_DIFFERENCE_SECONDS;
}

/**
 * Checks the `Date` header against visits that have certainly changed since the last poll: when VSee says that they
 * changed before it, the header is another machine's clock, and only the times on the visits count. A time that was
 * there before says nothing: VSee may change a visit without noting it.
 */
export function checkedClock(clock: Clock, changed: IDataObject[]): Clock {
	const { lastDate, lastSeen, seenAtFirst } = clock;
	if (lastDate === null) return clock;
	const isContradicted = changed.some((visit) => {
		const modified = numberOf(visit.modified);
		return modified !== null && modified > lastSeen && modified < lastDate - MAX_CLOCK_DIFFERENCE_SECONDS;
	});
	return isContradicted ? { ...clock, since: seenAtFirst, lastDate: null, isDateBelieved: false } : clock;
}
