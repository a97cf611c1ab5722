// n8n's own package scan, offline, on the source and on the packed tarball. Its last line is `N passed, N failed`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const LARGEST_TARBALL = 120_000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'vsee-clinic-scan-'));
let failed = 0;

function report(what, problem) {
	console.log(`${problem ? 'not ok' : 'ok'} - ${what}${problem ? `\n${problem}` : ''}`);
	if (problem) failed++;
}

async function scan(what, directory, patterns) {
	const { passed, message, details = '' } = await analyzePackage(directory, patterns);
	report(what, passed ? '' : `${message}\n${details}`);
}

try {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
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
	report(`the tarball is small (${size} bytes)`, size < LARGEST_TARBALL ? '' : `more than ${LARGEST_TARBALL} bytes`);
	const strange = packed.files
		.map(({ path }) => path)
		.filter((path) => !/^(dist\/.+\.(js|json|svg)|package\.json|README\.md|LICENSE)$/.test(path));
	report('the tarball holds only what n8n loads', strange.length > 0 ? strange.join('\n') : '');
	const nested = readdirSync(join(folder, 'package'));
	report('the tarball brings no dependencies', nested.includes('node_modules') ? 'node_modules' : '');
	console.log(`${5 - failed} passed, ${failed} failed`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;
