import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultSpec } from '../../sandbox/http/faults';
import { CONTINUE, iso, SEEDED, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const id = SEEDED.confirmed;
const moved = slot(3);
const PROVIDER = '800003';
const options = { maxRetries: 0 };
const visit = () => clinic.sandbox.clinic.visit(id);
/** The clinic answers the next change like this, and carries it out or not. */
const once = (data: unknown, when: 'after' | 'before' = 'before'): void =>
	void clinic.sandbox.faults.add({
		kind: 'wrongJson',
		when,
		method: 'POST',
		path: '/visits',
		body: JSON.stringify({ data }),
	});

interface Case {
	operation: string;
	parameters: INodeParameters;
	/** A reply that shows the state before. */
	old: () => IDataObject;
	/** What the visit is in fact when the clinic did nothing, as the error says it. */
	message: RegExp;
	path: string;
}

const checked: Case[] = [
	{
		operation: 'visit:update',
		parameters: { visit_id: id, updateFields: { ...moved }, options },
		old: () => ({ id, start: String(visit().start), status: '20' }),
		message: /^Visit 30000000007 was not changed: .* the visit still begins at 20/,
		path: `/visits/${id}`,
	},
	{
		operation: 'visit:update',
		parameters: { visit_id: id, updateFields: { provider_id: PROVIDER }, options },
		old: () => ({ id, provider_id: '800002', status: '20' }),
		message: /^Visit 30000000007 was not changed: .* its provider is 800002$/,
		path: `/visits/${id}`,
	},
	{
		operation: 'visit:assignProvider',
		parameters: { visit_id: id, provider_id: PROVIDER, options },
		old: () => ({ id, provider_id: null, status: '20' }),
		message: /^Visit 30000000007 was not changed: .* its provider is 800002$/,
		path: `/visits/${id}`,
	},
	{
		operation: 'visit:removeProvider',
		parameters: { visit_id: id, options },
		old: () => ({ id, provider_id: 800002, status: '20' }),
		message: /^Visit 30000000007 was not changed: .* its provider is 800002$/,
		path: `/visits/${id}`,
	},
	{
		operation: 'visit:start',
		parameters: { visit_id: id, options },
		old: () => ({ id, status: 20 }),
		message: /^Visit 30000000007 was not started: .* the visit is confirmed$/,
		path: '/visits/inprogress',
	},
	{
		operation: 'visit:complete',
		parameters: { visit_id: id, options },
		old: () => ({ id, status: '25' }),
		message: /^Visit 30000000007 was not completed: .* the visit is confirmed$/,
		path: '/visits/close',
	},
];

describe.each(checked)('$operation $parameters.updateFields', ({ operation, parameters, old, message, path }) => {
	const calls = [`POST ${path}`, `GET /visits/${id}`];

	test.each<[string, () => unknown]>([
		['nothing', () => ({})],
		['an acknowledgement', () => ({ id })],
		['another visit', () => ({ id: '70001', start: '1', provider_id: '9', status: '40' })],
		['the state before', old],
	])(
		'a reply that shows %s is checked by one read, and a visit that was not changed is an error',
		async (_what, data) => {
			once(data());
			const ran = await clinic.run(operation, parameters);
			expect(told(ran)).toMatchObject({ message: expect.stringMatching(message), itemIndex: 0 });
			expect(ran.error?.message).toMatch(/Look at this visit in VSee Clinic/);
			expect(ran.items).toEqual([]);
			expect(clinic.said).toEqual(calls);
		},
	);

	test('with Continue On Fail that is the item’s one line', async () => {
		once({});
		const ran = await clinic.run(operation, parameters, { node: CONTINUE });
		expect(ran.json).toEqual([{ error: expect.stringMatching(new RegExp(message.source.replace('$', ''))) }]);
	});

	test.each<[string, () => unknown]>([
		['nothing', () => ({})],
		['the state before', old],
	])('a change that was made is a success, though the reply shows %s', async (_what, data) => {
		once(data(), 'after');
		const ran = await clinic.run(operation, parameters);
		expect(ran.error).toBeUndefined();
		expect(ran.json).toEqual([expect.objectContaining({ id })]);
		expect(ran.hints).toEqual([]);
		expect(clinic.said).toEqual(calls);
	});

	test('a provider that only the record of the reply names is the one assigned: no read', async () => {
		once({ id, status: 20, provider: { id: 800003 } });
		const ran = await clinic.run('visit:assignProvider', { visit_id: id, provider_id: PROVIDER });
		expect([ran.json[0]?.provider_id, ran.hints, clinic.wire('GET')]).toEqual([PROVIDER, [], []]);
	});

	describe('carried out, its reply lost, and refused when it is sent again', () => {
		const again = { ...parameters, options: { maxRetries: 1 } };
		const at = { method: 'POST', path };
		const refusal = { kind: 'status', status: 409, when: 'before', ...at } as const;
		const lostThenRefused = (refused: FaultSpec = refusal): void => {
			clinic.sandbox.faults.add({ kind: 'status', status: 502, when: 'after', ...at });
			clinic.sandbox.faults.add(refused);
		};

		test.each<[string, FaultSpec]>([
			['with a status that says so', refusal],
			['in a body with a good status', { ...refusal, status: 200, body: { code: 409, message: 'Not now' } }],
			['by a web page in its place', { kind: 'html', when: 'before', ...at }],
		])('is a success when the visit shows the change: %s', async (_how, refused) => {
			lostThenRefused(refused);
			const ran = await clinic.run(operation, again);
			expect(ran.error).toBeUndefined();
			expect(ran.json).toEqual([expect.objectContaining({ id })]);
			expect(clinic.said).toEqual([`POST ${path}`, ...calls]);
		});

		test('is never said to have changed nothing when the visit cannot be read', async () => {
			lostThenRefused();
			clinic.sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: '/visits', count: -1 });
			const { message, description } = told(await clinic.run(operation, again));
			expect(message).toMatch(/^VSee Clinic refused this/);
			expect(description).toMatch(/^An earlier try of this change, whose answer was lost, may have been carried out/);
		});
	});

	test.each([403, 404, 500])('a read that fails with %i changes nothing, but adds a hint', async (status) => {
		once({});
		clinic.sandbox.faults.add({ kind: 'status', status, method: 'GET', path: '/visits', count: -1 });
		const ran = await clinic.run(operation, parameters);
		expect(ran.json).toEqual([{ id, success: true }]);
		expect(ran.hints).toEqual([expect.stringMatching(/did not show it afterwards/)]);
	});

	test('a reply that shows the state before is not believed when the visit cannot be read', async () => {
		once(old());
		clinic.sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: '/visits', count: -1 });
		const ran = await clinic.run(operation, parameters);
		expect(told(ran).message).toMatch(/^Visit 30000000007 was not (changed|started|completed)/);
	});

	test('a reply that shows the change is believed at once', async () => {
		const ran = await clinic.run(operation, parameters);
		expect(ran.error).toBeUndefined();
		expect(clinic.said).toEqual(calls.slice(0, 1));
	});
});

