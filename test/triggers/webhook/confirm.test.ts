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
		['a visit that does not exist', { data: { id: '79999' } }],
		['a user that does not exist', { type: 'user.created', data: { id: '79999' } }],
		['no id', { data: { status: '30' } }],
		['an id that is none', { data: { id: { $ne: 1 } } }],
		['a way to another address', { data: { id: '../users' } }],
		['the current visit', { data: { id: 'current' } }],
		['the current user', { type: 'user.created', data: { id: '-' } }],
	])('%s', async (_title, more) => {
		const n8n = await clinic.process();
		const body = event(more);
		expect((await n8n.deliver(body)).status).toBe(200);
		expect([n8n.started, n8n.stored]).toEqual([[], []]);
	});

	test.each<[string, FaultSpec]>([
		['403', { kind: 'status', status: 403 }],
		['404', { kind: 'status', status: 404 }],
		['a refusal in a 200', { kind: 'errorBody' }],
		['another visit', { kind: 'wrongJson', body: { data: { id: '70002' } } }],
		['no visit', { kind: 'wrongJson', body: { data: null } }],
		['an empty list', { kind: 'wrongJson', body: { data: [] } }],
	])('%s, until VSee confirms it', async (_title, fault) => {
		const n8n = await clinic.process();
		const body = event();
		clinic.sandbox.faults.add({ ...fault, path: '/visits' });
		expect((await n8n.deliver(body)).status).toBe(200);
		expect(n8n.started).toEqual([]);
		await n8n.deliver(body);
		expect(n8n.ran).toMatchObject([{ verified: true }]);
	});
});

describe('when VSee cannot be asked the event is not lost', () => {
	test.each<[string, FaultSpec]>([
		['401', { kind: 'unauthorized' }],
		['429', { kind: 'throttle', retryAfter: '3600' }],
		['500', { kind: 'status', status: 500 }],
		['503', { kind: 'status', status: 503 }],
		['a broken connection', { kind: 'reset' }],
		['a login page', { kind: 'html' }],
		['half an answer', { kind: 'half' }],
		['nothing in the answer', { kind: 'emptyBody' }],
		['a redirect', { kind: 'redirect' }],
		['an expired token, told in a 200', { kind: 'wrongJson', body: { code: 401, message: 'Token expired' } }],
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
		expect(Math.max(...took)).toBeLessThan(6500);
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
			message: expect.stringContaining('cannot be asked'),
		});
	});

	test('when it cannot be found out the run fails, for all to see, and can be run again', async () => {
		const n8n = await clinic.process(chosen);
		clinic.sandbox.faults.add({ kind: 'unauthorized', path: '/visits', count: -1 });
		await expect(n8n.deliver(unclear('70001'))).rejects.toMatchObject({
			message: 'VSee Clinic told that a visit ended but not how, and cannot be asked',
			description: expect.stringContaining('run this execution again'),
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
