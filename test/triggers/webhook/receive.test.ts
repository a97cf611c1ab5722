import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';

import { ALL, event, sample, TriggerTest } from './trigger';

const test1 = TriggerTest.use();
const unverified = { parameters: { verify: false } };

/** What the workflow sees of one delivered event. */
async function seen(body: unknown, parameters = {}): Promise<IDataObject[]> {
	const n8n = await test1.process({ parameters: { verify: false, ...parameters } });
	expect((await n8n.deliver(body)).status).toBe(200);
	return n8n.ran;
}

describe('what is read', () => {
	test('the first version', async () => {
		const body = sample('v1-visit-ended');
		expect(await seen(body)).toEqual([
			{
				event: 'visit.cancelled',
				event_id: body.id,
				event_type: 'visit.ended',
				version: '1.0',
				account_code: 'exampleclinic',
				created: '2026-01-01T01:25:10.000Z',
				verified: false,
				visit: expect.objectContaining({
					id: '70002',
					status: 'cancelled',
					status_code: 40,
					start: '2026-01-01T01:10:00.000Z',
					actual_end: '2026-01-01T01:25:09.000Z',
					provider_id: null,
					member_id: '800001',
				}),
			},
		]);
	});

	test('the second version reads alike', async () => {
		const body = sample('v2-visit-ended');
		const [first] = await seen({ ...sample('v1-visit-ended'), id: body.id });
		expect(await seen(body)).toEqual([{ ...first, version: '2.0' }]);
	});

	test.each([
		['v2-note', 'visit.note.signed_and_sent', 'note'],
		['v2-invoice', 'visit.invoice.processed', 'invoice'],
	] as const)('%s passes its own part', async (name, type, key) => {
		const body = sample(name);
		expect(await seen(body)).toMatchObject([{ event: type, [key]: body.data[key] }]);
	});

	describe.each([1, 1.1])('version %d of the node', (typeVersion) => {
		test.each([
			'application/json',
			'text/plain',
			'application/octet-stream',
			'application/x-www-form-urlencoded',
			'application/vnd.vsee+json; charset=utf-8',
			'application/xml',
		])('content type %s', async (type) => {
			const n8n = await test1.process(unverified);
			n8n.typeVersion = typeVersion;
			await n8n.deliver(JSON.stringify(event()), { headers: { 'content-type': type } });
			expect(n8n.ran).toHaveLength(1);
		});

		test('a compressed body, and one with a byte order mark', async () => {
			const n8n = await test1.process(unverified);
			n8n.typeVersion = typeVersion;
			for (const type of ['application/json', 'application/cloudevents'])
				await n8n.deliver(gzipSync(JSON.stringify(event())), {
					headers: { 'content-type': type, 'content-encoding': 'gzip' },
				});
			await n8n.deliver(`\uFEFF${JSON.stringify(event())}`);
			expect(n8n.ran).toHaveLength(3);
		});
	});

	test.each([
		['broken compression', Buffer.from('no gzip'), 400],
		['1 MB in a few bytes', gzipSync(JSON.stringify({ ...event(), fill: 'x'.repeat(1024 * 1024) })), 413],
		['more than n8n reads', gzipSync(Buffer.alloc(17 * 1024 * 1024, 'x')), 413],
	])('%s starts nothing', async (_title, body, status) => {
		const n8n = await test1.process(unverified);
		const headers = { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' };
		expect((await n8n.deliver(body, { headers })).status).toBe(status);
		expect(n8n.started).toEqual([]);
	});

	test.each([
		['a number for an id', { id: 7 }, { event_id: '7' }],
		['a number for the account', { account_code: null }, { account_code: null }],
		['digits for created', { created: '1767230710' }, { created: '2026-01-01T01:25:10.000Z' }],
		['no created', { created: null }, { created: null }],
		['no version', { version: undefined }, { version: '1.0' }],
		[
			'the second version told by its clinic',
			{ version: null, account_code: undefined, clinic_code: 'exampleclinic' },
			{ version: '2.0', account_code: 'exampleclinic' },
		],
		[
			'no data',
			{ data: null },
			{ event: 'visit.ended', visit: expect.objectContaining({ id: null, status: 'unknown' }) },
		],
		['data that is a list', { data: [1] }, { event: 'visit.ended' }],
		[
			'no envelope but type and data',
			{ id: null, version: null, account_code: null },
			{ event_id: null, event: 'visit.completed' },
		],
	])('%s', async (_title, more, expected) => {
		expect(await seen(event(more as IDataObject))).toMatchObject([expected]);
	});

	test.each([
		['false', { verified: false }],
		[' FALSE ', { verified: false }],
		[0, { verified: false }],
		['true', { verified: true }],
		['perhaps', { verified: true }],
		['', { verified: true }],
	])('the switch Verify set to %j', async (verify, expected) => {
		expect(await seen(event(), { verify })).toMatchObject([expected]);
	});

	test('Simplify and Ignore Duplicates as text', async () => {
		const n8n = await test1.process({
			parameters: { verify: false, simplify: 'false', options: { ignoreDuplicates: 'false' } },
		});
		const body = event();
		for (let n = 0; n < 2; n++) await n8n.deliver(body);
		expect(n8n.ran).toMatchObject([{ raw: body }, { raw: body }]);
	});

	test('user.created passes its data untouched', async () => {
		const data = { id: '20000000001', nickname: 'Ada', tags: ['new'] };
		expect(await seen(event({ type: 'user.created', data }))).toMatchObject([{ event: 'user.created', user: data }]);
	});

	test('simplify off adds the event as it came', async () => {
		const body = sample('v1-visit-ended');
		expect(await seen(body, { simplify: false })).toMatchObject([{ raw: body, visit: body.data }]);
	});
});

describe('which event it is', () => {
	test.each([
		['visit.updated', '25', 'visit.started'],
		['visit.updated', null, 'visit.started'],
		['visit.updated', 'in_progress', 'visit.started'],
		...['10', 20, '30', 40, '50', 'completed', 'Cancelled'].map(
			(status) => ['visit.updated', status, 'visit.updated'] as const,
		),
		['visit.ended', 30, 'visit.completed'],
		['visit.ended', 'completed', 'visit.completed'],
		['visit.ended', '40', 'visit.cancelled'],
		['visit.ended', 'canceled', 'visit.cancelled'],
		['visit.ended', 'CANCELLED', 'visit.cancelled'],
		['visit.ended', '50', 'visit.ended'],
		['visit.ended', null, 'visit.ended'],
		['visit.created', '10', 'visit.created'],
	] as const)('%s with status %s is %s', async (type, status, expected) => {
		expect(await seen(event({ type }, { status }))).toMatchObject([{ event: expected, event_type: type }]);
	});

	test('the broader name when the narrower one is not chosen', async () => {
		expect(await seen(event(), { events: ['visit.ended'] })).toMatchObject([{ event: 'visit.ended' }]);
		expect(await seen(event(), { events: ['visit.cancelled', 'visit.updated'] })).toEqual([]);
	});

	test('an end that does not say how is told by the confirmed record', async () => {
		const n8n = await test1.process({ parameters: { events: ['visit.completed'] } });
		await n8n.deliver(event({}, { status: 'over' }));
		await n8n.deliver(event({}, { status: undefined, id: '70002' }));
		expect(n8n.ran).toMatchObject([{ event: 'visit.completed', visit: { id: '70001' } }]);
	});

	test('events that nobody has heard of are acknowledged and start nothing', async () => {
		expect(await seen(event({ type: 'visit.rescheduled' }))).toEqual([]);
		expect(await seen(event({ type: 'constructor' }))).toEqual([]);
	});

	test('events that are not chosen ask nothing of VSee', async () => {
		const n8n = await test1.process({ parameters: { events: ['user.created'] } });
		expect((await n8n.deliver(event())).status).toBe(200);
		expect([n8n.started, test1.asked]).toEqual([[], 0]);
	});
});

describe('what is let in', () => {
	test.each([
		['no JSON', '{"type":'],
		['nothing', ''],
		['null', 'null'],
		['a list', '[]'],
		['a text', '"visit.ended"'],
		['another object', { hello: 'there' }],
		['no type', { ...event(), type: null }],
		['a type that is no text', { ...event(), type: {} }],
		['a type alone', { type: 'visit.ended' }],
		['a foreign type alone', { type: 'push', data: {} }],
		['nested too deeply', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
	])('400 for %s', async (_title, body) => {
		const n8n = await test1.process(unverified);
		const { status, body: told } = await n8n.deliver(body);
		expect([status, JSON.parse(told).message, n8n.started]).toEqual([400, 'This is not an event of VSee Clinic', []]);
	});

	test.each([
		[{ account_code: 'otherclinic' }],
		[{ account_code: null, clinic_code: 'otherclinic' }],
		[{ account_code: 4711 }],
	])('403 for %j', async (more) => {
		const n8n = await test1.process(unverified);
		const { status } = await n8n.deliver(event(more as IDataObject));
		expect([status, n8n.started, n8n.stored]).toEqual([403, [], []]);
	});

	test('capitals and blanks of the account code do not make a clinic foreign, nor a credential without one', async () => {
		for (const accountCode of [' ExampleClinic ', '']) {
			const n8n = await test1.process({ ...unverified, access: { accountCode } });
			expect((await n8n.deliver(event())).status).toBe(200);
			expect(n8n.ran).toHaveLength(1);
		}
	});

	test('the credential is read for events that are chosen, once a minute when nothing is verified', async () => {
		const n8n = await test1.process({ parameters: { events: ['visit.completed'], verify: false } });
		const reads = [];
		for (const more of [
			{ type: 'visit.created', account_code: 'otherclinic' },
			{},
			{},
			{ account_code: 'otherclinic' },
			{},
		]) {
			const { status } = await n8n.deliver(event(more));
			reads.push([status, n8n.credentialReads]);
		}
		expect(reads).toEqual([
			[200, 0],
			[200, 1],
			[200, 1],
			[403, 2],
			[200, 2],
		]);
	});

	test('a credential that was given another account code takes the events of that clinic at once', async () => {
		const n8n = await test1.process(unverified);
		await n8n.deliver(event());
		n8n.credentials.accountCode = 'otherclinic';
		expect((await n8n.deliver(event({ account_code: 'otherclinic' }))).status).toBe(200);
		expect((await n8n.deliver(event())).status).toBe(403);
		expect(n8n.ran).toHaveLength(2);
	});

	test('the account of one credential without an id is not taken for that of another', async () => {
		const n8n = await test1.process(unverified);
		n8n.credential = { id: null, name: 'one' };
		await n8n.deliver(event());
		n8n.credential = { id: null, name: 'other' };
		n8n.credentials.accountCode = 'otherclinic';
		expect((await n8n.deliver(event())).status).toBe(403);
		expect(n8n.ran).toHaveLength(1);
	});

	test('413 from one byte over 1 MB on', async () => {
		const n8n = await test1.process(unverified);
		const sized = (size: number) => {
			const empty = JSON.stringify({ ...event(), fill: '' });
			return empty.replace('"fill":""', `"fill":"${'x'.repeat(size - empty.length)}"`);
		};
		expect([(await n8n.deliver(sized(1024 * 1024 + 1))).status, n8n.started.length]).toEqual([413, 0]);
		expect([(await n8n.deliver(sized(1024 * 1024))).status, n8n.started.length]).toEqual([200, 1]);
	});

	test('nothing of a body names a key of the item', async () => {
		const attack =
			'"binary":{"data":{"data":"eA==","mimeType":"text/html"}},"pairedItem":9,"json":{"event":"x"},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"error":"x","event":"user.created","verified":true';
		const body = JSON.stringify(event())
			.replace(/^\{/, `{${attack},`)
			.replace('"data":{"id"', `"data":{${attack},"id"`);
		for (const simplify of [true, false]) {
			const n8n = await test1.process({ parameters: { verify: false, simplify } });
			await n8n.deliver(body);
			const [item] = n8n.started[0] ?? [];
			expect(Object.keys(item ?? {})).toEqual(['json']);
			expect(item?.json).toMatchObject({ event: 'visit.completed', verified: false });
			expect(Object.keys(item?.json ?? {})).toEqual([
				'event',
				'event_id',
				'event_type',
				'version',
				'account_code',
				'created',
				'verified',
				'visit',
				...(simplify ? [] : ['raw']),
			]);
			expect(JSON.stringify(item)).not.toContain('__proto__');
		}
		expect(({} as IDataObject).polluted).toBeUndefined();
	});

	test('a GET says that the trigger listens', async () => {
		const n8n = await test1.process();
		const response = await fetch(n8n.url);
		expect([response.status, await response.text(), n8n.started]).toEqual([
			200,
			expect.stringMatching(/^VSee Clinic Trigger listens at this address/),
			[],
		]);
	});
});

describe('filters', () => {
	test.each([
		[{ statuses: ['completed'] }, { status: 30 }, 1],
		[{ statuses: ['cancelled', 'refunded'] }, { status: 30 }, 0],
		[{ statuses: ['in_progress'] }, { status: 'something new' }, 1],
		[{ providerIds: '800003, 800002' }, {}, 1],
		[{ providerIds: '800003' }, {}, 0],
		[{ providerIds: '800002' }, { provider_id: null }, 0],
		[{ providerIds: '800003' }, { provider_id: undefined }, 1],
		[{ providerIds: '={{ [800002] }}' }, { provider_id: 800002 }, 1],
		[{ providerIds: ' ', roomCodes: '' }, {}, 1],
		[{ statuses: '={{ "completed, cancelled" }}' }, { status: 30 }, 1],
		[{ roomCodes: 'exroom1' }, {}, 1],
		[{ roomCodes: 'exroom1' }, { room_code: 'exroom2' }, 0],
		[{ roomCodes: 'exroom1' }, { room: { code: 'exroom2' } }, 0],
		[{ roomCodes: 'exroom1' }, { intake: { room_code: 'exroom1' } }, 1],
	])('%j for a visit with %j lets pass %i', async (options, data, count) => {
		expect(await seen(event({}, data as IDataObject), { options })).toHaveLength(count);
	});

	// As in the node: a filter that selects nothing is refused, and never means everything.
	describe.each([
		['Provider IDs', { providerIds: '={{ [] }}' }],
		['Provider IDs', { providerIds: '={{ [null, ""] }}' }],
		['Provider IDs', { providerIds: '[]' }],
		['Room Codes', { roomCodes: '={{ [] }}' }],
		['Room Codes', { roomCodes: ',' }],
		['Statuses', { statuses: [] }],
		['Statuses', { statuses: ['over'] }],
	])('%s that cannot be read: %j', (label, options) => {
		test.each([true, false])(
			'starts a run that fails, and passes when it is put right and retried, verify %s',
			async (verify) => {
				const n8n = await test1.process({ parameters: { verify, options } });
				const delivered = n8n.deliver(event());
				await expect(delivered).rejects.toMatchObject({ message: expect.stringContaining(label) });
				expect([n8n.started.length, n8n.ran]).toEqual([1, []]);
				expect(n8n.started[0]?.[0]?.json).toMatchObject({
					event: 'visit.completed',
					visit: { id: '70001' },
					pending: true,
				});
				n8n.parameters.options = {};
				n8n.mode = 'retry';
				await n8n.execute(n8n.started[0] ?? [], '2');
				expect(n8n.ran).toMatchObject([{ event: 'visit.completed', verified: true, visit: { id: '70001' } }]);
			},
		);
	});

	test('that cannot be read start nothing for what VSee denies, and do not concern users', async () => {
		const n8n = await test1.process({ parameters: { options: { statuses: [] } } });
		test1.sandbox.faults.add({ kind: 'status', status: 400, path: '/visits' });
		expect((await n8n.deliver(event())).status).toBe(200);
		expect([n8n.started, test1.asked]).toEqual([[], 1]);
		const created = () => event({ type: 'user.created', data: { id: '20000000001' } });
		await n8n.deliver(created());
		expect(n8n.ran).toMatchObject([{ event: 'user.created', verified: true }]);
		test1.sandbox.faults.add({ kind: 'status', status: 403, path: '/users', count: -1 });
		await expect(n8n.deliver(created())).rejects.toThrow('may not read users');
	});

	test('they look at the confirmed record, and let users pass', async () => {
		const n8n = await test1.process({ parameters: { options: { statuses: ['completed'] } } });
		await n8n.deliver(event({ type: 'visit.updated' }, { status: '25' }));
		await n8n.deliver(event({}, { id: '70002', status: '30' }));
		await n8n.deliver(event({ type: 'user.created', data: { id: '20000000001' } }));
		expect(n8n.ran).toMatchObject([
			{ event: 'visit.started', visit: { status: 'completed' } },
			{ event: 'user.created' },
		]);
	});
});

test('all events of the panel are those of the interface', async () => {
	const { trigger } = (await test1.process()) as unknown as {
		trigger: { description: { properties: Array<{ name: string; options?: Array<{ value: string }> }> } };
	};
	expect(
		trigger.description.properties
			.find(({ name }) => name === 'events')
			?.options?.map(({ value }) => value)
			.sort(),
	).toEqual([...ALL].sort());
});
