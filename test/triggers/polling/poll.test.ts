import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type Visit } from '../../../sandbox';
import { TestClinic } from '../../engine/clinic';
import { PollingN8n } from './polling-n8n';

const DAY = 86_400;
const clinic = TestClinic.use({ isRealTime: true });

const now = () => Math.floor(Date.now() / 1000);
const patient = '20000000001';

let lastId = 40_000_000_000;
/** A visit that the clinic's staff have booked. */
function book(more: Partial<Visit> = {}): string {
	const { clinic: world } = clinic.sandbox;
	const id = String(++lastId);
	const start = now() + 5 * DAY;
	const [sample] = world.visits.values();
	if (!sample) throw new Error('The sandbox has no visit');
	const times = { start, end: start + 900, created: now(), modified: now() };
	world.visits.set(id, { ...sample, id, status: 10, type: 2, ...times, ...more });
	return id;
}

function change(id: string, more: Partial<Visit>): void {
	const visit = clinic.sandbox.clinic.visits.get(id);
	if (visit) Object.assign(visit, { modified: now() }, more);
}

const short = (items: IDataObject[]) =>
	items.map(({ event, visit }) => `${String((visit as IDataObject).id)} ${String(event)}`);

async function published(parameters: INodeParameters = {}, isDurable = false): Promise<PollingN8n> {
	const n8n = new PollingN8n(clinic.access, parameters, { staticData: '{}' }, isDurable);
	expect(await n8n.publish()).toEqual([]);
	return n8n;
}

const failing = async (polling: Promise<unknown>): Promise<Error & { failure?: unknown; description?: string }> =>
	await polling.then(
		() => {
			throw new Error('This poll did not fail');
		},
		(error: Error) => error,
	);

describe.each([
	['by default', false],
	['with durable cursors', true],
])('n8n %s', (_, isDurable) => {
	it('starts nothing at first, and then one item for each change, once', async () => {
		const old = book({ status: 20, providerId: '800002' });
		const n8n = await published({}, isDurable);
		expect(await n8n.poll()).toEqual([]);
		const booked = book({ status: 20, modified: now() + 1 });
		const start = now() + 6 * DAY;
		change(old, { status: 30, start, end: start + 900, modified: now() + 2 });
		const items = await n8n.poll();
		expect(short(items)).toEqual([
			`${booked} visit.created`,
			`${booked} visit.confirmed`,
			`${old} visit.rescheduled`,
			`${old} visit.completed`,
		]);
		expect(await n8n.poll()).toEqual([]);
		expect(n8n.runs).toHaveLength(1);
	});

	it('gives the keys of the webhook trigger, and what was before', async () => {
		const id = book({ status: 20, providerId: '800002' });
		const { start, end } = clinic.sandbox.clinic.visits.get(id) ?? {};
		const n8n = await published({}, isDurable);
		const modified = now() + 5;
		change(id, { status: 40, modified });
		const [item] = await n8n.poll();
		const iso = (seconds: number | null | undefined) => new Date((seconds ?? 0) * 1000).toISOString();
		expect(item).toEqual({
			event: 'visit.cancelled',
			event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
			event_type: 'poll',
			version: null,
			account_code: 'exampleclinic',
			created: iso(modified),
			verified: true,
			visit: expect.objectContaining({ id, status: 'cancelled', member_id: patient }),
			previous: { status: 'confirmed', start: iso(start), end: iso(end), provider_id: '800002' },
		});
	});

	it('tells after a restart what has changed meanwhile', async () => {
		const id = book();
		const n8n = await published({}, isDurable);
		change(id, { status: 20 });
		expect(short(await n8n.restarted().poll())).toEqual([`${id} visit.confirmed`]);
	});

	it('loses nothing by a poll that fails, and nothing stays of it', async () => {
		const id = book();
		const n8n = await published({}, isDurable);
		const before = n8n.picture;
		change(id, { status: 30 });
		clinic.sandbox.faults.add({ kind: 'status', status: 502, path: '/visits', count: -1 });
		const error = await failing(n8n.poll());
		expect(error).toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
		expect(n8n.picture).toBe(before);
		clinic.sandbox.faults.clear();
		expect(short(await n8n.poll())).toEqual([`${id} visit.completed`]);
	});

	it('gives the same id to two machines that saw the same two states', async () => {
		const id = book();
		const machines = [await published({}, isDurable), await published({}, isDurable)];
		change(id, { status: 40 });
		const ids: unknown[] = [];
		for (const machine of machines) ids.push(...(await machine.poll()).map(({ event_id }) => event_id));
		expect(ids).toEqual([expect.any(String), ids[0]]);
	});

	it('polls that overlap tell each change once, and a slow one does not take the picture back', async () => {
		const id = book();
		const n8n = await published({}, isDurable);
		clinic.sandbox.faults.add({ kind: 'delay', ms: 150, path: '/^/visits$/', when: 'after' });
		const slow = n8n.poll();
		while (clinic.sandbox.calls.count('GET', '/visits') < 2) await new Promise((done) => setTimeout(done, 5));
		change(id, { status: 30 });
		const told = [await n8n.poll(), await n8n.poll(), await slow, await n8n.poll()].flat();
		expect(short(told)).toEqual([`${id} visit.completed`]);
	});
});

