import { setTimeout } from 'node:timers/promises';

import type { FaultSpec } from '../../../sandbox/http/faults';
import { event, TriggerTest } from './trigger';

const clinic = TriggerTest.use();

describe('with verify', () => {
	test('the record that VSee returns is what the workflow sees, not what the event told', async () => {
		const n8n = await clinic.process();
		await n8n.deliver(event({}, { member_id: '1', provider_id: '666', status: '30', reason: 'invented' }));
		expect(n8n.ran).toMatchObject([
			{
				event: 'visit.completed',
				verified: true,
				visit: {
					id: '70001',
					member_id: '20000000001',
					provider_id: '800002',
					status: 'completed',
					reason_for_visit: expect.any(String),
				},
			},
		]);
		expect(clinic.asked).toBe(1);
	});

	test('simplify off gives the whole record, and the event beside it', async () => {
		const n8n = await clinic.process({ parameters: { simplify: false } });
		const body = event();
		await n8n.deliver(body);
		expect(n8n.ran).toMatchObject([
			{ verified: true, raw: body, visit: { id: '70001', status: '30', member: expect.any(Object) } },
		]);
	});

	test('an update that arrives after the end shows both times: its own, and what the visit is now', async () => {
		const n8n = await clinic.process();
		await n8n.deliver(event({ created: 1767230710 }));
		await n8n.deliver(event({ type: 'visit.updated', created: 1767230000 }, { status: '25' }));
		expect(n8n.ran).toMatchObject([
			{ event: 'visit.completed', created: '2026-01-01T01:25:10.000Z', visit: { status: 'completed' } },
			{ event: 'visit.started', created: '2026-01-01T01:13:20.000Z', visit: { status: 'completed' } },
		]);
	});

	test('an update without a status is no start of a visit that VSee shows as cancelled', async () => {
		const n8n = await clinic.process({ parameters: { events: ['visit.started'] } });
		await n8n.deliver(event({ type: 'visit.updated' }, { id: '70002', status: null }));
		await n8n.deliver(event({ type: 'visit.updated' }, { id: '70002', status: '25' }));
		expect(n8n.ran).toMatchObject([{ event: 'visit.started', visit: { id: '70002', status: 'cancelled' } }]);
	});

	test.each([[{ id: '20000000001' }], [{ user_id: 20000000001 }], [{ user: { id: '20000000001' } }]])(
		'a user by %j',
		async (data) => {
			const n8n = await clinic.process();
			await n8n.deliver(event({ type: 'user.created', data }));
			expect(n8n.ran).toMatchObject([
				{ event: 'user.created', verified: true, user: { id: '20000000001', first_name: 'Ada' } },
			]);
			expect(n8n.ran[0]?.user).not.toHaveProperty('dob');
		},
	);

	test('the id of a visit may be a number, and stand in visit or visit_id', async () => {
		const n8n = await clinic.process();
		for (const data of [{ id: 70001 }, { id: null, visit_id: '70001' }, { id: undefined, visit: { id: '70001' } }])
			await n8n.deliver(event({}, data));
		expect(n8n.ran.map(({ verified }) => verified)).toEqual([true, true, true]);
	});
});

