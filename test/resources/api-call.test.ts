import { credentials } from '../../sandbox';
import { ADA, CONTINUE, RETRY, SEEDED, TestClinic, told } from '../engine/clinic';

const clinic = TestClinic.use();
const call = (method: string, path: string, more = {}) => ({ method, path, ...more });

describe('api:call', () => {
	test('a GET sends its query with the credential, and gives the record', async () => {
		const ran = await clinic.run(
			'api:call',
			call('GET', '/users', {
				additionalFields: { query: '{"type":[200,600],"limit":1,"start":0}', customParameters: '{"q":"ada"}' },
			}),
		);
		expect(clinic.wire()).toEqual([
			{ method: 'GET', path: '/users', query: { type: '200,600', limit: '1', start: '0', q: 'ada' }, body: null },
		]);
		expect(clinic.sandbox.calls.list[0]?.headers).toMatchObject({
			'x-apitoken': credentials.adminToken,
			'x-apikey': credentials.apiKey,
		});
		expect(ran.items).toEqual([{ json: expect.objectContaining({ id: ADA }), pairedItem: { item: 0 } }]);
	});

	test.each([
		['GET alone: many at once', ['GET', 'GET', 'GET', 'GET'], {}, 4],
		['GET with the option: so many', ['GET', 'GET', 'GET', 'GET'], { requestsAtOnce: 2 }, 2],
		['a write among them: one after the other', ['GET', 'GET', 'GET', 'DELETE'], {}, 1],
	])('%s', async (_name, methods, options, atOnce) => {
		clinic.sandbox.settings.latency = 60;
		clinic.sandbox.faults.add({ kind: 'emptyBody', method: 'DELETE', path: '/settings', status: 204 });
		const items = methods.map((method) => ({ json: { method, path: method === 'GET' ? '/rooms' : '/settings/x' } }));
		const ran = await clinic.run('api:call', call('={{ $json.method }}', '={{ $json.path }}', { options }), { items });
		expect([ran.error, clinic.sandbox.calls.maxInFlight]).toEqual([undefined, atOnce]);
	});

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s sends its body', async (method) => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/settings', body: { data: { saved: true } } });
		const ran = await clinic.run(
			'api:call',
			call(method, '/settings/clinic', {
				additionalFields: { body: '{"a":{"b":[1]}}', query: '{"version":2}', customParameters: '{"c":null}' },
			}),
		);
		expect(clinic.wire()).toEqual([
			{ method, path: '/settings/clinic', query: { version: '2' }, body: { a: { b: [1] }, c: null } },
		]);
		expect(ran.json).toEqual([{ saved: true }]);
	});

	test.each([
		['a list', [{ id: 1 }, { id: 2 }], [{ id: 1 }, { id: 2 }]],
		['an empty list', [], []],
		['a list of values', [1, 'b'], [{ data: [1, 'b'] }]],
		['a text', 'ready', [{ data: 'ready' }]],
		['nothing', null, [{ data: null }]],
	])('%s becomes items', async (_form, data, items) => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/emr', body: { data } });
		expect((await clinic.run('api:call', call('GET', '/emr/allergies'))).json).toEqual(items);
	});

	test('an answer without a body is success', async () => {
		clinic.sandbox.faults.add({ kind: 'emptyBody', path: '/settings', status: 204 });
		expect((await clinic.run('api:call', call('DELETE', '/settings/x'))).json).toEqual([{ success: true }]);
	});

	test('what VSee refuses is told in its words', async () => {
		expect(told(await clinic.run('api:call', call('GET', '/visits/1')))).toMatchObject({
			message: 'VSee Clinic refused this: Visit not found',
			httpCode: '404',
		});
	});

	test('a GET is sent again, a POST is not', async () => {
		clinic.sandbox.faults.add({ kind: 'reset', path: `/visits/${SEEDED.completed}` });
		expect((await clinic.run('api:call', call('GET', `/visits/${SEEDED.completed}`))).json).toHaveLength(1);
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after', count: -1 });
		const ran = await clinic.run(
			'api:call',
			call('POST', '/visits/close', { additionalFields: { body: `{"id":"${SEEDED.inProgress}"}` } }),
		);
		expect(told(ran)).toMatchObject({
			message: expect.stringMatching(/^The record may have been created: /),
			description: 'Look in VSee Clinic before you create it again.',
		});
		expect(clinic.said).toEqual([
			`GET /visits/${SEEDED.completed}`,
			`GET /visits/${SEEDED.completed}`,
			'POST /visits/close',
		]);
	});

	test('a POST that the user calls repeatable is sent again', async () => {
		clinic.sandbox.faults.add({ kind: 'status', status: 503, method: 'POST' });
		const body = `{"id":"${SEEDED.inProgress}","reason":"call_ended"}`;
		const ran = await clinic.run(
			'api:call',
			call('POST', '/visits/close', { additionalFields: { body }, options: { repeatable: true } }),
		);
		expect([ran.error, clinic.said]).toEqual([undefined, ['POST /visits/close', 'POST /visits/close']]);
	});

	test('Retry On Fail of the whole node does not send again what was done, even if it named no record', async () => {
		clinic.sandbox.settings.actionReply = 'code';
		const items = [SEEDED.inProgress, 'nobody'].map((id) => ({ json: { id } }));
		const parameters = call('POST', '/visits/close', {
			additionalFields: { body: '={{ { id: $json.id, reason: "call_ended" } }}' },
		});
		const ran = await clinic.run('api:call', parameters, { items, node: RETRY });
		expect(told(ran)).toMatchObject({ message: 'VSee Clinic refused this: Visit not found', itemIndex: 1 });
		expect(clinic.wire().map(({ body }) => Object(body).id)).toEqual([SEEDED.inProgress, 'nobody', 'nobody', 'nobody']);
	});

	test.each([
		['//elsewhere.example.com/x', 'Path does not begin with one slash and a name'],
		['/visits?id=1', 'Path contains a character that cannot be in a path'],
		['/visits/../users', 'Path contains a part that cannot be sent'],
		['/visits/%2e%2e/users', 'Path contains a part that cannot be sent'],
		['https://elsewhere.example.com/', 'Path does not begin with one slash and a name'],
	])('the path %s is refused', async (path, message) => {
		expect(told(await clinic.run('api:call', call('GET', path))).message).toBe(message);
		expect(clinic.wire()).toEqual([]);
	});

	test.each([
		['GET', '=/visits/{{ $json.nope }}', {}, 'Path ends with a slash: a part of it is empty'],
		['POST', '=/visits/{{ $json.nope }}', { body: '{"a":1}' }, 'Path ends with a slash: a part of it is empty'],
		['GET', '/users', { query: '{"id":null}' }, 'Query: “id” is empty'],
		['GET', '/users', { query: '={{ { id: $json.nope } }}' }, 'Query: “id” is empty'],
		['GET', '/users', { query: '={"id":"{{ $json.nope }}"}' }, 'Query: “id” is empty'],
		['GET', '/users', { query: '{"id":["1","undefined"]}' }, 'Query: “id” is empty'],
		['DELETE', '/users', { query: '{"id":"70001-undefined"}' }, /^Query: “id” contains “undefined”/],
		['GET', '/users', { customParameters: '{"x":null}' }, 'Custom Parameters: “x” is empty'],
		['GET', '/users', { customParameters: '={{ { x: $json.nope } }}' }, 'Custom Parameters: “x” is empty'],
	])('%s %s with %j would ask for everything and is refused', async (method, path, additionalFields, message) => {
		const ran = await clinic.run('api:call', call(method, path, { additionalFields }));
		expect(told(ran)).toMatchObject({
			message: typeof message === 'string' ? message : expect.stringMatching(message),
			description: expect.stringMatching(/nothing was sent/i),
		});
		expect(clinic.wire()).toEqual([]);
	});

	test('a body with GET is refused, not dropped', async () => {
		expect(
			told(await clinic.run('api:call', call('GET', '/visits', { additionalFields: { body: '{"a":1}' } }))).message,
		).toBe('Body cannot be sent with GET');
	});

	test('with Continue On Fail each item stands for itself', async () => {
		const items = ['/accounts/-', '//accounts', 'rooms/exroom1'].map((path) => ({ json: { path } }));
		const ran = await clinic.run('api:call', call('GET', '={{ $json.path }}'), { items, node: CONTINUE });
		expect(ran.items.map(({ json, pairedItem }) => [json.code ?? json.error, pairedItem])).toEqual([
			['exampleclinic', { item: 0 }],
			[expect.stringMatching(/^Path does not begin/), { item: 1 }],
			['exroom1', { item: 2 }],
		]);
	});
});
