import { DateTime } from 'luxon';

import { isTimeZone, unixSeconds } from '../../nodes/VSeeClinic/model/instant';

const UTC = (...parts: [number, number, number?, number?, number?, number?]) => Date.UTC(...parts) / 1000;
const NOON = UTC(2026, 0, 31, 14, 30, 15);

describe('dates of ISO 8601, in UTC', () => {
	test.each([
		['2026-01-31', UTC(2026, 0, 31)],
		['20260131', UTC(2026, 0, 31)],
		['2026-01', UTC(2026, 0, 1)],
		['2026', UTC(2026, 0, 1)],
		['2026-031', UTC(2026, 0, 31)],
		['2026031', UTC(2026, 0, 31)],
		['2026-001', UTC(2026, 0, 1)],
		['2026-365', UTC(2026, 11, 31)],
		['2028-366', UTC(2028, 11, 31)],
		['2026-W01', UTC(2025, 11, 29)],
		['2026-W01-4', UTC(2026, 0, 1)],
		['2026-W05-6', UTC(2026, 0, 31)],
		['2026W056', UTC(2026, 0, 31)],
		['2026W05', UTC(2026, 0, 26)],
		['2026-W53-7', UTC(2027, 0, 3)],
		['2027-W01-1', UTC(2027, 0, 4)],
		['2020-W53-5', UTC(2021, 0, 1)],
		['2024-02-29', UTC(2024, 1, 29)],
		['2000-02-29', UTC(2000, 1, 29)],
		['1970-01-01', 0],
		['9999-12-31', UTC(9999, 11, 31)],
	])('%s', (text, expected) => {
		expect(unixSeconds(text, 'UTC')).toBe(expected);
	});

	test.each([
		['2026-02-30'],
		['2026-02-29'],
		['2100-02-29'],
		['2026-13-01'],
		['2026-00-10'],
		['2026-04-31'],
		['2026-01-00'],
		['2026-01-32'],
		['20260230'],
		['2026-000'],
		['2026-366'],
		['2024-367'],
		['2026-W00'],
		['2026-W54'],
		['2025-W53'],
		['2027-W53-1'],
		['2026-W05-0'],
		['2026-W05-8'],
		['2026-1-5'],
		['202601'],
		['26-01-31'],
		['01/31/2026'],
		['31.01.2026'],
		['2026/01/31'],
		['2026-01-31-01'],
		['2026-'],
	])('%s does not exist', (text) => {
		expect(unixSeconds(text, 'UTC')).toBeUndefined();
	});

	test('every day of a leap year and a common year, in all three forms', () => {
		for (const year of [2026, 2028]) {
			for (let at = UTC(year, 0, 1), day = 1; at < UTC(year + 1, 0, 1); at += 86_400, day++) {
				const date = DateTime.fromSeconds(at, { zone: 'utc' });
				const forms = [
					date.toISODate(),
					date.toISODate({ format: 'basic' }),
					`${year}-${String(day).padStart(3, '0')}`,
					date.toISOWeekDate(),
					date.toFormat("kkkk'W'WWc"),
				];
				expect(forms.map((form) => unixSeconds(form, 'UTC'))).toEqual(forms.map(() => at));
			}
		}
	});
});

describe('times', () => {
	test.each([
		['14:30:15', NOON],
		['143015', NOON],
		['14:30', NOON - 15],
		['1430', NOON - 15],
		['14', NOON - 1815],
		['00:00', UTC(2026, 0, 31)],
		['23:59:59', UTC(2026, 1, 1) - 1],
		['24:00', UTC(2026, 1, 1)],
		['24:00:00', UTC(2026, 1, 1)],
		['24', UTC(2026, 1, 1)],
		['14:30:15.1', NOON],
		['14:30:15.999', NOON],
		['14:30:15,5', NOON],
		['143015.123456789', NOON],
		['14:30:15.999999999999', NOON],
		['14:30.25', NOON],
		['14:30,5', NOON + 15],
		['14.5', NOON - 15],
	])('2026-01-31T%s', (time, expected) => {
		for (const date of ['2026-01-31', '20260131', '2026-031', '2026-W05-6']) {
			expect(unixSeconds(`${date}T${time}`, 'UTC')).toBe(expected);
			expect(unixSeconds(`${date} ${time}`, 'UTC')).toBe(expected);
			expect(unixSeconds(` ${date}t${time}\n`, 'UTC')).toBe(expected);
		}
	});

	test.each([
		['24:00:01'],
		['24:01'],
		['25:00'],
		['14:60'],
		['14:30:60'],
		['1:30'],
		['14:3'],
		['14:30:1'],
		['14:30:15.'],
		[''],
		['14h30'],
		['2:30 pm'],
		['14:30 PM'],
		['24:00:00.1'],
		['-1:00'],
	])('2026-01-31T%s does not exist', (time) => {
		expect(unixSeconds(`2026-01-31T${time}`, 'UTC')).toBeUndefined();
	});

	test.each([
		['Z', 0],
		['z', 0],
		['+00:00', 0],
		['-00:00', 0],
		['+01:00', -3600],
		['-05:00', 18_000],
		['+0530', -19_800],
		['+05', -18_000],
		['-0330', 12_600],
		['+05:45', -20_700],
		['+14:00', -50_400],
		['-12:00', 43_200],
		[' +01:00', -3600],
		['\u221205:00', 18_000],
	])('the offset %j counts, not the zone', (offset, shift) => {
		for (const zone of ['UTC', 'America/New_York', 'Asia/Kathmandu']) {
			expect(unixSeconds(`2026-01-31T14:30:15${offset}`, zone)).toBe(NOON + shift);
			expect(unixSeconds(`20260131T143015.5${offset}`, zone)).toBe(NOON + shift);
		}
	});

	test.each([['+1'], ['+01:'], ['+001'], ['UTC'], ['GMT'], ['ZZ'], ['+25:00'], ['+01:60'], ['[Europe/Berlin]']])(
		'the offset %j does not exist',
		(offset) => {
			expect(unixSeconds(`2026-01-31T14:30:15${offset}`, 'UTC')).toBeUndefined();
		},
	);

	test('an offset may carry it into another day, month or year', () => {
		expect(unixSeconds('2026-01-01T00:30:00+01:00', 'UTC')).toBe(UTC(2025, 11, 31, 23, 30));
		expect(unixSeconds('2025-12-31T24:00:00-01:00', 'UTC')).toBe(UTC(2026, 0, 1, 1));
	});
});

