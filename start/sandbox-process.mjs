/** The VSee Clinic that runs on this machine, as a process of its own. */
import { join } from 'node:path';

import { waitForAnswer } from './n8n-process.mjs';
import { root } from './paths.mjs';
import { startProcess } from './processes.mjs';

/**
 * @typedef {object} SandboxProcess
 * @property {string} url its page
 * @property {Record<string, string>} credential the fields of a `vSeeClinicApi` credential that fits it
 * @property {import('./processes.mjs').Started} process
 */

/**
 * Starts the sandbox, waits until it answers, and asks it for its credentials.
 * @param {{ port: number, logs: string }} place
 * @returns {Promise<SandboxProcess>}
 */
export async function startSandboxProcess({ port, logs }) {
	const command = /** @type {import('./processes.mjs').Command} */ ([
		process.execPath,
		'--import',
		'tsx',
		join(root, 'sandbox', 'main.ts'),
		'--port',
		String(port),
	]);
	const started = startProcess('the VSee Clinic sandbox', command, { cwd: root, logFile: join(logs, 'sandbox.log') });
	const page = `http://127.0.0.1:${port}`;
	await waitForAnswer(`${page}/sandbox`, started, 60_000);
	/** @type {{ url: string, credentials: Record<'accountCode' | 'apiKey' | 'apiSecret' | 'adminToken', string> }} */
	const { url, credentials } = await (await fetch(`${page}/sandbox`)).json();
	const { accountCode, apiKey, apiSecret, adminToken } = credentials;
	return {
		url: page,
		credential: { baseUrl: url, accountCode, apiKey, apiSecret, apiToken: adminToken },
		process: started,
	};
}
