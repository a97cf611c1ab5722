import fc from 'fast-check';

import { readSlots, simplifySlot } from '../../nodes/VSeeClinic/model/slot';

const FIRST = 1767229800;
const slot = { start: FIRST, end: FIRST + 900 };
const later = { start: FIRST + 900, end: FIRST + 1800 };

/** What a reader needs of the slots: when, until when, with whom. */
function read(data: unknown, room?: string) {
	return (
		readSlots(data, room)?.map(({ start, end, provider_id }) => [
			start - FIRST,
			end === null ? null : end - FIRST,
			provider_id,
		]) ?? null
	);
}

const TWO = [
	[0, 900, null],
	[900, 1800, null],
];
const TWO_OF_2 = [
	[0, 900, '800002'],
	[900, 1800, '800002'],
];

describe('every shape of docs/api.md#slot-shapes', () => {
	test.each<[string, unknown, unknown[]]>([
		['an array of slots', [slot, later], TWO],
		['times as digits', [{ start: '1767229800', end: '1767230700' }], [[0, 900, null]]],
		['slot_start and slot_end', [{ slot_start: FIRST, slot_end: String(FIRST + 900) }], [[0, 900, null]]],
		[
			'slot_start before start',
			[{ slot_start: FIRST, slot_end: FIRST + 900, start: '9:00', end: 1 }],
			[[0, 900, null]],
		],
		['keyed by day', { '2026-01-01': [slot], '2026-01-02': [later] }, TWO],
		['keyed by the unix second of the day', { '1767225600': [slot, later] }, TWO],
		['keyed by provider', { '800002': [slot, later] }, TWO_OF_2],
		[
			'keyed by two providers',
			{ '800002': [slot], '800003': [later] },
			[
				[0, 900, '800002'],
				[900, 1800, '800003'],
			],
		],
		['entries with slots', [{ provider_id: '800002', slots: [slot, later] }], TWO_OF_2],
		['entries with slots, provider a number', [{ provider_id: 800002, slots: [slot] }], [[0, 900, '800002']]],
		['entries with slots, camel case', [{ providerId: '800002', slots: [slot] }], [[0, 900, '800002']]],
		['one entry with slots', { provider_id: '800002', slots: [slot, later] }, TWO_OF_2],
		['entries with slots under a day', { '2026-01-01': [{ provider_id: '800002', slots: [slot, later] }] }, TWO_OF_2],
		['providers under a day', { '2026-01-01': { '800002': [slot, later] } }, TWO_OF_2],
		['days under a provider', { '800002': { '2026-01-01': [slot], '1767225600': [later] } }, TWO_OF_2],
		['the second of the day under a provider', { '800002': { '1767225600': [slot] } }, [[0, 900, '800002']]],
		[
			'bare starts',
			[FIRST, String(FIRST + 900)],
			[
				[0, null, null],
				[900, null, null],
			],
		],
		['bare starts under a day', { '2026-01-01': [FIRST] }, [[0, null, null]]],
		['bare starts under a provider', { '800002': [FIRST] }, [[0, null, '800002']]],
		['slots keyed by nothing but day and slots', { '2026-01-01': { slots: [slot] } }, [[0, 900, null]]],
		[
			'an empty day beside a full one',
			{ '2026-01-01': [slot], '2026-01-02': [], '2026-01-03': null },
			[[0, 900, null]],
		],
		['an empty provider beside a full one', { '800002': [slot], '800003': [] }, [[0, 900, '800002']]],
	])('%s', (_name, data, expected) => {
		expect(read(data)).toEqual(expected);
	});

	test.each([
		[[]],
		[{}],
		[null],
		[undefined],
		[{ '2026-01-01': [] }],
		[{ '800002': {} }],
		[{ '2026-01-01': {} }],
		[[{ '2026-01-01': {} }]],
		[{ slots: [] }],
		[{ slots: null }],
		[[{ provider_id: '800002', slots: [] }]],
	])('%j is empty', (data) => {
		expect(readSlots(data)).toEqual([]);
	});

	test.each<[string, unknown]>([
		['a text', 'no slots'],
		['a number', FIRST],
		['true', true],
		['a message', { message: 'nothing' }],
		['an echo of the question', slot],
		['an unknown key', { monday: [slot] }],
		['a list of texts', ['soon']],
		['a list with one thing unknown', [slot, { when: 'soon' }]],
		['a list in a list', [[slot]]],
		['times as words', [{ start: '2026-01-01T09:30:00Z' }]],
		['no start', [{ start: null, end: FIRST }]],
		['a slot at a day', { '2026-01-01': 'closed' }],
		['a flag', { available: true }],
		['an unknown key beside a day', { '2026-01-01': [slot], total: 1 }],
		['a list of null', [null]],
		['a list of an empty object', [{}]],
		['an empty object beside a slot', [slot, {}]],
		['an empty object among slots', { slots: [{}] }],
		['an empty object in place of slots', { slots: {} }],
		['an entry with it', [{ provider_id: '800002', slots: {} }]],
		['an empty object in the list of a day', { '2026-01-01': [{}] }],
		['a list whose places are its keys', { '0': slot, '2': later }],
	])('%s is a form nobody knows, never "no times free"', (_name, data) => {
		expect(readSlots(data)).toBeNull();
	});

	test('nothing deeper than the forms that are known', () => {
		const nested = (depth: number): unknown => (depth === 0 ? [slot] : { '2026-01-01': nested(depth - 1) });
		expect([0, 1, 2, 3].map((depth) => read(nested(depth)))).toEqual([0, 1, 2, 3].map(() => [[0, 900, null]]));
		expect([4, 5, 2000].map((depth) => read(nested(depth)))).toEqual([null, null, null]);
	});
});

