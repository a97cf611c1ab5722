// `npm test`: everything but the real n8n, on a machine that has only Node 20 or newer. Brings what it needs itself.
// Its last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureDependencies } from '../start/dependencies.mjs';
import { root } from '../start/paths.mjs';

const results = mkdtempSync(join(tmpdir(), 'vsee-clinic-test-'));
const jestResults = join(results, 'jest.json');

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
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

/** What Jest has written of its last run; a run that wrote nothing is one failure. */
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
for (const name of ['build', 'lint', 'types', 'scan']) {
	console.log(`\n== ${name}`);
	const code = await run('npm', ['run', '--silent', name]);
	console.log(`${code === 0 ? 'ok' : 'NOT OK'} - ${name}`);
	if (code === 0) passed++;
	else failed++;
}
const suites = [
	{ name: 'tests', args: [] },
	{ name: 'fault campaign, short', args: ['-c', 'test/faults/jest.config.cjs'] },
];
for (const { name, args } of suites) {
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
