/** What is tried in each version of n8n. */
import { setTimeout as pause } from 'node:timers/promises';

import { packageName } from '../../start/community-package.mjs';
import { keepCredential } from '../../start/n8n-client.mjs';
import { readManifest } from '../manifest.mjs';
import { activate } from './old-clinic.mjs';

/** @typedef {import('./old-clinic.mjs').OldClinic} OldClinic */

const CREDENTIAL = { type: 'vSeeClinicApi', name: 'VSee Clinic (sandbox)' };
const MAX_WAIT_MS = 90_000;

/** @type {Record<string, (clinic: OldClinic) => Promise<string | void>>} */
export const CHECKS = {
	install,
	'credential test': credentialTest,
	booking,
	'webhook trigger': webhookTrigger,
	...(readManifest().n8n.nodes.some((file) => file.includes('PollingTrigger'))
		? { 'polling trigger': pollingTrigger }
		: {}),
};

/** @param {unknown} actual @param {unknown} expected @param {string} what */
function same(actual, expected, what) {
	if (JSON.stringify(actual) !== JSON.stringify(expected))
		throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

/**
 * Waits for a state.
 * @template T
 * @param {() => Promise<T | undefined>} read
 * @param {string} what
 * @returns {Promise<T>}
 */
async function until(read, what) {
	const end = Date.now() + MAX_WAIT_MS;
	for (;;) {
		const state = await read();
		if (state !== undefined) return state;
		if (Date.now() > end) throw new Error(`After ${MAX_WAIT_MS / 1000} s: ${what}`);
		await pause(100);
	}
}

/** @param {OldClinic} clinic @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
async function control({ sandbox }, method, path, body) {
	const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
		method,
		headers: { 'content-type': 'application/json' },
		...(body ? { body: JSON.stringify(body) } : {}),
	});
	if (!response.ok) throw new Error(`The sandbox refused ${path}: ${response.status} ${await response.text()}`);
	return await response.json();
}

/** By n8n's own page. @param {OldClinic} clinic */
async function install({ client }) {
	const { version, n8n } = readManifest();
	const installed = await client.post('/rest/community-packages', { name: `${packageName}@${version}` });
	same(installed.installedVersion, version, 'installed version');
	same(installed.installedNodes.length, n8n.nodes.length, 'number of nodes');
	return `${installed.installedNodes.length} nodes`;
}

/** Of a saved credential: n8n 1 tests no other. @param {OldClinic} clinic */
async function credentialTest({ client, sandbox }) {
	const id = await keepCredential(client, { ...CREDENTIAL, data: sandbox.credential });
	/** @param {Record<string, string>} changes */
	const test = async (changes) =>
		await client.post('/rest/credentials/test', {
			credentials: { id, ...CREDENTIAL, data: { ...sandbox.credential, ...changes } },
		});
	const good = await test({});
	same(good.status, 'OK', `good credential (${good.message})`);
	const bad = await test({ apiToken: 'f'.repeat(32) });
	same(bad.status, 'Error', 'wrong token');
	if (!bad.message.includes('Token')) throw new Error(`The error does not name the token: ${bad.message}`);
}

/**
 * @param {OldClinic} clinic
 * @param {string} name
 * @param {string} type
 * @param {object} parameters
 */
async function clinicNode(clinic, name, type, parameters) {
	const id = await keepCredential(clinic.client, { ...CREDENTIAL, data: clinic.sandbox.credential });
	const credentials = { [CREDENTIAL.type]: { id, name: CREDENTIAL.name } };
	const full = `${packageName}.${type}`;
	return { id: name, name, type: full, typeVersion: 1, position: [0, 0], parameters, credentials };
}

/** @param {string} name @param {string} webhookId */
function webhookNode(name, webhookId) {
	const parameters = { httpMethod: 'POST', path: webhookId, responseMode: 'lastNode', options: {} };
	const type = 'n8n-nodes-base.webhook';
	return { id: name, name, type, typeVersion: 2, position: [0, 0], parameters, webhookId };
}

/** @param {string[]} names */
function chain(...names) {
	const links = names.slice(0, -1).map((name, at) => {
		return [name, { main: [[{ node: names[at + 1], type: 'main', index: 0 }]] }];
	});
	return Object.fromEntries(links);
}

/** A workflow answers a webhook with the visit it has booked; called twice, it gives two visits of two intakes. @param {OldClinic} clinic */
async function booking(clinic) {
	const room = { room_code: 'exroom1' };
	const start = '={{ $now.plus({ days: 2 }).startOf("day").toISO() }}';
	const nodes = [
		webhookNode('Start', 'book'),
		await clinicNode(clinic, 'Intake', 'vSeeClinic', {
			resource: 'intake',
			operation: 'create',
			...room,
			additionalFields: { reason_for_visit: 'Fictional cough', member_id: '20000000001', type: 'scheduled' },
		}),
		await clinicNode(clinic, 'Book', 'vSeeClinic', {
			resource: 'visit',
			operation: 'bookNext',
			intake_id: '={{ $json.id }}',
			...room,
			additionalFields: { start },
		}),
	];
	await activate(clinic, 'Booking', nodes, chain('Start', 'Intake', 'Book'));
	const before = (await control(clinic, 'GET', 'report')).journal.length;
	const call = async () => {
		const response = await fetch(`${clinic.client.url}/webhook/book`, { method: 'POST' });
		return response.status === 404 ? undefined : { status: response.status, text: await response.text() };
	};
	const first = await until(call, 'the webhook is not registered');
	const visit = first.status === 200 ? JSON.parse(first.text) : undefined;
	if (!visit?.id || visit.status === undefined)
		throw new Error(`No visit came back: ${first.status} ${first.text.slice(0, 400)}`);
	await call();
	const { journal, doubleBookings } = await control(clinic, 'GET', 'report');
	same(journal.length - before, 2, 'visits booked by two calls');
	same(doubleBookings, [], 'double bookings');
	return `visit ${visit.id} at ${visit.start}`;
}

/**
 * How the executions of a workflow have ended.
 * @param {OldClinic} clinic
 * @param {string} workflowId
 * @returns {Promise<string[]>}
 */
async function ends({ client }, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	/** @type {{ results: { status: string }[] }} */
	const { results } = await client.get(`/rest/executions?filter=${filter}`);
	return results.map(({ status }) => status).filter((status) => !['new', 'running', 'waiting'].includes(status));
}

/** An event starts one run, the same event again none, an event that the clinic does not confirm none. @param {OldClinic} clinic */
async function webhookTrigger(clinic) {
	const trigger = await clinicNode(clinic, 'Trigger', 'vSeeClinicTrigger', { events: ['visit.completed'] });
	const noOp = {
		id: 'end',
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [200, 0],
		parameters: {},
	};
	const nodes = [{ ...trigger, webhookId: 'vsee-events' }, noOp];
	const id = await activate(clinic, 'Webhook trigger', nodes, chain('Trigger', 'End'));
	const hook = `${clinic.client.url}/webhook/vsee-events/webhook`;
	await until(async () => ((await fetch(hook)).ok ? true : undefined), 'the trigger does not listen');
	/** @param {string} event @param {string} visit @param {string} account */
	const deliver = async (event, visit, account) => {
		const body = { version: '1.0', id: event, type: 'visit.ended', created: 1767230710, account_code: account };
		const response = await fetch(hook, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ...body, data: { id: visit, status: '30' } }),
		});
		return response.status;
	};
	const own = clinic.sandbox.credential.accountCode ?? '';
	same(await deliver('event-1', '70001', own), 200, 'answer to an event');
	same(await deliver('event-1', '70001', own), 200, 'answer to the same event');
	same(await deliver('event-2', '79999', own), 200, 'answer to an event of a visit that does not exist');
	same(await deliver('event-3', '70001', 'someoneelse'), 403, 'answer to an event of another clinic');
	await until(async () => ((await ends(clinic, id)).length > 0 ? true : undefined), 'the event has started no run');
	same(await ends(clinic, id), ['success'], 'runs');
}

