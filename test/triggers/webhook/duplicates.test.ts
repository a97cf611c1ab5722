import { request } from 'node:http';

import { fingerprint } from '../../../nodes/VSeeClinic/triggers/fingerprint';
import { MAX_STORED } from '../../../nodes/VSeeClinic/triggers/webhook/seen-events';
import { Database } from './n8n';
import { event, TriggerTest } from './trigger';

const clinic = TriggerTest.use();
const plain = { verify: false };

const many = <Value>(count: number, make: (n: number) => Value): Value[] =>
	Array.from({ length: count }, (_entry, n) => make(n));
const all = (answers: Array<{ status: number }>) => answers.map(({ status }) => status);

describe('the same event starts one run', () => {
	test('one delivery after the other', async () => {
		const n8n = await clinic.process();
		const body = event();
		expect(
			all([await n8n.deliver(body), await n8n.deliver(body), await n8n.deliver({ ...body, version: '2.0' })]),
		).toEqual([200, 200, 200]);
		expect([n8n.started.length, n8n.ran.length, clinic.asked]).toEqual([1, 1, 1]);
	});

	test.each([true, false])('twenty at the same moment, verify %s', async (verify) => {
		const n8n = await clinic.process({ parameters: { verify } });
		const body = event();
		expect(new Set(all(await Promise.all(many(20, () => n8n.deliver(body)))))).toEqual(new Set([200]));
		expect([n8n.started.length, n8n.ran.length]).toEqual([1, 1]);
	});

	test('after a restart', async () => {
		const database = new Database();
		const bodies = many(30, () => event());
		const before = await clinic.process({ database, parameters: plain });
		for (const body of bodies) await before.deliver(body);
		const after = await clinic.process({ database, parameters: plain });
		for (const body of bodies) await after.deliver(body);
		expect([before.started.length, after.started.length]).toEqual([30, 0]);
	});

	test('after a restart amid deliveries at the same moment: at most an empty run', async () => {
		const database = new Database();
		const bodies = many(40, () => event());
		const before = await clinic.process({ database, parameters: plain });
		await Promise.all(bodies.map(async (body) => await before.deliver(body)));
		const after = await clinic.process({ database, parameters: plain });
		await Promise.all(bodies.map(async (body) => await after.deliver(body)));
		expect([before.ran.length, after.ran.length]).toEqual([40, 0]);
	});

	test('an event without id: by its whole body, as long as that says when', async () => {
		const n8n = await clinic.process({ parameters: plain });
		const body = event({ id: null as unknown as string });
		for (const one of [body, body, { ...body, created: 1767230711 }]) await n8n.deliver(one);
		expect(n8n.ran).toHaveLength(2);
		for (let n = 0; n < 2; n++) await n8n.deliver({ ...body, created: null });
		expect(n8n.ran).toHaveLength(4);
	});

	test('ids that are numbers beyond 2^53 are not taken for one another', async () => {
		const n8n = await clinic.process({ parameters: plain });
		const body = (id: string) => JSON.stringify(event({ id: '#' })).replace('"#"', id);
		for (const id of ['900000000000000001', '900000000000000002', '900000000000000001']) await n8n.deliver(body(id));
		expect(n8n.ran).toHaveLength(2);
	});

	test.each([
		['option off', { options: { ignoreDuplicates: false } }, 'webhook'],
		['test URL', {}, 'manual'],
	] as const)('not with %s', async (_title, more, mode) => {
		const n8n = await clinic.process({ parameters: { ...plain, ...more } });
		n8n.mode = mode;
		const body = event();
		for (let n = 0; n < 3; n++) await n8n.deliver(body);
		expect([n8n.ran.length, n8n.stored.length]).toEqual([3, 0]);
	});
});

