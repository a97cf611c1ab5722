import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/VSeeClinic/resources';
import { credentials } from '../../sandbox';
import { SEEDED, slot, TestClinic, told } from './clinic';
import { everyName, least } from './every-operation';

const clinic = TestClinic.use();
const operations = resources.flatMap(({ operations: of }) => of);
const auth = (headers: Record<string, string>) =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-')));
const find = (name: string) => {
	const found = operations.find(({ resource, value }) => `${resource}:${value}` === name);
	if (!found) throw new Error(`no operation ${name}`);
	return found;
};
/** The least parameters of an operation, with this entry in its collection. */
function withEntry(name: string, entry: INodeParameters): INodeParameters {
	const { collection } = find(name);
	const parameters = least(name, clinic);
	const before = parameters[collection];
	return { ...parameters, [collection]: { ...(typeof before === 'object' ? before : {}), ...entry } };
}

test('these tests know every operation of intake, visit and availability', () => {
	const offered = operations
		.filter(({ resource }) => ['intake', 'visit', 'availability'].includes(resource))
		.map(({ resource, value }) => `${resource}:${value}`);
	// bookNext is a run of other operations, with tests of its own.
	expect(offered.filter((name) => name !== 'visit:bookNext').sort()).toEqual([...everyName].sort());
});

describe.each(everyName)('%s', (name) => {
	test('succeeds with the least, every request with the four headers, one item each', async () => {
		const ran = await clinic.run(name, least(name, clinic));
		expect(ran.error).toBeUndefined();
		expect(ran.items.length).toBeGreaterThan(0);
		for (const { pairedItem, json } of ran.items) {
			expect(pairedItem).toEqual({ item: 0 });
			expect(json).not.toHaveProperty('error');
		}
		for (const { headers } of clinic.sandbox.calls.list) {
			expect(auth(headers)).toEqual({
				'x-accountcode': credentials.accountCode,
				'x-apikey': credentials.apiKey,
				'x-apisecret': credentials.apiSecret,
				'x-apitoken': credentials.adminToken,
			});
			expect(headers['accept']).toBe(name === 'visit:downloadSummary' ? '*/*' : 'application/json');
		}
		for (const { method, headers } of clinic.sandbox.calls.list)
			expect(headers['content-type']).toBe(method === 'POST' ? 'application/json' : undefined);
	});

	test('a user token takes the place of the credential’s, nothing else changes', async () => {
		await clinic.run(name, { ...least(name, clinic), options: { userToken: ` ${credentials.providerToken} ` } });
		expect(clinic.sandbox.calls.count()).toBeGreaterThan(0);
		for (const { headers } of clinic.sandbox.calls.list) {
			expect(auth(headers)).toEqual({
				'x-accountcode': credentials.accountCode,
				'x-apikey': credentials.apiKey,
				'x-apisecret': credentials.apiSecret,
				'x-apitoken': credentials.providerToken,
			});
		}
	});

	test('blank fields of the credential send no header', async () => {
		const access = {
			baseUrl: `${clinic.sandbox.url}/`,
			accountCode: ' ',
			apiKey: '',
			apiSecret: '',
			apiToken: credentials.adminToken,
		};
		const ran = await clinic.run(name, least(name, clinic), { credentials: access });
		expect(ran.error).toBeUndefined();
		for (const { headers } of clinic.sandbox.calls.list)
			expect(auth(headers)).toEqual({ 'x-apitoken': credentials.adminToken });
	});

	test.each([
		['an object', { tomorrow: 'new', amount: 2 }],
		['JSON text', '{"tomorrow": "new", "amount": 2}'],
		[
			'pairs',
			[
				{ name: 'tomorrow', value: 'new' },
				{ name: 'amount', value: 2 },
			],
		],
		[
			'the form of a fixed collection',
			{
				parameter: [
					{ name: 'tomorrow', value: 'new' },
					{ name: 'amount', value: 2 },
				],
			},
		],
	])('sends customParameters given as %s', async (_form, customParameters) => {
		const ran = await clinic.run(name, withEntry(name, { customParameters }));
		expect(ran.error).toBeUndefined();
		const { method = '', query, body } = clinic.wire().find((call) => call.method === 'POST') ?? clinic.wire()[0] ?? {};
		if (method === 'POST') expect(body).toMatchObject({ tomorrow: 'new', amount: 2 });
		else expect(query).toMatchObject({ tomorrow: 'new', amount: '2' });
	});

	test('refuses a custom parameter that has a field of its own, naming it', async () => {
		const { fields, optional } = find(name);
		const declared = [...Object.keys(fields), ...Object.keys(optional)];
		for (const parameter of declared) {
			const ran = await clinic.run(name, withEntry(name, { customParameters: { [parameter]: 'x' } }));
			expect(told(ran)).toEqual({
				message: `Custom Parameters contains “${parameter}”, which has a field of its own here`,
				description: expect.stringContaining('Nothing was sent'),
				httpCode: null,
				itemIndex: 0,
			});
		}
		expect(clinic.said).toEqual([]);
	});
});

