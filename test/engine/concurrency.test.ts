import { locksInUse } from '../../nodes/VSeeClinic/execution/create-lock';
import { CONTINUE, RETRY, SEEDED, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const many = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ json: { n, ...slot(n), intake: clinic.intake() } }));
const book = {
	intake_id: '={{ $json.intake }}',
	room_code: 'exroom1',
	start: '={{ $json.start }}',
	end: '={{ $json.end }}',
};
const intakesOf = (items: Array<{ json: { intake: string } }>) => items.map(({ json }) => json.intake);

test.each([
	[{}, 50],
	[{ requestsAtOnce: 3 }, 3],
	[{ requestsAtOnce: 1 }, 1],
	[{ requestsAtOnce: '20' }, 20],
])('reads with %j: at most %i in flight, results in input order', async (options, atOnce) => {
	clinic.sandbox.settings.latency = 150;
	const items = many(120);
	// The first answers are the slowest.
	clinic.sandbox.faults.add({ kind: 'delay', ms: 250, count: 2 });
	const ran = await clinic.run('intake:get', { intake_id: '={{ $json.intake }}', options }, { items });
	expect(clinic.sandbox.calls.maxInFlight).toBeLessThanOrEqual(atOnce);
	// A busy machine may not get all of them under way before the first one is answered.
	expect(clinic.sandbox.calls.maxInFlight).toBeGreaterThanOrEqual(Math.ceil(atOnce / 2));
	expect(ran.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
		intakesOf(items).map((id, item) => [id, { item }]),
	);
	expect(ran.credentialReads).toBe(1);
});

test('reads find the pace of a clinic that refuses more than five at once, and all of them arrive in order', async () => {
	Object.assign(clinic.sandbox.settings, { latency: 20, mostAtOnce: 5 });
	const items = many(150);
	const ran = await clinic.run('intake:get', { intake_id: '={{ $json.intake }}' }, { items });
	expect(ran.json.map(({ id }) => id)).toEqual(intakesOf(items));
	const refused = clinic.sandbox.calls.list.filter(({ status }) => status === 429).length;
	// The first sixteen find out; fifty at once would be refused 45 times before the first pause.
	expect(refused).toBeGreaterThan(0);
	expect(refused).toBeLessThan(30);
	expect(clinic.sandbox.calls.maxInFlight).toBeLessThanOrEqual(16);
});

test('writes go one at a time, in order', async () => {
	clinic.sandbox.settings.latency = 10;
	const items = many(6);
	const ran = await clinic.run('visit:create', book, { items });
	expect(clinic.sandbox.calls.maxInFlight).toBe(1);
	expect(clinic.booked).toEqual(intakesOf(items));
	expect(ran.json.map((visit) => visit.intake_id)).toEqual(intakesOf(items));
	expect(ran.credentialReads).toBe(1);
});

test.each(['visit:update', 'visit:assignProvider', 'visit:complete', 'visit:delete', 'intake:update'])(
	'%s is a write: one at a time',
	async (operation) => {
		clinic.sandbox.settings.latency = 10;
		const items = many(3);
		const common = {
			provider_id: '800003',
			intake_id: '={{ $json.intake }}',
			updateFields: operation === 'visit:update' ? slot(3) : operation === 'intake:update' ? { location: 'CA' } : {},
		};
		const ran = await clinic.run(operation, { visit_id: SEEDED.confirmed, ...common }, { items });
		expect([ran.error, ran.items.length, clinic.sandbox.calls.maxInFlight]).toEqual([undefined, 3, 1]);
	},
);

test('writes at once when the user says so, results still in order', async () => {
	clinic.sandbox.settings.latency = 300;
	const items = many(8);
	clinic.sandbox.faults.add({ kind: 'delay', method: 'POST', ms: 500 });
	const ran = await clinic.run('visit:create', { ...book, options: { requestsAtOnce: 4 } }, { items });
	expect(clinic.sandbox.calls.maxInFlight).toBeLessThanOrEqual(4);
	expect(clinic.sandbox.calls.maxInFlight).toBeGreaterThanOrEqual(2);
	expect(ran.json.map((visit) => visit.intake_id)).toEqual(intakesOf(items));
	expect([...clinic.booked].sort()).toEqual(intakesOf(items).sort());
});

