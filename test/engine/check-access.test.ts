import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { credentials } from '../../sandbox';
import { NOW, TestClinic, told } from './clinic';
import { marks } from './marked';

const clinic = TestClinic.use();
const CHECKS = [
	'account',
	'rooms',
	'room',
	'providers',
	'consultations',
	'users',
	'current_user',
	'visits',
	'visits_total_count',
	'visit',
	'visit_room',
	'intake',
	'intake_visit_id',
	'current_visit',
	'availability',
	'availability_without_token',
	'availability_slot_names',
	'visit_summary',
];
const KEYS = ['advice', 'check', 'http_status', 'needed_for', 'result', 'settles', 'shape'];
const quick = { options: { maxRetries: 0, timeout: 5 } };

/** The clinic's visits and slots lie around its own clock: the node looks around the real one. */
async function check(access: Record<string, string> = {}, parameters = {}) {
	const ran = await clinic.run(
		'account:checkAccess',
		{ ...quick, ...parameters },
		{ credentials: { ...clinic.access, ...access } },
	);
	expect(ran.error).toBeUndefined();
	expect(ran.json.map((item) => item.check)).toEqual(CHECKS);
	const isOk = ran.json.filter(({ result }) => result === 'ok').length;
	expect(ran.hints).toEqual([expect.stringContaining(`${isOk} of 18 checks are ok`)]);
	for (const { check: name, result } of ran.json)
		if (result !== 'ok') expect(ran.hints[0]).toMatch(new RegExp(`; ${String(result)}: [^;]*\\b${String(name)}\\b`));
	for (const { json, pairedItem } of ran.items) {
		expect(Object.keys(json).sort()).toEqual(KEYS);
		expect(pairedItem).toEqual({ item: 0 });
		expect(json.needed_for).toMatch(/^[A-Z]/);
		expect(json.advice).toMatch(/^[A-Z].*\.$/);
	}
	return Object.fromEntries(ran.json.map((item) => [String(item.check), item]));
}
const results = (lines: Awaited<ReturnType<typeof check>>) =>
	Object.fromEntries(Object.entries(lines).map(([name, { result }]) => [name, result]));

beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(NOW * 1000);
});
afterEach(() => jest.restoreAllMocks());

test('an admin token can do everything; nothing is written', async () => {
	const lines = await check();
	expect(results(lines)).toEqual(Object.fromEntries(CHECKS.map((name) => [name, 'ok'])));
	expect(Object.values(lines).map(({ http_status }) => http_status)).toEqual(CHECKS.map(() => 200));
	expect(clinic.sandbox.calls.list.every(({ method }) => method === 'GET')).toBe(true);
	expect(lines.intake_visit_id?.settles).toEqual({ point: 12, verdict: 'confirmed' });
	expect(lines.availability_slot_names?.settles).toEqual({ point: 17, verdict: 'confirmed' });
	expect(lines.visits_total_count?.settles).toEqual({ point: 14, verdict: 'confirmed' });
	expect(lines.visit_summary).toMatchObject({
		shape: { content_type: 'application/pdf' },
		settles: { point: 16, verdict: 'confirmed' },
	});
	expect(lines.account?.settles).toBeNull();
});

test('a room is taken from the field when it is given', async () => {
	await check({}, { additionalFields: { room_code: 'exroom2' } });
	expect(clinic.said).toContain('GET /rooms/exroom2');
	expect(clinic.said).not.toContain('GET /rooms/exroom1');
});

test('custom parameters go with every read', async () => {
	const customParameters = { tenant: 'west' };
	expect(results(await check({}, { additionalFields: { customParameters } })).room).toBe('ok');
	expect(clinic.wire().length).toBeGreaterThan(10);
	for (const { query } of clinic.wire()) expect(query).toMatchObject(customParameters);
});

test('a custom parameter that a check sends itself is refused before anything is sent', async () => {
	await check();
	const names = [...new Set(clinic.wire().flatMap(({ query }) => Object.keys(query)))];
	const before = clinic.wire().length;
	expect(names).toContain('consultation_id');
	for (const name of names) {
		const ran = await clinic.run('account:checkAccess', { additionalFields: { customParameters: { [name]: '1' } } });
		expect(told(ran).message).toContain(`Custom Parameters contains “${name}”`);
	}
	expect(clinic.wire()).toHaveLength(before);
});

test('availability without a token sends none, and the key', async () => {
	await check();
	const [, without] = clinic.sandbox.calls.matching('GET', '/availability').map(({ headers }) => headers);
	expect(without).not.toHaveProperty('x-apitoken');
	expect(without).toHaveProperty('x-apikey', credentials.apiKey);
});

