// Before `npm publish`: stops while package.json holds a placeholder, and lets nothing out that is not clean.
import { spawnSync } from 'node:child_process';

import { root } from '../start/paths.mjs';
import { openPlaceholders, readManifest } from './manifest.mjs';

/** @param {string} sentence */
function refuse(sentence) {
	console.error(`\nNot published: ${sentence}\n`);
	process.exit(1);
}

const placeholders = openPlaceholders(readManifest());
if (placeholders.length > 0) refuse(placeholders.join('\n'));
for (const check of ['lint', 'types', 'build', 'scan']) {
	const { status } = spawnSync('npm', ['run', check], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) refuse(`"npm run ${check}" has found something. Its messages stand above.`);
}
