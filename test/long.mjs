// `npm run test:long`: what takes too long for every change. The soak of 2,000 events, queue mode, and 10,000 fault sequences.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = (args, env) =>
	spawnSync('npx', ['--no-install', 'jest', ...args], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env: { ...process.env, ...env },
	}).status;

const codes = [
	run(['-c', 'test/e2e/jest.config.cjs'], { LONG: '1', SOAK_EVENTS: process.env.SOAK_EVENTS ?? '2000' }),
	run(['-c', 'test/faults/jest.config.cjs'], { FAULT_RUNS: process.env.FAULT_RUNS ?? '10000' }),
];
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
