import { executionsOf, finishedExecution, runWorkflow } from '../../start/n8n-client.mjs';
import { lab } from './running-lab';
import { deliver, until } from './trigger-lab';

let examples: Record<string, string>;
beforeAll(async () => {
	examples = await lab.examples();
});
beforeEach(() => {
	lab.sandbox.reset();
	lab.collector.received.length = 0;
	lab.collector.holds = false;
});

const event = (id: string, more = {}) => ({
	version: '1.0',
	id: `6955ccf6-0a1b-4c2d-8e3f-${id.padStart(12, '0')}`,
	type: 'visit.ended',
	created: 1767230710,
	account_code: 'exampleclinic',
	data: { id: '70001', status: '30' },
	...more,
});

async function staff(visit_id: string, action: string): Promise<void> {
	const response = await fetch(`${lab.sandbox.origin}/sandbox/staff`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ visit_id, action }),
	});
	expect(response.status).toBe(200);
}

async function lastRun(workflowId: string, trigger: string) {
	await until(async () => (await executionsOf(lab.client, workflowId)).length > 0, 'nothing has run');
	const [newest] = await executionsOf(lab.client, workflowId);
	const execution = await finishedExecution(lab.client, newest?.id ?? '');
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	return { execution, item: execution.items(trigger)[0]?.json as Record<string, unknown> | undefined };
}

test('6. one address: completing a visit runs the step for completed visits, with the confirmed visit', async () => {
	const id = examples['06-one-url-many-workflows.json'] ?? '';
	const hook = await lab.publish(id);
	expect(await (await fetch(hook)).text()).toMatch(/^VSee Clinic Trigger listens/);
	lab.sandbox.webhooks.target(hook);
	await staff('30000000007', 'complete');
	await lab.sandbox.webhooks.idle();
	expect(lab.sandbox.webhooks.deliveries).toMatchObject([{ type: 'visit.ended', status: 200 }]);
	const { execution, item } = await lastRun(id, 'VSee Clinic Trigger');
	expect(item).toMatchObject({
		event: 'visit.completed',
		verified: true,
		visit: { id: '30000000007', status: 'completed', member_id: '20000000001' },
	});
	expect(execution.nodes).toContain('A visit is completed');
	expect(execution.items('A visit is completed')).toHaveLength(1);
	expect(execution.nodes).not.toContain('A visit was cancelled');
});

describe('7. catch up', () => {
	const file = '07-catch-up.json';
	const dealtWith = (execution: Awaited<ReturnType<typeof runWorkflow>>) =>
		execution
			.items('Deal with the visit')
			.map(({ json }) => json.id)
			.sort();
	const run = async () => {
		const execution = await runWorkflow(lab.client, examples[file] ?? '', 'Try it now');
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		return execution;
	};

	test('passes on what was missed once, and what the trigger has passed on not at all', async () => {
		const first = dealtWith(await run());
		expect(first).toEqual([...new Set(first)]);
		expect(dealtWith(await run())).toEqual([]);

		const id = examples[file] ?? '';
		lab.sandbox.webhooks.target(await lab.publish(id));
		await staff('30000000005', 'complete');
		await lab.sandbox.webhooks.idle();
		await until(async () => (await executionsOf(lab.client, id)).length >= 3, 'the event has not run');
		const { execution } = await lastRun(id, 'VSee Clinic Trigger');
		expect(dealtWith(execution)).toEqual(['30000000005']);
		expect(dealtWith(await run())).toEqual([]);

		lab.sandbox.webhooks.target(null);
		await staff('30000000006', 'cancel');
		expect(dealtWith(await run())).toEqual(['30000000006']);
		expect(dealtWith(await run())).toEqual([]);
	});
});

