import type { IDataObject } from 'n8n-workflow';

import { VISIT_STATUS } from '../../model/code';
import { numberOf } from '../../model/json';
import { roomCodeOf, visitIdOf } from '../../model/visit';
import { advanceClock, checkedClock, type Clock, lastPollTime, latestTime, startClock } from './clock';
import { decodeVisit, encodeVisit, isHeldAs, type KnownVisit, MAX_FORGOTTEN, type Picture } from './picture';
import { isWithin, stateOf, type TimeWindow, type VisitState } from './visit-state';

/** What can happen to a visit, in the order in which it is reported. */
export const POLLING_EVENTS = [
	'visit.created',
	'visit.confirmed',
	'visit.rescheduled',
	'visit.provider_changed',
	'visit.started',
	'visit.completed',
	'visit.cancelled',
	'visit.removed',
] as const;

export type PollingEvent = (typeof POLLING_EVENTS)[number];

/** One thing that has happened to one visit between two pictures. */
export interface VisitChange {
	event: PollingEvent;
	visitId: string;
	/** Null for a visit that was not in the picture. */
	before: VisitState | null;
	/** Null for a visit that VSee does not show any more. */
	after: VisitState | null;
	/** When VSee says that the visit was modified, unix seconds. */
	modified: number | null;
	/** The Visit as VSee returned it; the id alone for one that was removed. */
	visit: IDataObject;
}

/** The list of visits that one poll has read. */
export interface VisitsInWindow {
	/** The code of the room, when only one is watched. */
	roomCode?: string;
	window: TimeWindow;
	/** By their ids, as they came. */
	visits: ReadonlyMap<string, IDataObject>;
	/** The `Date` of the list, unix seconds. */
	date: number | null;
}

/** What one poll has seen of the clinic. */
export interface Observation extends VisitsInWindow {
	/**
	 * What became of visits that the list did not show and that were read by their id; null is one that VSee does not
	 * know any more.
	 */
	found: ReadonlyMap<string, IDataObject | null>;
	/** Which were asked for: those without an answer stay as they are. */
	asked: ReadonlySet<string>;
}

const STATUS_EVENTS = new Map<number | null, PollingEvent>([
	[VISIT_STATUS.confirmed, 'visit.confirmed'],
	[VISIT_STATUS.inProgress, 'visit.started'],
	[VISIT_STATUS.completed, 'visit.completed'],
	[VISIT_STATUS.cancelled, 'visit.cancelled'],
]);

function inOrder(events: Array<PollingEvent | undefined>): PollingEvent[] {
	return POLLING_EVENTS.filter((event) => events.includes(event));
}

/**
 * What has happened between two states of a visit. A status, end or provider that was not known before has not changed.
 */
export function eventsBetween(before: VisitState, after: VisitState): PollingEvent[] {
	const hasNewStatus = before.status !== null && after.status !== before.status;
	const isMoved = after.start !== before.start || (before.end !== null && after.end !== before.end);
	return inOrder([
		hasNewStatus ? STATUS_EVENTS.get(after.status) : undefined,
		isMoved ? 'visit.rescheduled' : undefined,
		[undefined, after.providerId].includes(before.providerId) ? undefined : 'visit.provider_changed',
	]);
}

/** The visits of a list by their id; of two with one id the one that was modified last. */
export function byId(visits: IDataObject[]): Map<string, IDataObject> {
	const found = new Map<string, IDataObject>();
	for (const visit of visits) {
		const id = visitIdOf(visit);
		const other = id === null ? undefined : found.get(id);
		if (id !== null && !(other && (numberOf(other.modified) ?? 0) > (numberOf(visit.modified) ?? 0)))
			found.set(id, visit);
	}
	return found;
}

/**
 * The visits that the list does not show though they should be in it, those missing longest first.
 * A visit whose start has left the window is not missing.
 */
