import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { type Sandbox, startSandbox } from '../../sandbox';
import { clientOf, monday } from './clinic-client';

let sandbox: Sandbox;
let api: ReturnType<typeof clientOf>;
beforeAll(async () => {
	sandbox = await startSandbox({ now: monday, settings: { bookedStatus: 20 } });
	api = clientOf(sandbox);
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

test('the clock is set, moved, stopped and let go', async () => {
	expect((await api.control('GET', '/sandbox/clock')).body).toEqual({ now: monday, frozen: true });
	expect((await api.control('POST', '/sandbox/clock', { advance: 60 })).body.now).toBe(monday + 60);
	expect((await api.control('POST', '/sandbox/clock', { now: monday - 60 })).body).toEqual({
		now: monday - 60,
		frozen: true,
	});
	expect((await api.control('POST', '/sandbox/clock', { frozen: false })).body.frozen).toBe(false);
	expect(sandbox.clock.now()).toBeGreaterThanOrEqual(monday - 60);
	expect((await api.control('POST', '/sandbox/clock', { now: 'noon' })).status).toBe(400);
	sandbox.reset();
	expect(sandbox.clock.now()).toBe(monday);
});

test('without a start second the clock shows real time, and can be moved while it runs', async () => {
	const real = await startSandbox();
	const now = Math.floor(Date.now() / 1000);
	expect(real.clock.now() - now).toBeLessThan(2);
	real.clock.advance(86400);
	expect(real.clock.now() - now).toBeGreaterThanOrEqual(86400);
	expect(real.clock.frozen).toBe(false);
	await real.close();
});

test('settings: known ones are taken, others refused; reset goes back to those of the start', async () => {
	expect((await api.book()).body.data.status).toBe('20');
	expect((await api.control('POST', '/sandbox/settings', { bookedStatus: 10 })).body.bookedStatus).toBe(10);
	for (const wrong of [{ nonsense: 1 }, { latency: 'slow' }, { availabilityShape: 'round' }]) {
		expect((await api.control('POST', '/sandbox/settings', wrong)).status).toBe(400);
	}
	await api.control('POST', '/sandbox/reset');
	expect(sandbox.settings.bookedStatus).toBe(20);
	expect(sandbox.calls.list).toEqual([]);
});

test('the report holds the visits and the calls that made them', async () => {
	const { id } = (await api.book()).body.data;
	const { body } = await api.control('GET', '/sandbox/report');
	expect(body.visits).toHaveLength(10);
	expect(body.journal).toEqual([expect.objectContaining({ visitId: id, call: 2, type: 2 })]);
	expect((await api.control('GET', '/sandbox/calls')).body).toMatchObject({
		count: 2,
		inFlight: 0,
		calls: [{ path: '/intakes' }, { path: '/visits' }],
	});
	expect((await api.control('GET', '/sandbox')).body.credentials.accountCode).toBe('exampleclinic');
	expect((await api.control('GET', '/sandbox/nothing')).status).toBe(404);
});

test('it listens on loopback only, and says when the port is taken', async () => {
	await expect(startSandbox({ host: '0.0.0.0' })).rejects.toThrow('loopback');
	await expect(startSandbox({ port: sandbox.port })).rejects.toThrow('EADDRINUSE');
});

function cli(args: string[]) {
	const child = spawn(process.execPath, [
		require.resolve('tsx/cli'),
		join(__dirname, '../../sandbox/main.ts'),
		...args,
	]);
	let output = '';
	const firstOutput = new Promise<void>((resolve) => {
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (part: Buffer) => {
				output += part.toString('utf8');
				resolve();
			});
		}
	});
	const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
	return { child, spoke: firstOutput, exit, output: () => output };
}

test('main.ts prints what is needed, and a signal closes it cleanly', async () => {
	const run = cli(['--port', '0']);
	await run.spoke;
	expect(run.output()).toContain('Admin token');
	const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(run.output())?.[0] ?? '';
	expect((await fetch(`${origin}/api_v3/rooms`)).status).toBe(200);
	run.child.kill('SIGTERM');
	expect(await run.exit).toBe(0);
}, 20_000);

test('main.ts says in one sentence that the port is taken', async () => {
	const run = cli([`--port=${sandbox.port}`]);
	expect(await run.exit).toBe(1);
	expect(run.output()).toBe(`Port ${sandbox.port} is already in use; choose another one with --port.\n`);
}, 20_000);
