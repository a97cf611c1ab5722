import { request } from 'node:http';

import { faultKinds } from '../../sandbox/http/faults';
import { ada, monday, nobody } from './clinic-client';
import { api, sandbox } from './running-sandbox';

const rooms = () => fetch(`${sandbox.url}/rooms`, { headers: nobody, redirect: 'manual' });
const lastCall = () => sandbox.calls.list.at(-1);

test.each(['before', 'after'] as const)('a break %s processing: the booking is made only after', async (when) => {
	sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/^/visits$/', when });
	await expect(api.book()).rejects.toThrow();
	expect(lastCall()).toMatchObject({
		method: 'POST',
		path: '/visits',
		fault: 'reset',
		processed: when === 'after',
		status: null,
	});
	expect(sandbox.clinic.journal).toHaveLength(when === 'after' ? 1 : 0);
	expect((await api.book()).body.data.provider_id).toBe(when === 'after' ? '800003' : '800002');
});

test('count and skip choose the calls that are struck', async () => {
	sandbox.faults.add({ kind: 'status', status: 503, skip: 1, count: 2, path: '/rooms' });
	const statuses = [];
	for (let n = 0; n < 5; n++) statuses.push((await rooms()).status);
	expect(statuses).toEqual([200, 503, 503, 200, 200]);
	sandbox.faults.add({ kind: 'status', status: 500, count: -1, method: 'GET' });
	expect([(await rooms()).status, (await rooms()).status]).toEqual([500, 500]);
	sandbox.faults.clear();
	expect((await rooms()).status).toBe(200);
});

test('whole answers that are wrong', async () => {
	sandbox.faults.add({ kind: 'html' });
	expect(await (await rooms()).text()).toContain('<title>Sign in</title>');
	sandbox.faults.add({ kind: 'errorBody' });
	expect(await (await rooms()).json()).toMatchObject({ code: 400 });
	sandbox.faults.add({ kind: 'emptyBody' });
	expect(await (await rooms()).text()).toBe('');
	sandbox.faults.add({ kind: 'wrongJson', body: [] });
	expect(await (await rooms()).json()).toEqual([]);
	sandbox.faults.add({ kind: 'throttle', retryAfter: 'Mon, 04 Jan 2027 16:00:05 GMT' });
	const throttled = await rooms();
	expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, 'Mon, 04 Jan 2027 16:00:05 GMT']);
	sandbox.faults.add({ kind: 'unauthorized' });
	expect((await rooms()).status).toBe(401);
	sandbox.faults.add({ kind: 'truncatedJson' });
	await expect((await rooms()).json()).rejects.toThrow('JSON');
	sandbox.faults.add({ kind: 'invalidUtf8' });
	expect(await (await rooms()).text()).toContain('\ufffd');
	sandbox.faults.add({ kind: 'deepJson', size: 2000 });
	expect((await (await rooms()).text()).length).toBeGreaterThan(4000);
	sandbox.faults.add({ kind: 'manySlots', size: 1234 });
	expect((await (await rooms()).json()).data).toHaveLength(1234);
	sandbox.faults.add({ kind: 'gzipBomb', size: 2 });
	expect((await (await rooms()).text()).length).toBe(2 * 1024 * 1024);
	sandbox.faults.add({ kind: 'huge', size: 2 });
	expect((await (await rooms()).text()).length).toBeGreaterThan(2 * 1024 * 1024);
	sandbox.faults.add({ kind: 'drip', ms: 0 });
	expect((await (await rooms()).json()).data).toHaveLength(3);
});

test('answers that break off', async () => {
	sandbox.faults.add({ kind: 'half' });
	await expect((await rooms()).text()).rejects.toThrow();
	expect(lastCall()).toMatchObject({ fault: 'half', processed: true, processedStatus: 200 });
	sandbox.faults.add({ kind: 'wrongLength', size: 10 });
	await expect((await rooms()).text()).rejects.toThrow();
	sandbox.faults.add({ kind: 'endless' });
	const endless = await rooms();
	const reader = endless.body?.getReader();
	let read = 0;
	while (read < 1_000_000) read += (await reader?.read())?.value?.length ?? 0;
	await reader?.cancel();
	expect(read).toBeGreaterThanOrEqual(1_000_000);
});

test('a redirect leads to another path of the sandbox, where what was sent along is seen', async () => {
	sandbox.faults.add({ kind: 'redirect' });
	const answer = await fetch(`${sandbox.url}/rooms`, { headers: ada });
	expect(await answer.json()).toEqual({ data: { here: '/elsewhere' } });
	expect(sandbox.calls.count('GET', '/elsewhere')).toBe(1);
	expect(lastCall()?.headers['x-accountcode']).toBe('exampleclinic');
});

