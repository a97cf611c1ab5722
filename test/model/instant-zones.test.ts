import fc from 'fast-check';

import { unixSeconds } from '../../nodes/VSeeClinic/model/instant';
import { instantsOf, wallTime } from './wall-clock';

const ZONES = [
	'America/New_York',
	'America/Los_Angeles',
	'Europe/Berlin',
	'Australia/Lord_Howe',
	'Asia/Kathmandu',
	'America/St_Johns',
];

/** Both changes of 2026: a wall time just before, within and just after, and the instant it means. Written out by hand. */
const CHANGES: Array<[zone: string, wall: string, means: string]> = [
	['America/New_York', '2026-03-08T01:59:59', '2026-03-08T06:59:59Z'],
	['America/New_York', '2026-03-08T02:00', '2026-03-08T07:00Z'],
	['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30Z'],
	['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00Z'],
	['America/New_York', '2026-11-01T00:59', '2026-11-01T04:59Z'],
	['America/New_York', '2026-11-01T01:00', '2026-11-01T05:00Z'],
	['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30Z'],
	['America/New_York', '2026-11-01T02:00', '2026-11-01T07:00Z'],
	['America/Los_Angeles', '2026-03-08T02:30', '2026-03-08T10:30Z'],
	['America/Los_Angeles', '2026-11-01T01:30', '2026-11-01T08:30Z'],
	['America/Los_Angeles', '2026-11-01T02:00', '2026-11-01T10:00Z'],
	['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59Z'],
	['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30Z'],
	['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00Z'],
	['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30Z'],
	['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00Z'],
	['Australia/Lord_Howe', '2026-04-05T01:29', '2026-04-04T14:29Z'],
	['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45Z'],
	['Australia/Lord_Howe', '2026-04-05T02:00', '2026-04-04T15:30Z'],
	['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45Z'],
	['Australia/Lord_Howe', '2026-10-04T02:30', '2026-10-03T15:30Z'],
	['Asia/Kathmandu', '2026-03-08T02:30', '2026-03-07T20:45Z'],
	['Asia/Kathmandu', '2026-11-01T01:30', '2026-10-31T19:45Z'],
	['America/St_Johns', '2026-03-08T02:30', '2026-03-08T06:00Z'],
	['America/St_Johns', '2026-03-08T03:00', '2026-03-08T05:30Z'],
	['America/St_Johns', '2026-11-01T01:30', '2026-11-01T04:00Z'],
	['America/St_Johns', '2026-11-01T02:00', '2026-11-01T05:30Z'],
];

afterEach(() => jest.useRealTimers());

describe.each([
	['January', '2026-01-15T12:00:00Z'],
	['July', '2026-07-15T12:00:00Z'],
	['the hour that comes twice in New York', '2026-11-01T05:30:00Z'],
])('asked in %s', (_when, now) => {
	beforeEach(() => {
		jest.useFakeTimers({ now: new Date(now) });
	});

	test.each(CHANGES)('%s %s', (zone, wall, means) => {
		expect(unixSeconds(wall, zone)).toBe(Date.parse(means) / 1000);
	});
});

/** Half an hour around each change of 2026, and any time of the years around it. */
const anyTime = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 });
const nearChange = fc
	.tuple(
		fc.constantFrom(...CHANGES.map(([, , means]) => Date.parse(means) / 1000)),
		fc.integer({ min: -3 * 3600, max: 3 * 3600 }),
	)
	.map(([at, by]) => at + by);

describe.each(ZONES)('%s', (zone) => {
	test.each([
		['at any time', anyTime],
		['around the changes', nearChange],
	])('%s: the instant at which the clocks show it, the first when there are two', (_name, times) => {
		fc.assert(
			fc.property(times, (seconds) => {
				const wall = wallTime(seconds, zone);
				const instants = instantsOf(wall, zone);
				expect(instants).toContain(seconds);
				expect(unixSeconds(wall, zone)).toBe(Math.min(...instants));
			}),
			{ numRuns: 150 },
		);
	});

	test('a time that the clocks skip is later by the length of the gap, and keeps the order of times', () => {
		for (const [, around] of CHANGES) {
			const quarters = Array.from({ length: 25 }, (_, index) =>
				new Date(Date.parse(`${around}Z`) + (index - 12) * 900_000).toISOString().slice(0, 19),
			);
			for (const wall of quarters.filter((text) => instantsOf(text, zone).length === 0)) {
				const found = unixSeconds(wall, zone) ?? 0;
				const gap = zone === 'Australia/Lord_Howe' ? 1800 : 3600;
				expect(Date.parse(`${wallTime(found, zone)}Z`) - Date.parse(`${wall}Z`)).toBe(gap * 1000);
			}
		}
	});
});

test('the oracle itself sees gaps and overlaps', () => {
	expect(instantsOf('2026-03-08T02:30:00', 'America/New_York')).toEqual([]);
	expect(instantsOf('2026-11-01T01:30:00', 'America/New_York')).toHaveLength(2);
	expect(instantsOf('2026-04-05T01:45:00', 'Australia/Lord_Howe')).toHaveLength(2);
	expect(instantsOf('2026-06-01T12:00:00', 'Asia/Kathmandu')).toEqual([Date.UTC(2026, 5, 1, 6, 15) / 1000]);
});
