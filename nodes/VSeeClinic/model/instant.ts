import { getGlobalState, tryToParseDateTime } from 'n8n-workflow';

import { DAY_MS } from './day';

/** Calendar (2026-01-31), ordinal (2026-031) and week dates (2026-W05-6) of ISO 8601, extended and basic. */
const DATE =
	/^(?<year>\d{4})(?:-?W(?<week>\d{2})(?:-?(?<weekday>[1-7]))?|-?(?<ordinal>\d{3})|-(?<onlyMonth>\d{2})|-?(?<month>\d{2})-?(?<day>\d{2}))?$/i;
/** A fraction belongs to the last part that is written: 14:30.5 is 14:30:30. */
const TIME = /^(?<hour>\d{2})(?::?(?<minute>[0-5]\d)(?::?(?<second>[0-5]\d))?)?(?:[.,](?<fraction>\d+))?$/;
const OFFSET = /\s*(?:(?<utc>Z)|(?<sign>[+\-−])(?<hours>[01]\d|2[0-3])(?::?(?<minutes>[0-5]\d))?)$/i;

/** From here on a number means milliseconds: as seconds it would be the year 5138. */
const FIRST_MILLISECONDS = 1e11;
/** 9999-12-31T23:59:59Z: the last second that has an ISO form every system reads. */
const LAST_SECOND = 253_402_300_799;
const MINUTE_MS = 60_000;

function offsetMinutes(ms: number, zone: string): number {
	return tryToParseDateTime(new Date(ms), zone).offset;
}

/**
 * The instant at which clocks in `zone` show a wall time. One rule, all year round: a time that the clocks
 * show twice means the first of the two; a time that they skip means as much after the change as it is
 * written after the beginning of the gap. (Luxon decides both by the offset of today.)
 */
function fromWall(wallMs: number, zone: string): number {
	const before = offsetMinutes(wallMs - DAY_MS / 2, zone);
	const after = offsetMinutes(wallMs + DAY_MS / 2, zone);
	const candidates = [before, after].map((offset) => wallMs - offset * MINUTE_MS);
	const fitting = candidates.filter((ms) => ms + offsetMinutes(ms, zone) * MINUTE_MS === wallMs);
	return fitting.length > 0 ? Math.min(...fitting) : wallMs - before * MINUTE_MS;
}

/** Midnight UTC of January 1st. */
function startOfYear(year: number): number {
	return new Date(0).setUTCFullYear(year, 0, 1);
}

/** Midnight UTC of the n-th day of a year. */
function fromOrdinal(year: number, day: number): number | undefined {
	const date = startOfYear(year) + (day - 1) * DAY_MS;
	return day >= 1 && date < startOfYear(year + 1) ? date : undefined;
}

/** Midnight UTC of a day of a week, Monday being 1. Week 1 holds January 4th. */
function fromWeek(year: number, week: number, weekday: number): number | undefined {
	const fourth = new Date(startOfYear(year) + 3 * DAY_MS);
	const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS;
	const begin = monday + (week - 1) * 7 * DAY_MS;
	// A week belongs to the year of its Thursday: not every year has a week 53.
	const belongs = new Date(begin + 3 * DAY_MS).getUTCFullYear() === year;
	return belongs ? begin + (weekday - 1) * DAY_MS : undefined;
}

