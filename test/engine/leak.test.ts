import { inspect } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';

import { resources } from '../../nodes/VSeeClinic/resources';
import type { Sandbox } from '../../sandbox';
import { ADA, CONTINUE, RETRY, TestClinic } from './clinic';
import type { Ran } from './engine';
import { everyOperation } from './every-operation';
import { echoed, marked, markedItem, marks } from './marked';

type FaultSpec = Parameters<Sandbox['faults']['add']>[0];

const clinic = TestClinic.use();
const operations = resources
	.flatMap(({ operations: of }) => of)
	.map((operation) => [`${operation.resource}:${operation.value}`, operation] as const);

let printed: string[];
beforeEach(() => {
	printed = [];
	const keep = (...words: unknown[]) => void printed.push(inspect(words, { depth: Infinity, showHidden: true }));
	for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
		jest.spyOn(console, name).mockImplementation(keep);
	for (const stream of [process.stdout, process.stderr])
		jest.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
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
	const tasks = Object.values(resultData.runData)
		.flat()
		.map((task) => ({ ...task, data: undefined }));
	const kept = {
		rest,
		error: resultData.error,
		tasks,
		context: executionData?.contextData,
		metadata: executionData?.metadata,
		hints,
		failed: json.filter((item) => 'error' in item),
	};
	return `${JSON.stringify(kept)} ${inspect(kept, { depth: Infinity, showHidden: true })} ${printed.join('\n')}`;
}

function expectNoMarks(ran: Ran): void {
	const text = added(ran);
	seen.runs++;
	seen.read += text.length;
	expect(
		Object.entries(marks)
			.filter(([, mark]) => text.toLowerCase().includes(mark.toLowerCase()))
			.map(([name]) => name),
	).toEqual([]);
}

const access = () => ({ ...clinic.access, apiToken: marks.apiToken, apiKey: marks.apiKey, apiSecret: marks.apiSecret });
const items = [markedItem, markedItem];
const failuresThat = (echo: string): Array<[string, FaultSpec]> => [
	...[400, 401, 404, 500].map((status): [string, FaultSpec] => [
		`${status} that repeats everything`,
		{ kind: 'status', status, body: { code: status, message: echo, errors: { echo } } },
	]),
	['an error body that repeats everything', { kind: 'errorBody', body: { code: 400, message: echo } }],
	[
		'a 429 that repeats everything',
		{ kind: 'status', status: 429, body: { code: 429, message: echo }, headers: { 'retry-after': '99' } },
	],
	['a web page', { kind: 'html' }],
	['JSON of another form', { kind: 'wrongJson', body: { data: { echo } } }],
	['text', { kind: 'wrongJson', body: echo, headers: { 'content-type': 'text/plain' } }],
	[
		'a redirect that carries everything',
		{
			kind: 'redirect',
			location: `https://elsewhere.example/?${encodeURIComponent(echo)}`,
			headers: { 'x-echo': encodeURIComponent(echo) },
		},
	],
	['a reset', { kind: 'reset' }],
	['a reset after processing', { kind: 'reset', when: 'after' }],
	['JSON cut in half', { kind: 'truncatedJson' }],
];

/** Failures that were met, and characters that were read for marks. */
const seen = { runs: 0, failed: 0, read: 0 };
afterAll(() =>
	process.stderr.write(
		`leaks: ${seen.runs} runs of ${operations.length} operations, ${seen.failed} failed; ${seen.read} characters read for ${Object.keys(marks).length} marks\n`,
	),
);

describe.each(operations)('%s', (name, operation) => {
	test('when all is well, nothing is kept beside the items', async () => {
		const ran = await clinic.run(name, marked(operation, clinic), { credentials: access(), items: [markedItem] });
		if (name in everyOperation) expect(ran.error).toBeUndefined();
		if (clinic.sandbox.calls.list[0]) expect(clinic.sandbox.calls.list[0].headers['x-apitoken']).toBe(marks.userToken);
		expectNoMarks(ran);
		if (name !== 'user:createPortalLink')
			expect(JSON.stringify(ran.items)).not.toMatch(/marked-(user-token|admin-token|key|secret)/);
	});

	test('however it fails, neither the error nor anything else says what was sent, or what the clinic knows', async () => {
		if (name === 'user:createPortalLink') return;
		// Every request is struck, or the writes alone, which come after reads that went well.
		const methods = operation.effect === 'create' && name.startsWith('visit:') ? ['POST'] : [undefined];
		for (const method of [...methods, ...(name === 'visit:bookNext' ? [undefined] : [])]) {
			for (const [token, userToken, node] of [
				[marks.userToken, '={{ $json.userToken }}', {}],
				[marks.apiToken, '', CONTINUE],
			] as const) {
				for (const [, spec] of failuresThat(echoed(token))) {
					clinic.sandbox.faults.clear();
					clinic.sandbox.faults.add({ ...spec, count: -1, method });
					const parameters = marked(operation, clinic);
					const ran = await clinic.run(
						name,
						{ ...parameters, options: { ...Object(parameters.options), userToken } },
						{ credentials: access(), items, node },
					);
					expectNoMarks(ran);
					seen.failed += Number(ran.error !== undefined || ran.json.some((item) => 'error' in item));
				}
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
	clinic.sandbox.faults.add({
		kind: 'status',
		status: 400,
		method: 'POST',
		skip: 1,
		count: -1,
		body: { code: 400, message: echoed(marks.userToken) },
	});
	const ran = await clinic.run(
		'intake:create',
		{
			room_code: 'exroom1',
			additionalFields: {
				reason_for_visit: '={{ $json.reason }}',
				customParameters: '={{ ({ own_name: $json.name }) }}',
			},
			options: { userToken: '={{ $json.userToken }}' },
		},
		{ credentials: access(), items, node: RETRY },
	);
	expect(clinic.sandbox.calls.count('POST')).toBe(4);
	expectNoMarks(ran);
});

test('this test would see a leak', async () => {
	const ran = await clinic.run('visit:get', { visit_id: '70001' }, { credentials: access() });
	console.error(marks.name);
	expect(() => expectNoMarks(ran)).toThrow();
});
