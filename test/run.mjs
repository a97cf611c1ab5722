// `npm test`: everything but the real n8n, on a machine that has only Node 20 or newer. Brings what it needs itself.
// Its last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureDependencies } from '../start/dependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = mkdtempSync(join(tmpdir(), 'vsee-clinic-test-'));
const jestResults = join(results, 'jest.json');

function run(command, args) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: ['ignore', 'inherit', 'inherit'],
			shell: process.platform === 'win32',
		});
		child.on('error', () => resolve(1));
		child.on('exit', (code) => resolve(code ?? 1));
	});
}

function jestCounts() {
	try {
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(jestResults, 'utf8'));
		return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
	} catch {
		return { passed: 0, failed: 1 };
	}
}

await ensureDependencies(join(root, '.clinic', 'logs'));
let passed = 0;
let failed = 0;
const steps = [
	['build', ['npm', ['run', '--silent', 'build']]],
	['lint', ['npm', ['run', '--silent', 'lint']]],
	['types', ['npm', ['run', '--silent', 'types']]],
	['scan', ['npm', ['run', '--silent', 'scan']]],
];
for (const [name, [command, args]] of steps) {
	console.log(`\n== ${name}`);
	const code = await run(command, args);
	console.log(`${code === 0 ? 'ok' : 'NOT OK'} - ${name}`);
	if (code === 0) passed++;
	else failed++;
}
const suites = [
	['tests', []],
	['fault campaign, short', ['-c', 'test/faults/jest.config.cjs']],
];
for (const [name, args] of suites) {
	console.log(`\n== ${name}`);
	rmSync(jestResults, { force: true });
	const code = await run('npx', ['--no-install', 'jest', ...args, '--json', `--outputFile=${jestResults}`, '--silent']);
	const counts = jestCounts();
	passed += counts.passed;
	failed += code !== 0 && counts.failed === 0 ? 1 : counts.failed;
}
rmSync(results, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