describe('what VSee denies starts nothing, and is not remembered', () => {
	test.each([
		['no id', { data: { status: '30' } }],
		['an id that is none', { data: { id: { $ne: 1 } } }],
		['a way to another address', { data: { id: '../users' } }],
		['the current visit', { data: { id: 'current' } }],
		['the current user', { type: 'user.created', data: { id: '-' } }],
	])('%s', async (_title, more) => {
		const n8n = await clinic.process();
		expect((await n8n.deliver(event(more))).status).toBe(200);
		expect([n8n.started, n8n.stored]).toEqual([[], []]);
	});

	test('a visit and a user that do not exist, asked for during five seconds', async () => {
		const n8n = await clinic.process();
		const began = Date.now();
		await Promise.all([
			n8n.deliver(event({ data: { id: '79999' } })),
			n8n.deliver(event({ type: 'user.created', data: { id: '79999' } })),
		]);
		expect([n8n.started, n8n.stored]).toEqual([[], []]);
		expect(clinic.asked).toBeGreaterThanOrEqual(8);
		expect(Date.now() - began).toBeLessThan(8000);
	});

	test.each<[string, FaultSpec]>([
		['400', { kind: 'status', status: 400 }],
		['403 for this visit, while the list of visits can be read', { kind: 'status', status: 403 }],
		['a refusal in a 200', { kind: 'errorBody' }],
		['another visit', { kind: 'wrongJson', body: { data: { id: '70002' } } }],
	])('%s, until VSee confirms it', async (_title, fault) => {
		const n8n = await clinic.process();
		const body = event();
		clinic.sandbox.faults.add({ ...fault, path: '/visits/70001' });
		expect((await n8n.deliver(body)).status).toBe(200);
		expect(n8n.started).toEqual([]);
		await n8n.deliver(body);
		expect(n8n.ran).toMatchObject([{ verified: true }]);
	});
});

describe('an event that comes before its visit can be read is asked for again', () => {
	test.each<[string, FaultSpec]>([
		['404', { kind: 'status', status: 404 }],
		['404 in the body of a 400', { kind: 'status', status: 400, body: { code: 404, message: 'Not found' } }],
		['404 in the body of a 200', { kind: 'errorBody', body: { code: 404, message: 'Not found' } }],
		['no visit', { kind: 'wrongJson', body: { data: null } }],
		['an empty list', { kind: 'wrongJson', body: { data: [] } }],
		['401, once', { kind: 'status', status: 401 }],
	])('%s', async (_title, fault) => {
		const n8n = await clinic.process();
		// n8n sends a request that was answered 401 a second time.
		clinic.sandbox.faults.add({ ...fault, path: '/visits/70001', count: fault.status === 401 ? 2 : 1 });
		await n8n.deliver(event());
		expect(n8n.ran).toMatchObject([{ verified: true, visit: { status: 'completed' } }]);
	});

	test('404 four times', async () => {
		const n8n = await clinic.process();
		clinic.sandbox.faults.add({ kind: 'status', status: 404, path: '/visits/70001', count: 4 });
		await n8n.deliver(event());
		expect([n8n.ran[0]?.verified, clinic.asked]).toEqual([true, 5]);
	});
});

