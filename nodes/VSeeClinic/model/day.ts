/** A day without a change of the clocks, seconds. */
export const DAY_SECONDS = 86_400;

/** The same in milliseconds. */
export const DAY_MS = 1000 * DAY_SECONDS;