describe('other forms', () => {
	test.each([
		['unix seconds', 1769869815],
		['as text', '1769869815'],
		['with blanks', ' 1769869815 '],
		['with a fraction', 1769869815.999],
		['with a fraction, as text', '1769869815.999'],
		['milliseconds', 1769869815123],
		['milliseconds as text', '1769869815123'],
		['a Date', new Date(1769869815123)],
		['a Luxon DateTime', DateTime.fromMillis(1769869815123, { zone: 'Asia/Kathmandu' })],
		['a Luxon DateTime of another copy of Luxon', { toMillis: () => 1769869815123 }],
	])('%s', (_name, value) => {
		for (const zone of ['UTC', 'America/New_York']) expect(unixSeconds(value, zone)).toBe(NOON);
	});

	test.each([
		[0, 0],
		[1, 1],
		[99_999_999_999, 99_999_999_999],
		[100_000_000_000, 100_000_000],
		['123456789', 123_456_789],
		[253_402_300_799_999, 253_402_300_799],
	])('%j: seconds below 1e11, milliseconds from there on', (value, expected) => {
		expect(unixSeconds(value, 'UTC')).toBe(expected);
	});

	test.each([
		[NaN],
		[Infinity],
		[-Infinity],
		[-1],
		[-1769869815],
		['-1769869815'],
		[1e20],
		['9'.repeat(30)],
		[new Date(NaN)],
		[new Date(-1)],
		[DateTime.invalid('fictional')],
		[{ toMillis: (): string => 'soon' }],
		[undefined],
		[null],
		[''],
		['   '],
		[true],
		[{}],
		[[]],
		[['2026-01-31']],
		[{ toMillis: 7 }],
		['now'],
		['tomorrow'],
		['foo 1'],
		['1'],
		['12'],
		['Jan 31 2026'],
		['Sat, 31 Jan 2026 14:30:15 GMT'],
		['2026-01-31T14:30:15Z extra'],
		['x2026-01-31'],
		['1e9'],
		['0x10'],
		['P1D'],
		['2026-01-31/2026-02-01'],
		['[object Object]'],
		['Invalid DateTime'],
		['0001-01-01'],
		['1969-12-31T23:59:59Z'],
		['9999-12-31T23:59:59-01:00'],
		['9999-12-31T24:00:00Z'],
	])('%p is no time', (value: unknown) => {
		expect(unixSeconds(value, 'UTC')).toBeUndefined();
	});

	test('the last second that can be written', () => {
		expect(unixSeconds('9999-12-31T23:59:59.999Z', 'UTC')).toBe(253_402_300_799);
		expect(unixSeconds('1970-01-01T00:00:00Z', 'America/New_York')).toBe(0);
	});
});

describe('time zones', () => {
	test.each(['America/New_York', 'Asia/Kathmandu', 'Etc/GMT+1', 'UTC', 'GMT', 'US/Pacific', 'EST5EDT'])(
		'%s exists',
		(zone) => {
			expect(isTimeZone(zone)).toBe(true);
		},
	);

	test.each(['', 'DEFAULT', 'local', 'system', 'UTC+3', '+03:00', '-0500', '\u221203:00', 'Mars/Phobos', 'New York'])(
		'%j does not',
		(zone) => {
			expect(isTimeZone(zone)).toBe(false);
		},
	);
});
