import { availabilityShapes } from '../../sandbox/settings';
import { ADA, iso, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const { start } = slot();
/** One hour in which all three providers of the room are free. */
const hour = { start: start + 3600, end: start + 7200 };
const KEYS = ['start', 'end', 'duration_minutes', 'provider_id', 'room_code', 'slot_id', 'available'];
const starts = (json: Array<{ start?: unknown }>) => json.map((entry) => entry.start);

test('getMany: every filter as docs/api.md has it', async () => {
	const intake = clinic.intake();
	const ran = await clinic.run('availability:getMany', {
		filters: {
			room_code: { __rl: true, mode: 'list', value: 'exroom1' },
			start: iso(hour.start),
			end: hour.end * 1000,
			duration: 600,
			provider_id: { __rl: true, mode: 'id', value: '800002' },
			intake_id: intake,
			consultation_id: { __rl: true, mode: 'list', value: '6955b8f2-0a1b-4c2d-8e3f-0000000000c2' },
			location: 'CA',
			member_id: ADA,
			customParameters: { tomorrow: 1 },
		},
	});
	expect(clinic.wire()).toEqual([
		{
			method: 'GET',
			path: '/availability',
			body: null,
			query: {
				room_code: 'exroom1',
				start: String(hour.start),
				end: String(hour.end),
				duration: '600',
				provider_id: '800002',
				intake_id: intake,
				consultation_id: '6955b8f2-0a1b-4c2d-8e3f-0000000000c2',
				location: 'CA',
				member_id: ADA,
				tomorrow: '1',
			},
		},
	]);
	expect(ran.items).toEqual(
		[0, 1800].map((after) => ({
			json: {
				start: iso(hour.start + after),
				end: iso(hour.start + after + 1800),
				duration_minutes: 30,
				provider_id: '800002',
				room_code: 'exroom1',
				slot_id: `800002-${hour.start + after}`,
				available: 1,
			},
			pairedItem: { item: 0 },
		})),
	);
});

test.each([
	[1, {}],
	[2, { start: hour.start }],
	[3, { start: hour.start, end: hour.end }],
	[4, { start: hour.start, duration: 3600 }],
	[5, { end: hour.end }],
	[6, { end: hour.end, duration: 3600 }],
	[7, { duration: 3600 }],
	[8, { start: hour.start, end: hour.end, duration: 60 }],
])('getMany: row %i of the window table is sent as it was entered', async (_row, window) => {
	const ran = await clinic.run('availability:getMany', {
		returnAll: true,
		filters: { room_code: 'exroom1', ...window },
	});
	expect(ran.json.length).toBeGreaterThan(0);
	expect(clinic.wire()[0]?.query).toEqual({
		room_code: 'exroom1',
		...Object.fromEntries(Object.entries(window).map(([name, value]) => [name, String(value)])),
	});
});

describe.each(availabilityShapes)('a reply of the form %s', (shape) => {
	const filters = { room_code: 'exroom1', start: hour.start, end: hour.end };
	const none = ['emptyArray', 'emptyObject', 'null'].includes(shape);

	test('simplified', async () => {
		const usual = await clinic.run('availability:getMany', { filters });
		clinic.sandbox.settings.availabilityShape = shape;
		const ran = await clinic.run('availability:getMany', { filters });
		const next = await clinic.run('availability:getNext', { filters: { ...filters, count: 3 } });
		if (shape === 'unrecognised') {
			for (const failed of [ran, next]) {
				expect(told(failed)).toMatchObject({
					message: expect.stringContaining('a form that this node does not know'),
					description: expect.stringContaining('simplify: false'),
				});
				expect(failed.items).toEqual([]);
			}
			return;
		}
		expect([ran.error, next.error]).toEqual([undefined, undefined]);
		expect(usual.json).toHaveLength(12);
		expect([...starts(ran.json)].sort()).toEqual(none ? [] : starts(usual.json));
		expect(starts(next.json)).toEqual(none ? [] : starts(usual.json).slice(0, 3));
		for (const json of ran.json) {
			expect(Object.keys(json)).toEqual(KEYS);
			expect(json.room_code).toBe('exroom1');
			expect(json.provider_id).toEqual(
				['array', 'bareStarts', 'sdkOnly'].includes(shape) ? null : expect.stringMatching(/^80000[234]$/),
			);
			expect([json.end, json.duration_minutes]).toEqual(
				shape === 'bareStarts' ? [null, null] : [expect.stringMatching(/Z$/), 15],
			);
			expect(json.available).toBe(
				['array', 'startEnd', 'byProvider', 'nested', 'nestedByDay', 'bareStarts', 'slotStart'].includes(shape)
					? null
					: 1,
			);
		}
	});

	test('raw is passed through whole', async () => {
		clinic.sandbox.settings.availabilityShape = shape;
		const answer = await fetch(
			`${clinic.sandbox.url}/availability?${new URLSearchParams({ room_code: 'exroom1', start: String(hour.start), end: String(hour.end) })}`,
			{ headers: { 'x-apitoken': clinic.access.apiToken } },
		);
		const body: { data?: unknown } = await answer.json();
		const data = 'data' in body ? body.data : body;
		const ran = await clinic.run('availability:getMany', { simplify: false, returnAll: true, filters });
		const list = Array.isArray(data) ? data : [data];
		expect(ran.json).toEqual(none ? [] : shape === 'bareStarts' ? [{ data }] : list);
		expect(ran.error).toBeUndefined();
	});
});

test('getNext with Simplify off passes an unknown form through whole', async () => {
	clinic.sandbox.settings.availabilityShape = 'unrecognised';
	const ran = await clinic.run('availability:getNext', { simplify: false, filters: { room_code: 'exroom1' } });
	expect(ran.json).toEqual([{ calendar: expect.objectContaining({ version: 3 }) }]);
});

test('getMany: limit, default 50, all', async () => {
	const filters = { room_code: 'exroom1', start };
	expect((await clinic.run('availability:getMany', { filters, limit: 3 })).json).toHaveLength(3);
	expect((await clinic.run('availability:getMany', { filters })).json).toHaveLength(50);
	expect((await clinic.run('availability:getMany', { filters, returnAll: true })).json.length).toBeGreaterThan(50);
	expect((await clinic.run('availability:getMany', { filters, limit: 2, simplify: false })).json).toHaveLength(2);
});

describe('getNext', () => {
	test('the first bookable slot at or after the start, whatever the order of the reply', async () => {
		const places = (start_: number, quantity_left: number) => ({
			start: start_,
			end: start_ + 900,
			quantity_left,
			provider_id: '800002',
		});
		clinic.sandbox.faults.add({
			kind: 'wrongJson',
			count: -1,
			body: {
				data: [
					places(start + 1800, 1),
					places(start - 900, 1),
					places(start, 0),
					places(start + 900, 2),
					places(start + 900, 1),
				],
			},
		});
		const ran = await clinic.run('availability:getNext', {
			filters: { start, end: start + 86_400, room_code: 'exroom1' },
		});
		expect(ran.json).toEqual([expect.objectContaining({ start: iso(start + 900), available: 2 })]);
		const three = await clinic.run('availability:getNext', { filters: { start, end: start + 86_400, count: 3 } });
		expect(starts(three.json)).toEqual([start + 900, start + 900, start + 1800].map(iso));
		expect(clinic.wire()[0]?.query).toEqual({
			room_code: 'exroom1',
			start: String(start),
			end: String(start + 86_400),
		});
	});

	test('without a start, slots in the past are not offered', async () => {
		const now = Math.floor(Date.now() / 1000);
		clinic.sandbox.faults.add({ kind: 'wrongJson', body: { data: [now - 3600, now + 3600] } });
		expect(starts((await clinic.run('availability:getNext', { filters: { room_code: 'exroom1' } })).json)).toEqual([
			iso(now + 3600),
		]);
		expect(clinic.wire()).toEqual([
			{ method: 'GET', path: '/availability', query: { room_code: 'exroom1' }, body: null },
		]);
	});

	test.each([true, false])('with Simplify %s, it searches up to four weeks, window by window', async (simplify) => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/availability', body: { data: [] } });
		const ran = await clinic.run('availability:getNext', { simplify, filters: { room_code: 'exroom1', start } });
		expect([ran.json.length, ran.hints]).toEqual([1, []]);
		expect(clinic.wire().map(({ query }) => Number(query.start))).toEqual([start, start + 345_600]);
	});

	test('with an end alone, what is free from now on counts, not only the four days before that end', async () => {
		const now = Math.floor(Date.now() / 1000);
		clinic.sandbox.clock.set(now);
		const filters = { room_code: 'exroom1', end: now + 14 * 86_400 };
		const fromNow = await clinic.run('availability:getNext', { filters: { room_code: 'exroom1', start: now } });
		expect(fromNow.json).toHaveLength(1);
		expect((await clinic.run('availability:getNext', { filters })).json).toEqual(fromNow.json);
		await clinic.run('availability:getNext', { simplify: false, filters });
		for (const { query } of clinic.wire().slice(-2)) {
			expect(Number(query.start)).toBeGreaterThanOrEqual(now);
			expect(Number(query.start)).toBeLessThan(now + 60);
		}
	});

	test('with a start but no end, window after window is searched for four weeks', async () => {
		clinic.sandbox.settings.availabilityShape = 'emptyArray';
		const ran = await clinic.run('availability:getNext', { filters: { room_code: 'exroom1', start } });
		expect([ran.items, ran.error]).toEqual([[], undefined]);
		expect(clinic.wire().map(({ query }) => Number(query.start))).toEqual(
			[0, 1, 2, 3, 4, 5, 6].map((window) => start + window * 345_600),
		);
	});

	test.each([{ end: start + 3600 }, { duration: 3600 }])('with %j one request is enough', async (window) => {
		clinic.sandbox.settings.availabilityShape = 'emptyArray';
		expect(
			(await clinic.run('availability:getNext', { filters: { room_code: 'exroom1', start, ...window } })).items,
		).toEqual([]);
		expect(clinic.sandbox.calls.count()).toBe(1);
	});

	test('more slots than one window holds come from the next, none twice', async () => {
		const ran = await clinic.run('availability:getNext', { filters: { room_code: 'exroom3', start, count: 40 } });
		const found = ran.json.map(({ slot_id }) => slot_id);
		expect(found).toHaveLength(40);
		expect(new Set(found).size).toBe(40);
		expect([...starts(ran.json)].sort()).toEqual(starts(ran.json));
		expect(clinic.sandbox.calls.count()).toBeGreaterThan(1);
	});

	test('several items, each its own search', async () => {
		const items = ['800002', '800004'].map((provider) => ({ json: { provider } }));
		const ran = await clinic.run(
			'availability:getNext',
			{ filters: { room_code: 'exroom1', start: hour.start, provider_id: '={{ $json.provider }}' } },
			{ items },
		);
		expect(ran.items.map(({ json, pairedItem }) => [json.provider_id, pairedItem])).toEqual([
			['800002', { item: 0 }],
			['800004', { item: 1 }],
		]);
	});
});

