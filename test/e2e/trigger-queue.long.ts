import { mkdirSync } from 'node:fs';

import { deliver, TriggerLab, until } from './trigger-lab';
import { startMember, startServers } from './trigger-queue-lab';

const count = 60;
let lab: TriggerLab;
let servers: Awaited<ReturnType<typeof startServers>>;
let hooks: string[];
let id: string;

beforeAll(async () => {
	lab = await TriggerLab.unstarted();
	mkdirSync(lab.folders.files, { recursive: true });
	servers = await startServers(lab.folders.logs);
	const member = async (kind: 'start' | 'webhook' | 'worker', name: string) =>
		await startMember(lab.folders, servers.environment, kind, name);
	await lab.use((await member('start', 'main')).url);
	const [one, other] = await Promise.all([
		member('webhook', 'webhook-1'),
		member('webhook', 'webhook-2'),
		member('worker', 'worker-1'),
	]);
	const made = await lab.collecting('Queue', { events: ['visit.completed'] });
	id = made.id;
	hooks = [one.url, other.url].map((url) => made.hook.replace(lab.url, url));
	for (const hook of hooks)
		await until(async () => (await fetch(hook)).ok, 'a webhook process does not know the trigger');
}, 300_000);
afterAll(async () => {
	await lab?.stop();
	servers?.remove();
});

let made = 0;
const event = () => ({
	version: '1.0',
	id: `6955ccf6-0a1b-4c2d-8e3f-${String(++made).padStart(12, '0')}`,
	type: 'visit.ended',
	created: 1767230710,
	account_code: 'exampleclinic',
	data: { id: '70001', status: '30' },
});

/** Delivers events and counts the runs: those that n8n began, and those that came to the step behind the trigger. */
async function runsOf(deliverOne: (body: { id: string }) => Promise<unknown>) {
	lab.collector.received.length = 0;
	const before = await lab.executions(id);
	const bodies = Array.from({ length: count }, event);
	for (const body of bodies) await deliverOne(body);
	await until(
		() => new Set(lab.collector.ids).size >= count,
		`${count - new Set(lab.collector.ids).size} events have not run`,
	);
	await lab.quiet(id);
	return {
		events: count,
		began: (await lab.executions(id)) - before,
		passed: lab.collector.ids.length,
		lost: bodies.filter((body) => !lab.collector.ids.includes(body.id)).length,
	};
}

const both = async (body: object) => await Promise.all(hooks.map(async (hook) => await deliver(hook, body)));
async function oneAfterTheOther(body: object): Promise<void> {
	for (const hook of hooks) await deliver(hook, body);
}

/** The second delivery comes when the first has passed the trigger. */
async function afterItsRun(body: { id: string }): Promise<void> {
	const [one = '', other = ''] = hooks;
	await deliver(one, body);
	await until(() => lab.collector.ids.includes(body.id), 'the first delivery has not run');
	await deliver(other, body);
}

test('one worker: told to both processes at the same moment, each event passes the trigger once', async () => {
	const counts = await runsOf(both);
	console.log(`One worker, at the same moment: ${JSON.stringify(counts)}`);
	expect(counts).toMatchObject({ passed: count, lost: 0 });
});

test('one worker: told to one process and then to the other, each event passes once', async () => {
	const counts = await runsOf(oneAfterTheOther);
	console.log(`One worker, one after the other: ${JSON.stringify(counts)}`);
	expect(counts).toMatchObject({ passed: count, lost: 0 });
});

test('two workers: none is lost; one that comes again before its run has passed the trigger may pass twice', async () => {
	await startMember(lab.folders, servers.environment, 'worker', 'worker-2');
	const together = await runsOf(both);
	const soon = await runsOf(oneAfterTheOther);
	const later = await runsOf(afterItsRun);
	for (const [when, counts] of Object.entries({ 'at the same moment': together, 'at once after it': soon, later }))
		console.log(`Two workers, ${when}: ${JSON.stringify(counts)}`);
	expect(together.lost + soon.lost + later.lost).toBe(0);
	expect(together.passed).toBeLessThanOrEqual(count * 2);
	expect(soon.passed).toBeLessThanOrEqual(count * 2);
	expect(later.passed).toBe(count);
});