describe('a new picture', () => {
	it.each<[string, INodeParameters, IDataObject]>([
		['another room', { room_code: 'exroom1' }, {}],
		['other days', { options: { daysBack: 1 } }, {}],
		['another account', {}, { accountCode: '' }],
	])('begins with %s', async (_, parameters, access) => {
		const n8n = await published();
		book();
		const credentials = { ...clinic.access, ...(access as { accountCode?: string }) };
		const other = n8n.restarted(parameters, credentials);
		expect(await other.poll()).toEqual([]);
		const id = book({ roomCode: 'exroom1' });
		expect(short(await other.poll())).toEqual([`${id} visit.created`]);
	});
});

describe('a visit that is missing from the list', () => {
	it('and unknown to VSee is removed', async () => {
		const id = book({ status: 20, providerId: '800002' });
		const n8n = await published();
		clinic.sandbox.clinic.visits.delete(id);
		expect(await n8n.poll()).toEqual([
			expect.objectContaining({
				event: 'visit.removed',
				visit: { id },
				previous: expect.objectContaining({ status: 'confirmed', provider_id: '800002' }),
			}),
		]);
		expect(await n8n.poll()).toEqual([]);
	});

	it.each([200, 400])('and unknown by the code of a body with status %i is removed, too', async (status) => {
		const id = book();
		const n8n = await published();
		clinic.sandbox.clinic.visits.delete(id);
		const body = { code: 404, message: 'Not found' };
		clinic.sandbox.faults.add({ kind: 'status', status, path: `/visits/${id}`, body });
		expect(short(await n8n.poll())).toEqual([`${id} visit.removed`]);
	});

	it('and moved out of the window is rescheduled', async () => {
		const id = book();
		const n8n = await published();
		change(id, { start: now() + 90 * DAY, end: now() + 90 * DAY + 900 });
		expect(short(await n8n.poll())).toEqual([`${id} visit.rescheduled`]);
		expect(await n8n.poll()).toEqual([]);
	});

	it('is told by a record that names it by _id', async () => {
		const id = book();
		const n8n = await published();
		clinic.sandbox.clinic.visits.delete(id);
		const body = { data: { _id: Number(id), status: 40 } };
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: `/visits/${id}`, body });
		expect(short(await n8n.poll())).toEqual([`${id} visit.cancelled`]);
	});

	it.each<[string, object]>([
		['refused', { kind: 'status', status: 403 }],
		['unreachable', { kind: 'reset' }],
		['answered with another visit', { kind: 'wrongJson', body: { data: { id: '70001', status: 30, start: 1 } } }],
		['answered with an id alone', { kind: 'wrongJson', body: { data: { id: '70001' } } }],
	])('stays as it is when it is %s, and the others are told', async (_, fault) => {
		const [gone, other] = [book(), book()];
		const n8n = await published({ options: { maxRetries: 0 } });
		const record = clinic.sandbox.clinic.visits.get(gone);
		clinic.sandbox.clinic.visits.delete(gone);
		change(other, { status: 40 });
		clinic.sandbox.faults.add({ kind: 'status', ...fault, path: `/visits/${gone}`, count: -1 });
		expect(short(await n8n.poll())).toEqual([`${other} visit.cancelled`]);
		clinic.sandbox.faults.clear();
		if (record) clinic.sandbox.clinic.visits.set(gone, { ...record, status: 30, modified: now() });
		expect(short(await n8n.poll())).toEqual([`${gone} visit.completed`]);
	});

	it('is one of at most 50 that are read in one poll; the rest wait', async () => {
		const many = Array.from({ length: 130 }, () => book());
		const n8n = await published();
		for (const id of many.slice(0, 60)) clinic.sandbox.clinic.visits.delete(id);
		clinic.sandbox.calls.clear();
		expect(await n8n.poll()).toHaveLength(50);
		expect(clinic.sandbox.calls.count('GET', /^\/visits\/\d+$/)).toBe(50);
		expect(await n8n.poll()).toHaveLength(10);
	});

	it('together with more than half of all ends the poll: the list is not believed', async () => {
		const many = Array.from({ length: 120 }, () => book());
		const n8n = await published();
		const records = new Map(clinic.sandbox.clinic.visits);
		for (const id of many.slice(0, 100)) clinic.sandbox.clinic.visits.delete(id);
		const error = await failing(n8n.poll());
		expect(error.message).toMatch(/does not list 100 of \d+ visits/);
		expect(n8n.runs).toEqual([]);
		records.forEach((visit, id) => clinic.sandbox.clinic.visits.set(id, visit));
		expect(await n8n.poll()).toEqual([]);
	});
});

