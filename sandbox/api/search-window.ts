/** Length of the search window when nothing says otherwise: 4 days, in seconds (docs/api.md#search-window). */
export const DEFAULT_WINDOW_SECONDS = 345600;

/** What a search for slots says about its window; unix seconds, `duration` in seconds. */
export interface WindowQuery {
	start?: number;
	end?: number;
	duration?: number;
}

/**
 * The window searched, by the eight rows of docs/api.md#search-window. `first` gives the start of the first free slot
 * and is asked only when neither start nor end is set; null when there is no free slot at all.
 */
export function searchWindow(query: WindowQuery, first: () => number | null): { from: number; to: number } | null {
	const { start, end } = query;
	const length = query.duration ?? DEFAULT_WINDOW_SECONDS;
	if (start !== undefined && end !== undefined) return { from: start, to: end };
	if (start !== undefined) return { from: start, to: start + length };
	if (end !== undefined) return { from: end - length, to: end };
	const from = first();
	return from === null ? null : { from, to: from + length };
}