test('when a write fails, no later one is sent, and the error names what was made before', async () => {
	const items = many(5);
	clinic.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', path: '/visits', skip: 2 });
	const ran = await clinic.run('visit:create', book, { items });
	expect(clinic.bookings).toBe(3);
	expect(clinic.booked).toEqual(intakesOf(items).slice(0, 2));
	expect(ran.items).toEqual([]);
	expect(told(ran)).toMatchObject({
		itemIndex: 2,
		httpCode: '400',
		description: expect.stringMatching(/this run created 30000070001, 30000070002; what it created still exists\.$/),
	});
});

test('with several at once, those under way are finished and named, no further one is started', async () => {
	clinic.sandbox.settings.latency = 20;
	const items = many(12);
	clinic.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', path: '/visits', skip: 1 });
	const ran = await clinic.run('visit:create', { ...book, options: { requestsAtOnce: 3 } }, { items });
	expect(clinic.bookings).toBeLessThanOrEqual(4);
	expect(clinic.sandbox.calls.inFlight).toBe(0);
	for (const { visitId } of clinic.sandbox.clinic.journal) expect(told(ran).description).toContain(visitId);
});

test('more than twenty made before are counted', async () => {
	const items = Array.from({ length: 24 }, (_, n) => ({ json: { n } }));
	clinic.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', skip: 23 });
	const ran = await clinic.run('intake:create', { room_code: 'exroom1' }, { items });
	expect(told(ran).description).toMatch(/and 3 more; what it created still exists\.$/);
});

test('when a read fails, no further one is started', async () => {
	const items = many(30);
	clinic.sandbox.settings.latency = 20;
	clinic.sandbox.faults.add({ kind: 'status', status: 403 });
	const ran = await clinic.run(
		'intake:get',
		{ intake_id: '={{ $json.intake }}', options: { requestsAtOnce: 2 } },
		{ items },
	);
	expect(told(ran).itemIndex).toBe(0);
	expect(clinic.sandbox.calls.count()).toBeLessThanOrEqual(3);
});

test('reads that wait for their turn are not sent any more when another has failed, and its error is the one told', async () => {
	clinic.sandbox.settings.latency = 20;
	clinic.sandbox.faults.add({ kind: 'throttle', retryAfter: '1' });
	clinic.sandbox.faults.add({ kind: 'status', status: 403, skip: 1 });
	const ran = await clinic.run('intake:get', { intake_id: '={{ $json.intake }}' }, { items: many(40) });
	expect(told(ran)).toMatchObject({ httpCode: '403' });
	expect(told(ran).itemIndex).toBeGreaterThan(0);
	expect(clinic.sandbox.calls.count()).toBeLessThan(35);
});

test('with Continue On Fail every item is tried, failed ones in their place', async () => {
	const items = many(6);
	clinic.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', path: '/visits', skip: 1, count: 2 });
	const ran = await clinic.run('visit:create', book, { items, node: CONTINUE });
	expect(ran.items.map(({ json, pairedItem }) => ['error' in json, pairedItem])).toEqual(
		[0, 1, 2, 3, 4, 5].map((item) => [item === 1 || item === 2, { item }]),
	);
	expect(clinic.bookings).toBe(6);
});

test('the credential is read once, however many items, retries and look-ups', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 503, path: '/intakes' });
	clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after' });
	const ran = await clinic.run('visit:create', { ...book, options: { maxRetries: 1 } }, { items: many(3) });
	expect(ran.json).toHaveLength(3);
	expect(clinic.sandbox.calls.count()).toBe(3 + 1 + 3 + 2);
	expect(ran.credentialReads).toBe(1);
});

test('four hundred items', async () => {
	const items = Array.from({ length: 400 }, () => ({ json: {} }));
	const ran = await clinic.run('visit:get', { visit_id: SEEDED.confirmed }, { items });
	expect(ran.items).toHaveLength(400);
	expect(ran.items.at(-1)?.pairedItem).toEqual({ item: 399 });
	expect(ran.credentialReads).toBe(1);
});

