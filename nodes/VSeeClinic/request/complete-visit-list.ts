import type { IDataObject } from 'n8n-workflow';

import { ClinicError } from '../errors/clinic-error';
import { DAY_SECONDS } from '../model/day';
import { numberOf } from '../model/json';
import { visitIdOf } from '../model/visit';

/** A span of visit starts, unix seconds. An edge that is not given is not sent. */
export interface ListWindow {
	from?: number;
	to?: number;
}

/** One reply to GET /visits: the visits, and `total_count` where the clinic gave one (docs/api.md#listing-visits). */
export interface VisitList {
	visits: IDataObject[];
	total: number | null;
}

/** Reads the list of visits of one window, with whatever else narrows it. Throws when it cannot be read. */
export type ReadVisits = (window: ListWindow) => Promise<VisitList>;

/**
 * The visits of a window, each once. `complete`: all there are, as far as the clinic tells. `incomplete`: at least
 * `missing` did not come. `unknown`: no `total_count` counts this list, or it was too large to be read without a window.
 */
export type CompleteVisitList =
	| { kind: 'complete'; visits: IDataObject[]; requests: number }
	| { kind: 'unknown'; visits: IDataObject[]; requests: number }
	| { kind: 'incomplete'; missing: number; visits: IDataObject[]; requests: number };

/** Requests for one list, at most. */
export const MAX_LIST_REQUESTS = 200;
/** Replies that were too large to be read, at most: so many visits are more than n8n can hold. */
export const MAX_TOO_LARGE = 20;

/** Where a window begins that is given no begin: 2000-01-01. Never 0, which a server may take for "not given". */
export const EARLIEST_START = 946_684_800;
const TEN_YEARS = 10 * 365 * DAY_SECONDS;

interface Part {
	from: number;
	to: number;
	list: VisitList;
	/** The reply was too large to be read: nothing is known of its visits. */
	tooLarge?: ClinicError;
}

function isCut({ visits, total }: VisitList): boolean {
	return total !== null && total > visits.length;
}

/** By what the parts are put in order. A part that nothing is known of counts as the largest. */
function sizeOf({ list, tooLarge }: Part): number {
	return tooLarge ? Infinity : (list.total ?? 0);
}

/** The edges of a window, by default 2000 to ten years from now, further out where visits came from beyond these. */
function edges(window: ListWindow, visits: IDataObject[], now: number): { from: number; to: number } {
	const starts = visits.map(({ start }) => numberOf(start)).filter((start) => start !== null);
	const latest = Math.max(now, window.from ?? now, ...starts);
	return {
		from: window.from ?? Math.min(EARLIEST_START, window.to ?? EARLIEST_START, ...starts),
		to: window.to ?? (latest > now + TEN_YEARS ? latest : now) + TEN_YEARS,
	};
}

/** Whether all that came lies at the very second that two halves share: then each of them may hold all of it. */
function liesAtSeam(halves: Part[], seam: number): boolean {
	const visits = halves.flatMap(({ list }) => list.visits);
	return visits.length > 0 && visits.every((visit) => numberOf(visit.start) === seam);
}

/** Whether `total_count` falls from a window to its halves, as far as these could be read. */
function followsWindow({ list }: Part, halves: Part[], seam: number): boolean {
	if (halves.some(({ tooLarge }) => tooLarge)) return true;
	if (halves.some((half) => half.list.total === null)) return false;
	return halves.some((half) => (half.list.total ?? 0) < (list.total ?? 0)) || liesAtSeam(halves, seam);
}

/** One list, put together from as many replies as it takes. */
class Completion {
	private readonly collected = new Map<string, IDataObject>();
	private readonly nameless: IDataObject[] = [];
	private requests = 0;
	private tooLarge = 0;
	/** The most visits that a part left out which could not be read whole. Two parts may leave out the same. */
	private leftOut = 0;

	constructor(
		private readonly readVisits: ReadVisits,
		private readonly isTimeUp: () => boolean,
	) {}

	async run(window: ListWindow, now: number): Promise<CompleteVisitList> {
		const { list, tooLarge } = await this.read(window);
		this.collect(list);
		if (!tooLarge && !isCut(list)) return { kind: 'complete', visits: this.visits, requests: 1 };
		const isFollowed = await this.halve([{ ...edges(window, list.visits, now), list, tooLarge }]);
		const visits = this.visits.sort(byStart);
		const { requests } = this;
		const missing = tooLarge ? this.leftOut : Math.max(0, (list.total ?? 0) - visits.length);
		if (isFollowed && missing > 0) return { kind: 'incomplete', missing, visits, requests };
		// What has no start, or lies outside the edges that were assumed, shows in the total only.
		const isBounded = !tooLarge || (window.from !== undefined && window.to !== undefined);
		return { kind: isFollowed && isBounded ? 'complete' : 'unknown', visits, requests };
	}

