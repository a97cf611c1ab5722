/** A sandbox and an older n8n beside it, spoken to by the REST interface as that version has it. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { ownerLogin } from '../../start/login.mjs';
import { n8nClient, N8nRefusal, publish } from '../../start/n8n-client.mjs';
import { n8nEnvironment, waitForAnswer } from '../../start/n8n-process.mjs';
import { freePorts } from '../../start/ports.mjs';
import { startProcess } from '../../start/processes.mjs';
import { startSandboxProcess } from '../../start/sandbox-process.mjs';
import { readManifest } from '../manifest.mjs';

/**
 * @typedef {object} OldClinic
 * @property {string} version of n8n
 * @property {import('../../start/n8n-client.mjs').N8nClient} client
 * @property {import('../../start/sandbox-process.mjs').SandboxProcess} sandbox
 */

/**
 * Starts both, and signs in as the owner.
 * @param {import('./old-n8n.mjs').OldN8n} n8n
 * @param {ReturnType<typeof import('../../start/paths.mjs').clinicFolders>} folders
 * @param {string} tarball what n8n gets when it asks npm for this package
 * @returns {Promise<OldClinic>}
 */
export async function startClinic({ version, program, node }, folders, tarball) {
	const [port = 0, broker = 0, sandboxPort = 0] = await freePorts(3);
	mkdirSync(folders.files, { recursive: true });
	const sandbox = await startSandboxProcess({ port: sandboxPort, logs: folders.logs });
	const environment = n8nEnvironment({ folders, ports: { n8n: port, broker }, node24: node });
	// An n8n that does not know one of these modules does not start.
	delete environment.N8N_DISABLED_MODULES;
	const path = `${npmOfOnePackage(folders.data, tarball)}${delimiter}${environment.PATH ?? ''}`;
	const started = startProcess(`n8n ${version}`, [node.executable, program, 'start'], {
		cwd: dirname(folders.files),
		env: { ...environment, PATH: path, N8N_COMMUNITY_PACKAGES_ENABLED: 'true' },
		logFile: join(folders.logs, 'n8n.log'),
	});
	const url = `http://127.0.0.1:${port}`;
	await waitForAnswer(`${url}/healthz/readiness`, started);
	// n8n 1 says that it is ready before its REST interface is.
	await waitForAnswer(`${url}/rest/settings`, started);
	const client = n8nClient(url);
	const { email, password } = ownerLogin(folders.login);
	await client.post('/rest/owner/setup', { email, password, firstName: 'Clinic', lastName: 'Owner' });
	// Both names of the field: it was renamed in n8n 1.8x.
	await client.post('/rest/login', { email, emailOrLdapLoginId: email, password });
	return { version, client, sandbox };
}

/**
 * Stands for npm in the PATH of n8n and knows one package: n8n's own installer then installs the tarball under test, as it
 * would install the published package. The package has no dependencies, so "npm install" in it has nothing to do.
 * @param {string} folder
 * @param {string} tarball
 * @returns {string} the folder with the program
 */
function npmOfOnePackage(folder, tarball) {
	const bin = join(folder, 'bin');
	mkdirSync(bin, { recursive: true });
	const script = [
		'#!/bin/sh',
		'case "$1" in',
		`pack) cp '${tarball}' package.tgz && echo package.tgz ;;`,
		`view) echo '"${readManifest().version}"' ;;`,
		'esac',
	];
	writeFileSync(join(bin, 'npm'), `${script.join('\n')}\n`);
	chmodSync(join(bin, 'npm'), 0o755);
	return bin;
}

/**
 * Switches a new workflow on, by the call that this version has.
 * @param {OldClinic} clinic
 * @param {string} name
 * @param {object[]} nodes
 * @param {object} connections
 * @returns {Promise<string>} its id
 */
export async function activate({ client }, name, nodes, connections) {
	const settings = { executionOrder: 'v1', timezone: 'America/New_York' };
	const { id } = await client.post('/rest/workflows', { name, nodes, connections, settings, active: false });
	try {
		await publish(client, id);
	} catch (error) {
		if (!(error instanceof N8nRefusal && error.status === 404)) throw error;
		const { versionId } = await client.get(`/rest/workflows/${id}`);
		await client.patch(`/rest/workflows/${id}`, { active: true, versionId });
	}
	return id;
}