describe('a credential that may not read visits starts a run that fails', () => {
	const mayNot = (status: number, count = -1): FaultSpec => ({ kind: 'status', status, path: '/visits', count });

	test.each([
		[403, 'The credential may not read visits in VSee Clinic'],
		[401, 'The credential may not read visits: VSee Clinic does not accept its token'],
	])('%i: the run says so, holds ids alone, and passes the event on when it is retried', async (status, message) => {
		const n8n = await clinic.process();
		clinic.sandbox.faults.add(mayNot(status));
		const body = event({ type: 'visit.note.signed_and_sent' }, { note: { id: '9001', text: 'invented' } });
		await expect(n8n.deliver(body)).rejects.toMatchObject({
			message: expect.stringMatching(new RegExp(`${message}.*retry this execution`)),
			httpCode: String(status),
		});
		expect(n8n.ran).toEqual([]);
		expect(n8n.started.map(([item]) => item?.json)).toEqual([
			{
				event: 'visit.note.signed_and_sent',
				event_id: body.id,
				event_type: 'visit.note.signed_and_sent',
				version: '1.0',
				account_code: 'exampleclinic',
				created: '2026-01-01T01:25:10.000Z',
				verified: false,
				visit: { id: '70001' },
				note: { id: '9001' },
				pending: true,
			},
		]);
		clinic.sandbox.faults.clear();
		n8n.mode = 'retry';
		await n8n.execute(n8n.started[0] ?? [], 'again');
		expect(n8n.ran).toMatchObject([
			{ event: 'visit.note.signed_and_sent', verified: true, visit: { status: 'completed' }, note: { id: '9001' } },
		]);
		expect(n8n.ran[0]).not.toHaveProperty('pending');
	});

	test('an expired token, told in a 200', async () => {
		const n8n = await clinic.process();
		const body = { code: 401, message: 'Token expired' };
		clinic.sandbox.faults.add({ kind: 'wrongJson', body, path: '/visits', count: -1 });
		await expect(n8n.deliver(event())).rejects.toMatchObject({ httpCode: '401' });
	});

	test('403 for a user, where users cannot be listed either', async () => {
		const n8n = await clinic.process();
		clinic.sandbox.faults.add({ kind: 'status', status: 403, path: '/users', count: -1 });
		const created = event({ type: 'user.created', data: { id: '20000000001', first_name: 'invented' } });
		await expect(n8n.deliver(created)).rejects.toMatchObject({ message: expect.stringContaining('read users') });
		expect(n8n.started[0]?.[0]?.json).toMatchObject({ user: { id: '20000000001' }, pending: true });
		expect(JSON.stringify(n8n.started)).not.toContain('invented');
	});

	test('the list of visits is asked for once a minute', async () => {
		const n8n = await clinic.process();
		clinic.sandbox.faults.add(mayNot(403));
		for (let n = 0; n < 3; n++) await expect(n8n.deliver(event())).rejects.toThrow('may not read visits');
		const lists = clinic.sandbox.calls.list.filter(({ path }) => path === '/visits');
		expect(lists).toHaveLength(1);
	});

	test('the question of a later event makes no answer late', async () => {
		const n8n = await clinic.process();
		const { calls, faults } = clinic.sandbox;
		for (const retryAfter of ['3', '1']) faults.add({ kind: 'throttle', retryAfter, path: '/visits/70001' });
		faults.add({ kind: 'status', status: 403, path: /^\/visits\/7000/, count: -1 });
		faults.add({ kind: 'hang', path: /^\/visits$/ });
		const post = async (id: string) =>
			await fetch(n8n.url, { method: 'POST', body: JSON.stringify(event({}, { id })) });
		const began = Date.now();
		const first = post('70001');
		while (calls.count('GET', '/visits/70001') < 2) await setTimeout(5);
		const second = post('70002');
		await first;
		expect(Date.now() - began).toBeLessThan(8000);
		expect(calls.count('GET', /^\/visits$/)).toBe(1);
		const run = expect(n8n.quiet()).rejects.toThrow('may not read visits');
		await second;
		await run;
		await n8n.quiet();
	});

	test('when the list is not answered, the run asks again, and fails or drops what VSee denies', async () => {
		const n8n = await clinic.process();
		clinic.sandbox.faults.add({ kind: 'status', status: 403, path: '/visits/70001', count: -1 });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, path: '/visits', count: 4 });
		await expect(n8n.deliver(event())).rejects.toThrow('may not read visits');
		n8n.mode = 'retry';
		await n8n.execute(n8n.started[0] ?? [], 'again');
		expect(n8n.ran).toEqual([]);
	});

	test('what the filters of the options leave out does not pass a retry', async () => {
		const n8n = await clinic.process({ parameters: { options: { providerIds: '999' } } });
		clinic.sandbox.faults.add(mayNot(403));
		await expect(n8n.deliver(event())).rejects.toThrow('may not read visits');
		clinic.sandbox.faults.clear();
		n8n.mode = 'retry';
		await n8n.execute(n8n.started[0] ?? [], 'again');
		expect(n8n.ran).toEqual([]);
	});

	test('with Continue On Error the error comes out in one line, and nothing of the event', async () => {
		const n8n = await clinic.process();
		n8n.onError = 'continueRegularOutput';
		clinic.sandbox.faults.add(mayNot(403));
		await n8n.deliver(event());
		expect(n8n.ran).toEqual([{ error: expect.stringMatching(/^The credential may not read visits .* retry this/) }]);
	});
});