export function missingVisits(
	picture: Picture,
	{ visits, window }: Pick<VisitsInWindow, 'visits' | 'window'>,
): string[] {
	const unlisted = [...picture.visits].filter(([id]) => !visits.has(id));
	return unlisted
		.map(([id, text]) => ({ id, ...decodeVisit(text) }))
		.filter(({ start }) => start === null || isWithin(start, window))
		.sort((a, b) => (a.missingSince ?? Infinity) - (b.missingSince ?? Infinity) || 0)
		.map(({ id }) => id);
}

/** Whether a visit is one of those that are watched. One without a start is watched as long as VSee lists it. */
export function isWatched(
	visit: IDataObject,
	{ start }: VisitState,
	{ roomCode, window }: Pick<VisitsInWindow, 'roomCode' | 'window'>,
): boolean {
	const room = roomCodeOf(visit);
	if (roomCode !== undefined && room !== null && room !== roomCode) return false;
	return start === null || isWithin(start, window);
}

function change(
	event: PollingEvent,
	visitId: string,
	before: VisitState | null,
	after: VisitState | null,
	visit: IDataObject,
): VisitChange {
	return { event, visitId, before, after, modified: numberOf(visit.modified), visit };
}

function plain({ status, start, end, providerId }: VisitState): VisitState {
	return { status, start, end, providerId };
}

/** A visit that the list shows otherwise than the picture, or that only one of them has. */
interface Difference {
	id: string;
	visit: IDataObject;
	known: KnownVisit | undefined;
	after: VisitState;
}

/** Takes the next picture of a clinic from the one before and what was seen since, and collects what has happened. */
class Comparison {
	private readonly changes: VisitChange[] = [];
	private readonly visits = new Map<string, string>();
	private readonly forgotten: Set<string>;
	private clock: Clock;

	constructor(
		private readonly picture: Picture,
		private readonly seen: Observation,
	) {
		this.forgotten = new Set(picture.forgotten);
		this.clock = picture.clock;
	}

	run(): { changes: VisitChange[]; picture: Picture } {
		const { picture, seen } = this;
		const differences = this.differences();
		this.clock = checkedClock(picture.clock, this.certainlyChanged(differences));
		for (const { id, visit, known, after } of differences) {
			if (known) this.compare(id, known, visit, after);
			else this.addUnknown(id, visit, after);
		}
		for (const [id, text] of picture.visits) if (!seen.visits.has(id)) this.handleUnlisted(id, decodeVisit(text));
		const found = [...seen.found.values()].filter((visit) => visit !== null);
		const latest = Math.max(latestTime(seen.visits.values()), latestTime(found));
		const next: Picture = {
			fingerprint: picture.fingerprint,
			polls: picture.polls + 1,
			window: seen.window,
			clock: advanceClock(this.clock, latest, seen.date),
			visits: this.visits,
			forgotten: [...this.forgotten].slice(-MAX_FORGOTTEN),
		};
		return { changes: inTime(this.changes), picture: next };
	}

	/** Keeps what is as before, and gives what is not. */
	private differences(): Difference[] {
		const { picture, seen } = this;
		const differences: Difference[] = [];
		for (const [id, visit] of seen.visits) {
			const state = stateOf(visit);
			const text = picture.visits.get(id);
			if (text !== undefined && isHeldAs(text, state) && isWatched(visit, state, seen)) {
				this.visits.set(id, text);
				continue;
			}
			const known = text === undefined ? undefined : decodeVisit(text);
			differences.push({ id, visit, known, after: known ? stateOf(visit, known) : state });
		}
		return differences;
	}

	/** Visits that were in another state, or not in the window, when the last picture was taken. */
	private certainlyChanged(differences: Difference[]): IDataObject[] {
		return differences
			.filter(({ known, after }) => (known ? eventsBetween(known, after).length > 0 : this.wasInView(after)))
			.map(({ visit }) => visit);
	}

	/** Whether the last picture would have shown a visit with this start. Its very end may not have belonged to it. */
	private wasInView({ start }: VisitState): boolean {
		const { from, to } = this.picture.window;
		return start !== null && start >= from && start < to;
	}

	private store(id: string, after: VisitState, isReported: boolean, missingSince?: number): void {
		this.visits.set(id, encodeVisit({ ...plain(after), isReported, missingSince }));
	}