describe('two processes that share only the database', () => {
	async function two() {
		const database = new Database();
		return {
			database,
			one: await clinic.process({ database, parameters: plain }),
			other: await clinic.process({ database, parameters: plain }),
		};
	}

	test.each([0, MAX_STORED])('one after the other, with %i events stored', async (stored) => {
		const { one, other, database } = await two();
		database.staticData = JSON.stringify({ 'node:Trigger': { seen: many(stored, (n) => `old${n}`) } });
		for (const body of many(10, () => event())) {
			await one.deliver(body);
			await other.deliver(body);
		}
		expect([one.started.length, other.started.length]).toEqual([10, 0]);
	});

	test('at the same moment: both may start a run', async () => {
		const { one, other } = await two();
		const bodies = many(30, () => event());
		for (const body of bodies) await Promise.all([one.deliver(body), other.deliver(body)]);
		const runs = [...one.ran, ...other.ran].map(({ event_id }) => event_id);
		// Every event runs; what runs twice is what n8n's two-step list lets through.
		expect(new Set(runs).size).toBe(30);
		for (const body of bodies) await Promise.all([one.deliver(body), other.deliver(body)]);
		expect(one.ran.length + other.ran.length).toBe(runs.length);
	});

	test('at the same moment, with one worker: one run passes', async () => {
		const { one, other } = await two();
		// Both webhook processes give their runs to the same worker.
		other.execute = async (items, id) => await one.execute(items, id);
		const bodies = many(30, () => event());
		for (const body of bodies) await Promise.all([one.deliver(body), other.deliver(body)]);
		expect([one.ran.length, one.started.length + other.started.length > 30]).toEqual([30, true]);
	});

	test('a worker that takes over an execution does not find it a duplicate of itself', async () => {
		const { one, other } = await two();
		const items = [{ json: { event_id: 'e1' } }];
		expect(await one.execute(items, '7')).toEqual(items);
		expect(await other.execute(items, '7')).toEqual(items);
		expect(await other.execute(items, '8')).toEqual([]);
		// A person runs it again.
		other.mode = 'retry';
		expect(await other.execute(items, '9')).toEqual(items);
	});

	test('many runs at the same moment share a look at the list', async () => {
		const { database, one } = await two();
		const runs = many(100, (n) => one.execute([{ json: { event_id: `e${n % 40}` } }], String(n)));
		expect((await Promise.all(runs)).filter((items) => items.length > 0)).toHaveLength(40);
		expect(database.looks).toBeLessThan(5);
	});

	test('a list that cannot be read loses nothing', async () => {
		const { database, one } = await two();
		database.outages = 1;
		await one.deliver(event());
		database.outages = 2;
		await one.deliver(event());
		expect(one.ran).toHaveLength(2);
	});
});

describe('nothing is remembered that did not run', () => {
	test('a run that could not be started comes again', async () => {
		const n8n = await clinic.process({ parameters: plain });
		n8n.failing = 2;
		const body = event();
		expect(
			all([await n8n.deliver(body), await n8n.deliver(body), await n8n.deliver(body), await n8n.deliver(body)]),
		).toEqual([500, 500, 200, 200]);
		expect(n8n.ran).toHaveLength(1);
	});

	test('of deliveries at the same moment, another starts the run when the first could not', async () => {
		const n8n = await clinic.process({ parameters: plain });
		n8n.failing = 3;
		const body = event();
		const answers = all(await Promise.all(many(10, () => n8n.deliver(body))));
		expect([
			answers.filter((status) => status === 500).length,
			answers.filter((status) => status === 200).length,
			n8n.ran.length,
		]).toEqual([3, 7, 1]);
	});

	test('it does not come back from the store with the events beside it', async () => {
		const database = new Database();
		const n8n = await clinic.process({ database, parameters: plain });
		let open: () => void = () => undefined;
		n8n.gate = new Promise((resolve) => (open = resolve));
		const lost = event();
		n8n.failing = 1;
		const first = n8n.deliver(lost);
		const others = many(5, () => n8n.deliver(event()));
		open();
		expect(all([await first])).toEqual([500]);
		await Promise.all(others);
		const after = await clinic.process({ database, parameters: plain });
		await after.deliver(lost);
		expect(after.ran).toHaveLength(1);
	});

	test('while the first delivery is undecided, the second is not acknowledged', async () => {
		const n8n = await clinic.process({ parameters: plain });
		let open: () => void = () => undefined;
		n8n.gate = new Promise((resolve) => (open = resolve));
		const body = event();
		n8n.failing = 1;
		const first = n8n.deliver(body);
		expect((await n8n.deliver(body)).status).toBe(503);
		open();
		expect((await first).status).toBe(500);
		expect((await n8n.deliver(body)).status).toBe(200);
		expect(n8n.ran).toHaveLength(1);
	});

	test('within six seconds, also where VSee was asked in vain before', async () => {
		const n8n = await clinic.process();
		let open: () => void = () => undefined;
		n8n.gate = new Promise((resolve) => (open = resolve));
		clinic.sandbox.faults.add({ kind: 'hang', path: '/visits', count: -1 });
		const body = event();
		const began = Date.now();
		const both = [n8n.deliver(body), n8n.deliver(body)];
		expect((await Promise.race(both)).status).toBe(503);
		expect(Date.now() - began).toBeLessThan(8000);
		open();
		await Promise.all(both);
		expect(n8n.ran).toHaveLength(1);
	});

	test('a caller that hangs up learns nothing: the event may come again, and passes once', async () => {
		const n8n = await clinic.process({ parameters: plain });
		for (const failing of [0, 1]) {
			let open: () => void = () => undefined;
			n8n.gate = new Promise((resolve) => (open = resolve));
			n8n.failing = failing;
			const before = n8n.ran.length;
			const body = event();
			await hangUp(n8n.url, JSON.stringify(body));
			open();
			await n8n.deliver(body);
			await n8n.deliver(body);
			expect(n8n.ran.length).toBe(before + 1);
		}
	});
});