test.each(['before', 'after'] as const)(
	'a call that hangs %s processing is open until the caller gives up',
	async (when) => {
		sandbox.faults.add({ kind: 'hang', when, path: '/rooms' });
		const closed = new Promise<void>((resolve) => {
			const hanging = request(`${sandbox.url}/rooms`, { headers: nobody });
			hanging.on('error', () => resolve());
			hanging.end();
			const seen = setInterval(() => {
				if (sandbox.calls.inFlight === 0 || (when === 'after' && lastCall()?.processed !== true)) return;
				clearInterval(seen);
				hanging.destroy();
			}, 1);
		});
		await closed;
		expect(lastCall()).toMatchObject({ fault: 'hang', status: null, processed: when === 'after' });
	},
);

test('a delay processes the call in either case', async () => {
	sandbox.faults.add({ kind: 'delay', ms: 20 });
	sandbox.faults.add({ kind: 'delay', ms: 20, when: 'after' });
	for (let n = 0; n < 2; n++) {
		expect((await rooms()).status).toBe(200);
		expect(lastCall()).toMatchObject({ fault: 'delay', processed: true });
		expect(lastCall()?.ms).toBeGreaterThanOrEqual(15);
	}
});

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

test('a caller who gives up during a delay has still booked, and harms nobody', async () => {
	const intake_id = await api.intake();
	sandbox.faults.add({ kind: 'delay', ms: 300, path: '/visits' });
	const times = { slot_start: monday + 3600, slot_end: monday + 4500 };
	const body = JSON.stringify({ intake_id, room_code: 'exroom1', type: 2, ...times });
	const caller = new AbortController();
	const headers = { ...ada, 'content-type': 'application/json' };
	const sent = fetch(`${sandbox.url}/visits`, { method: 'POST', headers, body, signal: caller.signal });
	await until(() => lastCall()?.path === '/visits' && lastCall()?.body !== null);
	caller.abort();
	await expect(sent).rejects.toThrow();
	await until(() => lastCall()?.processedStatus === 200);
	expect(sandbox.clinic.journal).toHaveLength(1);
	expect(lastCall()).toMatchObject({ status: null, processedStatus: 200 });
});

test('calls are counted with method, path, query, headers, body and how many were open', async () => {
	sandbox.settings.latency = 400;
	await Promise.all([
		api.get('/rooms?limit=1'),
		api.get('/rooms?limit=2'),
		api.post('/intakes', { room_code: 'exroom1' }),
	]);
	expect(sandbox.calls.count()).toBe(3);
	expect(sandbox.calls.count('GET', '/rooms')).toBe(2);
	expect(sandbox.calls.count('POST', /^\/intakes$/)).toBe(1);
	expect(sandbox.calls.maxInFlight).toBe(3);
	expect(sandbox.calls.matching('POST')[0]).toMatchObject({
		path: '/intakes',
		body: { room_code: 'exroom1' },
		status: 200,
		processed: true,
	});
	expect(
		sandbox.calls
			.matching('GET')
			.map((call) => call.query.limit)
			.sort(),
	).toEqual(['1', '2']);
	sandbox.calls.clear();
	sandbox.settings.latency = 0;
	for (let n = 0; n < 5; n++) await rooms();
	expect([sandbox.calls.list.at(0)?.n, sandbox.calls.maxInFlight]).toEqual([4, 1]);
});

test('faults over HTTP: set, listed with what they struck, cleared, and refused when they make no sense', async () => {
	const set = await api.control('POST', '/sandbox/faults', {
		faults: [
			{ kind: 'status', status: 502, path: '/rooms' },
			{ kind: 'throttle', retryAfter: 3 },
		],
	});
	expect(set.body.ids).toHaveLength(2);
	expect((await rooms()).status).toBe(502);
	expect((await api.control('GET', '/sandbox/faults')).body[0]).toMatchObject({
		kind: 'status',
		when: 'before',
		remaining: 0,
		applied: 1,
	});
	for (const wrong of [
		{ kind: 'nonsense' },
		{ kind: 'status', count: 'many' },
		{ kind: 'status', path: '/^([/' },
		{ kind: 'hang', when: 'later' },
	]) {
		expect((await api.control('POST', '/sandbox/faults', wrong)).status).toBe(400);
	}
	await api.control('DELETE', '/sandbox/faults');
	expect(sandbox.faults.list).toEqual([]);
	expect(Object.keys(faultKinds)).toHaveLength(21);
});