describe('when VSee cannot be asked the event is not lost', () => {
	test.each<[string, FaultSpec]>([
		['429', { kind: 'throttle', retryAfter: '3600' }],
		['500', { kind: 'status', status: 500 }],
		['503', { kind: 'status', status: 503 }],
		['a broken connection', { kind: 'reset' }],
		['a login page', { kind: 'html' }],
		['half an answer', { kind: 'half' }],
		['nothing in the answer', { kind: 'emptyBody' }],
		['a redirect', { kind: 'redirect' }],
	])('%s', async (_title, fault) => {
		const n8n = await clinic.process();
		clinic.sandbox.faults.add({ ...fault, path: '/visits', count: -1 });
		expect((await n8n.deliver(event())).status).toBe(200);
		expect(n8n.ran).toMatchObject([
			{
				event: 'visit.completed',
				verified: false,
				visit: { id: '70001', status: 'completed', reason_for_visit: null },
			},
		]);
	});

	test('404 counts once it was said twice before VSee fell silent', async () => {
		const n8n = await clinic.process();
		const notFound = { kind: 'status', status: 404 } as const;
		clinic.sandbox.faults.add({ ...notFound, path: '/visits/70001' });
		clinic.sandbox.faults.add({ ...notFound, path: '/visits/70002', count: 2 });
		clinic.sandbox.faults.add({ kind: 'hang', path: '/visits', count: -1 });
		await Promise.all(['70001', '70002'].map(async (id) => await n8n.deliver(event({}, { id }))));
		expect(n8n.ran).toMatchObject([{ verified: false, visit: { id: '70001' } }]);
	});

	test('one failure is asked again', async () => {
		const n8n = await clinic.process();
		clinic.sandbox.faults.add({ kind: 'status', status: 503, path: '/visits', count: 2 });
		await n8n.deliver(event());
		expect([n8n.ran[0]?.verified, clinic.asked]).toEqual([true, 3]);
	});

	test.each([
		['nobody listens', 'http://127.0.0.1:1'],
		['no URL', 'nonsense'],
	])('%s', async (_title, baseUrl) => {
		const n8n = await clinic.process({ access: { baseUrl } });
		expect((await n8n.deliver(event())).status).toBe(200);
		expect(n8n.ran).toMatchObject([{ verified: false }]);
	});

	test('within five seconds when it never answers, asks to wait, or drips', async () => {
		const n8n = await clinic.process();
		const faults = {
			70001: { kind: 'hang' },
			70002: { kind: 'throttle', retryAfter: '30' },
			70003: { kind: 'drip', ms: 1000 },
		} as const;
		const began = Date.now();
		const took = await Promise.all(
			Object.entries(faults).map(async ([id, fault]) => {
				clinic.sandbox.faults.add({ ...fault, path: `/visits/${id}`, count: -1 });
				await n8n.deliver(event({}, { id }));
				return Date.now() - began;
			}),
		);
		expect(n8n.ran.map(({ verified }) => verified)).toEqual([false, false, false]);
		expect(Math.min(...took)).toBeGreaterThan(4500);
		expect(Math.max(...took)).toBeLessThan(8000);
	});
});

