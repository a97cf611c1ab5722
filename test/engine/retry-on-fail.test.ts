import { CONTINUE, RETRY, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const parameters = {
	intake_id: '={{ $json.intake }}',
	room_code: 'exroom1',
	start: '={{ $json.start }}',
	end: '={{ $json.end }}',
	options: { maxRetries: 0 },
};

/** Bookings of these slots, each from an intake of its own; a slot at 3 in the morning is never free. */
function bookings(slots: Array<{ start: number; end: number }>) {
	const ids = slots.map(() => clinic.intake());
	return { ids, items: slots.map((times, index) => ({ json: { intake: ids[index] ?? '', ...times } })) };
}
const night = slot(-24);
const sent = (intake: string | undefined) =>
	clinic.wire('POST', /^\/visits$/).filter(({ body }) => JSON.stringify(body).includes(String(intake))).length;

test('three bookings, the last failing for ever: two visits, each asked for once', async () => {
	const { ids, items } = bookings([slot(0), slot(1), night]);
	const ran = await clinic.run('visit:create', parameters, { items, node: RETRY });
	expect(ids.map(sent)).toEqual([1, 1, 3]);
	expect(clinic.booked).toEqual(ids.slice(0, 2));
	expect(told(ran)).toEqual({
		message: 'VSee Clinic refused this: This slot is no longer available',
		description: expect.stringContaining(
			'Before it stopped, this run created 30000070001, 30000070002; what it created still exists.',
		),
		httpCode: '409',
		itemIndex: 2,
	});
});

test('three bookings, the middle one failing for ever: the last is never sent', async () => {
	const { ids, items } = bookings([slot(0), night, slot(1)]);
	const ran = await clinic.run('visit:create', parameters, { items, node: RETRY });
	expect(ids.map(sent)).toEqual([1, 3, 0]);
	expect(clinic.booked).toEqual(ids.slice(0, 1));
	expect(told(ran).itemIndex).toBe(1);
});

test('with Continue On Fail the first item decides about the re-run: still each booking once', async () => {
	const { ids, items } = bookings([night, slot(0), slot(1)]);
	const ran = await clinic.run('visit:create', parameters, { items, node: { ...RETRY, ...CONTINUE } });
	expect(ids.map(sent)).toEqual([3, 1, 1]);
	expect(clinic.booked).toEqual(ids.slice(1));
	expect(ran.items).toEqual([
		{ json: { error: expect.stringContaining('no longer available') }, pairedItem: { item: 0 } },
		{ json: expect.objectContaining({ intake_id: ids[1] }), pairedItem: { item: 1 } },
		{ json: expect.objectContaining({ intake_id: ids[2] }), pairedItem: { item: 2 } },
	]);
});

test('when the failing booking recovers, the re-run returns what the first try has made', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 409, method: 'POST', path: '/visits', skip: 2 });
	const { ids, items } = bookings([slot(0), slot(1), slot(2)]);
	const ran = await clinic.run('visit:create', parameters, { items, node: RETRY });
	expect(ran.error).toBeUndefined();
	expect(ids.map(sent)).toEqual([1, 1, 2]);
	expect(ran.items).toEqual(
		ids.map((id, item) => ({
			json: expect.objectContaining({
				id: `3000007000${item + 1}`,
				intake_id: id,
				type: 'scheduled',
				room_code: 'exroom1',
			}),
			pairedItem: { item },
		})),
	);
	expect(clinic.booked).toEqual(ids);
});

test('a booking with an unknown outcome is never sent again, only looked up', async () => {
	clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/visits', skip: 1, count: -1 });
	const { ids, items } = bookings([slot(0), slot(1), slot(2)]);
	const ran = await clinic.run('visit:create', parameters, { items, node: RETRY });
	expect(ids.map(sent)).toEqual([1, 1, 0]);
	expect(clinic.booked).toEqual(ids.slice(0, 1));
	expect(told(ran).message).toBe(
		`The visit may have been booked: The answer to an earlier try was lost; intake ${ids[1]} does not show it so far`,
	);
});

test('a booking that shows up only later is found by the re-run', async () => {
	clinic.sandbox.faults.add({ kind: 'delay', method: 'POST', path: '/visits', ms: 1200 });
	const { ids, items } = bookings([slot(0)]);
	const ran = await clinic.run(
		'visit:create',
		{ ...parameters, options: { maxRetries: 0, timeout: 0.6 } },
		{ items, node: { ...RETRY, waitBetweenTries: 1200 } },
	);
	expect(ran.json).toEqual([expect.objectContaining({ intake_id: ids[0], id: '30000070001' })]);
	expect(ids.map(sent)).toEqual([1]);
});

