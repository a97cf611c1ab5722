/** n8n's own REST interface, as its editor uses it: what `npm start` and the end-to-end tests need of it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** A refusal by n8n. */
export class N8nRefusal extends Error {
	/** @param {string} call @param {number} status @param {string} body */
	constructor(call, status, body) {
		super(`n8n refused ${call}: ${status} ${body.slice(0, 600)}`);
		this.status = status;
	}
}

/**
 * A session with n8n.
 * @param {string} url such as http://127.0.0.1:5678
 */
export function n8nClient(url) {
	// The session cookie is bound to this header.
	const browserId = randomUUID();
	let cookie = '';

	/** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
	async function call(method, path, body) {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', 'browser-id': browserId, ...(cookie ? { cookie } : {}) },
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(60_000),
		});
		const session = response.headers
			.getSetCookie()
			.map((text) => text.split(';', 1).join())
			.find((text) => text.startsWith('n8n-auth='));
		if (session) cookie = session;
		const text = await response.text();
		if (!response.ok) throw new N8nRefusal(`${method} ${path}`, response.status, text);
		return unwrap(text);
	}

	return {
		url,
		/** @type {<T = any>(path: string) => Promise<T>} */
		get: (path) => call('GET', path),
		/** @type {<T = any>(path: string, body?: unknown) => Promise<T>} */
		post: (path, body = {}) => call('POST', path, body),
		/** @type {<T = any>(path: string, body: unknown) => Promise<T>} */
		patch: (path, body) => call('PATCH', path, body),
		/** @type {(path: string) => Promise<unknown>} */
		delete: (path) => call('DELETE', path),
		/** For a browser that shall be signed in without typing. */
		session: () => ({ cookie, browserId }),
	};
}

/** @typedef {ReturnType<typeof n8nClient>} N8nClient */

/** @param {string} text */
function unwrap(text) {
	let body;
	try {
		body = JSON.parse(text);
	} catch {
		return text;
	}
	return body !== null && typeof body === 'object' && 'data' in body && Object.keys(body).length === 1
		? body.data
		: body;
}

/**
 * Signs in; in a new n8n, as the owner, who is created.
 * @param {N8nClient} client
 * @param {{ email: string, password: string }} login
 */
export async function signIn(client, { email, password }) {
	const settings = await client.get('/rest/settings');
	if (settings.userManagement?.showSetupOnFirstLoad) {
		await client.post('/rest/owner/setup', { email, password, firstName: 'Clinic', lastName: 'Owner' });
	}
	await client.post('/rest/login', { emailOrLdapLoginId: email, password });
}

/**
 * Makes the credential, or brings the one of this name and type up to date.
 * @param {N8nClient} client
 * @param {{ name: string, type: string, data: Record<string, string> }} credential
 * @returns {Promise<string>} its id
 */
export async function keepCredential(client, credential) {
	/** @type {Array<{ id: string, name: string, type: string }>} */
	const all = await client.get('/rest/credentials');
	const there = all.find(({ name, type }) => name === credential.name && type === credential.type);
	if (!there) return (await client.post('/rest/credentials', credential)).id;
	await client.patch(`/rest/credentials/${there.id}`, credential);
	return there.id;
}

/**
 * What the test button of a credential answers.
 * @param {N8nClient} client
 * @param {string} type
 * @param {Record<string, string>} data
 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
 */
export async function testCredential(client, type, data) {
	return await client.post('/rest/credentials/test', { credentials: { id: '', name: 'test', type, data } });
}

/**
 * Publishes a workflow and waits until its triggers listen, which n8n does after it has answered.
 * @param {N8nClient} client
 * @param {string} workflowId
 * @throws {Error} with n8n's reason when a trigger could not be registered
 */
export async function publish(client, workflowId, limitMs = 60_000) {
	const { versionId } = await client.get(`/rest/workflows/${workflowId}`);
	await client.post(`/rest/workflows/${workflowId}/activate`, { versionId });
	const end = Date.now() + limitMs;
	for (;;) {
		const status = await client.get(`/rest/workflows/${workflowId}/publication-status`);
		if (status.status === 'published') return;
		if (status.status === 'failed' || Date.now() > end)
			throw new Error(`Workflow ${workflowId} was not published: ${JSON.stringify(status)}`);
		await pause(50);
	}
}

/**
 * Runs a workflow from one of its triggers, as the Execute button does, and waits for its end.
 * @param {N8nClient} client
 * @param {string} workflowId
 * @param {string} trigger name of the node to start from
 * @param {object} [json] what the trigger gives, where it gives nothing by itself: a chat message
 * @returns {Promise<Execution>}
 */
export async function runWorkflow(client, workflowId, trigger, json) {
	const data = json && {
		startTime: 0,
		executionTime: 0,
		executionIndex: 0,
		source: [null],
		executionStatus: 'success',
		data: { main: [[{ json }]] },
	};
	const { executionId } = await client.post(`/rest/workflows/${workflowId}/run`, {
		triggerToStartFrom: { name: trigger, ...(data ? { data } : {}) },
	});
	return await finishedExecution(client, executionId);
}

/**
 * The executions of a workflow, newest first.
 * @param {N8nClient} client
 * @param {string} workflowId
 * @returns {Promise<Array<{ id: string, status: string }>>}
 */
export async function executionsOf(client, workflowId) {
	return (await client.get(`/rest/executions?filter=${encodeURIComponent(JSON.stringify({ workflowId }))}`)).results;
}

const finished = ['success', 'error', 'crashed', 'canceled'];

/**
 * Waits until an execution is over.
 * @param {N8nClient} client
 * @param {string} executionId
 * @returns {Promise<Execution>}
 */
export async function finishedExecution(client, executionId, limitMs = 120_000) {
	const end = Date.now() + limitMs;
	for (;;) {
		const execution = await client.get(`/rest/executions/${executionId}`);
		if (finished.includes(execution.status)) return await readExecution(execution);
		if (Date.now() > end)
			throw new Error(`Execution ${executionId} is still "${execution.status}" after ${limitMs / 1000} s.`);
		await pause(100);
	}
}

/**
 * @typedef {object} Execution
 * @property {string} id
 * @property {string} status
 * @property {string} [error] the message of the node that failed
 * @property {string[]} nodes names of the nodes that ran
 * @property {(node: string, output?: number) => Item[]} items what a node put out, in all its runs
 */

/** @typedef {{ json: Record<string, string>, binary?: Record<string, { mimeType: string, fileName?: string }> }} Item most values that nodes put out are strings */

/** @param {any} execution @returns {Promise<Execution>} */
async function readExecution(execution) {
	// Imported here: on a fresh clone this file is loaded before any package is there.
	const { parse } = await import('flatted');
	const { resultData } = typeof execution.data === 'string' ? parse(execution.data) : execution.data;
	return {
		id: execution.id,
		status: execution.status,
		error:
			resultData.error &&
			[resultData.error.node?.name, resultData.error.message, resultData.error.description].filter(Boolean).join(': '),
		nodes: Object.keys(resultData.runData),
		items: (node, output = 0) =>
			(resultData.runData[node] ?? []).flatMap((/** @type {any} */ run) => run.data?.main?.[output] ?? []),
	};
}