describe('an end that does not say how, while VSee cannot be asked, is settled by its run', () => {
	const chosen = { parameters: { events: ['visit.completed'] } };
	const unclear = (id: string) => event({}, { id, status: null });
	const away = (count: number): FaultSpec => ({ kind: 'status', status: 503, path: '/visits', count });

	test('completed: it starts the workflow under that name, confirmed', async () => {
		const n8n = await clinic.process(chosen);
		clinic.sandbox.faults.add(away(4));
		expect((await n8n.deliver(unclear('70001'))).status).toBe(200);
		expect(n8n.ran).toMatchObject([
			{
				event: 'visit.completed',
				event_type: 'visit.ended',
				verified: true,
				visit: { id: '70001', status: 'completed', reason_for_visit: expect.any(String) },
			},
		]);
		expect(clinic.asked).toBe(5);
	});

	test('cancelled, when only completed is wanted: it ends at the trigger', async () => {
		const n8n = await clinic.process(chosen);
		clinic.sandbox.faults.add(away(4));
		await n8n.deliver(unclear('70002'));
		expect([n8n.started.length, n8n.ran]).toEqual([1, []]);
	});

	test('in another form, and without Verify, too', async () => {
		const n8n = await clinic.process({ parameters: { ...chosen.parameters, verify: false, simplify: false } });
		await n8n.deliver(event({}, { id: undefined, visit_id: 70001, status: 'finished' }));
		expect(n8n.ran).toMatchObject([
			{
				event: 'visit.completed',
				verified: true,
				visit: { id: '70001', status: '30' },
				raw: { data: { visit_id: 70001 } },
			},
		]);
	});

	test('the filters of the options are applied to what VSee says then', async () => {
		const n8n = await clinic.process({ parameters: { ...chosen.parameters, options: { providerIds: '999' } } });
		clinic.sandbox.faults.add(away(4));
		await n8n.deliver(event({}, { id: '70001', status: null, provider_id: '999' }));
		expect([n8n.started.length, n8n.ran]).toEqual([1, []]);
	});

	test('a filter loses no visit of which the event does not tell the provider', async () => {
		const n8n = await clinic.process({ parameters: { ...chosen.parameters, options: { providerIds: '800002' } } });
		clinic.sandbox.faults.add(away(4));
		await n8n.deliver(event({}, { id: '70001', status: null, provider_id: null }));
		clinic.sandbox.faults.clear();
		clinic.sandbox.faults.add(away(-1));
		await n8n.deliver(event({}, { id: '70001', status: '30', provider_id: null }));
		expect(n8n.ran).toMatchObject([
			{ event: 'visit.completed', verified: true },
			{ event: 'visit.completed', verified: false },
		]);
	});

	test('without Verify a token that may not read visits denies nothing: the run fails, for all to see', async () => {
		const n8n = await clinic.process({ parameters: { ...chosen.parameters, verify: false } });
		clinic.sandbox.faults.add({ kind: 'status', status: 403, path: '/visits', count: -1 });
		await expect(n8n.deliver(unclear('70001'))).rejects.toMatchObject({
			message: expect.stringContaining('may not read visits'),
		});
	});

	test('when it cannot be found out the run fails, for all to see, and can be run again', async () => {
		const n8n = await clinic.process(chosen);
		clinic.sandbox.faults.add({ kind: 'unauthorized', path: '/visits', count: -1 });
		await expect(n8n.deliver(unclear('70001'))).rejects.toMatchObject({
			message: expect.stringMatching(/may not read visits.*retry this execution/),
		});
		clinic.sandbox.faults.clear();
		n8n.mode = 'retry';
		await n8n.execute(n8n.started[0] ?? [], 'again');
		expect(n8n.ran).toMatchObject([{ event: 'visit.completed', verified: true }]);
	});

	test('where Visit Ended is chosen as well it runs at once, under that name', async () => {
		const n8n = await clinic.process({ parameters: { events: ['visit.completed', 'visit.ended'] } });
		clinic.sandbox.faults.add(away(-1));
		await n8n.deliver(unclear('70001'));
		expect(n8n.ran).toMatchObject([{ event: 'visit.ended', verified: false }]);
	});
});

test('without verify VSee is not asked', async () => {
	const n8n = await clinic.process({ parameters: { verify: false } });
	await n8n.deliver(event({}, { id: '79999' }));
	expect([n8n.ran, clinic.asked]).toEqual([
		[expect.objectContaining({ verified: false, visit: expect.objectContaining({ id: '79999' }) })],
		0,
	]);
});

test('no key or token of the clinic is in an item or an answer', async () => {
	const n8n = await clinic.process({ parameters: { simplify: false } });
	clinic.sandbox.faults.add({ kind: 'status', status: 500, path: '/visits', count: -1 });
	const answers = [await n8n.deliver(event()), await n8n.deliver(event({ account_code: 'x' })), await n8n.deliver('{')];
	const { apiKey, apiSecret, apiToken } = clinic.access;
	for (const secret of [apiKey, apiSecret, apiToken]) expect(JSON.stringify([answers, n8n.ran])).not.toContain(secret);
});
