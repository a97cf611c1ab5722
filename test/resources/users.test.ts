import { credentials } from '../../sandbox';
import { ADA, BEN, NOW, TestClinic, told } from '../engine/clinic';

const clinic = TestClinic.use();
const headersOf = (call: number) => clinic.sandbox.calls.list[call]?.headers ?? {};
const KEYS = {
	'x-accountcode': credentials.accountCode,
	'x-apikey': credentials.apiKey,
	'x-apisecret': credentials.apiSecret,
};

describe('user:getMany', () => {
	test('sends every filter under its own name, and the credential in the headers', async () => {
		const filters = {
			id: `${ADA}, ${BEN}`,
			full_name: 'exa',
			email: 'example',
			q: 'ada',
			ex_filter: 'all',
			is_hidden: false,
			is_admin: false,
			status: '20',
			type: '200,600',
			role: 'x',
			subtype: '482',
			room_code: { __rl: true, mode: 'id', value: 'exroom1' },
			account_code: 'exampleclinic',
			group: 'general',
			sort: 'full_name.desc',
			fields: 'id,full_name',
		};
		const ran = await clinic.run('user:getMany', { filters, limit: 5 });
		expect(ran.error).toBeUndefined();
		const query = {
			...filters,
			id: `${ADA},${BEN}`,
			room_code: 'exroom1',
			is_hidden: 'false',
			is_admin: 'false',
			start: '0',
			limit: '5',
		};
		expect(clinic.wire()).toEqual([{ method: 'GET', path: '/users', query, body: null }]);
		expect(headersOf(0)).toMatchObject({ ...KEYS, 'x-apitoken': credentials.adminToken, accept: 'application/json' });
	});

	test('gives one item per person, as VSee says it', async () => {
		const ran = await clinic.run('user:getMany', { filters: { full_name: 'Ada Examplepatient', sort: 'email.asc' } });
		expect(ran.items).toEqual([
			{
				json: { id: ADA, full_name: 'Ada Examplepatient', email: 'ada.examplepatient@example.com' },
				pairedItem: { item: 0 },
			},
			{
				json: { id: '20000000031', full_name: 'Ada Examplepatient', email: 'ada.examplepatient2@example.com' },
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		['total_count', 4],
		['total', 4],
		['none', 5],
	] as const)('reads all pages when the total is called %s', async (totalName, requests) => {
		Object.assign(clinic.sandbox.settings, { totalName, maxLimit: 20 });
		const ran = await clinic.run('user:getMany', { returnAll: true });
		expect(new Set(ran.json.map(({ id }) => id)).size).toBe(65);
		expect(ran.json).toHaveLength(65);
		expect(clinic.wire().map(({ query }) => query.start)).toEqual(['0', '20', '40', '60', '65'].slice(0, requests));
	});

	test('stops as soon as the limit is reached', async () => {
		clinic.sandbox.settings.maxLimit = 20;
		const ran = await clinic.run('user:getMany', { limit: 30 });
		expect(ran.json).toHaveLength(30);
		expect(clinic.wire().map(({ query }) => [query.start, query.limit])).toEqual([
			['0', '30'],
			['20', '30'],
		]);
	});

	test('a server that gives the same page again and again ends the list', async () => {
		const data = [
			{ id: '1', full_name: 'A Fictive' },
			{ id: '2', full_name: 'B Fictive' },
		];
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/users', count: -1, body: { data } });
		const ran = await clinic.run('user:getMany', { returnAll: true });
		expect(ran.json).toEqual(data);
		expect(clinic.wire()).toHaveLength(2);
	});

	test('nobody found is no item and no error', async () => {
		const ran = await clinic.run('user:getMany', { filters: { full_name: 'Nobody Fictive' } });
		expect([ran.error, ran.items]).toEqual([undefined, []]);
	});

	test('a patient’s token is refused in words', async () => {
		const ran = await clinic.run(
			'user:getMany',
			{},
			{ credentials: { ...clinic.access, apiToken: credentials.patientToken } },
		);
		expect(told(ran)).toMatchObject({
			httpCode: '403',
			description: expect.stringContaining('does not have the right'),
		});
	});
});

describe('user:get', () => {
	test('reads one person, without what nobody asked for', async () => {
		const ran = await clinic.run('user:get', { user_id: { __rl: true, mode: 'list', value: ADA } });
		expect(ran.json).toEqual([
			expect.objectContaining({
				id: ADA,
				first_name: 'Ada',
				last_name: 'Examplepatient',
				timezone: 'America/Los_Angeles',
			}),
		]);
		expect(ran.json[0]).not.toHaveProperty('extra');
		expect(clinic.said).toEqual([`GET /users/${ADA}`]);
	});

	test('gives “extra” only when it is asked for', async () => {
		const ran = await clinic.run('user:get', { user_id: ADA, options: { includeExtra: true } });
		expect(ran.json[0]).toHaveProperty('extra.social_security_no', '');
	});

	test('“-” is the person whose token is used', async () => {
		const ran = await clinic.run('user:get', { user_id: '-', options: { userToken: credentials.secondPatientToken } });
		expect(ran.json[0]).toMatchObject({ id: BEN });
		expect(clinic.said).toEqual(['GET /users/-']);
	});

	test('a user that does not exist is named as such', async () => {
		expect(told(await clinic.run('user:get', { user_id: '99' }))).toMatchObject({
			message: 'VSee Clinic refused this: User not found',
			httpCode: '404',
		});
	});
});

describe('user:createLoginToken', () => {
	const person = { first_name: 'Zoe', last_name: 'Inventedpatient', code: 'records-0001' };

	test('sends a patient with key and secret, and gives the token', async () => {
		const ran = await clinic.run('user:createLoginToken', person);
		expect(clinic.wire()).toEqual([{ method: 'POST', path: '/users/sso', query: {}, body: { ...person, type: 200 } }]);
		expect(headersOf(0)).toMatchObject({ ...KEYS, 'content-type': 'application/json' });
		expect(ran.json).toEqual([
			expect.objectContaining({
				first_name: 'Zoe',
				code: 'records-0001',
				token: expect.objectContaining({ token: expect.stringMatching(/^[0-9a-f]{32}$/), expiry: NOW + 86_400 }),
			}),
		]);
	});

	test('sends what else is known of the person under VSee’s names', async () => {
		const more = {
			dob: '1990-01-31',
			email: 'zoe@example.com',
			username: 'zoe',
			timezone: 'Europe/Berlin',
			gender: 'female',
			street_addr: '1 Example Street',
			city: 'Exampleville',
			state: 'CA',
			zip: '00000',
			phone: '5555550100',
		};
		const ran = await clinic.run('user:createLoginToken', {
			...person,
			additionalFields: { ...more, type: 'guest', disable_emails: true, withVSeeId: true },
		});
		expect(clinic.wire()).toEqual([
			{
				method: 'POST',
				path: '/users/sso',
				query: { fields: 'vsee' },
				body: { ...person, ...more, type: 600, disable_emails: 1 },
			},
		]);
		expect(ran.json[0]).toHaveProperty('vsee.token');
	});

	test('the same code is the same person, also when the first answer is lost', async () => {
		clinic.sandbox.faults.add({ kind: 'reset', path: '/users/sso', when: 'after' });
		const before = clinic.sandbox.clinic.people.size;
		const first = await clinic.run('user:createLoginToken', person);
		const second = await clinic.run('user:createLoginToken', person);
		expect(first.json[0]?.id).toBe(second.json[0]?.id);
		expect([clinic.sandbox.clinic.people.size, clinic.wire().length]).toEqual([before + 1, 3]);
	});

	test.each([
		[{ code: 'x'.repeat(129) }, 'Code is longer than 128 characters'],
		[{ code: '={{ $json.missing }}' }, 'Code is empty'],
		[{ additionalFields: { dob: '31.1.1990' } }, 'Date of Birth is not written as YYYY-MM-DD'],
	])('%j is refused before anything is sent', async (change, message) => {
		expect(told(await clinic.run('user:createLoginToken', { ...person, ...change })).message).toBe(message);
		expect(clinic.wire()).toEqual([]);
	});

	test('an answer without a token is no success', async () => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/users/sso', body: { data: { id: '5' } } });
		expect(told(await clinic.run('user:createLoginToken', person)).message).toBe(
			'VSee Clinic answered in a form that this node does not know',
		);
	});

	test('its token makes the node act as the patient', async () => {
		const login = await clinic.run('user:createLoginToken', person);
		const items = login.items;
		const setting = { items, credentials: { ...clinic.access, apiToken: '' } };
		const ran = await clinic.run(
			'intake:create',
			{ room_code: 'exroom1', options: { userToken: '={{ $json.token.token }}' } },
			setting,
		);
		const intake = clinic.sandbox.clinic.intakes.get(String(ran.json[0]?.id));
		expect(intake?.ownerId).toBe(login.json[0]?.id);
		expect(headersOf(1)['x-apitoken']).toBe(Object(login.json[0]?.token).token);
	});

	test('a token that is not accepted is never printed', async () => {
		const userToken = 'f'.repeat(32);
		const ran = await clinic.run(
			'user:get',
			{ user_id: '-', options: { userToken: '={{ $json.token }}' } },
			{ items: [{ json: { token: userToken } }] },
		);
		expect(headersOf(0)['x-apitoken']).toBe(userToken);
		expect(told(ran).httpCode).toBe('401');
		expect(JSON.stringify(ran.error)).not.toContain(userToken);
	});
});

describe('user:createPortalLink', () => {
	const link = { portal_url: 'https://portal.example.com/', token: 'a+b/c=', next: '/visits/start/70001?x=1' };

	test('makes the link without asking anyone', async () => {
		const ran = await clinic.run('user:createPortalLink', link);
		expect(ran.items).toEqual([
			{
				json: { url: 'https://portal.example.com/auth?sso_token=a%2Bb%2Fc%3D&next=%2Fvisits%2Fstart%2F70001%3Fx%3D1' },
				pairedItem: { item: 0 },
			},
		]);
		expect(clinic.wire()).toEqual([]);
	});

	test.each([
		['portal_url', 'http://portal.example.com'],
		['portal_url', 'portal.example.com'],
		['portal_url', 'https://user:secret@portal.example.com'],
		['next', 'https://elsewhere.example.com'],
		['next', '//elsewhere.example.com'],
		['next', '/\\elsewhere.example.com'],
		['next', 'u/example-room'],
		['next', '/visits/start/'],
		['next', '/visits/start/?from=mail'],
		['next', '/visits//start'],
	])('refuses %s %s, and does not repeat it', async (name, value) => {
		const ran = await clinic.run('user:createPortalLink', { ...link, [name]: value });
		expect(told(ran).message).toMatch(
			name === 'next' ? /^Page to Open is not a path/ : /^Portal URL is not a plain web address/,
		);
		expect(`${told(ran).message} ${told(ran).description}`).not.toContain(value);
	});
});
