import { InputError } from '../errors/input-error';
import { isCalendarDate, isTimeZone, unixSeconds, zoneOf } from '../model/instant';
import type { EncodeContext } from './field';

/** Unix seconds that came as a number: below this one (March 1973) it is a date, a year or a serial day of a spreadsheet. */
const MIN_UNIX_SECONDS = 100_000_000;

/** Whether a written time has no offset, so that the time zone decides what it means. */
function dependsOnZone(raw: unknown): boolean {
	return unixSeconds(raw, 'UTC') !== unixSeconds(raw, 'Etc/GMT+1');
}

/**
 * A point in time as whole unix seconds.
 * @throws InputError
 */
export function readInstant(raw: unknown, { label, timezone }: EncodeContext): number {
	const hint = `Enter “${label}” as 2026-01-31T14:30:00Z, as 2026-01-31 14:30 (in the time zone of the workflow) or as unix seconds, between 1970 and 9999. Nothing was sent.`;
	if (typeof raw === 'number' && raw < MIN_UNIX_SECONDS)
		throw new InputError(label, 'is not a time that can be read: the number is too small for unix seconds', hint);
	const zone = zoneOf(timezone);
	if (dependsOnZone(raw) && !isTimeZone(zone)) {
		throw new InputError(
			label,
			'cannot be read: the time zone of the workflow does not exist',
			'Select a time zone in the settings of the workflow, or write the time with its offset, such as 2026-01-31T14:30:00-05:00. Nothing was sent.',
		);
	}
	const seconds = unixSeconds(raw, zone);
	if (seconds !== undefined) return seconds;
	throw new InputError(label, 'is not a time that can be read', hint);
}

/** Refuses a date that is not written as YYYY-MM-DD, or that no calendar has. @throws InputError */
export function refuseImpossibleDate(text: string, label: string): void {
	if (isCalendarDate(text)) return;
	const isWritten = /^\d{4}-\d{2}-\d{2}$/.test(text);
	throw new InputError(
		label,
		isWritten ? 'is a date that does not exist' : 'is not written as YYYY-MM-DD',
		`Enter “${label}” as year, month and day, such as 1990-01-31. Nothing was sent.`,
	);
}