	private drop(id: string, { isReported }: KnownVisit): void {
		if (isReported) this.forgotten.add(id);
	}

	private report(id: string, known: KnownVisit, visit: IDataObject, after: VisitState): void {
		const before = plain(known);
		for (const event of eventsBetween(before, after)) this.changes.push(change(event, id, before, after, visit));
	}

	/** A visit of the picture that the list shows. */
	private compare(id: string, known: KnownVisit, visit: IDataObject, after: VisitState): void {
		const { seen } = this;
		const isListed = isWatched(visit, after, seen);
		// The window has moved past it: there is no change to report.
		if (!isListed && known.start !== null && !isWithin(known.start, seen.window)) return this.drop(id, known);
		this.report(id, known, visit, after);
		if (isListed) this.store(id, after, known.isReported);
		else this.drop(id, known);
	}

	/** A visit that is new in the picture. */
	private addUnknown(id: string, visit: IDataObject, after: VisitState): void {
		if (!isWatched(visit, after, this.seen)) return;
		const created = numberOf(visit.created);
		const modified = numberOf(visit.modified);
		const wasMovedIn = this.wasInView(after) && (modified === null || modified >= lastPollTime(this.clock));
		const isNew = created === null ? wasMovedIn || after.start === null : created >= this.clock.since;
		if (isNew && !this.forgotten.has(id)) {
			for (const event of inOrder(['visit.created', STATUS_EVENTS.get(after.status)])) {
				this.changes.push(change(event, id, null, after, visit));
			}
		} else if (wasMovedIn) this.changes.push(change('visit.rescheduled', id, null, after, visit));
		this.forgotten.delete(id);
		this.store(id, after, isNew);
	}

	/** A visit of the picture that the list does not show. */
	private handleUnlisted(id: string, known: KnownVisit): void {
		const { picture, seen } = this;
		if (known.start !== null && !isWithin(known.start, seen.window)) return this.drop(id, known);
		const visit = seen.found.get(id);
		// One that was just asked for goes behind those that are still to be asked for.
		const missingSince = seen.asked.has(id) ? picture.polls + 2 : (known.missingSince ?? picture.polls + 1);
		if (visit === undefined) return this.store(id, known, known.isReported, missingSince);
		if (visit === null) {
			this.changes.push(change('visit.removed', id, plain(known), null, { id }));
			return this.drop(id, known);
		}
		const after = stateOf(visit, known);
		this.report(id, known, visit, after);
		const hasLeft = after.start === null && (numberOf(visit.created) ?? 0) < seen.window.from;
		if (hasLeft || !isWatched(visit, after, seen)) this.drop(id, known);
		else this.store(id, after, known.isReported, missingSince);
	}
}

/**
 * Changes in the order in which they were made, where VSee tells it, else of the starts; those of one visit stay
 * together.
 */
function inTime(changes: VisitChange[]): VisitChange[] {
	const time = ({ modified, after, before }: VisitChange) => modified ?? after?.start ?? before?.start ?? 0;
	return [...changes].sort((a, b) => time(a) - time(b));
}

/** The first picture: nothing has happened yet. */
export function firstPicture(fingerprint: string, seen: VisitsInWindow): Picture {
	const clock = startClock(latestTime(seen.visits.values()), seen.date);
	const visits = new Map<string, string>();
	for (const [id, visit] of seen.visits) {
		const state = stateOf(visit);
		const isReported = (numberOf(visit.created) ?? 0) >= clock.since;
		if (isWatched(visit, state, seen)) visits.set(id, encodeVisit({ ...state, isReported }));
	}
	return { fingerprint, polls: 1, window: seen.window, clock, visits, forgotten: [] };
}

/**
 * Compares what a poll has seen with the picture before: each net change of a visit once, under its name. Pure.
 * @returns the changes, in the order in which they were made, and the next picture
 */
export function comparePictures(picture: Picture, seen: Observation): { changes: VisitChange[]; picture: Picture } {
	return new Comparison(picture, seen).run();
}
