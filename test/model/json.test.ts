import {
	hasId,
	idOf,
	isList,
	isoOf,
	isRecord,
	numberOf,
	plainText,
	recordsOf,
	textOf,
} from '../../nodes/VSeeClinic/model/json';

test.each<[unknown, string | null]>([
	['70001', '70001'],
	[70001, '70001'],
	[0, '0'],
	['0', '0'],
	['99999999999999999999', '99999999999999999999'],
	['', null],
	[null, null],
	[undefined, null],
	[NaN, null],
	[Infinity, null],
	[true, null],
	[{}, null],
	[['1'], null],
])('the id %p is %p', (raw, expected) => {
	expect(idOf(raw)).toBe(expected);
});

test.each<[unknown, number | null]>([
	[7, 7],
	['7', 7],
	[' 7 ', 7],
	['-7', -7],
	[0, 0],
	['0', 0],
	['007', 7],
	[1.5, 1.5],
	['1.5', null],
	['1e3', null],
	['0x1', null],
	['', null],
	[' ', null],
	['seven', null],
	[NaN, null],
	[Infinity, null],
	['9'.repeat(16), null],
	[null, null],
	[undefined, null],
	[false, null],
	[[7], null],
])('the number %p is %p', (raw, expected) => {
	expect(numberOf(raw)).toBe(expected);
});

test.each<[unknown, string | null]>([
	[1767225600, '2026-01-01T00:00:00.000Z'],
	['1767225600', '2026-01-01T00:00:00.000Z'],
	[0, '1970-01-01T00:00:00.000Z'],
	[8.64e12, '+275760-09-13T00:00:00.000Z'],
	[8.65e12, null],
	[-8.65e12, null],
	[null, null],
	['', null],
	['2026-01-01', null],
	[{ sec: 1767225586, usec: 0 }, null],
])('the time %j is %p', (raw, expected) => {
	expect(isoOf(raw)).toBe(expected);
});

test.each<[unknown, string | null]>([
	['a', 'a'],
	[' ', ' '],
	['', null],
	[7, null],
	[null, null],
])('the text %p is %p', (raw, expected) => {
	expect(textOf(raw)).toBe(expected);
});

test.each<[unknown, string]>([
	['a', 'a'],
	[7, '7'],
	[false, 'false'],
	[null, ''],
	[undefined, ''],
	[{}, ''],
	[['a'], ''],
])('%p as plain text is %p', (raw, expected) => {
	expect(plainText(raw)).toBe(expected);
});

test.each<[unknown, boolean, boolean, boolean, number]>([
	[{ id: '1' }, true, true, false, 0],
	[{ id: 0 }, true, true, false, 0],
	[{ id: '' }, true, false, false, 0],
	[{}, true, false, true, 0],
	[[], false, false, true, 0],
	[[{}, {}], false, false, true, 2],
	[[{}, 7], false, false, false, 1],
	[null, false, false, true, 0],
	[undefined, false, false, false, 0],
	['x', false, false, false, 0],
	[[null], false, false, false, 0],
])('%j: a record, names itself, a list, records in it', (value, record, named, list, records) => {
	expect([isRecord(value), hasId(value), isList(value), recordsOf(value).length]).toEqual([
		record,
		named,
		list,
		records,
	]);
});
