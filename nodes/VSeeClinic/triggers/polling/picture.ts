import type { IDataObject } from 'n8n-workflow';

import { isRecord, numberOf } from '../../model/json';
import type { Clock } from './clock';
import type { TimeWindow, VisitState } from './visit-state';

/** A visit as the picture holds it. */
export interface KnownVisit extends VisitState {
	/** Whether it was created after the first picture, and so has been reported already. */
	isReported: boolean;
	/** The number of the poll since which the list has not shown it, or in which it was last read by its id. */
	missingSince?: number;
}

/** What the trigger has seen of the clinic with its last good poll. Nothing in it is about a patient. */
export interface Picture {
	/** What was watched: room, days, endpoint, account. Another fingerprint is another picture. */
	fingerprint: string;
	/** How many good polls there were. */
	polls: number;
	window: TimeWindow;
	clock: Clock;
	/** By their ids, as `encodeVisit` writes them: almost all are the same with every poll, and are not read at all. */
	visits: Map<string, string>;
	/** Visits created after the first picture that are not watched any more, oldest first. */
	forgotten: string[];
}

/** What is remembered of visits that have left the picture: with 5,000 visits in it, all stays below 300 kB. */
export const MAX_FORGOTTEN = 4000;

function encode(value: number | null): string {
	return value === null ? '' : value.toString(36);
}

function decode(text: string | undefined): number | null {
	return text === undefined || text === '' ? null : parseInt(text, 36);
}

/** `status,start,length,provider`: short, since there are thousands of them. An unknown provider is left out. */
function encodeState({ status, start, end, providerId }: VisitState): string {
	const length = end === null ? null : end - (start ?? 0);
	const provider = providerId === undefined ? '' : `,${providerId ?? ''}`;
	return `${encode(status)},${encode(start)},${encode(length)}${provider}`;
}

const NEW = 'n|';
const OLD = '|';

/** A visit as the picture holds it: `n` when it is new, its state, and since when it is missing. */
export function encodeVisit({ isReported, missingSince, ...state }: KnownVisit): string {
	const missing = missingSince === undefined ? '' : encode(missingSince);
	return `${isReported ? NEW : OLD}${encodeState(state)}${missing === '' ? '' : `|${missing}`}`;
}

/** Whether a visit that is not missing is held in this very state. */
export function isHeldAs(text: string, state: VisitState): boolean {
	const encoded = encodeState(state);
	return text === OLD + encoded || text === NEW + encoded;
}

/** Reads what `encodeVisit` has written. */
export function decodeVisit(text: string): KnownVisit {
	const [, flag, state = '', missing] = /^(n?)\|(.*?)(?:\|([0-9a-z]+))?$/s.exec(text) ?? [];
	const [status, start, length, ...provider] = state.split(',');
	const began = decode(start);
	const lasts = decode(length);
	const visit: KnownVisit = {
		status: decode(status),
		start: began,
		end: lasts === null ? null : (began ?? 0) + lasts,
		providerId: provider.length === 0 ? undefined : provider.join(',') || null,
		isReported: flag === 'n',
	};
	const missingSince = decode(missing);
	return missingSince === null ? visit : { ...visit, missingSince };
}

/** The picture as n8n stores it: plain JSON. */
export function storePicture({ visits, window, clock, ...rest }: Picture): IDataObject {
	const list = [...visits].map(([id, text]) => `${id}=${text}`);
	return { ...rest, window: { ...window }, clock: { ...clock }, visits: list };
}

function windowOf(stored: unknown): TimeWindow | undefined {
	if (!isRecord(stored)) return undefined;
	const [from, to] = [numberOf(stored.from), numberOf(stored.to)];
	return from === null || to === null ? undefined : { from, to };
}

function clockOf(stored: unknown): Clock | undefined {
	if (!isRecord(stored)) return undefined;
	const [since, seenAtFirst, lastSeen] = [
		numberOf(stored.since),
		numberOf(stored.seenAtFirst),
		numberOf(stored.lastSeen),
	];
	if (since === null || seenAtFirst === null || lastSeen === null) return undefined;
	return {
		since,
		seenAtFirst,
		lastSeen,
		lastDate: numberOf(stored.lastDate),
		isDateBelieved: stored.isDateBelieved !== false,
	};
}

/**
 * Reads what n8n has stored. Undefined when there is no picture, or when it cannot be read: then a first one is taken.
 */
export function restorePicture(stored: unknown): Picture | undefined {
	if (!isRecord(stored) || !Array.isArray(stored.visits) || typeof stored.fingerprint !== 'string') return undefined;
	const window = windowOf(stored.window);
	const clock = clockOf(stored.clock);
	if (!window || !clock) return undefined;
	const visits = new Map<string, string>();
	for (const entry of stored.visits) {
		if (typeof entry !== 'string') continue;
		const end = entry.indexOf('=');
		visits.set(entry.slice(0, end), entry.slice(end + 1));
	}
	const forgotten: unknown[] = Array.isArray(stored.forgotten) ? stored.forgotten : [];
	return {
		fingerprint: stored.fingerprint,
		polls: numberOf(stored.polls) ?? 0,
		window,
		clock,
		visits,
		forgotten: forgotten.filter((id) => typeof id === 'string'),
	};
}
