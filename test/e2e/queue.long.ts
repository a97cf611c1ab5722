/**
 * Queue mode as a clinic runs it: main, two webhook processes, two workers, of which one is killed while it books and one while it handles
 * events. What was not done must stand in the list of executions as failed; nothing may happen twice but an event that came to both webhook
 * processes at the same moment (docs/queue-mode.md).
 */
import { mkdirSync } from 'node:fs';

import { runOperation } from '../../scripts/plain-clinic';
import { signalGroup, type Started } from '../../start/processes.mjs';
import { credentialName, credentialType } from './clinic';
import { deliver, TriggerLab, until } from './trigger-lab';
import { startMember, startServers } from './trigger-queue-lab';

const BOOKINGS = 60;
const EVENTS = 200;
/** Every tenth event comes again: one half at the same moment at both processes, one half when it has run. */
const AGAIN_EVERY = 10;
/** n8n gives a killed worker's runs up after 100 to 150 seconds. */
const MAX_STALLED_MS = 240_000;

const began = Date.now();
let lab: TriggerLab;
let servers: Awaited<ReturnType<typeof startServers>>;
let hooks: string[];
let workers: Started[];

const member = async (kind: 'start' | 'webhook' | 'worker', name: string) =>
	await startMember(lab.folders, servers.environment, kind, name);

beforeAll(async () => {
	lab = await TriggerLab.unstarted();
	mkdirSync(lab.folders.files, { recursive: true });
	servers = await startServers(lab.folders.logs);
	await lab.use((await member('start', 'main')).url);
	const others = await Promise.all([
		member('webhook', 'webhook-1'),
		member('webhook', 'webhook-2'),
		member('worker', 'worker-1'),
		member('worker', 'worker-2'),
	]);
	hooks = others.slice(0, 2).map(({ url }) => url);
	workers = others.slice(2).map(({ process }) => process);
}, 300_000);

afterAll(async () => {
	await lab?.stop();
	servers?.remove();
	console.log(`Queue mode: ${Math.round((Date.now() - began) / 1000)} s`);
});

/** Ends a worker as a power cut would, and starts another in its place. */
async function killWorker(name: string): Promise<void> {
	const [first] = workers;
	if (!first) throw new Error('There is no worker to kill');
	signalGroup(first.pid, 'SIGKILL');
	await first.exited;
	workers = [...workers.slice(1), (await member('worker', name)).process];
}

