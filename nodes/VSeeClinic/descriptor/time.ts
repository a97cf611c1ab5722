import { InputError } from '../errors/input-error';
import { isCalendarDate, isTimeZone, unixSeconds, zoneOf } from '../model/instant';
import { plainText } from '../model/json';
import type { EncodeContext } from './field';

/** Below this one (March 1973) a number, or what was made of one, is a date, a year or a serial day of a spreadsheet. */
const MIN_UNIX_SECONDS = 100_000_000;
/** As milliseconds, 202703151030 would be 1976 and 20270315103000 the year 2612. */
const DATE_IN_DIGITS = /^(19\d\d|20\d\d|2100)(\d\d)(\d\d)(?:[01]\d|2[0-4])(?:[0-5]\d){1,2}(?:\.\d+)?$/;

/** Why a number, in digits too, or what was made of one, is no unix time. */
function faultOfNumber(raw: unknown): string | undefined {
	const text = plainText(raw).trim();
	// Fewer digits in a text are a date in the basic form.
	if (typeof raw === 'string' && !/^\d{9,}(?:\.\d+)?$/.test(text)) return undefined;
	if (Number(unixSeconds(raw, 'UTC')) < MIN_UNIX_SECONDS) return 'the number is too small for unix seconds';
	const isDate = isCalendarDate(text.replace(DATE_IN_DIGITS, '$1-$2-$3'));
	return isDate ? 'it is a date and a time without a T between' : undefined;
}

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
	const fault = faultOfNumber(raw);
	if (fault) throw new InputError(label, `is not a time that can be read: ${fault}`, hint);
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
