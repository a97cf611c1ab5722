import fc from 'fast-check';

import { isoTime } from '../../nodes/VSeeClinic/model/iso-time';

const byDate = (seconds: number) => new Date(seconds * 1000).toISOString();
const at = (text: string) => Date.parse(text) / 1000;

test.each([
	'1970-01-01T00:00:00.000Z',
	'1969-12-31T23:59:59.000Z',
	'2000-02-29T12:30:45.000Z',
	'2024-02-29T23:59:59.000Z',
	'2026-03-01T00:00:00.000Z',
	'2100-02-28T23:59:59.000Z',
	'2100-03-01T00:00:00.000Z',
	'0000-01-01T00:00:00.000Z',
	'9999-12-31T23:59:59.000Z',
	'+010000-01-01T00:00:00.000Z',
	'-000001-12-31T23:59:59.000Z',
	'2026-01-01T00:00:00.250Z',
])('%s', (text) => {
	expect(isoTime(at(text))).toBe(text);
});

test('every day of 400 years is the one of Date', () => {
	for (let day = at('1900-01-01T13:05:09Z'); day < at('2300-01-02T00:00:00Z'); day += 86_400) {
		if (isoTime(day) !== byDate(day)) expect([day, isoTime(day)]).toEqual([day, byDate(day)]);
	}
});

test('every second that Date knows is written as Date writes it', () => {
	fc.assert(
		fc.property(fc.oneof(fc.integer({ min: -8.64e12, max: 8.64e12 }), fc.integer({ min: 0, max: 4e9 })), (seconds) => {
			expect(isoTime(seconds)).toBe(byDate(seconds));
		}),
		{ numRuns: 2000 },
	);
});
