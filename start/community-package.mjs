/**
 * This package, built, packed and installed as n8n installs a community package: from the very tarball that would be
 * published, under its own name, so that node types are called `n8n-nodes-vsee-clinic.…` as they are for every user.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { npm, runCommand } from './commands.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { root, toolsFolder } from './paths.mjs';
import { step } from './progress.mjs';

/** The name under which n8n loads the package. */
export const packageName = 'n8n-nodes-vsee-clinic';

const outputFolder = join(toolsFolder, 'package');

/** What the tarball is made from. README and LICENSE are in every tarball. */
const sources = [
	'nodes',
	'credentials',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'README.md',
	'CHANGELOG.md',
	'LICENSE',
];

/**
 * Builds and packs the package, unless the sources are those of the last time.
 * @param {string} logFolder
 * @returns {Promise<string>} the tarball
 */
export async function ensureTarball(logFolder) {
	const digest = sourcesDigest();
	const tarball = join(outputFolder, `${packageName}-${digest}.tgz`);
	if (!existsSync(tarball))
		await oneAtATime(async () => {
			if (!existsSync(tarball))
				await step('Building and packing the VSee Clinic nodes', () => buildAndPack(tarball, logFolder));
		});
	return tarball;
}

/** @param {string} tarball @param {string} logFolder */
async function buildAndPack(tarball, logFolder) {
	const logFile = join(logFolder, 'build.log');
	const fresh = join(outputFolder, `packing-${process.pid}`);
	mkdirSync(fresh, { recursive: true });
	try {
		await runCommand('Building the nodes', [...npm(), 'run', 'build'], { cwd: root, logFile });
		await runCommand('Packing the nodes', [...npm(), 'pack', '--ignore-scripts', '--pack-destination', fresh], {
			cwd: root,
			logFile,
		});
		const [packed = ''] = readdirSync(fresh);
		// Renaming last: a tarball of this name is always a whole one.
		renameSync(join(fresh, packed), tarball);
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
	// A few stay: another start or a test run may be about to install one of them.
	const age = (/** @type {string} */ file) => statSync(file).mtimeMs;
	const tarballs = readdirSync(outputFolder)
		.filter((file) => file.endsWith('.tgz'))
		.map((file) => join(outputFolder, file))
		.sort((a, b) => age(b) - age(a));
	for (const old of tarballs.slice(5)) rmSync(old);
}

/**
 * Installs the tarball where n8n looks for community packages, as n8n does it itself.
 * @param {string} tarball
 * @param {string} communityFolder `.n8n/nodes` of an n8n user folder
 */
export async function installCommunityPackage(tarball, communityFolder) {
	const target = join(communityFolder, 'node_modules', packageName);
	const installedFile = join(communityFolder, 'package.json');
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	const manifestFile = join(target, 'package.json');
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(
		readFileSync(manifestFile, 'utf8'),
	);
	writeFileSync(manifestFile, JSON.stringify(manifest, null, 2));
	const installed = existsSync(installedFile)
		? JSON.parse(readFileSync(installedFile, 'utf8'))
		: { name: 'installed-nodes', private: true };
	installed.dependencies = { ...installed.dependencies, [packageName]: manifest.version };
	writeFileSync(installedFile, JSON.stringify(installed, null, 2));
}

function sourcesDigest() {
	const hash = createHash('sha256');
	for (const source of sources) {
		const path = join(root, source);
		if (!existsSync(path)) continue;
		const files =
			source.includes('.') || source === 'LICENSE'
				? ['']
				: readdirSync(path, { recursive: true, withFileTypes: true })
						.filter((entry) => entry.isFile())
						.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(path.length))
						.sort();
		for (const file of files)
			hash
				.update(`${source}${file}\0`)
				.update(readFileSync(join(path, file)))
				.update('\0');
	}
	return hash.digest('hex').slice(0, 12);
}