/** The first poll takes the picture, a later one reports the visit that was booked in between. @param {OldClinic} clinic */
async function pollingTrigger(clinic) {
	// Seconds by name: n8n refuses a cron expression that asks for every second.
	const cronExpression = `${[0, 10, 20, 30, 40, 50].join(',')} * * * * *`;
	const parameters = { events: ['visit.created'], pollTimes: { item: [{ mode: 'custom', cronExpression }] } };
	const trigger = await clinicNode(clinic, 'Poll', 'vSeeClinicPollingTrigger', parameters);
	const noOp = {
		id: 'end',
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [200, 0],
		parameters: {},
	};
	const polls = async () => {
		const { calls } = await control(clinic, 'GET', 'calls');
		return calls.filter((/** @type {any} */ { method, path }) => method === 'GET' && /^\/visits$/.test(path)).length;
	};
	const before = await polls();
	const id = await activate(clinic, 'Polling trigger', [trigger, noOp], chain('Poll', 'End'));
	await until(async () => ((await polls()) > before + 1 ? true : undefined), 'the trigger has not polled twice');
	same(await ends(clinic, id), [], 'runs before anything has changed');
	await fetch(`${clinic.client.url}/webhook/book`, { method: 'POST' });
	await until(async () => ((await ends(clinic, id)).length > 0 ? true : undefined), 'the booking has started no run');
	same(await ends(clinic, id), ['success'], 'runs');
}