describe('in one n8n', () => {
	let id: string;
	let hook: string;
	beforeAll(async () => {
		({ id, hook } = await lab.collecting('Collect', {
			events: ['visit.completed', 'visit.cancelled', 'user.created'],
		}));
	});

	test.each([
		['application/json', 200],
		['text/plain', 200],
		['application/octet-stream', 200],
		['application/x-www-form-urlencoded', 200],
		['application/json; charset=utf-8', 200],
		['', 200],
	])('content type "%s"', async (type, status) => {
		const before = lab.collector.received.length;
		const body = event(`a${type.length}`);
		const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
		expect((await deliver(hook, type === '' ? JSON.stringify(body) : body, headers)).status).toBe(status);
		await until(() => lab.collector.received.length > before, 'nothing has run');
		expect(lab.collector.received.at(-1)).toMatchObject({ event_id: body.id, verified: true });
	});

	test.each([
		['no event', { hello: 'there' }, 400],
		['no JSON', '{"type":', 422],
		['another clinic', event('b1', { account_code: 'otherclinic' }), 403],
		['over 1 MB', { ...event('b2'), fill: 'x'.repeat(1024 * 1024) }, 413],
		['an unknown visit', event('b3', { data: { id: '79999', status: '30' } }), 200],
		['an event nobody chose', event('b4', { type: 'visit.created' }), 200],
		['an event nobody knows', event('b5', { type: 'visit.rescheduled' }), 200],
	])('%s starts nothing', async (_title, body, status) => {
		await lab.quiet(id);
		const before = await lab.executions(id);
		expect((await deliver(hook, body)).status).toBe(status);
		await deliver(hook, event(`b9${status}${JSON.stringify(body).length % 9973}`));
		await until(() => lab.collector.received.length === 1, 'the next event has not run');
		await lab.quiet(id);
		expect(await lab.executions(id)).toBe(before + 1);
	});

	test('the same event at the same moment, one after the other, and after a restart: one run', async () => {
		const body = event('c1');
		const answers = await Promise.all(Array.from({ length: 10 }, async () => await deliver(hook, body)));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		await until(() => lab.collector.received.length > 0, 'nothing has run');
		await deliver(hook, body);
		await lab.quiet(id);
		const before = await lab.executions(id);
		await lab.halt();
		await lab.boot();
		expect((await deliver(hook, body)).status).toBe(200);
		await deliver(hook, event('c2'));
		await until(() => lab.collector.received.length === 2, 'the next event has not run');
		await lab.quiet(id);
		expect(lab.collector.ids).toEqual([body.id, event('c2').id]);
		expect(await lab.executions(id)).toBe(before + 1);
	});

	test.each(['d1', 'd2'])(
		'killed while its run is under way (%s): the run is listed as crashed, and the same event does not pass again',
		async (name) => {
			lab.collector.holds = true;
			const body = event(name);
			expect((await deliver(hook, body)).status).toBe(200);
			await until(() => lab.collector.ids.includes(body.id), 'nothing has run');
			await lab.noted(id, 'Send');
			await lab.kill();
			lab.collector.holds = false;
			await lab.boot();
			await until(
				async () => (await lab.executions(id, ['new', 'running'])) === 0,
				'the killed execution is still said to run',
			);
			const [killed] = await executionsOf(lab.client, id);
			expect(killed?.status).toBe('crashed');
			expect((await deliver(hook, body)).status).toBe(200);
			const next = event(`${name}0`);
			await deliver(hook, next);
			await until(() => lab.collector.ids.includes(next.id), 'the next event has not run');
			await lab.quiet(id);
			expect(lab.collector.ids.filter((one) => one === body.id)).toHaveLength(1);
		},
	);

	test('an end that does not say how, while VSee is away, runs when it is back, under the name that was chosen', async () => {
		lab.sandbox.faults.add({ kind: 'status', status: 503, path: '/visits', count: 5 });
		expect((await deliver(hook, event('e1', { data: { id: '70001', status: null } }))).status).toBe(200);
		await until(() => lab.collector.received.length > 0, 'nothing has run');
		expect(lab.collector.received[0]).toMatchObject({
			event: 'visit.completed',
			event_type: 'visit.ended',
			verified: true,
			visit: { id: '70001', status: 'completed' },
		});
	});

	test.each([
		['the token is not accepted', 401, event('e2', { data: { id: '70001', status: null } })],
		['visits may not be read', 403, event('e3', { data: { id: '70001', status: '30', reason: 'invented' } })],
	])('when %s the run fails, and "Retry execution" passes the event on', async (_title, status, body) => {
		lab.sandbox.faults.add({ kind: 'status', status, path: '/visits', count: -1 });
		const before = await lab.executions(id);
		expect((await deliver(hook, body)).status).toBe(200);
		await until(async () => (await lab.executions(id)) > before, 'nothing was started');
		await lab.quiet(id);
		const [failed] = await executionsOf(lab.client, id);
		const execution = await finishedExecution(lab.client, failed?.id ?? '');
		expect([execution.status, execution.error]).toEqual(['error', expect.stringContaining('may not read visits')]);
		expect(lab.collector.received).toEqual([]);
		const { data } = await lab.client.get<{ data: string }>(`/rest/executions/${failed?.id}`);
		expect([data.includes('70001'), data.includes('invented')]).toEqual([true, false]);
		lab.sandbox.faults.clear();
		await lab.client.post(`/rest/executions/${failed?.id}/retry`, { loadWorkflow: false });
		await until(() => lab.collector.received.length > 0, 'the retry has not run');
		expect(lab.collector.received).toMatchObject([
			{ event: 'visit.completed', event_id: body.id, verified: true, visit: { id: '70001', status: 'completed' } },
		]);
	});

	test('an event that comes before its visit can be read', async () => {
		lab.sandbox.faults.add({ kind: 'status', status: 404, path: '/visits/70001', count: 2 });
		expect((await deliver(hook, event('e4'))).status).toBe(200);
		await until(() => lab.collector.received.length > 0, 'nothing has run');
		expect(lab.collector.received).toMatchObject([{ event: 'visit.completed', verified: true }]);
	});

	test('what is stored of events are hashes', async () => {
		const { staticData } = await lab.client.get<{ staticData: Record<string, { seen: string[] }> }>(
			`/rest/workflows/${id}`,
		);
		const seen = staticData?.['node:VSee Clinic Trigger']?.seen ?? [];
		expect(seen.length).toBeGreaterThan(5);
		expect(seen.every((entry) => /^[\w-]{12}$/.test(entry))).toBe(true);
	});
});
