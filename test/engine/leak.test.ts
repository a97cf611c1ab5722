import { inspect } from 'node:util';

import type { INodeParameters } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';

import { resources } from '../../nodes/VSeeClinic/resources';
import type { Sandbox } from '../../sandbox';
import { ADA, CONTINUE, RETRY, TestClinic } from './clinic';
import type { Ran } from './engine';
import { everyName, least } from './every-operation';

type FaultSpec = Parameters<Sandbox['faults']['add']>[0];

const clinic = TestClinic.use();
/** Every one of these is fictitious, and may stand nowhere but in the items that the node returns. */
const marks = {
	name: 'Zorvexia Quillmarked', first: 'Zorvexia', last: 'Quillmarked', dob: '1987-06-05', reason: 'zyntharia quorblax since the fifth', phone: '5550198765',
	userToken: 'marked-user-token-77aa', apiToken: 'marked-admin-token-88bb', apiKey: 'marked-key-99cc', apiSecret: 'marked-secret-11dd',
};
/** What a careless clinic might say: everything that it was sent, with the token that it was sent. */
const echoed = (token: string) => `${marks.name} (born ${marks.dob}, phone ${marks.phone}) asked for "${marks.reason}" with ${token}, ${marks.apiKey} and ${marks.apiSecret}`;

let printed: string[];
beforeEach(() => {
	printed = [];
	const keep = (...words: unknown[]) => void printed.push(inspect(words, { depth: Infinity, showHidden: true }));
	for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) jest.spyOn(console, name).mockImplementation(keep);
	for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
	LoggerProxy.init({ debug: keep, info: keep, warn: keep, error: keep });
	const { people, tokens } = clinic.sandbox.clinic;
	const ada = people.get(ADA);
	if (ada) Object.assign(ada, { firstName: marks.first, lastName: marks.last, dob: marks.dob, phone: marks.phone });
	for (const token of [marks.userToken, marks.apiToken]) tokens.set(token, { personId: '800001', expiry: null });
});
afterEach(() => jest.restoreAllMocks());

/** All that the node, or n8n because of the node, adds to an execution beside the items: what n8n keeps and shows. */
function added({ run, hints, json }: Ran): string {
	const { resultData, executionData, ...rest } = run.data;
	const tasks = Object.values(resultData.runData).flat().map((task) => ({ ...task, data: undefined }));
	const kept = { rest, error: resultData.error, tasks, context: executionData?.contextData, metadata: executionData?.metadata, hints, failed: json.filter((item) => 'error' in item) };
	return `${JSON.stringify(kept)} ${inspect(kept, { depth: Infinity, showHidden: true })} ${printed.join('\n')}`;
}

function expectNoMarks(ran: Ran): void {
	const text = added(ran);
	expect(Object.entries(marks).filter(([, mark]) => text.toLowerCase().includes(mark.toLowerCase())).map(([name]) => name)).toEqual([]);
}

/** The least of an operation, and all marks through expressions of the item: literals would be the workflow's own. */
function marked(name: string): INodeParameters {
	const operation = resources.flatMap(({ operations }) => operations).find(({ resource, value }) => `${resource}:${value}` === name);
	const collection = operation?.collection ?? 'additionalFields';
	const parameters = least(name, clinic);
	const before = parameters[collection];
	const spoken = operation && 'reason_for_visit' in operation.optional ? { reason_for_visit: '={{ $json.reason }}', phone: '={{ $json.phone }}', member_id: ADA } : {};
	return {
		...parameters, options: { userToken: '={{ $json.userToken }}', maxRetries: 0, timeout: 5 },
		[collection]: { ...(typeof before === 'object' ? before : {}), ...spoken, customParameters: '={{ { patient_name: $json.name, dob: $json.dob, own_reason: $json.reason, own_phone: $json.phone } }}' },
	};
}

