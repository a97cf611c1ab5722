/** The pinned n8n of `start/n8n`: its packages from the lock file, and its one native part built for Node 24. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { npm, runCommand, withNode } from './commands.mjs';
import { isInstalled } from './installed.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { n8nInstallFolder } from './paths.mjs';
import { step } from './progress.mjs';

/** The version of n8n that is pinned. */
export const n8nVersion = JSON.parse(readFileSync(join(n8nInstallFolder, 'package.json'), 'utf8')).dependencies.n8n;

/** n8n's program, to be run by Node 24. */
export const n8nProgram = join(n8nInstallFolder, 'node_modules', 'n8n', 'bin', 'n8n');

/**
 * Brings n8n. What an earlier, broken-off attempt left behind is found out and replaced.
 * @param {import('./node24.mjs').Node24} node24
 * @param {string} logFolder
 */
export async function ensureN8n(node24, logFolder) {
	if (!isInstalled(n8nInstallFolder) || !(await databaseLoads(node24)))
		await oneAtATime(() => install(node24, logFolder));
}

/** @param {import('./node24.mjs').Node24} node24 @param {string} logFolder */
async function install(node24, logFolder) {
	if (!isInstalled(n8nInstallFolder)) {
		await step(`Installing n8n ${n8nVersion} (about 2,200 packages, 3 to 5 minutes the first time)`, () =>
			installPackages(node24, logFolder),
		);
	}
	if (!(await databaseLoads(node24))) {
		await step("Building n8n's SQLite driver (about a minute)", () => buildDatabaseDriver(node24, logFolder));
		if (!(await databaseLoads(node24)))
			throw new Error(`The SQLite driver was built but does not load. See ${join(logFolder, 'sqlite3.log')}`);
	}
}

/** @param {import('./node24.mjs').Node24} node24 @param {string} logFolder */
async function installPackages(node24, logFolder) {
	// Install scripts stay off: those of two packages that n8n needs only for Kafka and SSH fail without a compiler and curl.
	await runCommand('Installing n8n', [...npm(node24.executable), 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: n8nInstallFolder,
		env: withNode(node24.executable, { SCARF_ANALYTICS: 'false' }),
		logFile: join(logFolder, 'n8n-install.log'),
	});
}

/** @param {import('./node24.mjs').Node24} node24 @param {string} logFolder */
async function buildDatabaseDriver(node24, logFolder) {
	/** @type {NodeJS.ProcessEnv} */
	const headers = existsSync(join(node24.root, 'include', 'node')) ? { npm_config_nodedir: node24.root } : {};
	// "npm start" hands on the settings of this repository, which let no install script run.
	const settings = { ...headers, npm_config_strict_allow_scripts: 'false' };
	await runCommand(
		'Building the SQLite driver',
		[...npm(node24.executable), 'rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'],
		{
			cwd: n8nInstallFolder,
			env: withNode(node24.executable, settings),
			logFile: join(logFolder, 'sqlite3.log'),
		},
	);
}

/**
 * Loading it is the only proof: a build that was broken off leaves a file, too.
 * @param {import('./node24.mjs').Node24} node24
 */
async function databaseLoads(node24) {
	const script =
		"const { Database } = require('sqlite3'); new Database(':memory:').get('select 1', (error) => process.exit(error ? 1 : 0));";
	return await promisify(execFile)(node24.executable, ['-e', script], { cwd: n8nInstallFolder }).then(
		() => true,
		() => false,
	);
}
