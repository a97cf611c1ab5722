// Before `npm pack` and `npm publish`: builds, so that no tarball is without what n8n loads. What it prints goes to the
// error output: the standard output is npm's list of the tarball.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ensureDependencies } from '../start/dependencies.mjs';
import { root } from '../start/paths.mjs';
import { missingFiles, readManifest } from './manifest.mjs';

/** @param {string} sentence */
function refuse(sentence) {
	console.error(`\nNot packed: ${sentence}\n`);
	process.exit(1);
}

process.stdout.write = process.stderr.write.bind(process.stderr);
await ensureDependencies(join(root, '.clinic', 'logs')).catch((error) => refuse(String(error)));
const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
	cwd: root,
	stdio: ['ignore', 2, 2],
	shell: process.platform === 'win32',
});
if (status !== 0) refuse('the build failed, so there is nothing that n8n could load. Its messages stand above.');
const missing = missingFiles(readManifest());
if (missing.length > 0) refuse(`the build has not made ${missing.join(', ')}, which package.json names under "n8n".`);
