import type { Sandbox } from '../../sandbox';
import { CONTINUE, SEEDED, slot, TestClinic, told } from './clinic';
import { pressTest } from './engine';

type FaultSpec = Parameters<Sandbox['faults']['add']>[0];

const clinic = TestClinic.use();
const TIMEOUT = 2;
/** The largest JSON answer that is read is 64 MB; this bound also holds what the sandbox, in the same process, needs to send it. */
const MAX_GROWTH = 400 * 1024 * 1024;

/** What a task adds to this process at its worst, in bytes. */
async function growth(task: () => Promise<void>): Promise<number> {
	const used = () => process.memoryUsage().rss;
	const before = used();
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, used())), 10);
	await task().finally(() => clearInterval(watch));
	return Math.max(most, used()) - before;
}

const tooLarge = /is too large to be read|did not answer in time/;
const answers: Array<[string, FaultSpec, RegExp]> = [
	['a body without an end', { kind: 'endless' }, tooLarge],
	['200 MB', { kind: 'huge', size: 200 }, tooLarge],
	['a gzip bomb of 200 MB', { kind: 'gzipBomb', size: 200 }, tooLarge],
	['one byte now and then', { kind: 'drip', ms: 60 }, /did not answer in time/],
	[
		'a length that is too small',
		{ kind: 'wrongLength', size: -5 },
		/broke off before its end|connection to VSee Clinic was lost/,
	],
	['a length that is too large', { kind: 'wrongLength', size: 500 }, /connection to VSee Clinic was lost/],
	[
		'JSON a hundred thousand levels deep',
		{ kind: 'deepJson' },
		/broke off before its end|form that this node does not know/,
	],
	['bytes that are no UTF-8', { kind: 'invalidUtf8' }, /broke off before its end/],
];

test.each(answers)('%s ends in time, in bounded memory, with a sentence', async (_name, spec, message) => {
	clinic.sandbox.faults.add({ ...spec, count: -1 });
	const started = Date.now();
	const grown = await growth(async () => {
		const ran = await clinic.run('visit:get', {
			visit_id: SEEDED.confirmed,
			options: { timeout: TIMEOUT, maxRetries: 0 },
		});
		expect(told(ran).message).toMatch(message);
		expect(told(ran).description.length).toBeLessThan(300);
		expect(ran.items).toEqual([]);
	});
	expect(Date.now() - started).toBeLessThan((TIMEOUT + 20) * 1000);
	expect(grown).toBeLessThan(MAX_GROWTH);
	expect(clinic.sandbox.calls.count()).toBe(1);
});

test('ten endless answers at once stay within ten times what one may have', async () => {
	clinic.sandbox.faults.add({ kind: 'endless', count: -1 });
	const grown = await growth(async () => {
		const ran = await clinic.run(
			'visit:get',
			{ visit_id: SEEDED.confirmed, options: { timeout: TIMEOUT, maxRetries: 0 } },
			{ items: Array.from({ length: 10 }, () => ({ json: {} })), node: CONTINUE },
		);
		expect(ran.json).toEqual(Array.from({ length: 10 }, () => ({ error: expect.stringMatching(tooLarge) })));
	});
	expect(grown).toBeLessThan(10 * 32 * 1024 * 1024 + MAX_GROWTH);
});

test('a million free slots are more than is read, and are not taken for none', async () => {
	clinic.sandbox.faults.add({ kind: 'manySlots', size: 1_000_000 });
	const ran = await clinic.run('availability:getMany', { filters: { room_code: 'exroom1' } });
	expect(told(ran).message).toMatch(/is too large to be read/);
	expect(ran.items).toEqual([]);
});

test('two hundred thousand are read, and fifty of them returned', async () => {
	clinic.sandbox.faults.add({ kind: 'manySlots', size: 200_000 });
	const grown = await growth(async () => {
		const ran = await clinic.run('availability:getMany', { filters: { room_code: 'exroom1' } });
		expect(ran.items).toHaveLength(50);
	});
	expect(grown).toBeLessThan(2 * MAX_GROWTH);
});