test('a room that is left out falls back to the intake’s, and the slot says null when nobody told', async () => {
	clinic.sandbox.settings.availabilityShape = 'array';
	const ran = await clinic.run('availability:getNext', { filters: { intake_id: clinic.intake(), start } });
	expect(ran.json).toEqual([expect.objectContaining({ room_code: null, provider_id: null })]);
});

test('an empty body is no answer, not an empty calendar', async () => {
	clinic.sandbox.faults.add({ kind: 'emptyBody', count: -1 });
	const ran = await clinic.run('availability:getMany', {
		filters: { room_code: 'exroom1' },
		options: { maxRetries: 0 },
	});
	expect(told(ran).message).toBe('The answer of VSee Clinic broke off before its end');
});

test('ten thousand slots are read and given', async () => {
	clinic.sandbox.faults.add({ kind: 'manySlots' });
	expect(
		(await clinic.run('availability:getMany', { returnAll: true, filters: { room_code: 'exroom1' } })).json,
	).toHaveLength(10_000);
});

test.each(['availability:getMany', 'availability:getNext'])('%s without a room says so by its label', async (name) => {
	const ran = await clinic.run(name, {});
	expect(ran.error?.message).toMatch(/^VSee Clinic refused this: room_code is required\. Room is empty: select a room/);
});

test('without a token the fields that are then needed are named by their labels', async () => {
	const ran = await clinic.run(
		'availability:getMany',
		{ room_code: { __rl: true, mode: 'id', value: 'exroom1' }, filters: hour },
		{ credentials: { ...clinic.access, apiToken: '' } },
	);
	expect(ran.error?.message).toMatch(/When the credential has no API Token, it needs these too: Consultation\.$/);
});
