/** A real n8n on SQLite: loopback only, quiet, and calling nobody outside this machine. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { logTail, withNode } from './commands.mjs';
import { n8nProgram } from './n8n-install.mjs';
import { startProcess } from './processes.mjs';

/**
 * @typedef {object} N8nPlace
 * @property {import('./node24.mjs').Node24} node24
 * @property {{ n8n: string, files: string, logs: string }} folders
 * @property {{ n8n: number, broker: number }} ports
 * @property {Record<string, string>} [settings] further environment variables
 */

/**
 * The environment of n8n.
 * @param {N8nPlace} place
 * @returns {NodeJS.ProcessEnv}
 */
export function n8nEnvironment({ folders, ports, node24, settings }) {
	const own = {
		N8N_USER_FOLDER: folders.n8n,
		N8N_RESTRICT_FILE_ACCESS_TO: folders.files,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(ports.n8n),
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		...quiet,
	};
	// Settings of another n8n in the user's shell (a database, a webhook URL) must not reach this one, nor those of a
	// test runner: with NODE_ENV=test n8n ends at once without a word.
	const inherited = Object.fromEntries(
		Object.entries(withNode(node24.executable)).filter(
			([name]) => !/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL|NODE_ENV$|JEST_|npm_)/.test(name),
		),
	);
	return { ...inherited, ...own, ...settings };
}

/** Each of these turns off a call to the outside, or a page that speaks of one. */
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_AI_ENABLED: 'false',
	N8N_AI_GATEWAY_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_PYTHON_ENABLED: 'false',
	SCARF_ANALYTICS: 'false',
	N8N_LOG_LEVEL: 'warn',
	NO_COLOR: '1',
	TZ: 'UTC',
	// The zone of the sandbox's clinic: a time that is picked in the editor is the time on its page.
	GENERIC_TIMEZONE: 'America/Los_Angeles',
};

/**
 * Starts n8n and waits until it can be used.
 * @param {N8nPlace} place
 * @returns {Promise<{ url: string, process: import('./processes.mjs').Started }>}
 */
export async function startN8n(place) {
	const { folders, ports, node24 } = place;
	mkdirSync(folders.files, { recursive: true });
	const logFile = join(folders.logs, 'n8n.log');
	// The working folder makes `.n8n-files/…` in a workflow mean the same as in n8n's container image.
	const started = startProcess('n8n', [node24.executable, n8nProgram, 'start'], {
		cwd: dirname(folders.files),
		env: n8nEnvironment(place),
		logFile,
	});
	const url = `http://127.0.0.1:${ports.n8n}`;
	// Not /healthz, which answers before the database is ready.
	await waitForAnswer(`${url}/healthz/readiness`, started);
	return { url, process: started };
}

/**
 * Waits until a URL answers 200.
 * @param {string} url
 * @param {import('./processes.mjs').Started} started the process that will answer
 * @param {number} limitMs
 * @throws {Error} with the end of its log when the process ends or the time is over
 */
export async function waitForAnswer(url, started, limitMs = 120_000) {
	let ended = false;
	void started.exited.then(() => {
		ended = true;
	});
	const end = Date.now() + limitMs;
	while (!ended && Date.now() < end) {
		const answered = await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
			(response) => response.ok,
			() => false,
		);
		if (answered) return;
		await pause(100);
	}
	throw new Error(
		`${started.name} ${ended ? 'stopped while starting' : `did not answer within ${limitMs / 1000} s`}.\n\n${logTail(started.logFile)}\n\nThe whole log: ${started.logFile}`,
	);
}