test('a patient’s token may not list users', async () => {
	const lines = await check({ apiToken: credentials.patientToken });
	expect(lines.users).toMatchObject({ result: 'refused', http_status: 403, settles: null, shape: null });
	expect(lines.current_user?.result).toBe('ok');
});

test('without a token only what is public can be read', async () => {
	const lines = await check({ apiToken: '' });
	expect(results(lines)).toMatchObject({
		account: 'ok',
		rooms: 'ok',
		room: 'ok',
		providers: 'ok',
		consultations: 'ok',
		users: 'refused',
		visits: 'refused',
		visits_total_count: 'not_checked',
		visit: 'not_checked',
		visit_room: 'not_checked',
		intake: 'not_checked',
		intake_visit_id: 'not_checked',
		visit_summary: 'not_checked',
		availability_without_token: 'ok',
	});
	expect(lines.users?.http_status).toBe(401);
	expect(lines.visit).toMatchObject({ http_status: null, advice: expect.stringMatching(/^Not checked\. /) });
});

test('a host that is not there', async () => {
	const lines = await check({ baseUrl: 'http://127.0.0.1:1/api_v3' });
	expect(new Set(Object.values(results(lines)))).toEqual(new Set(['unreachable', 'not_checked']));
	expect(lines.account).toMatchObject({ http_status: null, advice: expect.stringMatching(/“API Endpoint”/) });
});

describe('a server that is no clinic', () => {
	let server: Server;
	let html: string;
	beforeAll(async () => {
		server = createServer((_request, response) => {
			response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Hello</html>');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		html = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api_v3`;
	});
	afterAll(() => server.close());

	test('is an unknown form', async () => {
		const lines = await check({ baseUrl: html });
		expect(new Set(Object.values(results(lines)))).toEqual(new Set(['unknown_form', 'not_checked']));
	});
});

test.each([
	[429, 'unreachable'],
	[500, 'unreachable'],
	[503, 'unreachable'],
	[404, 'not_found'],
	[403, 'refused'],
	[408, 'refused'],
	[418, 'refused'],
	[302, 'unknown_form'],
])('%i is %s, and stops no other check', async (status, result) => {
	clinic.sandbox.faults.add({ kind: 'status', status, path: '/accounts', count: -1 });
	const lines = await check();
	expect(lines.account).toMatchObject({ result, http_status: status });
	expect(lines.rooms?.result).toBe('ok');
});

test.each([0, '0', null])('a visit_id of %j in the intake is not seen: it names no visit', async (visit_id) => {
	const body = { data: { id: '6955b900-0a1b-4c2d-8e3f-000000000001', visit_id } };
	clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/intakes', body });
	const lines = await check();
	expect(lines.intake_visit_id).toMatchObject({ result: 'not_found', settles: { point: 12, verdict: 'not_seen' } });
});

test('what the reply does not show is not seen, never contradicted', async () => {
	clinic.sandbox.settings.intakeShowsVisit = false;
	const lines = await check();
	expect(lines.intake_visit_id).toMatchObject({ result: 'not_found', settles: { point: 12, verdict: 'not_seen' } });
});

test('another shape is shown, names and types alone', async () => {
	const body = {
		data: { hello: 'Zorvexia', '70001': [{ id: '1' }, { id: 2, Quillmarked: true }], '2026-01-01': null },
	};
	clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/users', body });
	const lines = await check();
	expect(lines.users).toMatchObject({
		result: 'unknown_form',
		http_status: 200,
		shape: {
			data: { '<custom>': 'string', '<id>': [{ id: 'number|string', '<custom>': 'boolean' }], '<day>': 'null' },
		},
	});
});

test('no value of the clinic and none of the credential comes out', async () => {
	const marked = JSON.stringify({ data: { ...marks, id: marks.phone, first_name: marks.first, [marks.email]: 1 } });
	const list = JSON.stringify({ data: [{ ...marks, id: '5550198765', intake: { id: '5550198766', ...marks } }] });
	for (const path of ['/visits/', '/rooms/', '/users/', '/intakes/', '/accounts', '/availability'])
		clinic.sandbox.faults.add({
			kind: 'wrongJson',
			path,
			body: marked,
			count: -1,
			headers: { 'content-type': 'application/json; x=Zorvexia' },
		});
	for (const path of ['/visits', '/users', '/rooms'])
		clinic.sandbox.faults.add({ kind: 'wrongJson', path, body: list, count: -1 });
	const text = JSON.stringify(await check());
	const secrets = [...Object.values(marks), ...Object.values(clinic.access).slice(1)];
	expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
	expect(text).toContain('<custom>');
});

test('the body of a summary is thrown away unread', async () => {
	clinic.sandbox.faults.add({ kind: 'endless', path: '/^/visits/.+/exports/', count: -1 });
	const lines = await check();
	expect(lines.visit_summary).toMatchObject({ http_status: 200 });
});