describe('two executions that book from one intake at the same moment', () => {
	const HIDE = { intakeReuse: true, intakeShowsVisit: false, listShowsIntake: false };
	const operations = {
		'visit:create': slot(),
		'visit:createWalkIn': {},
		'visit:bookNext': { additionalFields: { start: slot().start, provider_id: '800002' } },
	};

	describe.each(Object.entries(operations))('%s', (operation, parameters) => {
		test.each([
			['shows the visit', { intakeReuse: true }],
			['does not show it anywhere', HIDE],
		])('make one visit when the clinic %s', async (_name, settings) => {
			Object.assign(clinic.sandbox.settings, settings, { latency: 60 });
			const id = clinic.intake();
			const both = await Promise.all(
				[1, 2, 3].map(async () => await clinic.run(operation, { intake_id: id, room_code: 'exroom1', ...parameters })),
			);
			expect(both.map(({ json }) => json.map((visit) => visit.id))).toEqual([1, 2, 3].map(() => ['30000070001']));
			expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
		});

		test('when the answer of the first is lost, the others do not book either', async () => {
			Object.assign(clinic.sandbox.settings, HIDE, { latency: 60 });
			clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after' });
			const id = clinic.intake();
			const all = await Promise.all(
				[1, 2].map(
					async () =>
						await clinic.run(
							operation,
							{ intake_id: id, room_code: 'exroom1', ...parameters, options: { maxRetries: 0 } },
							{ node: RETRY },
						),
				),
			);
			for (const ran of all) expect(told(ran).message).toContain('may have been booked');
			expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
		});
	});

	test('at another time: the second is told of the first', async () => {
		Object.assign(clinic.sandbox.settings, HIDE, { latency: 60 });
		const id = clinic.intake();
		const [first, second] = await Promise.all(
			[0, 1].map(async (n) => await clinic.run('visit:create', { intake_id: id, room_code: 'exroom1', ...slot(n) })),
		);
		expect(first?.json).toEqual([expect.objectContaining({ id: '30000070001' })]);
		expect(second && told(second).message).toMatch(/^Visit 30000070001 was already booked/);
		expect(clinic.bookings).toBe(1);
	});

	test('different intakes do not wait for each other', async () => {
		clinic.sandbox.settings.latency = 300;
		const items = many(2);
		await Promise.all(items.map(async (item) => await clinic.run('visit:create', book, { items: [item] })));
		expect(clinic.sandbox.calls.maxInFlight).toBe(2);
	});

	test('nothing is kept once nobody uses an intake any more', async () => {
		const id = clinic.intake();
		await Promise.all([1, 2].map(() => clinic.run('visit:createWalkIn', { intake_id: id, room_code: 'exroom1' })));
		expect(locksInUse()).toBe(0);
	});

	test('a cancelled execution stops waiting, and the one behind it takes its turn', async () => {
		const id = clinic.intake();
		const parameters = { intake_id: id, room_code: 'exroom1', options: { timeout: 5 } };
		const arrivedAt = (count: number) => async () => {
			while (clinic.sandbox.calls.count() < count) await new Promise((resolve) => setTimeout(resolve, 5));
		};
		clinic.sandbox.faults.add({ kind: 'delay', ms: 1500, method: 'POST' });
		const first = clinic.run('visit:createWalkIn', parameters);
		await arrivedAt(2)();
		const cancel = new AbortController();
		const second = clinic.run('visit:createWalkIn', parameters, { cancel: cancel.signal });
		const third = clinic.run('visit:createWalkIn', parameters);
		setTimeout(() => cancel.abort(), 100);
		const ended = await second;
		await ended.nodeEnded;
		expect([ended.status, clinic.sandbox.calls.inFlight]).toEqual(['canceled', 1]);
		expect([(await first).json[0]?.id, (await third).json[0]?.id]).toEqual(['30000070001', '30000070001']);
		expect(clinic.bookings).toBe(1);
	});
});
