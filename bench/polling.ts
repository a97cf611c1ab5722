// A poll of VSee Clinic Polling Trigger over visits that have not changed, beside n8n's HTTP Request node that only reads
// the same reply, in one process, in turn. Prints a table; asserts nothing, since times belong to the machine.
// `npx tsx --require ./bench/ts-before-json.cjs bench/polling.ts`; POLLING_VISITS and POLLING_ROUNDS change how many.
import '../test/engine/environment.cjs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as core from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

import { additional, MemoryCredentials, workflowOf } from '../test/engine/engine';
import sample from '../test/samples/visit-walkin.json';
import { PollingN8n } from '../test/triggers/polling/polling-n8n';

const COUNT = Number(process.env.POLLING_VISITS ?? 5000);
const ROUNDS = Number(process.env.POLLING_ROUNDS ?? 15);
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

/** Answers every request with the same list of visits. */
async function startClinic(): Promise<{ url: string; bytes: number; close: () => void }> {
	const start = Math.floor(Date.now() / 1000) + 86_400;
	const data = Array.from({ length: COUNT }, (_, n) => ({
		...sample.data,
		id: String(30_000_070_000 + n),
		start: String(start + n * 900),
		end: String(start + n * 900 + 900),
		provider_id: String(20_000_800_000 + (n % 300)),
	}));
	const body = JSON.stringify({ data, total_count: COUNT });
	const server = createServer((_, response) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end(body),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/api_v3`, bytes: body.length, close: () => server.close() };
}

async function loadHttpRequest(): Promise<INodeType> {
	const path = '../start/n8n/node_modules/n8n-nodes-base/dist/nodes/HttpRequest/V3/HttpRequestV3.node.js';
	const { HttpRequestV3 } = (await import(path)) as { HttpRequestV3: new (base: object) => INodeType };
	return new HttpRequestV3({
		displayName: 'HTTP Request',
		name: 'httpRequest',
		group: ['output'],
		description: '',
		defaultVersion: 4.2,
	});
}

async function httpRequest(node: INodeType, url: string): Promise<void> {
	const credentials = { baseUrl: url, apiToken: 'x' };
	const parameters = { url: `${url}/visits`, options: {} };
	const setting = { credentials, node: { typeVersion: 4.2, credentials: {} } };
	const workflow = workflowOf(parameters, setting, { [HTTP_REQUEST]: node }, HTTP_REQUEST);
	const engine = new core.WorkflowExecute(additional(new MemoryCredentials(credentials), workflow), 'manual');
	const { data } = await engine.run({ workflow, startNode: workflow.getNode('Start') ?? undefined });
	const [task] = data.resultData.runData['VSee Clinic'] ?? [];
	const [item] = task?.data?.main?.[0] ?? [];
	if (!Array.isArray(item?.json.data)) throw new Error(`HTTP Request has read nothing: ${task?.error?.message ?? ''}`);
}

const median = (times: number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;

async function main(): Promise<void> {
	const clinic = await startClinic();
	const node = await loadHttpRequest();
	const n8n = new PollingN8n({ baseUrl: clinic.url, apiToken: 'x' }, { options: { daysAhead: 365 } });
	await n8n.publish();
	const times: { poll: number[]; http: number[] } = { poll: [], http: [] };
	const processor: { poll: number[]; http: number[] } = { poll: [], http: [] };
	const timed = async (name: 'http' | 'poll', round: number, task: () => Promise<unknown>) => {
		const [began, used] = [performance.now(), process.cpuUsage()];
		await task();
		const { user, system } = process.cpuUsage(used);
		if (round < 0) return;
		times[name].push(performance.now() - began);
		processor[name].push((user + system) / 1000);
	};
	for (let round = -3; round < ROUNDS; round++) {
		await timed('http', round, async () => await httpRequest(node, clinic.url));
		await timed('poll', round, async () => {
			if ((await n8n.poll()).length > 0) throw new Error('Nothing has changed, and something was told');
		});
	}
	clinic.close();
	const [poll, http] = [median(times.poll), median(times.http)];
	process.stdout.write(
		`${[
			`${COUNT} unchanged visits, a reply of ${(clinic.bytes / 1e6).toFixed(1)} MB; median of ${ROUNDS} rounds in turn`,
			'',
			'| | ms | ms of the processor |',
			'|---|---|---|',
			`| HTTP Request, reading the reply | ${http.toFixed(0)} | ${median(processor.http).toFixed(0)} |`,
			`| VSee Clinic Polling Trigger, a whole poll | ${poll.toFixed(0)} | ${median(processor.poll).toFixed(0)} |`,
			'',
			`${(poll / http).toFixed(2)} times; the stored picture has ${(n8n.picture.length / 1000).toFixed(0)} kB`,
		].join('\n')}\n`,
	);
}

void main();
