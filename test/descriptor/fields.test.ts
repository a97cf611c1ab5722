import { DateTime } from 'luxon';

import { asStored, choice, choiceFilter } from '../../nodes/VSeeClinic/descriptor/choice';
import type { Field } from '../../nodes/VSeeClinic/descriptor/field';
import { isBlank } from '../../nodes/VSeeClinic/descriptor/field';
import {
	boolean,
	date,
	id,
	idFilter,
	idList,
	instant,
	integer,
	json,
	line,
	locator,
	text,
} from '../../nodes/VSeeClinic/descriptor/fields';
import { valueOfLocator } from '../../nodes/VSeeClinic/descriptor/locator';
import { refusal } from './caught';

const LABEL = 'Example Field';
const at = { label: LABEL, timezone: 'America/New_York' };
const list = { search: 'searchExamples', placeholder: 'e.g. 1', idHint: 'A number' };

interface Case {
	field: Field<unknown>;
	good: Array<[entered: unknown, sent: unknown]>;
	wrong: unknown[];
}

const LOCATOR = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });
const IDS: Case['good'] = [
	['70001', '70001'],
	['  70001\n', '70001'],
	[70001, '70001'],
	[0, '0'],
	['0', '0'],
	['-', '-'],
	['007', '007'],
	['99999999999999999999', '99999999999999999999'],
	['6955b900-0a1b-4c2d-8e3f-000000000001', '6955b900-0a1b-4c2d-8e3f-000000000001'],
	['exroom1', 'exroom1'],
	['../x', '../x'],
	['x'.repeat(128), 'x'.repeat(128)],
	[LOCATOR('70001'), '70001'],
	[LOCATOR(70001, 'list'), '70001'],
	[LOCATOR(''), undefined],
	[LOCATOR(null), undefined],
	[LOCATOR(undefined, 'list'), undefined],
	[{ mode: 'list', value: '' }, undefined],
	[{ mode: 'id', value: '800002' }, '800002'],
	[{ mode: 'id', value: ' 800002\n' }, '800002'],
	['\u200b70001\u00a0', '70001'],
	[2 ** 53 - 1, '9007199254740991'],
];
const NO_IDS = [
	-1,
	1.5,
	NaN,
	Infinity,
	2 ** 53,
	900000000000000001,
	1e21,
	-(2 ** 60),
	true,
	false,
	{},
	'NaN',
	'null\n',
	'a\u200bb',
	{ mode: 'id', value: 900000000000000001 },
	{ mode: 'id', value: 'undefined' },
	[],
	['70001'],
	{ value: '70001' },
	{ id: '70001' },
	new Date(0),
	'undefined',
	'null',
	'[object Object]',
	' undefined ',
	'70001-undefined',
	'[object Object]-1',
	'x/null',
	'NULL',
	'a b',
	'a\nb',
	'a\u0000b',
	'\ud800',
	'x'.repeat(129),
	LOCATOR({}),
	LOCATOR('a b'),
	LOCATOR(true),
];

