import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readExamples } from '../../start/examples.mjs';
import {
	executionsOf,
	finishedExecution,
	type N8nClient,
	n8nClient,
	publish,
	signIn,
} from '../../start/n8n-client.mjs';
import { clinicFolders, root } from '../../start/paths.mjs';
import { freePorts, refuseTakenPorts } from '../../start/ports.mjs';
import { connectWebhook } from '../../start/webhook-example.mjs';
import { until } from './trigger-lab';

const data = mkdtempSync(join(tmpdir(), 'vsee-clinic-start-'));
let ports: { n8n: number; broker: number; sandbox: number };
const started: Array<{ child: ChildProcess; ended: Promise<number | null> }> = [];

beforeAll(async () => {
	const [n8n = 0, broker = 0, sandbox = 0] = await freePorts(3);
	ports = { n8n, broker, sandbox };
});
// What a failed test has left running must not fail the next one.
afterEach(async () => {
	await Promise.all(
		started.splice(0).map(async ({ child, ended }) => {
			if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
			await ended;
		}),
	);
});
afterAll(() => {
	rmSync(data, { recursive: true, force: true });
});

/** n8n's list of workflows. */
interface Workflows {
	data: Array<{ id: string; name: string }>;
}

/** `npm start` as a process of its own, and what it has printed so far. */
function npmStart(...options: string[]) {
	const child = spawn(process.execPath, [join(root, 'start', 'start.mjs'), ...options], {
		cwd: root,
		env: {
			...process.env,
			CLINIC_FOLDER: data,
			N8N_PORT: String(ports.n8n),
			N8N_RUNNERS_BROKER_PORT: String(ports.broker),
			SANDBOX_PORT: String(ports.sandbox),
		},
	});
	const printed = { text: '' };
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	started.push({ child, ended });
	const block = new Promise<string>((resolve, reject) => {
		const read = (chunk: Buffer) => {
			printed.text += chunk.toString();
			if (printed.text.includes('Ctrl-C stops')) resolve(printed.text);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		void ended.then((code) => reject(new Error(`It ended with ${code}: ${printed.text}`)));
	});
	block.catch(() => undefined);
	return { child, printed, block, ended };
}

/** The ids of all processes below one. */
function descendants(pid: number): number[] {
	const pairs = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number));
	const below = (parent: number): number[] =>
		pairs.filter(([, ppid]) => ppid === parent).flatMap(([child = 0]) => [child, ...below(child)]);
	return below(pid);
}

const isAlive = (pid: number) => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

/** Asks it to stop and checks that it leaves quickly, with 0, and takes all its processes and ports with it. */
async function stopsCleanly({ child, ended }: ReturnType<typeof npmStart>, signal: NodeJS.Signals) {
	const below = descendants(child.pid ?? 0);
	expect(below.length).toBeGreaterThanOrEqual(3);
	const began = Date.now();
	child.kill(signal);
	expect(await ended).toBe(0);
	expect(Date.now() - began).toBeLessThan(10_000);
	await allGone(below);
	await refuseTakenPorts(ports);
}

/** Waits until none of the processes is left: the guard ends a moment after the process it watches. */
async function allGone(pids: number[]) {
	await until(() => !pids.some(isAlive), 'processes are left', 10_000);
}

function login(block: string) {
	return { email: /E-mail\s+(\S+)/.exec(block)?.[1] ?? '', password: /Password\s+(\S+)/.exec(block)?.[1] ?? '' };
}

const examples = readExamples().map(({ workflow }) => workflow.name);

test('prints one block, keeps what the user changed over a second start, and stops cleanly', async () => {
	const first = npmStart();
	const block = await first.block;
	expect(block).toContain(`http://127.0.0.1:${ports.n8n}`);
	expect(block).toContain(`http://127.0.0.1:${ports.sandbox}`);
	const client = n8nClient(`http://127.0.0.1:${ports.n8n}`);
	await signIn(client, login(block));
	const { data: workflows } = await client.get<Workflows>('/rest/workflows');
	expect(workflows.map(({ name }) => name).sort()).toEqual(examples.sort());
	const edited = workflows.find(({ name }) => name.startsWith('2.'))?.id ?? '';
	await client.patch(`/rest/workflows/${edited}?forceSave=true`, { name: 'My own walk-in' });
	await stopsCleanly(first, 'SIGINT');

	const second = npmStart();
	expect(login(await second.block)).toEqual(login(block));
	expect(second.printed.text).not.toMatch(/Installing|Building|Fetching/);
	const again = n8nClient(client.url);
	await signIn(again, login(block));
	const { data: kept } = await again.get<Workflows>('/rest/workflows');
	expect(kept).toHaveLength(examples.length);
	expect(kept.map(({ name }) => name)).toContain('My own walk-in');
	expect(await again.get('/rest/credentials')).toHaveLength(1);
	await stopsCleanly(second, 'SIGHUP');
});

