// `npm run test:queue`: n8n in queue mode on PostgreSQL and Redis, with workers that are killed. Counts are printed.
import { spawnSync } from 'node:child_process';

import { root } from '../start/paths.mjs';

const began = Date.now();
const { status } = spawnSync('npx', ['--no-install', 'jest', '-c', 'test/e2e/jest.config.cjs', 'queue'], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, LONG: '1' },
});
console.log(`In ${Math.round((Date.now() - began) / 1000)} s.`);
process.exitCode = status ?? 1;