const CASES: Record<string, Case> = {
	id: { field: id(LABEL, 'x'), good: IDS, wrong: NO_IDS },
	locator: { field: locator(LABEL, list, 'x'), good: IDS, wrong: NO_IDS },
	text: {
		field: text(LABEL, 'x'),
		good: [
			['a', 'a'],
			[' a  b\n', ' a  b\n'],
			[7, '7'],
			[0, '0'],
			[false, 'false'],
			['ünïcode 😀', 'ünïcode 😀'],
			['null', 'null'],
		],
		wrong: [{}, [], ['a'], NaN, Infinity, new Date(0), 2 ** 53, 900000000000000002],
	},
	line: {
		field: line(LABEL, 'x'),
		good: [
			['MRN-1001 ', 'MRN-1001'],
			[' name@example.com\n', 'name@example.com'],
			['\ufeffMRN 1001\t', 'MRN 1001'],
			['\u200bMRN\u2060', 'MRN'],
			[1001, '1001'],
			[0, '0'],
			[2 ** 53 - 1, '9007199254740991'],
			['900000000000000001', '900000000000000001'],
			['Nan Undefinedson', 'Nan Undefinedson'],
			['Null', 'Null'],
			['nullable-1', 'nullable-1'],
			['nan.li@infinity.example.com', 'nan.li@infinity.example.com'],
			['1 Infinity Loop', '1 Infinity Loop'],
			[LOCATOR('a'), 'a'],
		],
		wrong: [
			2 ** 53,
			900000000000000001,
			-(2 ** 53),
			1e300,
			Infinity,
			NaN,
			1.5,
			-1,
			true,
			{},
			[],
			['a'],
			'undefined',
			' null ',
			'NaN',
			'[object Object]\n',
			'undefined-1',
			'a-null',
			'NULL',
			'Undefined',
			'x_NaN_y',
			'MRN-[object Object]',
			'Infinity',
			'MRN-Infinity',
			'Invalid Date',
			'Invalid DateTime',
			'a\nb',
			'a\u0000',
			'\ud800',
		],
	},
	date: {
		field: date(LABEL, 'x'),
		good: [
			['1990-01-31', '1990-01-31'],
			[' 1992-02-29\n', '1992-02-29'],
			['2000-02-29', '2000-02-29'],
		],
		wrong: [
			'1990-02-31',
			'1991-02-29',
			'1900-02-29',
			'1990-04-31',
			'1990-13-01',
			'1990-00-10',
			'1990-01-00',
			'0000-01-01',
			'31.01.1990',
			'1990-1-31',
			'1990-01-31T00:00:00Z',
			19900131,
			'null',
			{},
			[],
		],
	},
	instant: {
		field: instant(LABEL, 'x'),
		good: [
			['2026-01-31T14:30:00Z', 1769869800],
			['2026-01-31 14:30', 1769887800],
			[1769869800, 1769869800],
			['1769869800000', 1769869800],
			[100_000_000, 100_000_000],
			['20270315', 1805083200],
			['1970-01-01T00:00:00Z', 0],
			['100000000', 100_000_000],
			['100000000000', 100_000_000],
			[253_402_300_799_000, 253_402_300_799],
			['202713151030', 202_713_151],
			['202602301030', 202_602_301],
			[202703151060, 202_703_151],
			['20270315T1030', 1805121000],
			[new Date(1769869800000), 1769869800],
			[DateTime.fromSeconds(100_000_000), 100_000_000],
		],
		wrong: [
			0,
			2027,
			46096.6,
			20270315,
			99_999_999,
			'46096.6',
			'0',
			'soon',
			'now',
			'2026-02-30',
			'020270315',
			'000000000',
			'099999999.9',
			' 20270315103000 ',
			20270315103000,
			'20270315103000.5',
			'19000101000000',
			'21001231235959',
			202703151030,
			'202703151030',
			new Date(20270315),
			DateTime.fromSeconds(20270315),
			NaN,
			-1,
			true,
			{},
			[],
			['2026-01-31'],
			new Date(NaN),
		],
	},
	whole: {
		field: integer(LABEL, 'x'),
		good: [
			[0, 0],
			['0', 0],
			[7, 7],
			[' 86400 ', 86_400],
			['1e3', 1000],
			[2 ** 53 - 1, 2 ** 53 - 1],
		],
		wrong: [-1, 1.5, '1.5', NaN, Infinity, 'seven', '7 days', true, {}, [], [7], 2 ** 53],
	},
	flag: {
		field: boolean(LABEL, 'x'),
		good: [
			[true, true],
			[false, false],
			['true', true],
			['false', false],
			[1, true],
			[0, false],
			['1', true],
			['0', false],
			['true ', true],
			['\tfalse\n', false],
			['TRUE', true],
			['False', false],
		],
		wrong: ['yes', 'off', 2, -1, {}, [], [true], NaN, 'undefined'],
	},
	choice: {
		field: choice(LABEL, 'x', [
			{ name: 'One', value: 'one', wire: 1 },
			{ name: 'Two', value: 'two', wire: 2 },
		]),
		good: [
			['one', 1],
			[' two ', 2],
			['1', 1],
			[1, 1],
		],
		wrong: ['three', 'One', 3, true, {}, ['one'], 'constructor', '__proto__', 'toString'],
	},
	object: {
		field: json(LABEL, 'x'),
		good: [
			['{"a":{"b":1}}', { a: { b: 1 } }],
			[{ a: 1 }, { a: 1 }],
			['{}', {}],
			[{}, {}],
		],
		wrong: ['{a:1}', '[]', [], 'null', '7', 7, true, '"text"', '[object Object]'],
	},
	ids: {
		field: idList(LABEL, 'x'),
		good: [
			['a', ['a']],
			['a,b', ['a', 'b']],
			[' a , b ,, ', ['a', 'b']],
			[
				['a', 'b'],
				['a', 'b'],
			],
			[
				[{ id: 'a' }, { id: 7 }],
				['a', '7'],
			],
			['["a","b"]', ['a', 'b']],
			['[{"id":"a"}]', ['a']],
			[7, ['7']],
			[{ id: 'a' }, ['a']],
			[
				[{ id: '', _id: 'a' }, { id: 'b', _id: 'c' }, LOCATOR('d')],
				['a', 'b', 'd'],
			],
			['[{"_id":"a"}]', ['a']],
			['[{"id":null,"_id":"a"}]', ['a']],
			[[], undefined],
			[',', undefined],
			['[]', undefined],
		],
		wrong: [
			[null, ''],
			['a', null],
			{},
			[{}],
			[{ name: 'x.png' }],
			[{ id: 'a' }, { name: 'x.png' }],
			[900000000000000001],
			'[900000000000000001]',
			['a', 'null'],
			'a b',
			['a b'],
			[true],
			[['a']],
			'["a"',
			'[{"id":{}}]',
			true,
			-1,
			['undefined'],
		],
	},
	idFilter: {
		field: idFilter(LABEL, 'x'),
		good: [
			['a, b', ['a', 'b']],
			[
				['a', { id: 7 }],
				['a', '7'],
			],
		],
		wrong: [[], [null], [''], [undefined], '[]', '[null]', ' [ ] ', ',', ['a', null], ['undefined'], {}],
	},
	choiceFilter: {
		field: choiceFilter(
			LABEL,
			'x',
			[
				{ name: 'One', value: 'one', wire: 1 },
				{ name: 'Two', value: 'two', wire: 2 },
			],
			'two',
		),
		good: [
			['one', [1]],
			['two, 1', [2, 1]],
			[
				['one ', 2],
				[1, 2],
			],
			['["two"]', [2]],
			[2, [2]],
		],
		wrong: [[], [null], '[]', ',', ['one', null], ['one', ''], 'three', ['one', 'three'], {}, ['undefined'], true],
	},
	choiceAsStored: {
		field: choice(LABEL, 'x', asStored([{ name: 'A', value: 'a' }])),
		good: [['a ', 'a']],
		wrong: ['A', 'b', {}],
	},
};

