// n8n's own package scan, offline, on the source and on the packed tarball. Its last line is `N passed, N failed`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

import { root } from '../start/paths.mjs';
import { missingFiles, readManifest } from './manifest.mjs';

const MAX_TARBALL_BYTES = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'vsee-clinic-scan-'));
let failed = 0;

/** @param {string} what @param {string} problem '' when there is none */
function report(what, problem) {
	console.log(`${problem ? 'not ok' : 'ok'} - ${what}${problem ? `\n${problem}` : ''}`);
	if (problem) failed++;
}

/** @param {string} what @param {string} directory @param {string[]} patterns */
async function scan(what, directory, patterns) {
	const { passed, message, details = '' } = await analyzePackage(directory, patterns);
	report(what, passed ? '' : `${message}\n${details}`);
}

try {
	const missing = missingFiles(readManifest());
	if (missing.length > 0)
		throw new Error(`There is nothing to scan: ${missing.join(', ')} is missing. Run: npm run build`);
	/** @type {[{ filename: string, files: { path: string }[] }]} */
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	);
	const tarball = join(folder, packed.filename);
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	await scan('scan of the source', root, SOURCE_FILE_PATTERNS);
	await scan('scan of the tarball', join(folder, 'package'), ['**/*.js', 'package.json']);
	const size = statSync(tarball).size;
	report(
		`the tarball is small (${size} bytes)`,
		size < MAX_TARBALL_BYTES ? '' : `more than ${MAX_TARBALL_BYTES} bytes`,
	);
	const strange = packed.files
		.map(({ path }) => path)
		.filter((path) => !/^(dist\/.+\.(js|json|svg)|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(path));
	report('the tarball holds only what n8n loads', strange.length > 0 ? strange.join('\n') : '');
	const nested = readdirSync(join(folder, 'package'));
	report('the tarball brings no dependencies', nested.includes('node_modules') ? 'node_modules' : '');
	console.log(`${5 - failed} passed, ${failed} failed`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;