test.each([
	'{"data":{"id":"30000000007","deep":DEEP}}',
	'{"data":{"id":"30000000007","intake":{"consultation":DEEP}}}',
	'{"data":{"id":"30000000007","error":DEEP}}',
])('a record that is a hundred thousand levels deep somewhere is not passed on: %s', async (form) => {
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	for (const simplify of [true, false]) {
		clinic.sandbox.faults.add({ kind: 'wrongJson', body: form.replace('DEEP', deep) });
		const ran = await clinic.run('visit:get', { visit_id: SEEDED.confirmed, simplify });
		expect(told(ran).message).toMatch(/form that this node does not know/);
	}
});

test.each(answers)(
	'the test button of the credential, answered by %s, ends with a sentence',
	async (_name, spec) => {
		clinic.sandbox.faults.add({ ...spec, ms: 1000, count: -1 });
		const grown = await growth(async () => {
			expect(await pressTest(clinic.access)).toEqual({
				status: 'Error',
				message: expect.stringMatching(/usable answer|is not the API/),
			});
		});
		expect(grown).toBeLessThan(MAX_GROWTH);
	},
	30_000,
);

test.each(answers)('a booking that is answered by %s is looked up and found', async (_name, spec) => {
	clinic.sandbox.faults.add({ ...spec, method: 'POST', when: 'after' });
	const id = clinic.intake();
	const ran = await clinic.run('visit:create', {
		intake_id: id,
		room_code: 'exroom1',
		...slot(),
		options: { timeout: TIMEOUT, maxRetries: 0 },
	});
	expect(ran.json).toEqual([expect.objectContaining({ intake_id: id, id: '30000070001' })]);
	expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
});

test('a download without an end stops as well', async () => {
	clinic.sandbox.faults.add({ kind: 'endless', headers: { 'content-type': 'application/pdf' } });
	const started = Date.now();
	const ran = await clinic.run('visit:downloadSummary', {
		visit_id: SEEDED.confirmed,
		options: { timeout: 1, maxRetries: 0 },
	});
	expect(told(ran).message).toMatch(tooLarge);
	expect(Date.now() - started).toBeLessThan(20_000);
	expect(ran.items).toEqual([]);
});

test('the connection to an endless answer is closed, not left open', async () => {
	clinic.sandbox.faults.add({ kind: 'endless' });
	await clinic.run('visit:get', { visit_id: SEEDED.confirmed, options: { timeout: 0.5, maxRetries: 0 } });
	const closed = Date.now() + 3000;
	while (clinic.sandbox.calls.inFlight > 0 && Date.now() < closed)
		await new Promise((resolve) => setTimeout(resolve, 10));
	expect(clinic.sandbox.calls.inFlight).toBe(0);
});

test('a megabyte of words in a refusal is no message', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 400, body: { code: 400, message: 'no '.repeat(400_000) } });
	const { message, description } = told(await clinic.run('visit:get', { visit_id: SEEDED.confirmed }));
	expect(message).toMatch(/^VSee Clinic refused this/);
	expect(message.length + description.length).toBeLessThan(700);
});

const strange: Array<[object | string]> = [
	[{ constructor: { prototype: { polluted: 'yes' } } }],
	['{"data":{"id":"30000000007","__proto__":{"polluted":"yes"},"binary":{"x":1},"pairedItem":9,"json":{"a":1}}}'],
];
test.each(strange)('keys that mean something to JavaScript or n8n stay plain data: %j', async (data) => {
	clinic.sandbox.faults.add({
		kind: 'wrongJson',
		body: typeof data === 'string' ? data : { data: { id: '30000000007', ...data } },
	});
	const ran = await clinic.run('visit:get', { visit_id: SEEDED.confirmed, simplify: false });
	expect(ran.items).toEqual([{ json: expect.objectContaining({ id: '30000000007' }), pairedItem: { item: 0 } }]);
	expect(ran.items[0]?.binary).toBeUndefined();
	expect(Reflect.get({}, 'polluted')).toBeUndefined();
});
