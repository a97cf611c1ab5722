/**
 * A Node that n8n runs on. n8n needs Node 24; where this Node is older, a pinned one comes from the package registry as
 * a package of plain files (it needs no install scripts and has the headers that native parts are built against).
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { npm, runCommand } from './commands.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { toolsFolder } from './paths.mjs';
import { step } from './progress.mjs';

const pinned = '24.21.0';
const firstSupported = 24;

/**
 * @typedef {object} Node24
 * @property {string} executable
 * @property {string} root the folder with include/node in it
 */

/**
 * Brings Node 24, or finds that this Node will do.
 * @param {string} logFolder
 * @returns {Promise<Node24>}
 */
export async function ensureNode24(logFolder) {
	if (Number(process.versions.node.split('.')[0]) >= firstSupported) return describe(process.execPath);
	const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const folder = join(toolsFolder, 'node24');
	const executable =
		process.platform === 'win32'
			? join(folder, 'node_modules', name, 'bin', 'node.exe')
			: join(folder, 'node_modules', name, 'bin', 'node');
	if (!(await runs(executable)))
		await oneAtATime(async () => {
			if (await runs(executable)) return;
			await step(`Fetching Node ${pinned} for n8n (this is Node ${process.versions.node})`, () =>
				fetchNode(name, folder, logFolder),
			);
			if (!(await runs(executable)))
				throw new Error(`Node ${pinned} (${name}) was fetched but does not run here: ${executable}`);
		});
	return describe(executable);
}

/** @param {string} name @param {string} folder @param {string} logFolder */
async function fetchNode(name, folder, logFolder) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
	await runCommand(
		`Fetching ${name}@${pinned}`,
		[...npm(), 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', `${name}@${pinned}`],
		{
			cwd: folder,
			logFile: join(logFolder, 'node24.log'),
		},
	);
}

/** @param {string} executable */
async function runs(executable) {
	if (!existsSync(executable)) return false;
	return await promisify(execFile)(executable, ['--version']).then(
		({ stdout }) => stdout.trim() === `v${pinned}`,
		() => false,
	);
}

/** @param {string} executable @returns {Node24} */
function describe(executable) {
	return { executable, root: dirname(dirname(executable)) };
}
