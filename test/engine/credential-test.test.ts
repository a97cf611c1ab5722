import { credentials } from '../../sandbox';
import { TestClinic } from './clinic';
import { pressTest } from './engine';

const clinic = TestClinic.use();
const { apiKey, apiSecret, patientToken } = credentials;
const press = async (more: object = {}) => await pressTest({ ...clinic.access, ...more });

test.each([
	['an admin token', {}, /Connected, with an admin token/],
	['the token of a patient', { apiToken: patientToken }, /Connected, with the token of a user/],
	['key and secret alone', { apiToken: '' }, /Connected\. Without “API Token”/],
	['an account code alone', { apiToken: '', apiKey: '', apiSecret: '' }, /Connected\. Without “API Token”/],
	['an endpoint with a slash at its end', {}, /Connected/],
])('all well with %s', async (_name, more, message) => {
	expect(await press(more)).toEqual({ status: 'OK', message: expect.stringMatching(message) });
});

test.each([
	[
		'a host that is not there',
		{ baseUrl: 'http://127.0.0.1:1/api_v3' },
		/“API Endpoint” cannot be reached \(connection refused\)/,
	],
	[
		'a path that is not the API',
		() => ({ baseUrl: `${clinic.sandbox.origin}/nothing` }),
		/“Account Code”, or “API Endpoint” is not complete/,
	],
	['an unknown account code', { accountCode: 'someoneelse' }, /“Account Code”/],
	['a token that has expired', { apiToken: 'not-a-token' }, /does not accept “API Token”/],
	['a wrong key beside a good token', { apiKey: 'wrong' }, /does not accept “API Key” and “API Secret”/],
	['a wrong secret beside a good token', { apiSecret: 'wrong' }, /does not accept “API Key” and “API Secret”/],
	['a wrong token beside a good key', { apiToken: 'not-a-token' }, /does not accept “API Token”/],
	['a key without its secret', { apiToken: '', apiSecret: '' }, /“API Key” without “API Secret”/],
	['a secret without its key', { apiKey: '' }, /“API Secret” is of no use without “API Key”/],
	['a blank token', { apiToken: '  ' }, /“API Token” is blank/],
	['a blank key', { apiKey: ' ' }, /“API Key” is blank/],
	['a blank account code', { accountCode: ' ' }, /“Account Code” is blank/],
	[
		'a credential without anything',
		{ baseUrl: '', accountCode: '', apiToken: '', apiKey: '', apiSecret: '' },
		/“API Endpoint” is empty/,
	],
	['a wrong key', { apiToken: '', apiKey: 'wrong' }, /“API Key” and “API Secret”/],
	['a wrong secret', { apiToken: '', apiSecret: 'wrong' }, /“API Key” and “API Secret”/],
	['an endpoint that is no address', { baseUrl: 'clinic' }, /“API Endpoint”/],
	['an endpoint without encryption', { baseUrl: 'http://clinic.example/api_v3' }, /https:\/\//],
])('%s is told by the field to look at', async (_name, more, message) => {
	const told = await press(typeof more === 'function' ? more() : more);
	expect(told).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	for (const secret of [credentials.adminToken, apiKey, apiSecret]) expect(told.message).not.toContain(secret);
});

test.each([
	['a web page', { kind: 'html' }, /is not the API of VSee Clinic/],
	['some other API', { kind: 'wrongJson', body: { data: { hello: 'world' } } }, /is not the API of VSee Clinic/],
	['null', { kind: 'wrongJson', body: 'null' }, /is not the API of VSee Clinic/],
	['no list', { kind: 'wrongJson', body: '{"data":null}' }, /is not the API of VSee Clinic/],
	['a proxy that wants a login', { kind: 'status', status: 407 }, /proxy of this n8n.*HTTPS_PROXY/],
	['a redirect', { kind: 'redirect' }, /is not the API of VSee Clinic/],
	['a 503', { kind: 'status', status: 503 }, /did not give a usable answer/],
	['a reset', { kind: 'reset' }, /did not give a usable answer/],
	['a 429', { kind: 'throttle' }, /is busy/],
] as const)('%s is not taken for success', async (_name, spec, message) => {
	clinic.sandbox.faults.add({ ...spec, count: -1 });
	expect(await press()).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	expect(clinic.sandbox.calls.count('*', '/elsewhere')).toBe(0);
});

test.each(['null', '{"data":null}', '{"data":{}}', '{}'])(
	'a token whose test is answered %s is not connected',
	async (body) => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/users', body, count: -1 });
		expect(await press()).toEqual({ status: 'Error', message: expect.stringMatching(/is not the API of VSee Clinic/) });
	},
);

const inBody = (code: number, path: string) =>
	({ kind: 'errorBody', path, body: { code, message: 'No' }, count: -1 }) as const;

test.each([
	['403', { kind: 'status', status: 403, path: '/availability', count: -1 }],
	['401 in a 200', inBody(401, '/availability')],
	['403 in a 200', inBody(403, '/availability')],
] as const)('a key that is answered %s is refused', async (_name, fault) => {
	clinic.sandbox.faults.add(fault);
	expect(await press()).toEqual({
		status: 'Error',
		message: expect.stringMatching(/does not accept “API Key” and “API Secret”/),
	});
});

test.each([
	['the token', inBody(401, '/users'), /does not accept “API Token”/],
	['the account code', inBody(404, '/rooms'), /does not know the account in “Account Code”/],
] as const)('a refusal of %s in a 200 is told by its field', async (_name, fault, message) => {
	clinic.sandbox.faults.add(fault);
	expect(await press()).toEqual({ status: 'Error', message: expect.stringMatching(message) });
});

test.each([
	['refuses the token for what is public', 1, /does not accept “API Token”/],
	['refuses all that is public', -1, /“Account Code”, “API Token” or “API Key” is wrong/],
])('a host that %s', async (_name, count, message) => {
	clinic.sandbox.faults.add({ kind: 'unauthorized', path: '/rooms', count });
	expect(await press()).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	expect(clinic.sandbox.calls.matching('GET', '/rooms').at(-1)?.headers).not.toHaveProperty('x-apitoken');
});

test('a 403 in a 200 for the list of users is the token of a user', async () => {
	clinic.sandbox.faults.add({ ...inBody(403, '/^/users$/') });
	expect(await press()).toMatchObject({ status: 'OK', message: expect.stringMatching(/token of a user/) });
});

test('the key is tested without the token', async () => {
	await press();
	const [{ headers } = { headers: {} }] = clinic.sandbox.calls.matching('GET', '/availability');
	expect(headers).not.toHaveProperty('x-apitoken');
	expect(headers).toHaveProperty('x-apikey', apiKey);
});

test('only reads, and never logs anybody in', async () => {
	for (const more of [{}, { apiToken: patientToken }, { apiToken: '' }]) await press(more);
	expect(clinic.sandbox.calls.list.every(({ method }) => method === 'GET')).toBe(true);
	expect(clinic.sandbox.calls.count('*', '/users/sso')).toBe(0);
});