describe('whose slot it is', () => {
	test.each([
		['an id that could be a second of 2017', '1500000000'],
		['an id that could be a second of last week', String(FIRST - 7 * 86_400)],
		['an id that could be a day', '20260101'],
		['an id of eleven digits', '20000000002'],
		['a short id', '7'],
	])('%s is a provider', (_name, key) => {
		expect(read({ [key]: [slot, later] })).toEqual([
			[0, 900, key],
			[900, 1800, key],
		]);
	});

	test.each([0, 3600, -86_400, 86_400, 100_000])('a second %d from the slots is their day', (away) => {
		expect(read({ [String(FIRST + away)]: [slot] })).toEqual([[0, 900, null]]);
	});

	test('a slot that names its provider is believed', () => {
		const own = { ...slot, provider_id: '800009' };
		expect(read({ '800002': [own] })).toEqual([[0, 900, '800009']]);
		expect(read([{ provider_id: '800002', slots: [own] }])).toEqual([[0, 900, '800009']]);
		expect(read([{ ...slot, providerId: 800009 }])).toEqual([[0, 900, '800009']]);
	});

	test('nobody has the id 0', () => {
		expect(read({ '0': [slot] })).toEqual([[0, 900, null]]);
		expect(read([{ provider_id: 0, slots: [slot] }])).toEqual([[0, 900, null]]);
	});

	test('the place in a list is no provider', () => {
		expect(read({ '0': { ...slot, provider_id: '800002' }, '1': { ...later, provider_id: '800002' } })).toEqual(
			TWO_OF_2,
		);
		expect(read({ [String(FIRST)]: slot })).toEqual([[0, 900, null]]);
	});

	test('a room comes from the slot, its entry, or the question', () => {
		const rooms = (data: unknown) => readSlots(data, 'asked')?.map(({ room_code }) => room_code);
		expect(rooms([{ ...slot, room_code: 'own' }])).toEqual(['own']);
		expect(rooms([{ ...slot, roomCode: 'own' }])).toEqual(['own']);
		expect(rooms([{ room_code: 'entry', slots: [slot] }])).toEqual(['entry']);
		expect(rooms({ '2026-01-01': [slot] })).toEqual(['asked']);
		expect(readSlots([slot])?.[0]?.room_code).toBeNull();
	});
});