describe('the list of visits', () => {
	const start = now() + DAY;

	it('that VSee cuts is completed, and nothing is taken for removed', async () => {
		const many = Array.from({ length: 90 }, (_, n) => book({ start: start + n * 3600, end: start + n * 3600 + 900 }));
		const n8n = await published();
		clinic.sandbox.settings.visitListCap = 20;
		expect(await n8n.poll()).toEqual([]);
		change(many[77] ?? '', { status: 30 });
		expect(short(await n8n.poll())).toEqual([`${many[77]} visit.completed`]);
	});

	it('that cannot be completed ends the poll with an error, and the picture stays', async () => {
		for (let n = 0; n < 30; n++) book({ start, end: start + 900 });
		const n8n = await published();
		const before = n8n.picture;
		clinic.sandbox.settings.visitListCap = 20;
		const error = await failing(n8n.poll());
		expect(error.message).toMatch(/did not return all visits: \d+ are missing/);
		expect(n8n.picture).toBe(before);
	});

	it('whose total counts something else is no sign of a cut list', async () => {
		const n8n = await published();
		Object.assign(clinic.sandbox.settings, { visitTotal: 'all' });
		book({ start: now() + 300 * DAY, end: now() + 300 * DAY + 900 });
		const id = book();
		expect(short(await n8n.poll())).toEqual([`${id} visit.created`]);
	});

	it('of more than 10,000 is an error that says what to do', async () => {
		const data = Array.from({ length: 10_001 }, (_, n) => ({ id: String(n + 1), status: 10, start }));
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/visits', body: { data } });
		const error = await failing(new PollingN8n(clinic.access).poll());
		expect(error.message).toMatch(/10001 visits to watch/);
		expect(`${error.message} ${error.description ?? ''}`).toMatch(/Select a room, or enter fewer Days Ahead/);
	});
});

describe('the time that n8n gives a poll', () => {
	const slow = { kind: 'delay', ms: 5000, count: -1 } as const;
	const timed = async <Result>(task: Promise<Result>): Promise<[Result, number]> => {
		const began = Date.now();
		return [await task, Date.now() - began];
	};

	it('holds for list and single visits together: what was not read in time is read by the next poll', async () => {
		const [gone, other] = [book(), book()];
		const n8n = await published({}, true);
		clinic.sandbox.clinic.visits.delete(gone);
		change(other, { status: 20 });
		clinic.sandbox.faults.add({ kind: 'delay', ms: 600, path: '/visits' });
		clinic.sandbox.faults.add({ ...slow, path: '/^/visits/\\d+$/' });
		n8n.budgetMs = 1200;
		const [items, ms] = await timed(n8n.poll());
		expect([short(items), ms < 4000]).toEqual([[`${other} visit.confirmed`], true]);
		clinic.sandbox.faults.clear();
		expect(short(await n8n.poll())).toEqual([`${gone} visit.removed`]);
	});

	it('ends a poll whose list does not come, with a reason to poll again', async () => {
		const n8n = await published({}, true);
		clinic.sandbox.faults.add({ ...slow, path: '/visits' });
		n8n.budgetMs = 500;
		const [error, ms] = await timed(failing(n8n.poll()));
		expect([error.failure, ms < 4000]).toEqual([{ cause: 'temporarily-unavailable' }, true]);
		clinic.sandbox.faults.clear();
	});
});