describe.each(Object.entries(CASES))('%s', (_name, { field, good, wrong }) => {
	test.each([[undefined], [null], [''], ['   '], ['\n\t']])('%j is nothing entered', (blank) => {
		expect(field.encode(blank, at)).toBeUndefined();
	});

	test.each(good)('%j is sent as %j', (entered, sent) => {
		expect(field.encode(entered, at)).toEqual(sent);
	});

	test.each(wrong.map((entered) => [entered]))('%p is refused', (entered) => {
		expect(refusal(() => field.encode(entered, at))).toContain(LABEL);
	});

	test('a refusal does not repeat what was entered', () => {
		const secret = 'fictional\u0000secret';
		for (const entered of [{ secret }, [{ secret }]]) {
			const told = (() => {
				try {
					field.encode(entered, at);
					return '';
				} catch (error) {
					return error instanceof Error ? `${error.message} ${error.stack ?? ''}` : 'thrown';
				}
			})();
			expect(told).not.toContain('secret');
		}
	});

	test('its default is blank, or can be sent', () => {
		// n8n marks the default of a locator as one before it hands it out.
		const { default: value, type } = field.property;
		const given = type === 'resourceLocator' && typeof value === 'object' ? { __rl: true, ...value } : value;
		expect(() => field.encode(given, at)).not.toThrow();
		expect(field.property).toMatchObject({ displayName: LABEL, description: 'x' });
	});
});

test('what an expression without a value gives names the parameter and its source', () => {
	expect(refusal(() => id(LABEL, 'x').encode('undefined', at))).toBe(
		`${LABEL} is empty. The expression of “${LABEL}” gave no value. Check where it comes from; nothing was sent.`,
	);
});

test('a wrong choice is told the right ones, as they are stored', () => {
	const field = choice(LABEL, 'x', [
		{ name: 'One', value: 'one', wire: 1 },
		{ name: 'Two', value: 'two', wire: 2 },
	]);
	expect(refusal(() => field.encode('three', at))).toContain('one, two');
	expect(field.property.default).toBe('one');
});

test('a time without an offset is read in the zone of the workflow', () => {
	const read = (timezone: string) => instant(LABEL, 'x').encode('2026-01-31 14:30', { label: LABEL, timezone });
	expect([read('UTC'), read('Asia/Kathmandu')]).toEqual([1769869800, 1769869800 - 20_700]);
});

test('defaults that are asked for', () => {
	expect(boolean(LABEL, 'x', true).property.default).toBe(true);
	expect(text(LABEL, 'x', { default: 'data' }).property.default).toBe('data');
	expect(integer(LABEL, 'x', { default: 5 }).property.default).toBe(5);
});

describe('locators', () => {
	test.each<[unknown, unknown]>([
		[LOCATOR('a'), 'a'],
		[LOCATOR(7), 7],
		['a', 'a'],
		[7, 7],
		[undefined, undefined],
		[null, null],
		[{ mode: 'id', value: 'a' }, 'a'],
		[{ mode: 'list', value: '' }, ''],
		[{ mode: 'list' }, { mode: 'list' }],
		[{ value: 'a' }, { value: 'a' }],
		[['a'], ['a']],
	])('the value of %j is %j', (raw, value) => {
		expect(valueOfLocator(raw)).toEqual(value);
	});

	test('shown as a list that can be searched, and as an id', () => {
		expect(locator(LABEL, list, 'x').property).toMatchObject({
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{ name: 'list', type: 'list', typeOptions: { searchListMethod: 'searchExamples', searchable: true } },
				{ name: 'id', type: 'string', placeholder: 'e.g. 1', hint: 'A number' },
			],
		});
	});
});

test.each<[unknown, boolean]>([
	[undefined, true],
	[null, true],
	['', true],
	[' ', true],
	[0, false],
	[false, false],
	[[], false],
	[{}, false],
	['x', false],
])('%j is blank: %s', (raw, blank) => {
	expect(isBlank(raw)).toBe(blank);
});
