import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { ADA, CONTINUE, iso, SEEDED, slot, TestClinic, told } from './clinic';

type FaultSpec = Parameters<Sandbox['faults']['add']>[0];

const clinic = TestClinic.use();
const visit = SEEDED.confirmed;
const moved = slot(3);

interface Kind {
	effect: string;
	operation: string;
	method: string;
	parameters: INodeParameters;
	start: () => string;
}
const read: Kind = {
	effect: 'read',
	operation: 'visit:get',
	method: 'GET',
	parameters: { visit_id: visit },
	start: () => iso(clinic.sandbox.clinic.visit(visit).start ?? 0),
};
const replace: Kind = {
	effect: 'replace',
	operation: 'visit:update',
	method: 'POST',
	parameters: { visit_id: visit, updateFields: { ...moved } },
	start: () => iso(moved.start),
};

/** Faults after which nobody knows whether the request was processed. */
const doubtful: Array<[string, FaultSpec, RegExp, string | null]> = [
	...(['before', 'after'] as const).flatMap((when): Array<[string, FaultSpec, RegExp, string | null]> => [
		[`a reset ${when} processing`, { kind: 'reset', when }, /connection to VSee Clinic was lost/, null],
		[`no answer in time, ${when} processing`, { kind: 'hang', when }, /did not answer in time/, null],
		...[500, 502, 503, 504].map((status): [string, FaultSpec, RegExp, string | null] => [
			`a ${status} ${when} processing`,
			{ kind: 'status', status, when },
			new RegExp(`could not process the request \\(status ${status}\\)`),
			String(status),
		]),
	]),
	['half an answer', { kind: 'half' }, /connection to VSee Clinic was lost/, null],
	['JSON cut in half', { kind: 'truncatedJson' }, /broke off before its end/, '200'],
	['a length that is not true', { kind: 'wrongLength', size: 5 }, /connection to VSee Clinic was lost/, null],
];

/** Answers that say no, and answers that are no answer: sent once, whatever Max Retries says. */
const final: Array<[string, FaultSpec, RegExp, RegExp, string]> = [
	[
		'401',
		{ kind: 'unauthorized' },
		/^VSee Clinic does not accept the token or key: Invalid token$/,
		/“API Token”/,
		'401',
	],
	[
		'403',
		{ kind: 'status', status: 403, body: { code: 403, message: 'This needs an admin token' } },
		/^VSee Clinic refused this: This needs an admin token$/,
		/does not have the right/,
		'403',
	],
	[
		'404',
		{ kind: 'status', status: 404, body: { code: 404, message: 'Visit not found' } },
		/^VSee Clinic refused this: Visit not found$/,
		/IDs and codes/,
		'404',
	],
	[
		'409',
		{ kind: 'status', status: 409, body: { code: 409, message: 'This slot is no longer available' } },
		/^VSee Clinic refused this: This slot is no longer available$/,
		/does not allow this now|choose another free slot/,
		'409',
	],
	[
		'400 with a body code of its own',
		{ kind: 'status', status: 400, body: { code: 404, message: 'end must be after start' } },
		/refused this: end must be after start/,
		/Check the values/,
		'400',
	],
	[
		'422 without words',
		{ kind: 'status', status: 422, body: {} },
		/^VSee Clinic refused this with status 422$/,
		/Check the values/,
		'422',
	],
	['a redirect', { kind: 'redirect' }, /redirects to another address/, /“API Endpoint”/, '302'],
	[
		'a redirect that keeps the method',
		{ kind: 'redirect', status: 307 },
		/redirects to another address/,
		/“API Endpoint”/,
		'307',
	],
	['a web page', { kind: 'html' }, /web page instead of data/, /“API Endpoint”/, '200'],
	[
		'an error body in a 200',
		{ kind: 'errorBody' },
		/^VSee Clinic refused this: Something is not right with this request$/,
		/Check the values/,
		'200',
	],
	[
		'text in place of JSON',
		{ kind: 'wrongJson', body: 'all is well', headers: { 'content-type': 'text/plain' } },
		/not the data of VSee Clinic/,
		/“API Endpoint”/,
		'200',
	],
];