describe('the example that the events of the clinic start', () => {
	const sandbox = (path: string, body?: object) =>
		fetch(`http://127.0.0.1:${ports.sandbox}/sandbox/${path}`, {
			method: body ? 'POST' : 'GET',
			headers: { 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
			signal: AbortSignal.timeout(30_000),
		}).then((response) => response.json() as Promise<Record<string, unknown>>);

	/** Completes a visit as the button on the page of the clinic does; the execution that this starts. */
	async function completedVisit(client: N8nClient, workflowId: string, visitId: string) {
		const before = (await executionsOf(client, workflowId)).length;
		await sandbox('staff', { visit_id: visitId, action: 'complete' });
		await sandbox('webhook/idle', {});
		// n8n may answer VSee before the run is in its list.
		await until(async () => (await executionsOf(client, workflowId)).length > before, 'nothing was started');
		const [newest, ...others] = await executionsOf(client, workflowId);
		expect(others).toHaveLength(before);
		return await finishedExecution(client, newest?.id ?? '');
	}

	test('is published, runs when a visit is completed, also after a second start, and is left alone by who switched it off', async () => {
		const client = n8nClient(`http://127.0.0.1:${ports.n8n}`);
		const first = npmStart('--reset');
		const block = await first.block;
		const name = /Click "Complete" .+: "(.+)" runs/.exec(block)?.[1];
		expect(examples).toContain(name);
		await signIn(client, login(block));
		const id =
			(await client.get<Workflows>('/rest/workflows')).data.find((workflow) => workflow.name === name)?.id ?? '';
		const execution = await completedVisit(client, id, '30000000007');
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		expect(execution.items('VSee Clinic Trigger').map(({ json }) => json)).toMatchObject([
			{ event: 'visit.completed', verified: true, visit: { id: '30000000007', status: 'completed' } },
		]);
		await stopsCleanly(first, 'SIGINT');

		const second = npmStart();
		expect(await second.block).toContain(`"${name}" runs`);
		const again = n8nClient(client.url);
		await signIn(again, login(block));
		expect((await completedVisit(again, id, '30000000008')).status).toBe('success');

		const connect = () => connectWebhook(again, clinicFolders(data).examples, `http://127.0.0.1:${ports.sandbox}`);
		await again.post(`/rest/workflows/${id}/deactivate`);
		expect(await connect()).toBeUndefined();
		expect(await again.get(`/rest/workflows/${id}`)).toMatchObject({ active: false });
		// Published again by the user, after a change: listened to, and otherwise left as it is.
		await again.patch(`/rest/workflows/${id}?forceSave=true`, { name: 'My own events' });
		await publish(again, id);
		expect(await connect()).toBe('My own events');
		expect((await completedVisit(again, id, '30000000005')).status).toBe('success');
		await stopsCleanly(second, 'SIGINT');
	});
});

test('starts afresh with --reset, and leaves nothing behind even when it is killed', async () => {
	const { child, block, ended } = npmStart('--reset');
	const client = n8nClient(`http://127.0.0.1:${ports.n8n}`);
	await signIn(client, login(await block));
	const { data: workflows } = await client.get<Workflows>('/rest/workflows');
	expect(workflows).toHaveLength(examples.length);
	expect(workflows.map(({ name }) => name)).not.toContain('My own walk-in');
	const below = descendants(child.pid ?? 0);
	child.kill('SIGKILL');
	await ended;
	await allGone(below);
	await refuseTakenPorts(ports);
});

test.each([
	['n8n', 'N8N_PORT'],
	['broker', 'N8N_RUNNERS_BROKER_PORT'],
	['sandbox', 'SANDBOX_PORT'],
] as const)('says plainly that the port of %s is taken, before anything is started', async (which, variable) => {
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(ports[which], '127.0.0.1', resolve));
	try {
		const { ended, printed } = npmStart();
		expect(await ended).toBe(1);
		expect(printed.text).toMatch(
			new RegExp(
				`^\\s*Port ${ports[which]} \\(for .+\\) is taken by another program\\..+${variable}=\\d+ npm start\\s*$`,
			),
		);
	} finally {
		await new Promise((resolve) => other.close(resolve));
	}
});