test.each([
	['visit:complete', 'completed'],
	['visit:start', 'started'],
])('%s that cancels the visit is a loud error', async (operation, wanted) => {
	visit().status = 40;
	once({});
	const ran = await clinic.run(operation, { visit_id: id, options });
	expect(told(ran).message).toBe(`Visit ${id} was cancelled instead of ${wanted}`);
	expect(ran.error?.message).toMatch(/experimental: do not use it in this clinic again/);
});

describe.each([
	['visit:close', { visit_id: id, reason: 'call_ended', options }],
	['visit:delete', { visit_id: id, options }],
])('%s', (operation, parameters) => {
	test.each([10, '20', 25])('a reply with status %j is not believed', async (status) => {
		once({ id, status });
		expect(told(await clinic.run(operation, parameters)).message).toBe(
			`Visit ${id} was not closed: VSee Clinic reported success, but the visit is confirmed`,
		);
	});

	test.each([30, '40', 50, 77])('a reply with status %j is believed, as is one without', async (status) => {
		once({ id, status });
		expect((await clinic.run(operation, parameters)).json).toHaveLength(1);
		once({});
		expect((await clinic.run(operation, parameters)).json).toHaveLength(1);
		expect(clinic.sandbox.calls.count('GET')).toBe(0);
	});
});

test('an update of custom parameters alone is believed: there is nothing to compare', async () => {
	once({});
	const ran = await clinic.run('visit:update', { visit_id: id, updateFields: { customParameters: { note: 'x' } } });
	expect(ran.json).toEqual([{ id, success: true }]);
	expect(clinic.sandbox.calls.count('GET')).toBe(0);
});

