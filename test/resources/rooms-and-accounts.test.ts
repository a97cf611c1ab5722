import { TestClinic, told } from '../engine/clinic';

const clinic = TestClinic.use();
/** What is public needs no token. */
const publicly = () => ({ credentials: { baseUrl: clinic.sandbox.url, accountCode: 'exampleclinic' } });

describe('room:getMany', () => {
	test('reads page after page until one is empty: no total is known', async () => {
		clinic.sandbox.settings.maxLimit = 2;
		const ran = await clinic.run('room:getMany', { returnAll: true }, publicly());
		expect(ran.json.map(({ code }) => code)).toEqual(['exroom1', 'exroom2', 'exroom3']);
		expect(Object.keys(ran.json[0] ?? {})).toEqual(['slug', 'name', 'domain', 'code', 'created', 'modified']);
		expect(clinic.wire()).toEqual(
			['1', '2', '3'].map((page) => ({ method: 'GET', path: '/rooms', query: { page, limit: '100' }, body: null })),
		);
	});

	test('stops at the limit', async () => {
		const ran = await clinic.run('room:getMany', { limit: 2 }, publicly());
		expect(ran.json).toHaveLength(2);
		expect(clinic.wire()).toEqual([{ method: 'GET', path: '/rooms', query: { page: '1', limit: '2' }, body: null }]);
	});

	test('a server that knows no pages gives each room once', async () => {
		const data = [{ code: 'exroom1', name: 'Example Room' }];
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/rooms', count: -1, body: { data } });
		expect((await clinic.run('room:getMany', { returnAll: true })).json).toEqual(data);
		expect(clinic.wire()).toHaveLength(2);
	});

	test('an answer that is no list is not read as no rooms', async () => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/rooms', body: { data: 'soon' } });
		expect(told(await clinic.run('room:getMany')).message).toBe(
			'VSee Clinic answered in a form that this node does not know',
		);
	});
});

describe('room:get, getProviders, getProvider', () => {
	test('a room with its consultations', async () => {
		const ran = await clinic.run('room:get', { room_code: { __rl: true, mode: 'id', value: 'exroom2' } }, publicly());
		expect(ran.json).toEqual([
			expect.objectContaining({
				code: 'exroom2',
				name: 'Second Example Room',
				payment: expect.objectContaining({ consultations: expect.any(Array) }),
			}),
		]);
		expect(clinic.said).toEqual(['GET /rooms/exroom2']);
	});

	test('its providers, one item each', async () => {
		const ran = await clinic.run('room:getProviders', { room_code: 'exroom1' }, publicly());
		expect(ran.json.map(({ id, title, subtype }) => [id, title, subtype])).toEqual([
			['800002', 'MD', '482'],
			['800003', 'RN', '484'],
			['800004', 'DO', '482'],
		]);
		expect(clinic.said).toEqual(['GET /rooms/exroom1/providers']);
	});

	test('one of them', async () => {
		const ran = await clinic.run('room:getProvider', { room_code: 'exroom1', provider_id: 800003 }, publicly());
		expect(ran.json).toEqual([expect.objectContaining({ id: '800003', first_name: 'Quinn' })]);
		expect(clinic.said).toEqual(['GET /rooms/exroom1/providers/800003']);
	});

	test('a code cannot lead to another path', async () => {
		await clinic.run('room:get', { room_code: '../users?x=1' });
		expect(clinic.said).toEqual(['GET /rooms/..%2Fusers%3Fx%3D1']);
	});

	test('a room that is not there', async () => {
		expect(told(await clinic.run('room:get', { room_code: 'nowhere' }, publicly()))).toMatchObject({
			message: 'VSee Clinic refused this: Room not found',
			httpCode: '404',
		});
	});
});

describe('room:create', () => {
	const room = { domain: 'exampleclinic.example.com', name: 'Fourth Example Room' };

	test('sends what was entered, and gives the room', async () => {
		const ran = await clinic.run('room:create', { ...room, additionalFields: { code: 'exroom4', slug: 'fourth' } });
		expect(clinic.wire()).toEqual([
			{ method: 'POST', path: '/rooms', query: {}, body: { ...room, code: 'exroom4', slug: 'fourth' } },
		]);
		expect(ran.json).toEqual([expect.objectContaining({ code: 'exroom4', slug: 'fourth', provider_ids: [] })]);
	});

	test('is sent once when its answer is lost, and says so', async () => {
		clinic.sandbox.faults.add({ kind: 'reset', path: '/rooms', when: 'after' });
		expect(told(await clinic.run('room:create', room)).message).toMatch(/^The record may have been created: /);
		expect(clinic.said).toEqual(['POST /rooms']);
	});

	test('a slug that is used is refused in VSee’s words', async () => {
		expect(
			told(await clinic.run('room:create', { ...room, additionalFields: { slug: 'example-room' } })).message,
		).toMatch(/^VSee Clinic refused this: Slug .+ is already used in this domain$/);
	});
});

describe('account', () => {
	test('getMany lists code and name', async () => {
		const ran = await clinic.run('account:getMany', { returnAll: true }, publicly());
		expect(ran.items).toEqual([{ json: { code: 'exampleclinic', name: 'Example Clinic' }, pairedItem: { item: 0 } }]);
		expect(clinic.wire()).toEqual([{ method: 'GET', path: '/accounts', query: {}, body: null }]);
	});

	test.each([
		[{}, '-'],
		[{ account_code: '-' }, '-'],
		[{ account_code: 'exampleclinic' }, 'exampleclinic'],
	])('get %j reads the account with its intake form', async (parameters, code) => {
		const ran = await clinic.run('account:get', parameters, publicly());
		expect(ran.json).toEqual([
			expect.objectContaining({
				code: 'exampleclinic',
				intake_steps: expect.any(Array),
				post_intake_steps: expect.any(Array),
			}),
		]);
		expect(clinic.said).toEqual([`GET /accounts/${code}`]);
	});
});