test.each([
	['visit:create', 'type'],
	['visit:create', 'slot_start'],
	['visit:update', 'version'],
	['visit:close', 'id'],
	['visit:complete', 'status'],
	['visit:start', 'id'],
	['visit:delete', 'id'],
	['visit:removeProvider', 'provider_id'],
])('%s refuses a custom parameter called %s, which it sets itself', async (name, parameter) => {
	const ran = await clinic.run(name, withEntry(name, { customParameters: { [parameter]: 1 } }));
	expect(told(ran).message).toContain(`“${parameter}”`);
	expect(clinic.said).toEqual([]);
});

test('custom parameters of the query: lists joined by commas, objects as JSON, null refused', async () => {
	const run = (customParameters: IDataObject) =>
		clinic.run('visit:getMany', { filters: { customParameters: JSON.stringify(customParameters) } });
	await run({ list: ['a', 'b'], object: { a: 1 }, text: 'ü & ?' });
	expect(clinic.wire()[0]?.query).toEqual({ list: 'a,b', object: '{"a":1}', text: 'ü & ?' });
	const ran = await run({ text: 'a', none: null });
	expect([told(ran).message, clinic.wire()]).toEqual(['Custom Parameters: “none” is empty', [expect.anything()]]);
});

test('options of each item are its own: the token of every item goes with its request', async () => {
	const tokens = [credentials.adminToken, credentials.providerToken];
	const ran = await clinic.run(
		'visit:get',
		{ visit_id: SEEDED.confirmed, options: { userToken: '={{ $json.token }}' } },
		{ items: tokens.map((token) => ({ json: { token } })) },
	);
	expect(ran.error).toBeUndefined();
	expect(clinic.sandbox.calls.list.map(({ headers }) => headers['x-apitoken']).sort()).toEqual([...tokens].sort());
});

test('a key without a token searches for free slots', async () => {
	const { accountCode, apiKey, apiSecret } = credentials;
	const filters = {
		room_code: 'exroom1',
		start: slot().start,
		end: slot(4).end,
		consultation_id: { __rl: true, mode: 'list', value: '6955b8f2-0a1b-4c2d-8e3f-0000000000c1' },
	};
	const ran = await clinic.run(
		'availability:getMany',
		{ filters },
		{ credentials: { baseUrl: clinic.sandbox.url, accountCode, apiKey, apiSecret, apiToken: '' } },
	);
	expect(ran.json.length).toBeGreaterThan(0);
});

test.each([
	'ftp://clinic.example',
	'http://clinic.example/api_v3',
	'clinic',
	'',
	'https://user:pass@clinic.example',
	'https://clinic.example/api?x=1',
])('an API endpoint like %j is refused before anything is sent', async (baseUrl) => {
	const ran = await clinic.run('visit:get', { visit_id: '70001' }, { credentials: { ...clinic.access, baseUrl } });
	expect(told(ran).message).toMatch(/^The API endpoint of the credential/);
	expect(told(ran).description).toMatch(/“API Endpoint”/);
});