/** Midnight UTC of a day of a month, January being 1. */
function fromCalendar(year: number, month: number, day: number): number | undefined {
	const date = new Date(new Date(0).setUTCFullYear(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** Midnight UTC of a written date; undefined for a date that does not exist. */
function readDate(text: string): number | undefined {
	const parts = DATE.exec(text)?.groups;
	if (!parts) return undefined;
	const year = Number(parts.year);
	if (parts.ordinal) return fromOrdinal(year, Number(parts.ordinal));
	if (parts.week) return fromWeek(year, Number(parts.week), Number(parts.weekday ?? 1));
	return fromCalendar(year, Number(parts.month ?? parts.onlyMonth ?? 1), Number(parts.day ?? 1));
}

/** Milliseconds after midnight of a written time; '' is midnight; 24:00 is the end of the day. */
function readTime(text: string): number | undefined {
	if (text === '') return 0;
	const parts = TIME.exec(text)?.groups;
	if (!parts) return undefined;
	const { hour, minute = '0', second = '0', fraction = '0' } = parts;
	const unit = parts.second ? 1000 : parts.minute ? MINUTE_MS : 60 * MINUTE_MS;
	const whole = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
	const ms = whole + Math.floor(Number(`0.${fraction}`) * unit);
	return ms <= DAY_MS ? ms : undefined;
}

function fromIso(text: string, zone: string): number | undefined {
	const [, date = '', rest = ''] = /^([^T ]+)(?:[T ]\s*(.+))?$/i.exec(text) ?? [];
	const offset = OFFSET.exec(rest);
	const day = readDate(date);
	const time = readTime(offset ? rest.slice(0, offset.index) : rest);
	if (day === undefined || time === undefined) return undefined;
	if (!offset?.groups) return fromWall(day + time, zone);
	const { utc, sign, hours, minutes } = offset.groups;
	const shift = utc ? 0 : (Number(hours) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
	return day + time - (sign === '+' ? shift : -shift);
}

function fromNumber(value: number): number {
	return Math.abs(value) >= FIRST_MILLISECONDS ? value : value * 1000;
}

function isDateTime(value: unknown): value is { toMillis(): number } {
	return typeof value === 'object' && value !== null && 'toMillis' in value && typeof value.toMillis === 'function';
}

function millisecondsOf(value: unknown, zone: string): number | undefined {
	if (typeof value === 'number') return fromNumber(value);
	if (value instanceof Date) return value.getTime();
	// A Luxon DateTime of n8n's expressions ($now) may come from another copy of Luxon.
	if (isDateTime(value)) return value.toMillis();
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	// Up to eight digits are a year or a date in the basic form; unix seconds have had nine or more since 1973.
	if (/^\d{9,}(\.\d+)?$/.test(text)) return fromNumber(Number(text));
	return fromIso(text, zone);
}

/**
 * Reads a time as users and nodes give it: every ISO 8601 form, a Luxon DateTime, a Date, unix seconds or milliseconds.
 * @param zone IANA zone in which a time without an offset is read: the workflow's
 * @returns whole unix seconds (UTC); undefined when it cannot be read or lies outside 1970 to 9999
 */
export function unixSeconds(value: unknown, zone: string): number | undefined {
	const ms = millisecondsOf(value, zone);
	if (ms === undefined || !Number.isFinite(ms)) return undefined;
	const seconds = Math.floor(ms / 1000);
	return seconds >= 0 && seconds <= LAST_SECOND ? seconds : undefined;
}

/** Whether a date is written as YYYY-MM-DD and exists. */
export function isCalendarDate(text: string): boolean {
	return /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) && readDate(text) !== undefined;
}

/** The IANA zone that n8n means: `DEFAULT`, which n8n's own settings may hold, is the default zone of the instance. */
export function zoneOf(timezone: string): string {
	return timezone === '' || timezone === 'DEFAULT' ? getGlobalState().defaultTimezone : timezone;
}

/** A time as people read it in a zone, such as `Fri 27 Nov 2026, 10:00`. @param seconds unix seconds */
export function readableTime(seconds: number, timezone: string): string {
	const zone = zoneOf(timezone);
	return tryToParseDateTime(new Date(seconds * 1000), isTimeZone(zone) ? zone : 'UTC').toFormat(
		'ccc d LLL yyyy, HH:mm',
	);
}

/** Whether a time zone of this IANA name exists. Luxon takes `local`, `UTC+3` and `+03:00` for zones too. */
export function isTimeZone(zone: string): boolean {
	try {
		Intl.DateTimeFormat('en', { timeZone: zone });
		return /^[a-z]/i.test(zone);
	} catch {
		return false;
	}
}