async function bookingWorkflow(): Promise<{ id: string; paths: string[] }> {
	const path = 'book';
	const { id } = await lab.client.post<{ id: string }>('/rest/workflows', {
		name: 'Bookings',
		nodes: [
			{
				id: 'hook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path, options: {} },
			},
			{
				id: 'book',
				name: 'Book',
				type: 'n8n-nodes-vsee-clinic.vSeeClinic',
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					resource: 'visit',
					operation: 'create',
					intake_id: '={{ $json.body.intake_id }}',
					room_code: 'exroom1',
					start: '={{ $json.body.start }}',
					end: '={{ $json.body.end }}',
					additionalFields: { provider_id: '={{ $json.body.provider_id }}' },
				},
				credentials: { [credentialType]: { id: lab.credentialId, name: credentialName } },
			},
			lab.sendToCollector(440),
		],
		connections: {
			Webhook: { main: [[{ node: 'Book', type: 'main', index: 0 }]] },
			Book: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await lab.publish(id);
	return { id, paths: hooks.map((url) => `${url}/webhook/${path}`) };
}

/** Asked by GET, n8n answers 404 in any case; where it knows the path its words name POST. */
async function isRegistered(path: string): Promise<boolean> {
	return (await (await fetch(path)).text()).includes('POST');
}

/** Waits until n8n has nothing under way in a workflow, a killed worker's runs included. */
async function settled(id: string): Promise<void> {
	await until(
		async () => (await lab.executions(id, ['new', 'running', 'waiting'])) === 0,
		'executions are still under way',
		MAX_STALLED_MS,
	);
}

test(`${BOOKINGS} bookings, two workers, one killed: none twice, and what was not booked is a failed execution`, async () => {
	const slots = await runOperation(lab.sandbox, 'availability:getMany', {
		filters: { room_code: 'exroom1' },
		returnAll: true,
	});
	const free = slots.filter((slot, at) => slots.findIndex(({ start }) => start === slot.start) === at);
	expect(free.length).toBeGreaterThanOrEqual(BOOKINGS);
	const orders = [];
	for (const { start, end, provider_id } of free.slice(0, BOOKINGS)) {
		const [intake] = await runOperation(lab.sandbox, 'intake:create', {
			room_code: 'exroom1',
			additionalFields: { reason_for_visit: 'Fictional cough', member_id: '20000000001', type: 'scheduled' },
		});
		orders.push({ intake_id: intake?.id, start, end, provider_id });
	}
	const { id, paths } = await bookingWorkflow();
	for (const path of paths)
		await until(async () => await isRegistered(path), 'a webhook process does not know the path');
	lab.sandbox.faults.add({ kind: 'delay', ms: 200, count: -1, when: 'before', method: 'POST', path: '/visits' });
	const before = lab.sandbox.clinic.journal.length;
	const made = () => lab.sandbox.clinic.journal.slice(before);
	const answers = orders.map(async (order, at) => (await deliver(paths[at % paths.length] ?? '', order)).status);
	await until(() => made().length >= 10, 'no visit is made');
	await killWorker('worker-3');
	expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
	await settled(id);
	lab.sandbox.faults.clear();
	const intakes = new Set(made().map(({ intakeId }) => intakeId));
	const counts = {
		bookings: BOOKINGS,
		visits: made().length,
		twice: made().length - intakes.size,
		notBooked: BOOKINGS - intakes.size,
		behindDidNotRun: BOOKINGS - new Set(lab.collector.received.map(({ id: visitId }) => visitId)).size,
		failedExecutions: await lab.executions(id, ['error', 'crashed']),
	};
	console.log(`Bookings, two workers, one killed: ${JSON.stringify(counts)}`);
	expect(counts.twice).toBe(0);
	expect(counts.failedExecutions).toBeGreaterThan(0);
	expect(counts.failedExecutions).toBeGreaterThanOrEqual(counts.behindDidNotRun);
}, 600_000);

test(`${EVENTS} events with duplicates, two workers, one killed: none is lost that is not a failed execution`, async () => {
	lab.collector.received.length = 0;
	const { id, hook } = await lab.collecting('Events', { events: ['visit.completed'] });
	const targets = hooks.map((url) => hook.replace(lab.url, url));
	for (const target of targets)
		await until(async () => (await fetch(target)).ok, 'a webhook process does not know the trigger');
	const events = Array.from({ length: EVENTS }, (_, at) => ({
		version: '1.0',
		id: `7955ccf6-0a1b-4c2d-8e3f-${String(at).padStart(12, '0')}`,
		type: 'visit.ended',
		created: 1767230710,
		account_code: 'exampleclinic',
		data: { id: '70001', status: '30' },
	}));
	const [one = '', other = ''] = targets;
	let togetherCount = 0;
	for (const [at, event] of events.entries()) {
		const again = at % AGAIN_EVERY === 0;
		const together = again && at % (2 * AGAIN_EVERY) === 0;
		if (together) togetherCount++;
		await Promise.all([one, ...(together ? [other] : [])].map(async (target) => await deliver(target, event)));
		if (again && !together) {
			await until(() => lab.collector.ids.includes(event.id), 'an event has not run', MAX_STALLED_MS);
			await deliver(other, event);
		}
		if (at === EVENTS / 2) await killWorker('worker-4');
	}
	await settled(id);
	const passed = lab.collector.ids;
	const counts = {
		events: EVENTS,
		deliveredTwice: EVENTS / AGAIN_EVERY,
		atTheSameMoment: togetherCount,
		began: await lab.executions(id),
		passed: new Set(passed).size,
		twice: passed.length - new Set(passed).size,
		lost: events.filter((event) => !passed.includes(event.id)).length,
		failedExecutions: await lab.executions(id, ['error', 'crashed']),
	};
	console.log(`Events, two workers, one killed: ${JSON.stringify(counts)}`);
	expect(counts.lost).toBeLessThanOrEqual(counts.failedExecutions);
	expect(counts.twice).toBeLessThanOrEqual(togetherCount + counts.failedExecutions);
}, 600_000);