describe('order', () => {
	test('earliest first, whatever the order of days and providers', () => {
		const starts = fc.uniqueArray(fc.integer({ min: FIRST, max: FIRST + 86_400 }), { minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(starts, (all) => {
				const half = Math.floor(all.length / 2);
				const of = (some: number[]) => some.map((start) => ({ start, end: start + 60 }));
				const found = readSlots({ '800002': of(all.slice(0, half)), '800003': of(all.slice(half)) })?.map(
					({ start }) => start,
				);
				expect(found).toEqual([...all].sort((a, b) => a - b));
			}),
		);
	});

	test('slots of one time stay in the order of the reply', () => {
		expect(
			read([
				{ provider_id: '2', slots: [slot] },
				{ provider_id: '1', slots: [slot] },
			]),
		).toEqual([
			[0, 900, '2'],
			[0, 900, '1'],
		]);
	});

	test('a long list is no danger', () => {
		expect(readSlots(Array.from({ length: 200_000 }, (_, index) => FIRST + index))).toHaveLength(200_000);
	});
});

describe('what the workflow sees', () => {
	const shown = (data: unknown) => readSlots(data, 'exroom1')?.map(simplifySlot);

	test('all keys, times in ISO 8601', () => {
		expect(shown([{ ...slot, slotId: 17, quantityLeft: 3, quantityBooked: 1, provider_id: 800002 }])).toEqual([
			{
				start: '2026-01-01T01:10:00.000Z',
				end: '2026-01-01T01:25:00.000Z',
				duration_minutes: 15,
				provider_id: '800002',
				room_code: 'exroom1',
				slot_id: '17',
				available: 3,
			},
		]);
	});

	test('null for what is not known', () => {
		expect(readSlots([FIRST])?.map(simplifySlot)).toEqual([
			{
				start: '2026-01-01T01:10:00.000Z',
				end: null,
				duration_minutes: null,
				provider_id: null,
				room_code: null,
				slot_id: null,
				available: null,
			},
		]);
	});

	test.each([
		[{ slot_id: 's1' }, { slot_id: 's1' }],
		[{ id: 's1' }, { slot_id: 's1' }],
		[{ slot_available: 3, quantity_left: 2 }, { available: 3 }],
		[{ slot_available: '0' }, { available: 0 }],
		[{ slot_available: false }, { available: 0 }],
		[{ slot_available: true }, { available: 1 }],
		[{ slot_available: null, quantity_left: 2 }, { available: 2 }],
		[{ quantity_left: '2' }, { available: 2 }],
		[{ available: 0 }, { available: 0 }],
		[{ quantityLeft: 0 }, { available: 0 }],
		[{ available: true }, { available: null }],
		[{ provider_id: null }, { provider_id: null }],
		[{ provider_id: 0 }, { provider_id: null }],
		[{ provider_id: '0', providerId: 800002 }, { provider_id: '800002' }],
		[{ end: null }, { end: null, duration_minutes: null }],
	])('%j', (more, expected) => {
		expect(shown([{ ...slot, ...more }])?.[0]).toMatchObject(expected);
	});

	test('the slot as it came is kept', () => {
		const raw = { ...slot, slotId: 17, more: { deep: [1] } };
		expect(readSlots({ '800002': [raw] })?.[0]?.raw).toEqual(raw);
	});
});

test.each([
	[false, 0],
	['false', 0],
	['FALSE ', 0],
	['0', 0],
	[0, 0],
	[-1, 0],
	['3', 3],
	[null, null],
	['', null],
	['many', null],
])('%j places are %j under every name they have', (given, places) => {
	for (const name of ['slot_available', 'quantity_left', 'quantityLeft', 'available']) {
		const [slot] = readSlots([{ start: 1767229800, end: 1767230700, [name]: given }]) ?? [];
		expect(slot?.available).toBe(places);
	}
});

test('a slot that says yes has one place by the name of VSee’s SDK; by another it does not say how many', () => {
	const places = (entry: object) => readSlots([{ start: 1767229800, ...entry }])?.[0]?.available;
	expect([places({ slot_available: true }), places({ slot_available: 'true' })]).toEqual([1, 1]);
	expect([places({ available: true }), places({ quantity_left: 'true' })]).toEqual([null, null]);
});
