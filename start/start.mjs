/**
 * `npm start`: a VSee Clinic sandbox and a real n8n with these nodes, on this machine, from a fresh clone.
 * Nothing but Node's own modules may be imported here before the packages are installed.
 */
import { mkdirSync, rmSync } from 'node:fs';

import { ensureTarball, installCommunityPackage } from './community-package.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { importExamples } from './examples.mjs';
import { ownerLogin } from './login.mjs';
import { keepCredential, n8nClient, N8nRefusal, signIn } from './n8n-client.mjs';
import { ensureN8n, n8nVersion } from './n8n-install.mjs';
import { startN8n } from './n8n-process.mjs';
import { ensureNode24 } from './node24.mjs';
import { clinicFolders } from './paths.mjs';
import { readPorts, refuseTakenPorts } from './ports.mjs';
import { stopAll } from './processes.mjs';
import { step } from './progress.mjs';
import { startSandboxProcess } from './sandbox-process.mjs';
import { connectWebhook } from './webhook-example.mjs';

const credentialType = 'vSeeClinicApi';
const credentialName = 'VSee Clinic (sandbox)';

let stopping = false;

/** Stops everything that was started here, then this process. @param {number} exitCode */
async function stop(exitCode) {
	if (stopping) return;
	stopping = true;
	await stopAll();
	process.exit(exitCode);
}

function stopOnSignals() {
	for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => {
			if (!stopping) process.stdout.write('\nStopping n8n and the sandbox ...\n');
			void stop(0);
		});
	}
	// A terminal that was closed can no longer be written to: that, too, means stop.
	process.stdout.on('error', () => void stop(0));
	process.stderr.on('error', () => void stop(0));
}

/** @param {ReturnType<typeof clinicFolders>} folders */
async function bringEverything(folders) {
	await ensureDependencies(folders.logs);
	const node24 = await ensureNode24(folders.logs);
	await ensureN8n(node24, folders.logs);
	await installCommunityPackage(await ensureTarball(folders.logs), folders.community);
	return node24;
}

/**
 * Fills n8n: owner, credential, examples, and the one that the clinic's events start.
 * @param {string} url
 * @param {ReturnType<typeof clinicFolders>} folders
 * @param {import('./sandbox-process.mjs').SandboxProcess} sandbox
 */
async function fillN8n(url, folders, sandbox) {
	const login = ownerLogin(folders.login);
	const client = n8nClient(url);
	try {
		await signIn(client, login);
	} catch (error) {
		if (!(error instanceof N8nRefusal)) throw error;
		const note = `The password in ${folders.login} no longer fits, so credential and examples were left as they are.`;
		return { login: { ...login, password: '(the one you have set)' }, onEvents: undefined, notes: [note] };
	}
	const id = await keepCredential(client, { name: credentialName, type: credentialType, data: sandbox.credential });
	const { kept } = await importExamples(client, { type: credentialType, name: credentialName, id }, folders.examples);
	const onEvents = await connectWebhook(client, folders.examples, sandbox.url);
	return {
		login,
		onEvents,
		notes: kept.map((name) => `There is a newer version of "${name}"; yours was kept, since you have edited it.`),
	};
}

/** @param {{ n8n: string, sandbox: string, login: { email: string, password: string }, onEvents: string | undefined, notes: string[] }} facts */
function block({ n8n, sandbox, login, onEvents, notes }) {
	const line = '-'.repeat(72);
	return [
		'',
		line,
		`  n8n ${n8nVersion} with the VSee Clinic nodes   ${n8n}`,
		`  E-mail                              ${login.email}`,
		`  Password                            ${login.password}`,
		`  The clinic (sandbox)                ${sandbox}`,
		'',
		'  Try this:',
		'  1. Open n8n, sign in, open the workflow "5. A whole visit", click "Execute workflow".',
		'  2. Open the page of the clinic: the visit is there, completed.',
		'  3. Open "1. Web form to booked visit" and click "Execute workflow": a form opens.',
		...(onEvents ? [`  4. Click "Complete" beside a visit on the page of the clinic: "${onEvents}" runs.`] : []),
		'  The notes in each workflow say what it does and what to change.',
		...notes.map((note) => `\n  ${note}`),
		'',
		'  Ctrl-C stops n8n and the sandbox. Data stays; npm start -- --reset clears it.',
		line,
		'',
	].join('\n');
}

async function main() {
	const folders = clinicFolders();
	const ports = readPorts();
	await refuseTakenPorts(ports);
	if (process.argv.includes('--reset')) {
		for (const path of [folders.n8n, folders.login, folders.examples]) rmSync(path, { recursive: true, force: true });
	}
	// Logs are those of this start only; anything older would be read as if it had just happened.
	rmSync(folders.logs, { recursive: true, force: true });
	mkdirSync(folders.logs, { recursive: true });
	const node24 = await bringEverything(folders);
	const { sandbox, n8n } = await step('Starting the sandbox and n8n', async () => {
		const [clinic, engine] = await Promise.all([
			startSandboxProcess({ port: ports.sandbox, logs: folders.logs }),
			startN8n({ node24, folders, ports }),
		]);
		return { sandbox: clinic, n8n: engine };
	});
	const filled = await fillN8n(n8n.url, folders, sandbox);
	process.stdout.write(block({ n8n: n8n.url, sandbox: sandbox.url, ...filled }));
	const ended = await Promise.race(
		[sandbox.process, n8n.process].map(async (started) => {
			await started.exited;
			return started;
		}),
	);
	throw new Error(`${ended.name} has stopped by itself. Its log: ${ended.logFile}`);
}

stopOnSignals();
main().catch(async (error) => {
	if (stopping) return;
	process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
	await stop(1);
});
