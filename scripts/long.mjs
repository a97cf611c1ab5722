// `npm run test:long`: what takes too long for every change. The soak of 2,000 events, queue mode, and 10,000 fault sequences.
import { spawnSync } from 'node:child_process';

import { root } from '../start/paths.mjs';

/**
 * Runs Jest to its end. @returns its exit code
 * @param {string} config
 * @param {Record<string, string>} environment
 */
const jest = (config, environment) =>
	spawnSync('npx', ['--no-install', 'jest', '-c', config], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env: { ...process.env, ...environment },
	}).status;

const codes = [
	jest('test/e2e/jest.config.cjs', { LONG: '1', SOAK_EVENTS: process.env.SOAK_EVENTS ?? '2000' }),
	jest('test/faults/jest.config.cjs', { FAULT_RUNS: process.env.FAULT_RUNS ?? '10000' }),
];
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