describe.each([read, replace])('a $effect', ({ operation, method, parameters, start }) => {
	const path = `/visits/${visit}`;
	const breakDown = (spec: FaultSpec, count: number) => clinic.sandbox.faults.add({ ...spec, method, path, count });
	const calls = () => clinic.sandbox.calls.count(method, path);
	const after = (maxRetries: number, spec: FaultSpec) => ({
		...parameters,
		options: { maxRetries, timeout: spec.kind === 'hang' ? 0.6 : 5 },
	});

	test.each(doubtful)('is sent again after %s', async (_name, spec) => {
		breakDown(spec, 1);
		const expected = start();
		const ran = await clinic.run(operation, after(1, spec));
		expect(ran.error).toBeUndefined();
		expect(calls()).toBe(2);
		expect(ran.json).toEqual([expect.objectContaining({ id: visit, start: expected, member_id: ADA })]);
		expect(iso(clinic.sandbox.clinic.visit(visit).start ?? 0)).toBe(expected);
	});

	test.each(doubtful)('tells of %s that does not pass', async (_name, spec, message, httpCode) => {
		breakDown(spec, -1);
		const ran = await clinic.run(operation, after(0, spec));
		expect(calls()).toBe(1);
		expect(told(ran)).toEqual({
			message: expect.stringMatching(message),
			description: expect.stringMatching(/may not have been made|Nothing was changed/),
			httpCode,
			itemIndex: 0,
		});
	});

	test.each(final)('stops after %s', async (_name, spec, message, description, httpCode) => {
		breakDown(spec, -1);
		const ran = await clinic.run(operation, { ...parameters, options: { maxRetries: 4 } });
		expect(calls()).toBe(1);
		expect(clinic.sandbox.calls.count('*', '/elsewhere')).toBe(0);
		expect(told(ran)).toEqual({
			message: expect.stringMatching(message),
			description: expect.stringMatching(description),
			httpCode,
			itemIndex: 0,
		});
	});

	test.each([
		...doubtful.map(([name, spec, message]) => [name, spec, message] as const),
		...final.map(([name, spec, message]) => [name, spec, message] as const),
	])('with Continue On Fail, %s leaves one line and the other items', async (_name, spec, message) => {
		breakDown(spec, 1);
		const items = [{ json: { n: 0 } }, { json: { n: 1 } }];
		const ran = await clinic.run(operation, { ...after(0, spec) }, { items, node: CONTINUE });
		expect(ran.error).toBeUndefined();
		expect(ran.items).toEqual([
			{ json: { error: expect.any(String) }, pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ id: visit }), pairedItem: { item: 1 } },
		]);
		const line = String(ran.json[0]?.error);
		expect(line).toMatch(new RegExp(message.source.replace('$', '\\.')));
		expect(line).not.toMatch(/[\r\n]/);
		expect(calls()).toBe(2);
	});

	test('is tried as often as Max Retries says, not once more', async () => {
		breakDown({ kind: 'status', status: 503 }, -1);
		const started = Date.now();
		const ran = await clinic.run(operation, after(2, { kind: 'status' }));
		expect(calls()).toBe(3);
		expect(Date.now() - started).toBeGreaterThanOrEqual(200 + 400);
		expect(ran.error?.failure).toEqual({ cause: 'temporarily-unavailable' });
	});
});

test('a read stops at JSON of a form that it does not know, and is sent again after an empty body', async () => {
	clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/visits', count: -1 });
	expect(told(await clinic.run('visit:get', { visit_id: visit })).message).toBe(
		'VSee Clinic answered in a form that this node does not know',
	);
	expect(clinic.said).toEqual([`GET /visits/${visit}`]);
	clinic.sandbox.reset();
	clinic.sandbox.faults.add({ kind: 'emptyBody', path: '/visits' });
	const ran = await clinic.run('visit:get', { visit_id: visit, options: { maxRetries: 1 } });
	expect(ran.json).toEqual([expect.objectContaining({ id: visit })]);
	expect(clinic.said).toEqual([`GET /visits/${visit}`, `GET /visits/${visit}`]);
});

test.each(['wrongJson', 'emptyBody'] as const)(
	'a replace takes a 200 with %s for done when the record shows the change: the replies are not known',
	async (kind) => {
		clinic.sandbox.faults.add({ kind, path: '/visits' });
		const ran = await clinic.run('visit:update', { visit_id: visit, updateFields: { ...moved } });
		expect(ran.json).toEqual([{ id: visit, success: true }]);
		expect(clinic.said).toEqual([`POST /visits/${visit}`, `GET /visits/${visit}`]);
	},
);

test('an item that fails without Continue On Fail names its index', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 404, path: '/visits', skip: 2 });
	const items = [0, 1, 2, 3].map((n) => ({ json: { n } }));
	const ran = await clinic.run('visit:get', { visit_id: visit, options: { requestsAtOnce: 1 } }, { items });
	expect(told(ran).itemIndex).toBe(2);
	expect(ran.items).toEqual([]);
	expect(clinic.sandbox.calls.count()).toBe(3);
});

test('a failed item leaves by the error output when the node has one', async () => {
	const items = ['nosuchvisit', visit].map((id) => ({ json: { id } }));
	const ran = await clinic.run(
		'visit:get',
		{ visit_id: '={{ $json.id }}' },
		{ items, node: { onError: 'continueErrorOutput' } },
	);
	expect(ran.json).toEqual([expect.objectContaining({ id: visit })]);
	expect(ran.errorItems.map(({ json }) => json)).toEqual([
		{ id: 'nosuchvisit', error: expect.stringMatching(/^VSee Clinic refused this: Visit not found\. /) },
	]);
});
