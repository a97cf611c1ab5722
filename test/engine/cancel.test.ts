import type { INodeParameters } from 'n8n-workflow';

import { CONTINUE, RETRY, SEEDED, slot, TestClinic } from './clinic';
import type { Ran, Setting } from './engine';

const clinic = TestClinic.use();
const { start, end } = slot();

async function until(state: () => boolean): Promise<void> {
	while (!state()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Runs an operation, cancels it as soon as `when` holds, and waits for its end, which must come within a second. */
async function cancelled(
	operation: string,
	parameters: INodeParameters,
	when: () => boolean,
	setting: Partial<Setting> = {},
): Promise<Ran> {
	const cancel = new AbortController();
	const running = clinic.run(operation, parameters, { ...setting, cancel: cancel.signal });
	await until(when);
	const at = Date.now();
	cancel.abort();
	const ran = await running;
	await ran.nodeEnded;
	// A second on a quiet machine; the waits that it cuts short are ten times as long.
	expect(Date.now() - at).toBeLessThan(4000);
	expect(ran.status).toBe('canceled');
	return ran;
}

/** Nothing reaches the clinic any more, for longer than the node would have waited; what had left may still arrive. */
async function quiet(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 150));
	const sent = clinic.sandbox.calls.count();
	await new Promise((resolve) => setTimeout(resolve, 1200));
	expect(clinic.sandbox.calls.count()).toBe(sent);
}

const answered = (count: number) => () => clinic.sandbox.calls.list.filter(({ ms }) => ms !== null).length >= count;
const arrived = (count: number, method?: string) => () => clinic.sandbox.calls.count(method) >= count;

test('during a backoff', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 503, count: -1 });
	await cancelled('visit:get', { visit_id: SEEDED.confirmed, options: { maxRetries: 10 } }, answered(1));
	expect(clinic.sandbox.calls.count()).toBe(1);
	await quiet();
});

test('during a request that hangs', async () => {
	clinic.sandbox.faults.add({ kind: 'hang', count: -1 });
	await cancelled('visit:get', { visit_id: SEEDED.confirmed }, arrived(1));
	await until(() => clinic.sandbox.calls.inFlight === 0);
	await quiet();
	expect(clinic.sandbox.calls.count()).toBe(1);
});

test('during an answer that drips', async () => {
	clinic.sandbox.faults.add({ kind: 'drip', ms: 30 });
	await cancelled('visit:get', { visit_id: SEEDED.confirmed }, () => clinic.sandbox.calls.list[0]?.status === 200);
	await until(() => clinic.sandbox.calls.inFlight === 0);
});

test('during the pause of a 429', async () => {
	clinic.sandbox.faults.add({ kind: 'throttle', retryAfter: '50', count: -1 });
	const items = Array.from({ length: 20 }, () => ({ json: {} }));
	await cancelled('visit:get', { visit_id: SEEDED.confirmed, options: { requestsAtOnce: 2 } }, answered(2), { items });
	expect(clinic.sandbox.calls.count()).toBe(2);
	await quiet();
});

test('during a booking that hangs: it is not sent again, not looked up, and stays open in the ledger', async () => {
	clinic.sandbox.faults.add({ kind: 'hang', method: 'POST', when: 'after' });
	const id = clinic.intake();
	const ran = await cancelled('visit:create', { intake_id: id, room_code: 'exroom1', start, end }, arrived(1, 'POST'));
	await quiet();
	expect(clinic.said).toEqual([`GET /intakes/${id}`, 'POST /visits']);
	expect(clinic.booked).toEqual([id]);
	expect(Object.values(ran.run.data.executionData?.contextData['node:VSee Clinic']?.created ?? {})).toEqual([
		expect.objectContaining({ run: 0, kind: 'sent', sourceLabel: `intake ${id}` }),
	]);
});

test('during a look-up', async () => {
	clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', count: -1 });
	await cancelled('visit:create', { intake_id: clinic.intake(), room_code: 'exroom1', start, end }, answered(4));
	await quiet();
	expect(clinic.bookings).toBe(1);
});

test('between writes: no later item is sent, whatever On Error and Retry On Fail say', async () => {
	for (const node of [{}, CONTINUE, RETRY, { ...RETRY, ...CONTINUE }]) {
		clinic.sandbox.reset();
		clinic.sandbox.settings.latency = 40;
		const items = Array.from({ length: 20 }, () => ({ json: {} }));
		const ran = await cancelled('intake:create', { room_code: 'exroom1' }, answered(3), { items, node });
		expect(clinic.sandbox.calls.count('POST')).toBeLessThanOrEqual(5);
		expect(ran.items.filter(({ json }) => 'error' in json)).toEqual([]);
		await quiet();
	}
});