test('the same, when the intake is not to be reused and the user wants to book again what is not found', async () => {
	clinic.sandbox.settings.intakeReuse = true;
	clinic.sandbox.faults.add({ kind: 'delay', method: 'POST', path: '/visits', ms: 1200 });
	const { ids, items } = bookings([slot(0)]);
	const options = { maxRetries: 0, timeout: 0.6, reuseExisting: false, retryWhenNotFound: true };
	const ran = await clinic.run(
		'visit:create',
		{ ...parameters, options },
		{ items, node: { ...RETRY, waitBetweenTries: 1200 } },
	);
	expect(ran.json).toEqual([expect.objectContaining({ intake_id: ids[0], id: '30000070001' })]);
	expect(clinic.booked).toEqual(ids);
});

test.each(['reset', 'errorBody', 'html'] as const)(
	'an intake whose answer was lost (%s) is never created again',
	async (kind) => {
		clinic.sandbox.faults.add({ kind, path: '/intakes', count: -1 });
		const ran = await clinic.run('intake:create', { room_code: 'exroom1' }, { node: RETRY });
		expect(clinic.said).toEqual(['POST /intakes']);
		expect(told(ran).message).toMatch(/^The record may have been created: /);
		clinic.sandbox.reset();
		clinic.sandbox.faults.add({ kind, path: '/intakes', count: -1 });
		const continued = await clinic.run('intake:create', { room_code: 'exroom1' }, { node: { ...RETRY, ...CONTINUE } });
		expect(clinic.said).toEqual(['POST /intakes']);
		expect(continued.items).toEqual([
			{ json: { error: expect.stringContaining('may have been created') }, pairedItem: { item: 0 } },
		]);
	},
);

test('intakes: what the first try has made is read, not made again', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', path: '/intakes', skip: 1 });
	const items = ['Fictional rash', 'Fictional cough'].map((reason) => ({ json: { reason } }));
	const additionalFields = { reason_for_visit: '={{ $json.reason }}', member_id: '20000000001' };
	const ran = await clinic.run('intake:create', { room_code: 'exroom1', additionalFields }, { items, node: RETRY });
	expect(clinic.sandbox.calls.count('POST', '/intakes')).toBe(3);
	expect(ran.items).toEqual([
		{ json: expect.objectContaining({ reason_for_visit: 'Fictional rash' }), pairedItem: { item: 0 } },
		{ json: expect.objectContaining({ reason_for_visit: 'Fictional cough' }), pairedItem: { item: 1 } },
	]);
	expect(
		[...clinic.sandbox.clinic.intakes.values()].filter(({ ownerId }) => ownerId === '800001').map(({ id }) => id),
	).toEqual(ran.json.map(({ id }) => id));
});

test('a refusal, a 429 and a refused connection leave nothing open: the re-run books', async () => {
	for (const fault of [
		{ kind: 'status', status: 400 },
		{ kind: 'throttle', retryAfter: '99' },
		{ kind: 'unauthorized' },
	] as const) {
		clinic.sandbox.reset();
		clinic.sandbox.faults.add({ ...fault, method: 'POST', path: '/visits' });
		const { ids, items } = bookings([slot(0)]);
		const ran = await clinic.run('visit:create', parameters, { items, node: RETRY });
		expect(ran.json).toEqual([expect.objectContaining({ intake_id: ids[0] })]);
		expect(ids.map(sent)).toEqual([2]);
	}
});

test('a read is simply read again by the re-run', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 500 });
	const ran = await clinic.run('visit:get', { visit_id: '70001', options: { maxRetries: 0 } }, { node: RETRY });
	expect(ran.json).toEqual([expect.objectContaining({ id: '70001' })]);
	expect(clinic.sandbox.calls.count()).toBe(2);
});

test('two items of one run that say the same are two orders, and so are the turns of a loop', async () => {
	const twice = await clinic.run('intake:create', { room_code: 'exroom1' }, { items: [{ json: {} }, { json: {} }] });
	expect(new Set(twice.json.map(({ id }) => id)).size).toBe(2);
	const looped = await clinic.run('intake:create', { room_code: 'exroom1' }, { turns: 3, node: RETRY });
	expect(new Set(looped.turns.map(([item]) => item?.json.id)).size).toBe(3);
	expect(clinic.sandbox.calls.count('POST', '/intakes')).toBe(5);
});

test('the ledger in the execution holds hashes and record ids only', async () => {
	const { items } = bookings([slot(0), night]);
	const ran = await clinic.run('visit:create', parameters, { items, node: RETRY });
	const context = ran.run.data.executionData?.contextData['node:VSee Clinic'];
	const [key = ''] = Object.keys(context?.created ?? {});
	const hash = /^[0-9a-f]{32}$/;
	expect(key).toMatch(hash);
	expect(context).toEqual({
		created: { [key]: { run: 0, request: expect.stringMatching(hash), kind: 'created', id: '30000070001' } },
	});
});
