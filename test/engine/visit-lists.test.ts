import type { IDataObject } from 'n8n-workflow';

import { BEN, NOW, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const DAY = 86_400;

/** So many visits of one room, a day apart, beside those that the sandbox has. */
function fill(count: number, more: object = {}): void {
	const { visits } = clinic.sandbox.clinic;
	const [sample] = visits.values();
	if (!sample) throw new Error('The sandbox has no visit');
	for (let n = 0; n < count; n++) {
		const start = NOW + n * DAY;
		const id = String(60_000_000_000 + n);
		visits.set(id, { ...sample, id, start, end: start + 900, created: NOW, modified: NOW + n, ...more });
	}
}

const ids = (json: IDataObject[]) => json.map(({ id }) => String(id));
const lists = () => clinic.sandbox.calls.count('GET', '/visits');

describe.each(['visit:getMany', 'recording:getMany'])('%s', (operation) => {
	it('is complete with Return All, though VSee gives lists in parts', async () => {
		fill(300, { recordings: [{ id: 1, end: NOW }] });
		const whole = await clinic.run(operation, { returnAll: true });
		clinic.sandbox.settings.visitListCap = 40;
		clinic.sandbox.calls.clear();
		const parts = await clinic.run(operation, { returnAll: true });
		expect(parts.json).toHaveLength(whole.json.length);
		expect(new Set(parts.json.map((json) => JSON.stringify(json)))).toEqual(
			new Set(whole.json.map((json) => JSON.stringify(json))),
		);
		expect(parts.hints).toEqual([]);
		expect(lists()).toBeGreaterThan(10);
	});

	it('with a limit tells in a hint that the list is cut', async () => {
		fill(300, { recordings: [{ id: 1, end: NOW }] });
		clinic.sandbox.settings.visitListCap = 40;
		const ran = await clinic.run(operation, { limit: 5 });
		expect(ran.json).toHaveLength(5);
		expect(ran.hints).toEqual([expect.stringMatching(/returned 40 of 309 visits/)]);
		expect(lists()).toBe(1);
	});
});

it('is in order of start when it was put together', async () => {
	fill(50);
	clinic.sandbox.settings.visitListCap = 7;
	const { json } = await clinic.run('visit:getMany', { returnAll: true, filters: { start_time: NOW } });
	const starts = json.map(({ start }) => String(start));
	expect(starts).toEqual([...starts].sort());
	expect(json.length).toBeGreaterThanOrEqual(50);
});

it('says how many are missing of what cannot be told apart by time', async () => {
	fill(30, { start: NOW + DAY, end: NOW + DAY + 900 });
	clinic.sandbox.settings.visitListCap = 20;
	const ran = await clinic.run('visit:getMany', { returnAll: true });
	expect(ran.hints).toEqual([expect.stringMatching(/^10 visits are missing/)]);
});

it('says that completeness is not known when the total counts something else', async () => {
	fill(30);
	Object.assign(clinic.sandbox.settings, { visitListCap: 20, visitTotal: 'all' });
	const ran = await clinic.run('visit:getMany', { returnAll: true });
	expect(ran.hints).toEqual([expect.stringMatching(/not known/)]);
	expect(lists()).toBe(3);
});

it('takes one request when VSee tells no total', async () => {
	fill(30);
	Object.assign(clinic.sandbox.settings, { visitListCap: 20, visitTotal: 'none' });
	const ran = await clinic.run('visit:getMany', { returnAll: true });
	expect([ran.json.length, ran.hints, lists()]).toEqual([20, [], 1]);
});

describe('a list of more than 64 MB', () => {
	const window = { start_time: NOW, end_time: NOW + 400 * DAY };

	it('is read in halves with Return All, each visit once, in order of start', async () => {
		fill(300);
		const whole = await clinic.run('visit:getMany', { returnAll: true, filters: window });
		clinic.sandbox.calls.clear();
		// The whole window, and one of its halves.
		clinic.sandbox.faults.add({ kind: 'huge', size: 65, path: '/visits', count: 2 });
		const ran = await clinic.run('visit:getMany', { returnAll: true, filters: window });
		expect(ran.json).toEqual([...whole.json].sort((a, b) => String(a.start).localeCompare(String(b.start))));
		expect(ran.hints).toEqual([]);
		expect(lists()).toBe(5);
	});

	it('is refused with a limit, with the advice to ask for less', async () => {
		clinic.sandbox.faults.add({ kind: 'huge', size: 65, path: '/visits' });
		const ran = await clinic.run('visit:getMany', { limit: 5, filters: window });
		expect(told(ran).message).toMatch(/more than 64 MB/);
		expect(told(ran).description).toMatch(/Start Time and End Time closer together/);
		expect(lists()).toBe(1);
	});

	it('that never becomes smaller is refused soon', async () => {
		clinic.sandbox.faults.add({ kind: 'huge', size: 65, path: '/visits', count: -1 });
		const ran = await clinic.run('visit:getMany', { returnAll: true });
		expect(told(ran).message).toMatch(/more than 64 MB/);
		expect(lists()).toBeLessThan(25);
	});
});

describe('filters on our side', () => {
	it.each(['provider', 'member'])('find a %s in its record where the visit has no key of its own', async (kind) => {
		const rows = [{ id: '1', [kind]: { id: '5' } }, { id: '2', [kind]: { id: 7 } }, { id: '3' }];
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/visits', body: { data: rows } });
		const ran = await clinic.run('visit:getMany', { returnAll: true, filters: { [`${kind}_id`]: '7' } });
		expect(ids(ran.json)).toEqual(['2', '3']);
	});

	it.each<[string, IDataObject, number]>([
		['modified at a time or later', { modified_after: NOW + 15 }, 15],
		['of a provider', { provider_id: '800077' }, 30],
		['of a provider who has none', { provider_id: '800078' }, 0],
		['of a patient', { member_id: '20000000077' }, 30],
	])('are those visits %s', async (_, filters, count) => {
		fill(30, { providerId: '800077', memberId: '20000000077' });
		const ran = await clinic.run('visit:getMany', { returnAll: true, filters: filters as never });
		expect(ids(ran.json).filter((id) => id.startsWith('6000'))).toHaveLength(count);
		expect(Object.keys(clinic.wire('GET', '/visits')[0]?.query ?? {})).toEqual([]);
	});

	it('are never 0 on the wire', async () => {
		await clinic.run('visit:getMany', { filters: { start_time: '1970-01-01T00:00:00Z' } });
		expect(clinic.wire('GET', '/visits')[0]?.query).toEqual({ start_time: '1' });
	});

	it('get the fields that they need', async () => {
		fill(3, { memberId: BEN });
		const list = await clinic.run('visit:getMany', { filters: { fields: ['id', ' type '] as never } });
		expect([list.error, clinic.wire('GET', '/visits')[0]?.query]).toEqual([undefined, { fields: 'id,type' }]);
		clinic.sandbox.calls.clear();
		const filters = { fields: 'type', member_id: BEN, modified_after: NOW, period: 'upcoming' };
		const ran = await clinic.run('visit:getMany', { returnAll: true, simplify: false, filters });
		expect(clinic.wire('GET', '/visits')[0]?.query).toEqual({ fields: 'type,id,start,modified,member_id' });
		expect(ran.json.length).toBeGreaterThanOrEqual(3);
	});

	it('leave out what VSee gives though it lies in another room, or outside the times', async () => {
		fill(3, { roomCode: 'exroom1' });
		const wrong = [
			{ id: '1', start: NOW, room: { code: 'exroom2' } },
			{ id: '2', start: NOW - DAY },
			{ id: '3', start: NOW + 10, room_code: 'exroom1' },
			{ id: '4', start: null },
		];
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/visits', body: { data: wrong, total_count: 4 } });
		const filters = { room_code: 'exroom1', start_time: NOW, end_time: NOW + DAY };
		const ran = await clinic.run('visit:getMany', { returnAll: true, filters });
		expect(ids(ran.json)).toEqual(['3', '4']);
	});
});