describe('half of a pair of times', () => {
	const length = () => (visit().end ?? NaN) - (visit().start ?? NaN);

	test('Start alone keeps the length', async () => {
		const before = length();
		const ran = await clinic.run('visit:update', { visit_id: id, updateFields: { start: iso(moved.start) } });
		const end = moved.start + before;
		expect(clinic.wire('POST')[0]?.body).toEqual({ slot_start: moved.start, start: moved.start, slot_end: end, end });
		expect(ran.json).toEqual([expect.objectContaining({ start: iso(moved.start), end: iso(end) })]);
	});

	test('End alone keeps the length', async () => {
		const start = moved.end - length();
		await clinic.run('visit:update', { visit_id: id, updateFields: { end: iso(moved.end) } });
		expect(clinic.wire('POST')[0]?.body).toEqual({ slot_start: start, start, slot_end: moved.end, end: moved.end });
	});

	test.each([
		['start', 'End'],
		['end', 'Start'],
	] as const)('%s alone is refused, naming %s, when the visit cannot be read', async (given, missing) => {
		for (const fault of [
			{ kind: 'status' as const, status: 403 },
			{ kind: 'wrongJson' as const, body: { data: { id, start: null, end: null } } },
		]) {
			clinic.sandbox.faults.clear();
			clinic.sandbox.faults.add({ ...fault, method: 'GET', path: '/visits', count: -1 });
			const ran = await clinic.run('visit:update', { visit_id: id, updateFields: { [given]: moved[given] }, options });
			expect(told(ran).message).toBe(`${missing} is needed: the visit could not be read to keep its length`);
			expect(ran.error?.message).toContain('Give both Start and End');
		}
		expect(clinic.sandbox.calls.count('POST')).toBe(0);
	});

	test('both ends, or none, need no read', async () => {
		await clinic.run('visit:update', { visit_id: id, updateFields: { ...moved } });
		await clinic.run('visit:update', { visit_id: id, updateFields: { provider_id: PROVIDER } });
		expect(clinic.sandbox.calls.count('GET')).toBe(0);
	});
});

describe('advice for a conflict fits what was asked', () => {
	const intake_id = () => clinic.intake();
	test.each<[string, string, () => INodeParameters, RegExp]>([
		['visit:update', 'a new time', () => ({ visit_id: id, updateFields: { ...moved } }), /choose another free slot/],
		[
			'visit:update',
			'a provider',
			() => ({ visit_id: id, updateFields: { provider_id: PROVIDER } }),
			/changed meanwhile/,
		],
		[
			'visit:update',
			'a time that has passed',
			() => ({ visit_id: id, updateFields: { start: 1_600_000_000, end: 1_600_000_900 } }),
			/Start lies in the past/,
		],
		['visit:close', 'a reason', () => ({ visit_id: id, reason: 'call_ended' }), /changed meanwhile/],
		[
			'visit:create',
			'a time',
			() => ({ intake_id: intake_id(), room_code: 'exroom1', ...slot() }),
			/choose another free slot of Availability\. If the intake has a visit already/,
		],
		[
			'visit:create',
			'a time that has passed',
			() => ({ intake_id: intake_id(), room_code: 'exroom1', start: 1_600_000_000, end: 1_600_000_900 }),
			/Start lies in the past/,
		],
		[
			'visit:createWalkIn',
			'an intake',
			() => ({ intake_id: intake_id(), room_code: 'exroom1' }),
			/create a new intake/,
		],
		[
			'visit:createEConsult',
			'an intake',
			() => ({ intake_id: intake_id(), room_code: 'exroom1' }),
			/create a new intake/,
		],
	])('%s with %s', async (operation, _what, parameters, advice) => {
		const refusal = {
			kind: 'status',
			status: 409,
			method: 'POST',
			body: { code: 409, message: 'Not allowed' },
		} as const;
		clinic.sandbox.faults.add({ ...refusal, path: '/visits' });
		const ran = await clinic.run(operation, parameters());
		expect(ran.error?.message).toMatch(/^VSee Clinic refused this: Not allowed\. /);
		expect(ran.error?.message).toMatch(advice);
	});
});
