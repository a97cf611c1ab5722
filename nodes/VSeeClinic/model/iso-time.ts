import { DAY_MS, DAY_SECONDS } from './day';

/** No list has visits on more days. */
const MAX_DAYS = 5000;

/** `2026-11-26T` by the number of the day, and `17:59:02.000Z` by the second of the day. */
const dates = new Map<number, string>();
const times = new Map<number, string>();

function cached(texts: Map<number, string>, key: number, make: () => string): string {
	const known = texts.get(key);
	if (known !== undefined) return known;
	const text = make();
	texts.set(key, text);
	return text;
}

/**
 * Unix seconds as ISO 8601 UTC, as `toISOString` gives them, which takes most of the time of a list of 50,000 visits:
 * they share few days and few times of day.
 */
export function isoTime(seconds: number): string {
	if (!Number.isInteger(seconds)) return new Date(seconds * 1000).toISOString();
	const day = Math.floor(seconds / DAY_SECONDS);
	const second = seconds - day * DAY_SECONDS;
	if (dates.size > MAX_DAYS) dates.clear();
	const date = cached(dates, day, () => new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length));
	return date + cached(times, second, () => new Date(second * 1000).toISOString().slice('1970-01-01T'.length));
}