	/** All that came, each once. */
	private get visits(): IDataObject[] {
		return [...this.collected.values(), ...this.nameless];
	}

	/** Reads one window. A reply that is too large counts as cut, until there have been too many of them. */
	private async read(window: ListWindow): Promise<Omit<Part, 'from' | 'to'>> {
		this.requests++;
		try {
			return { list: await this.readVisits(window) };
		} catch (error) {
			if (error instanceof ClinicError && error.details.isTooLarge && ++this.tooLarge <= MAX_TOO_LARGE)
				return { list: { visits: [], total: null }, tooLarge: error };
			throw error instanceof Error ? error : new Error('The list of visits could not be read');
		}
	}

	/**
	 * Reads the windows that came cut again in halves, the smallest first, until all are whole or there is no more time.
	 * @returns whether `total_count` followed the window all the while
	 * @throws ClinicError when a part stays too large to be read
	 */
	private async halve(cut: Part[]): Promise<boolean> {
		for (let part = cut.pop(); part; part = cut.pop()) {
			// A second cannot be halved: what it did not show stays missing.
			if (part.to - part.from <= 1 || this.requests + 2 > MAX_LIST_REQUESTS || this.isTimeUp()) {
				if (part.tooLarge) throw part.tooLarge;
				this.leftOut = Math.max(this.leftOut, (part.list.total ?? 0) - part.list.visits.length);
				continue;
			}
			const seam = part.from + Math.floor((part.to - part.from) / 2);
			const halves = await Promise.all([this.part(part.from, seam), this.part(seam, part.to)]);
			if (!part.tooLarge && !followsWindow(part, halves, seam)) return false;
			cut.push(...halves.filter(({ list, tooLarge }) => tooLarge ?? isCut(list)));
			cut.sort((a, b) => sizeOf(b) - sizeOf(a));
		}
		return true;
	}

	private async part(from: number, to: number): Promise<Part> {
		const { list, tooLarge } = await this.read({ from, to });
		this.collect(list);
		return { from, to, list, tooLarge };
	}

	private collect({ visits }: VisitList): void {
		for (const visit of visits) {
			const id = visitIdOf(visit);
			const known = id === null ? undefined : this.collected.get(id);
			if (id === null) this.nameless.push(visit);
			else if (!known || modifiedAt(known) <= modifiedAt(visit)) this.collected.set(id, visit);
		}
	}
}

/** Of two that came for one visit, the one that was modified last counts. */
function modifiedAt(visit: IDataObject): number {
	return numberOf(visit.modified) ?? 0;
}

/** In order of start; those without one last. */
function byStart(a: IDataObject, b: IDataObject): number {
	const [first, second] = [numberOf(a.start) ?? Infinity, numberOf(b.start) ?? Infinity];
	return first === second ? 0 : first - second;
}

/**
 * Reads a list of visits whole. GET /visits knows no pages (docs/api.md#listing-visits), but says how many visits there
 * are: a list that came cut, or is too large to be read, is read again in halves of its window until every half is whole.
 * Halves share their seam, since it is not known whether `end_time` belongs to the window. A list that is whole, or tells
 * no total, takes one request.
 * @param readVisits reads one window; what it throws is passed on, unless halves help
 * @param options `now` in unix seconds; `isTimeUp` ends the halving early
 */
export async function completeVisitList(
	readVisits: ReadVisits,
	window: ListWindow,
	{ now, isTimeUp = () => false }: { now: number; isTimeUp?: () => boolean },
): Promise<CompleteVisitList> {
	return await new Completion(readVisits, isTimeUp).run(window, now);
}

/** What an incomplete list tells the user, in one sentence; undefined for a complete one. */
export function listHint(list: CompleteVisitList): string | undefined {
	if (list.kind === 'complete') return undefined;
	if (list.kind === 'unknown') {
		return 'It is not known whether these are all visits: VSee Clinic gives no number that counts this list.';
	}
	const { missing } = list;
	const visits = missing === 1 ? '1 visit is' : `${missing} visits are`;
	return `${visits} missing: VSee Clinic has more than it returned. Set Start Time and End Time closer together, or select a room.`;
}

/** What a list tells that was read with one request only and came cut. */
export function cutListHint({ visits, total }: VisitList): string | undefined {
	if (!isCut({ visits, total })) return undefined;
	return `VSee Clinic returned ${visits.length} of ${total ?? 0} visits. Switch on Return All to get the rest, or set Start Time and End Time closer together.`;
}
