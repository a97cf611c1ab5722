/** The packages of this repository: what builds the nodes and runs the sandbox. */
import { join } from 'node:path';

import { npm, runCommand } from './commands.mjs';
import { isInstalled } from './installed.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { root } from './paths.mjs';
import { step } from './progress.mjs';

/**
 * Installs the packages of the lock file when they are not there.
 * @param {string} logFolder
 */
export async function ensureDependencies(logFolder) {
	if (!isInstalled(root)) await oneAtATime(() => install(logFolder));
}

/** @param {string} logFolder */
async function install(logFolder) {
	if (isInstalled(root)) return;
	await step('Installing the packages of this repository (about a minute)', async () => {
		await runCommand('Installing packages', [...npm(), 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: root,
			logFile: join(logFolder, 'install.log'),
		});
	});
}
