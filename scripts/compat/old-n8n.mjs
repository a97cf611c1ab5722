/** An n8n of another version than the pinned one, in a folder of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { npm, runCommand, withNode } from '../../start/commands.mjs';

/** Runs every n8n from 1.94 to 2.20 and has prebuilt native parts for the newest of them. */
const NODE = { version: '22.23.3', fits: [20, 22] };

/** n8n 1.x names a tarball of another host for this one; the registry has the same version. */
const OVERRIDES = { xlsx: '0.18.5' };

/**
 * @typedef {object} OldN8n
 * @property {string} version
 * @property {string} program n8n's own
 * @property {import('../../start/node24.mjs').Node24} node
 */

/**
 * Installs it.
 * @param {string} version
 * @param {string} folder
 * @param {string} logs
 * @returns {Promise<OldN8n>}
 */
export async function installOldN8n(version, folder, logs) {
	mkdirSync(folder, { recursive: true });
	const dependencies = { n8n: version, ...(ownNodeFits() ? {} : { [nodePackage()]: NODE.version }) };
	const manifest = { private: true, dependencies, overrides: OVERRIDES, allowScripts: { sqlite3: true } };
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	const logFile = join(logs, 'install.log');
	// Install scripts stay off: some of them need a compiler or another host, for nodes that no check here uses.
	await runCommand(
		`Installing n8n ${version}`,
		[...npm(), 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'],
		{ cwd: folder, env: { ...process.env, SCARF_ANALYTICS: 'false' }, logFile },
	);
	const executable = ownNodeFits() ? process.execPath : join(folder, 'node_modules', nodePackage(), 'bin', 'node');
	const node = { executable, root: dirname(dirname(executable)) };
	await runCommand(
		'Building the SQLite driver',
		[...npm(executable), 'rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'],
		{ cwd: folder, env: withNode(executable, { npm_config_strict_allow_scripts: 'false' }), logFile },
	);
	return { version, program: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'), node };
}

function ownNodeFits() {
	return NODE.fits.includes(Number(process.versions.node.split('.')[0]));
}

function nodePackage() {
	return `node-${process.platform}-${process.arch}`;
}