/** Sends a body and breaks the connection as soon as it is through. */
async function hangUp(url: string, body: string): Promise<void> {
	await new Promise<void>((resolve) => {
		const call = request(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'content-length': body.length },
		});
		call.on('error', () => undefined);
		call.on('close', resolve);
		call.end(body, () => setImmediate(() => call.destroy()));
	});
}

test('memory and stored state stay bounded: 100,000 events', async () => {
	const { SeenEvents } = jest.requireActual<typeof import('../../../nodes/VSeeClinic/triggers/webhook/seen-events')>(
		'../../../nodes/VSeeClinic/triggers/webhook/seen-events',
	);
	const ids = many(100_000, (n) => `6955ccf6-0a1b-4c2d-8e3f-${String(n).padStart(12, '0')}`);
	const seen = new SeenEvents();
	globalThis.gc?.();
	const before = process.memoryUsage().heapUsed;
	let stored: string[] = [];
	for (const id of ids) {
		const claim = await seen.claim(fingerprint(id));
		if (claim.kind !== 'granted') throw new Error(claim.kind);
		claim.settle(true);
		stored = seen.withRunning(fingerprint(id));
	}
	globalThis.gc?.();
	const grown = process.memoryUsage().heapUsed - before;
	const database = new Database();
	database.staticData = JSON.stringify({ 'node:Trigger': { seen: stored } });
	console.log(
		`100,000 ids: ${stored.length} stored in ${database.staticData.length} bytes, heap grown by ${Math.round(grown / 1024)} kB${globalThis.gc ? '' : ' (before garbage collection)'}`,
	);
	expect(stored).toHaveLength(MAX_STORED);
	expect(database.staticData.length).toBeLessThan(40_000);
	expect(ids.filter((id) => seen.has(fingerprint(id)))).toEqual(ids.slice(-2 * MAX_STORED));

	const after = await clinic.process({ database, parameters: plain });
	for (const id of [...ids.slice(-5), ids[0] ?? '']) await after.deliver(event({ id }));
	expect(after.started).toHaveLength(1);
	expect(after.stored).toHaveLength(MAX_STORED);
	expect([...after.database.processed.values()].join('').length).toBeLessThan(2000);
});

test('the list in the database stays bounded', async () => {
	const n8n = await clinic.process({ parameters: plain });
	for (let n = 0; n < 2500; n++) await n8n.execute([{ json: { event_id: `e${n}` } }], String(n));
	expect(n8n.ran).toHaveLength(2500);
	expect([...n8n.database.processed.values()].map((list) => JSON.parse(list).length)).toEqual([2000]);
	expect(n8n.stored).toHaveLength(MAX_STORED);
});
