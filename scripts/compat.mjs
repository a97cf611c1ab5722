/**
 * `npm run test:compat`: the packed package in older versions of n8n, one after the other: installed by n8n's own page, the
 * credential tested, a visit booked, both triggers run, against the sandbox. Each n8n lives in a temporary folder that is removed
 * afterwards; it takes some minutes and 1 to 3 GB. Other versions: `npm run test:compat -- 1.123.81`.
 * Its last line is `N passed, N failed`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureTarball } from '../start/community-package.mjs';
import { ensureDependencies } from '../start/dependencies.mjs';
import { clinicFolders } from '../start/paths.mjs';
import { stopAll } from '../start/processes.mjs';
import { step } from '../start/progress.mjs';
import { CHECKS } from './compat/checks.mjs';
import { startClinic } from './compat/old-clinic.mjs';
import { installOldN8n } from './compat/old-n8n.mjs';
import { readManifest } from './manifest.mjs';

/** The oldest that is supported, and the first of n8n 2. */
const VERSIONS = [readManifest().engines.n8n.replace('>=', ''), '2.0.0'];

let passed = 0;
let failed = 0;

/** @param {string} name @param {() => Promise<unknown>} work @returns {Promise<boolean>} whether it went well */
async function check(name, work) {
	const began = Date.now();
	try {
		const remark = await work();
		passed++;
		console.log(
			`ok - ${name}${typeof remark === 'string' ? `: ${remark}` : ''} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
		);
		return true;
	} catch (error) {
		failed++;
		console.log(`not ok - ${name}\n${error instanceof Error ? error.message : String(error)}`);
		return false;
	}
}

/** @param {string} version @param {string} tarball */
async function tryVersion(version, tarball) {
	const folder = mkdtempSync(join(tmpdir(), `vsee-clinic-n8n-${version}-`));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const folders = clinicFolders(join(folder, 'data'));
	try {
		const began = Date.now();
		const n8n = await step(`Installing n8n ${version}`, () => installOldN8n(version, folder, folders.logs));
		console.log(`n8n ${version} installed in ${Math.round((Date.now() - began) / 1000)} s`);
		const clinic = await startClinic(n8n, folders, tarball);
		for (const [name, run] of Object.entries(CHECKS)) {
			const good = await check(`n8n ${version}: ${name}`, () => run(clinic));
			if (!good && name === 'install') return;
		}
	} catch (error) {
		await check(`n8n ${version}: starts`, () => Promise.reject(error));
	} finally {
		await stopAll();
		rmSync(folder, { recursive: true, force: true });
	}
}

const began = Date.now();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stopAll().then(() => process.exit(1)));
const { logs } = clinicFolders();
await ensureDependencies(logs);
const tarball = await ensureTarball(logs);
const asked = process.argv.slice(2);
for (const version of asked.length > 0 ? asked : VERSIONS) await tryVersion(version, tarball);
console.log(`\nIn ${Math.round((Date.now() - began) / 1000)} s, installation of n8n included.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
