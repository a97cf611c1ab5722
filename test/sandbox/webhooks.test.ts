import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { type Sandbox, startSandbox } from '../../sandbox';
import { admin, clientOf, keyed, monday } from './clinic-client';

let sandbox: Sandbox;
let api: ReturnType<typeof clientOf>;
let receiver: Server;
let url: string;
let received: Array<ReturnType<typeof JSON.parse>>;
let answerWith: number;

beforeAll(async () => {
	sandbox = await startSandbox({ now: monday });
	api = clientOf(sandbox);
	receiver = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			received.push(JSON.parse(Buffer.concat(parts).toString('utf8')));
			response.writeHead(answerWith).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	const address = receiver.address();
	url = `http://127.0.0.1:${isInfo(address) ? address.port : 0}/hook`;
});
beforeEach(() => {
	sandbox.reset();
	received = [];
	answerWith = 200;
});
afterAll(async () => {
	await sandbox.close();
	receiver.closeAllConnections();
	await new Promise((resolve) => receiver.close(resolve));
});

function isInfo(address: AddressInfo | string | null): address is AddressInfo {
	return typeof address === 'object' && address !== null;
}

function sampleKeys(file: string): { envelope: string[]; data: string[] } {
	const sample = JSON.parse(readFileSync(join(__dirname, '../samples', file), 'utf8'));
	return { envelope: Object.keys(sample), data: Object.keys(sample.data) };
}

test('v1: what happens to a visit is told in digit strings, under account_code', async () => {
	sandbox.webhooks.target(url, { version: 'v1' });
	const { id } = (await api.book()).body.data;
	await api.post('/visits/inprogress', { id }, admin);
	await api.post('/visits/close', { id, status: 30 }, admin);
	await sandbox.webhooks.idle();
	expect(received.map((event) => event.type)).toEqual(['visit.created', 'visit.updated', 'visit.ended']);
	expect({ envelope: Object.keys(received[2]), data: Object.keys(received[2].data) }).toEqual(
		sampleKeys('webhook-v1-visit-ended.json'),
	);
	const data = { id, status: '30', start: String(monday + 3600), completed_by: '800001' };
	expect(received[2]).toMatchObject({ version: '1.0', account_code: 'exampleclinic', created: monday, data });
	expect(parseInt(received[2].id.slice(0, 8), 16)).toBe(monday);
});

test('v2: numbers and words, under clinic_code', async () => {
	sandbox.webhooks.target(url, { version: 'v2' });
	const { id } = (await api.book()).body.data;
	await api.post('/visits/close', { id, reason: 'patient_cancel_appointment' });
	await sandbox.webhooks.idle();
	expect({ envelope: Object.keys(received[1]), data: Object.keys(received[1].data) }).toEqual(
		sampleKeys('webhook-v2-visit-ended.json'),
	);
	const data = { status: 'cancelled', start: monday + 3600, status_updated_by: '20000000001' };
	expect(received[1]).toMatchObject({ version: '2.0', clinic_code: 'exampleclinic', data });
});

test('notes, invoices and anything raw are fired by hand', async () => {
	sandbox.webhooks.target(url, { version: 'v2' });
	sandbox.webhooks.noteSigned('70001');
	sandbox.webhooks.invoiceProcessed('70001');
	await api.control('POST', '/sandbox/webhook/fire', {
		type: 'visit.invoice.processed',
		visit_id: '70001',
		invoice: { id: '1', status: 'paid' },
	});
	await api.control('POST', '/sandbox/webhook/fire', { raw: { hello: 'there' } });
	await api.control('POST', '/sandbox/webhook/idle');
	expect({ envelope: Object.keys(received[0]), data: Object.keys(received[0].data) }).toEqual(
		sampleKeys('webhook-v2-note.json'),
	);
	expect({ envelope: Object.keys(received[1]), data: Object.keys(received[1].data) }).toEqual(
		sampleKeys('webhook-v2-invoice.json'),
	);
	expect(received[2].data.invoice).toEqual({ id: '1', status: 'paid' });
	expect(received[3]).toEqual({ hello: 'there' });
	expect((await api.control('POST', '/sandbox/webhook/fire', { type: 'visit.exploded' })).status).toBe(400);
});