describe('what is wanted', () => {
	it('is chosen by event, status and provider; the picture holds the others all the same', async () => {
		const [a, b] = [book({ providerId: '800002' }), book({ providerId: '800003' })];
		const n8n = await published({
			events: ['visit.completed', 'visit.cancelled'],
			options: { providerIds: '800002', statuses: ['completed'] },
		});
		change(a, { status: 20 });
		change(b, { status: 30 });
		expect(await n8n.poll()).toEqual([]);
		change(a, { status: 30 });
		expect(short(await n8n.poll())).toEqual([`${a} visit.completed`]);
	});

	it('loses no visit of which VSee does not tell the provider', async () => {
		clinic.sandbox.clinic.visits.clear();
		const n8n = await published({ options: { providerIds: '999' } });
		const unknown = { id: '70091', status: 10, start: now() + DAY, created: now() };
		const data = [unknown, { ...unknown, id: '70092', provider_id: null }];
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/visits', body: { data } });
		expect(short(await n8n.poll())).toEqual(['70091 visit.created']);
	});

	it('may be one room, which VSee is asked for', async () => {
		const n8n = await published({ room_code: { __rl: true, mode: 'list', value: 'exroom1' } });
		expect(clinic.wire('GET', '/visits').at(-1)?.query).toMatchObject({ room_code: 'exroom1' });
		book({ roomCode: 'exroom2' });
		const id = book({ roomCode: 'exroom1' });
		expect(short(await n8n.poll())).toEqual([`${id} visit.created`]);
	});

	it('is asked for in the window of days', async () => {
		await published({ options: { daysBack: 3, daysAhead: 10 } });
		const { start_time, end_time } = clinic.wire('GET', '/visits').at(-1)?.query ?? {};
		expect(Math.abs(Number(start_time) - (now() - 3 * DAY))).toBeLessThan(5);
		expect(Number(end_time) - Number(start_time)).toBe(13 * DAY);
	});

	it('may be the record as VSee returned it', async () => {
		const n8n = await published({ simplify: false });
		const id = book();
		const [item] = await n8n.poll();
		expect(item?.visit).toMatchObject({ id, status: '10', member: expect.anything() });
	});

	it.each<[INodeParameters, RegExp]>([
		[{ options: { daysBack: 31 } }, /^Days Back/],
		[{ options: { daysAhead: 366 } }, /^Days Ahead/],
		[{ options: { daysAhead: 0 } }, /^Days Ahead/],
		[{ options: { maxRetries: 'x' } }, /^Max Retries/],
		[{ room_code: 'no such\nroom' }, /^Room/],
		[{ options: { providerIds: '={{ [] }}' } }, /^Provider IDs is an empty list/],
		[{ options: { providerIds: '={{ [null] }}' } }, /^Provider IDs is an empty list/],
		[{ options: { statuses: [] } }, /^Statuses is an empty list/],
	])('is refused before anything is sent: %j', async (parameters, message) => {
		clinic.sandbox.calls.clear();
		const error = await failing(new PollingN8n(clinic.access, parameters).poll());
		expect(error.message).toMatch(message);
		expect(clinic.sandbox.calls.list).toEqual([]);
	});
});

describe('a poll that fails', () => {
	it.each<[string, object, unknown]>([
		['a broken connection', { kind: 'reset' }, 'temporarily-unavailable'],
		['half an answer', { kind: 'half' }, 'temporarily-unavailable'],
		['an error of the server', { kind: 'status', status: 500 }, 'temporarily-unavailable'],
		['a time-out', { kind: 'hang' }, 'temporarily-unavailable'],
		['too many requests', { kind: 'throttle', retryAfter: '3600' }, 'rate-limited'],
		['a token that is not accepted', { kind: 'unauthorized' }, 'credential-invalid'],
		['a web page', { kind: 'html' }, undefined],
	])('by %s says so to n8n', async (_, fault, cause) => {
		clinic.sandbox.faults.add({ kind: 'status', ...fault, path: '/visits', count: -1 });
		const options = { maxRetries: 0, timeout: 1 };
		const error = await failing(new PollingN8n(clinic.access, { options }).poll());
		expect((error.failure as { cause?: unknown } | undefined)?.cause).toBe(cause);
	});

	it('since nobody is there says so to n8n', async () => {
		const access = { ...clinic.access, baseUrl: 'http://127.0.0.1:9/api_v3' };
		const error = await failing(new PollingN8n(access, { options: { maxRetries: 0 } }).poll());
		expect(error).toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
	});
});

describe('"Fetch test event" in the editor', () => {
	it('gives the visit that was created last, and changes nothing', async () => {
		const n8n = await published();
		const before = n8n.picture;
		book({ created: now() - 50, modified: now() });
		const id = book({ created: now() + 1 });
		const items = await n8n.poll('manual');
		expect(short(items)).toEqual([`${id} visit.created`]);
		expect(items[0]).toMatchObject({ event_type: 'poll', verified: true, previous: null });
		expect(n8n.picture).toBe(before);
		expect(await n8n.poll()).toHaveLength(2);
	});

	it('says what to do when there is no visit', async () => {
		clinic.sandbox.clinic.visits.clear();
		const error = await failing(new PollingN8n(clinic.access).poll('manual'));
		expect(error.message).toMatch(/no visit.*Days Back/);
	});
});

describe('what n8n stores', () => {
	it('is nothing of a patient', async () => {
		const n8n = await published();
		book({ status: 30 });
		await n8n.poll();
		expect(n8n.database.staticData).not.toMatch(/Ada|Sample|20000000001|cough/);
		expect(n8n.database.staticData.length).toBeGreaterThan(100);
	});
});