const access = () => ({ ...clinic.access, apiToken: marks.apiToken, apiKey: marks.apiKey, apiSecret: marks.apiSecret });
const items = [{ json: marks }, { json: marks }];
const failuresThat = (echo: string): Array<[string, FaultSpec]> => [
	...[400, 401, 404, 500].map((status): [string, FaultSpec] => [`${status} that repeats everything`, { kind: 'status', status, body: { code: status, message: echo, errors: { echo } } }]),
	['an error body that repeats everything', { kind: 'errorBody', body: { code: 400, message: echo } }],
	['a 429 that repeats everything', { kind: 'status', status: 429, body: { code: 429, message: echo }, headers: { 'retry-after': '99' } }],
	['a web page', { kind: 'html' }],
	['JSON of another form', { kind: 'wrongJson', body: { data: { echo } } }],
	['text', { kind: 'wrongJson', body: echo, headers: { 'content-type': 'text/plain' } }],
	['a redirect that carries everything', { kind: 'redirect', location: `https://elsewhere.example/?${encodeURIComponent(echo)}`, headers: { 'x-echo': encodeURIComponent(echo) } }],
	['a reset', { kind: 'reset' }],
	['a reset after processing', { kind: 'reset', when: 'after' }],
	['JSON cut in half', { kind: 'truncatedJson' }],
];

describe.each(everyName)('%s', (name) => {
	test('on success, nothing is kept beside the items', async () => {
		const ran = await clinic.run(name, marked(name), { credentials: access(), items: [{ json: marks }] });
		expect(ran.error).toBeUndefined();
		expect(clinic.sandbox.calls.list[0]?.headers['x-apitoken']).toBe(marks.userToken);
		expectNoMarks(ran);
		expect(JSON.stringify(ran.items)).not.toMatch(/marked-(user-token|admin-token|key|secret)/);
	});

	test('however it fails, neither the error nor anything else says what was sent', async () => {
		const method = ['visit:create', 'visit:createWalkIn', 'visit:createEConsult'].includes(name) ? 'POST' : undefined;
		for (const [token, userToken, node] of [[marks.userToken, '={{ $json.userToken }}', {}], [marks.apiToken, '', CONTINUE]] as const) {
			for (const [, spec] of failuresThat(echoed(token))) {
				clinic.sandbox.faults.clear();
				clinic.sandbox.faults.add({ ...spec, count: -1, method });
				expectNoMarks(await clinic.run(name, { ...marked(name), options: { userToken, maxRetries: 0, timeout: 5 } }, { credentials: access(), items, node }));
			}
		}
		expect(clinic.sandbox.calls.count()).toBeGreaterThan(failuresThat('').length);
	});
});

test('what is entered and cannot be read is not repeated', async () => {
	const entered: Array<[string, INodeParameters]> = [
		['visit:get', { visit_id: '={{ $json.reason }}' }],
		['visit:get', { visit_id: '1', options: { userToken: '={{ $json.userToken + " " + $json.name }}' } }],
		['visit:create', { intake_id: 'x', room_code: 'exroom1', start: '={{ $json.reason }}', end: '={{ $json.dob }}' }],
		['visit:close', { visit_id: '1', reason: '={{ $json.reason }}' }],
		['intake:create', { room_code: 'exroom1', additionalFields: { type: '={{ $json.name }}' } }],
		['intake:create', { room_code: 'exroom1', additionalFields: { customParameters: '={{ $json.reason }}' } }],
		['intake:update', { intake_id: 'x', updateFields: { consultation: '={{ $json.reason }}' } }],
		['visit:getMany', { filters: { status: '={{ $json.name }}' } }],
	];
	for (const [operation, parameters] of entered) {
		for (const node of [{}, CONTINUE]) {
			const ran = await clinic.run(operation, parameters, { credentials: access(), items, node });
			expect(ran.error ?? ran.json[0]?.error).toBeDefined();
			expectNoMarks(ran);
		}
	}
	expect(clinic.said).toEqual([]);
});

test('Retry On Fail and its ledger keep ids and hashes only', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', skip: 1, count: -1, body: { code: 400, message: echoed(marks.userToken) } });
	const ran = await clinic.run('intake:create', marked('intake:create'), { credentials: access(), items, node: RETRY });
	expect(clinic.sandbox.calls.count('POST')).toBe(4);
	expectNoMarks(ran);
});

test('this test would see a leak', async () => {
	const ran = await clinic.run('visit:get', { visit_id: '70001' }, { credentials: access() });
	console.error(marks.name);
	expect(() => expectNoMarks(ran)).toThrow();
});