test('a person made by SSO is told once', async () => {
	await api.control('POST', '/sandbox/webhook', { url, version: 'both' });
	for (let n = 0; n < 2; n++)
		await api.post('/users/sso', { first_name: 'Ida', last_name: 'Examplepatient', code: 'new-2', type: 200 }, keyed);
	await sandbox.webhooks.idle();
	expect(received.map((event) => [event.type, event.version])).toEqual([
		['user.created', '1.0'],
		['user.created', '2.0'],
	]);
});

test('duplicates, another order and a foreign account can be had', async () => {
	sandbox.webhooks.target(url, { duplicates: 1, shuffle: true, account: 'otherclinic' });
	sandbox.webhooks.raw({ id: 'a' });
	sandbox.webhooks.raw({ id: 'b' });
	sandbox.webhooks.noteSigned('70001');
	await sandbox.webhooks.idle();
	expect(received.map((event) => event.id).slice(2)).toEqual(['b', 'b', 'a', 'a']);
	expect(received[0]).toEqual(received[1]);
	expect(received[0].account_code).toBe('otherclinic');
});

test('a receiver that fails is noted and disturbs nothing', async () => {
	answerWith = 500;
	sandbox.webhooks.target(url);
	expect((await api.book()).status).toBe(200);
	await sandbox.webhooks.idle();
	expect(sandbox.webhooks.deliveries[0]).toMatchObject({ type: 'visit.created', status: 500, ms: expect.any(Number) });
	sandbox.webhooks.target('http://127.0.0.1:1/nobody');
	sandbox.webhooks.noteSigned('70001');
	await sandbox.webhooks.idle();
	expect((await api.control('GET', '/sandbox/webhook')).body.deliveries[1]).toMatchObject({
		status: null,
		error: expect.any(String),
	});
});

test('staff act through the control surface', async () => {
	sandbox.webhooks.target(url);
	for (const action of ['start', 'complete']) {
		expect((await api.control('POST', '/sandbox/staff', { visit_id: '30000000007', action })).status).toBe(200);
	}
	expect((await api.control('POST', '/sandbox/staff', { visit_id: '30000000007', action: 'cancel' })).status).toBe(409);
	await sandbox.webhooks.idle();
	expect(received.map((event) => [event.type, event.data.status])).toEqual([
		['visit.updated', '25'],
		['visit.ended', '30'],
	]);
});

test('a delivery is sent again with the same event id, and a reset keeps the address', async () => {
	expect((await api.control('POST', '/sandbox/webhook/resend', { n: 1 })).status).toBe(404);
	expect((await api.control('POST', '/sandbox/webhook', { url: 'file:///tmp/hook' })).status).toBe(400);
	await api.control('POST', '/sandbox/webhook', { url, version: 'v2' });
	sandbox.webhooks.noteSigned('70001');
	await sandbox.webhooks.idle();
	expect((await api.control('POST', '/sandbox/webhook/resend', { n: 1 })).status).toBe(200);
	await sandbox.webhooks.idle();
	expect(received).toHaveLength(2);
	expect(received[1]).toEqual(received[0]);
	await api.control('POST', '/sandbox/reset');
	expect((await api.control('GET', '/sandbox/webhook')).body).toEqual({ url, deliveries: [] });
	sandbox.webhooks.noteSigned('70001');
	await sandbox.webhooks.idle();
	expect(received[2].version).toBe('2.0');
	await api.control('DELETE', '/sandbox/webhook');
	expect((await api.control('GET', '/sandbox/webhook')).body).toEqual({ url: null, deliveries: [] });
});
