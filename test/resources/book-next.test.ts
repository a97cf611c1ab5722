import { ADA, BEN, CONTINUE, iso, NOW, RETRY, slot, TestClinic, told } from '../engine/clinic';

const clinic = TestClinic.use();
const DAY = 86_400;
const first = slot(0);
const second = slot(1);
/** Where provider 800002 is the only one asked, slot(n) is the n-th. */
const wish = (intake_id: string, more = {}) => ({
	intake_id,
	room_code: 'exroom1',
	additionalFields: { start: first.start, provider_id: '800002', ...more },
});

/** Someone else books a slot. */
function rival(at: { start: number; end: number }, providerId = '800002') {
	const intake = clinic.sandbox.clinic.intake(clinic.intake({ memberId: BEN }));
	const { clinic: world } = clinic.sandbox;
	const id = world.ids.decimal('rival', 90_001);
	world.visits.set(id, {
		id,
		code: 'f'.repeat(32),
		memberId: BEN,
		providerId,
		roomCode: 'exroom1',
		type: 2,
		status: 20,
		subtype: 3,
		...at,
		actualStart: null,
		actualEnd: null,
		completedBy: null,
		consultation: null,
		groupId: null,
		intakeId: intake.id,
		recordings: [],
		relatedWalkinId: null,
		created: NOW,
		modified: NOW,
	});
}
/** Rivals who book just after these searches: the n-th booking finds its slot taken. */
function rivalsBetween(...slots: Array<{ start: number; end: number }>) {
	const { calls } = clinic.sandbox;
	const begin = calls.begin.bind(calls);
	const left = [...slots];
	calls.begin = (call) => {
		const taken = call.method === 'POST' && call.path === '/visits' ? left.shift() : undefined;
		if (taken) rival(taken);
		return begin(call);
	};
	restore = () => (calls.begin = begin);
}
let restore: () => void = () => undefined;
afterEach(() => restore());

describe('visit:bookNext', () => {
	test('searches from the given time and books the first slot', async () => {
		const intake_id = clinic.intake();
		const ran = await clinic.run(
			'visit:bookNext',
			wish(intake_id, { member_id: ADA, location: 'CA', customParameters: '{"custom_source":"test"}' }),
		);
		expect(ran.items).toEqual([
			{
				json: expect.objectContaining({
					type: 'scheduled',
					start: iso(first.start),
					end: iso(first.end),
					provider_id: '800002',
					intake_id,
					room_code: 'exroom1',
				}),
				pairedItem: { item: 0 },
			},
		]);
		const body = {
			intake_id,
			room_code: 'exroom1',
			provider_id: '800002',
			member_id: ADA,
			type: 2,
			slot_start: first.start,
			slot_end: first.end,
			custom_source: 'test',
		};
		expect(clinic.wire('POST')).toEqual([{ method: 'POST', path: '/visits', query: {}, body }]);
		const query = {
			intake_id,
			room_code: 'exroom1',
			provider_id: '800002',
			location: 'CA',
			member_id: ADA,
			start: String(first.start),
		};
		expect(clinic.wire('GET', '/availability')).toEqual([{ method: 'GET', path: '/availability', query, body: null }]);
		expect(clinic.booked).toEqual([intake_id]);
	});

	test.each(['slot_start', 'slot_end', 'type', ' type '])('the custom parameter %j: nothing is read', async (name) => {
		const ran = await clinic.run('visit:bookNext', wish(clinic.intake(), { customParameters: { [name]: 1 } }));
		expect(told(ran).message).toBe(`Custom Parameters contains “${name.trim()}”, which has a field of its own here`);
		expect(clinic.wire()).toEqual([]);
	});

	test('searches from now on when no time is given', async () => {
		const now = Math.floor(Date.now() / 1000);
		clinic.sandbox.clock.set(now);
		const ran = await clinic.run('visit:bookNext', { intake_id: clinic.intake(), room_code: 'exroom1' });
		expect(Date.parse(String(ran.json[0]?.start)) / 1000).toBeGreaterThanOrEqual(now);
		expect(Number(clinic.wire('GET', '/availability')[0]?.query.start) - now).toBeLessThan(20);
	});

	test('the consultation decides how long the visit is', async () => {
		const consultation_id = clinic.sandbox.clinic.room('exroom1').consultations[1]?.id ?? '';
		const ran = await clinic.run('visit:bookNext', wish(clinic.intake(), { consultation_id }));
		expect(ran.json[0]).toMatchObject({ start: iso(first.start), end: iso(first.start + 1800) });
	});

	test('a day without slots leads to the next that has some', async () => {
		const saturday = NOW + 3 * DAY;
		const ran = await clinic.run('visit:bookNext', wish(clinic.intake(), { start: saturday }));
		expect(ran.json[0]).toMatchObject({ start: iso(first.start + 4 * DAY) });
	});

	test('takes the next slot when a rival took the first between search and booking', async () => {
		rivalsBetween(first);
		const id = clinic.intake();
		const ran = await clinic.run('visit:bookNext', wish(id));
		expect(ran.json).toEqual([expect.objectContaining({ start: iso(second.start), intake_id: id })]);
		expect([clinic.bookings, clinic.booked]).toEqual([2, [id]]);
	});

	test.each([400, 422])('the same when VSee refuses a taken slot with %i', async (status) => {
		rivalsBetween(first);
		clinic.sandbox.faults.add({ kind: 'status', status, method: 'POST', path: '/visits' });
		const ran = await clinic.run('visit:bookNext', wish(clinic.intake()));
		expect(ran.json).toEqual([expect.objectContaining({ start: iso(second.start) })]);
	});

	const refuse = (status: number, more = {}) =>
		clinic.sandbox.faults.add({
			kind: 'status',
			status,
			method: 'POST',
			path: '/visits',
			count: -1,
			body: { code: status, message: 'The room is closed' },
			...more,
		});

	test.each([400, 409, 410, 422])(
		'a %i may mean that the slot is gone: five are tried, with one look at the free times, and the last words are told',
		async (status) => {
			refuse(status);
			const ran = await clinic.run('visit:bookNext', wish(clinic.intake()));
			expect(told(ran)).toMatchObject({
				message: 'VSee Clinic refused this: The room is closed. 5 free slots were tried, none was booked',
				httpCode: String(status),
			});
			expect([clinic.bookings, clinic.booked, clinic.wire('GET', '/availability').length]).toEqual([5, [], 1]);
			const starts = clinic.wire('POST').map(({ body }) => Object(body).slot_start);
			expect(starts).toEqual([0, 1, 2, 3, 4].map((n) => slot(n).start));
		},
	);

	test.each([401, 403, 404])('a %i ends it: no other slot is tried', async (status) => {
		refuse(status);
		const ran = await clinic.run('visit:bookNext', wish(clinic.intake()));
		expect(told(ran)).toMatchObject({
			message: expect.stringContaining('The room is closed'),
			httpCode: String(status),
		});
		expect([new Set(clinic.wire('POST').map(({ body }) => JSON.stringify(body))).size, clinic.booked]).toEqual([1, []]);
	});

	test('a refusal that comes with status 200 is looked up, and then leads to the next slot', async () => {
		clinic.sandbox.faults.add({
			kind: 'errorBody',
			method: 'POST',
			path: '/visits',
			body: { code: 409, message: 'This slot is no longer available' },
		});
		const id = clinic.intake();
		const ran = await clinic.run('visit:bookNext', wish(id));
		expect(ran.json).toEqual([expect.objectContaining({ start: iso(second.start), intake_id: id })]);
		expect([clinic.bookings, clinic.booked]).toEqual([2, [id]]);
	});

	test('an intake that a walk-in has used is refused in the clinic’s words', async () => {
		const id = clinic.intake();
		await clinic.run('visit:createWalkIn', { intake_id: id, room_code: 'exroom1' });
		const ran = await clinic.run('visit:bookNext', wish(id));
		expect(told(ran).message).toMatch(/^VSee Clinic refused this: This intake has already been used for a visit\. 5 /);
		expect(clinic.booked).toEqual([id]);
	});

	test('tries no more slots than it may', async () => {
		rivalsBetween(...[0, 1, 2, 3].map(slot));
		const ran = await clinic.run('visit:bookNext', { ...wish(clinic.intake()), options: { maxSlotsToTry: 2 } });
		expect(told(ran)).toMatchObject({
			message: 'VSee Clinic refused this: This slot is no longer available. 2 free slots were tried, none was booked',
			description: expect.stringContaining('Max Slots to Try'),
		});
		expect([clinic.bookings, clinic.booked]).toEqual([2, []]);
	});

	test.each([0, 21, 1.5, 'x'])('%j slots to try are refused', async (maxSlotsToTry) => {
		expect(
			told(await clinic.run('visit:bookNext', { ...wish(clinic.intake()), options: { maxSlotsToTry } })).message,
		).toBe('Max Slots to Try must be a whole number from 1 to 20');
		expect(clinic.wire()).toEqual([]);
	});

	test('none free books nothing and says so', async () => {
		clinic.sandbox.settings.bookableDays = 0;
		const ran = await clinic.run('visit:bookNext', wish(clinic.intake()));
		expect(told(ran)).toMatchObject({
			message: 'No free slot was found',
			description: expect.stringContaining('Nothing was booked'),
		});
		expect(clinic.bookings).toBe(0);
	});

	test('an availability of unknown form books nothing', async () => {
		clinic.sandbox.settings.availabilityShape = 'unrecognised';
		expect(told(await clinic.run('visit:bookNext', wish(clinic.intake()))).message).toMatch(
			/in a form that this node does not know$/,
		);
		expect(clinic.bookings).toBe(0);
	});

	test('asked twice for the same intake it gives the same visit, and says when that is outside the times now given', async () => {
		clinic.sandbox.settings.visitRoom = 'ids';
		const id = clinic.intake();
		const once = await clinic.run('visit:bookNext', wish(id));
		const twice = await clinic.run('visit:bookNext', wish(id, { start: NOW + 3 * DAY }));
		expect(twice.json).toEqual(once.json);
		expect(twice.hints).toEqual([expect.stringContaining('does not begin between Start and End')]);
		expect((await clinic.run('visit:bookNext', wish(id))).hints).toEqual([]);
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
	});

	test('two items with the same intake, at once: one visit', async () => {
		const id = clinic.intake();
		const ran = await clinic.run(
			'visit:bookNext',
			{ ...wish(id), options: { requestsAtOnce: 5 } },
			{ items: [{ json: {} }, { json: {} }, { json: {} }] },
		);
		expect(new Set(ran.json.map((visit) => visit.id)).size).toBe(1);
		expect([ran.json.length, clinic.booked]).toEqual([3, [id]]);
	});

	test('many items at once each get a slot of their own', async () => {
		const ids = Array.from({ length: 4 }, () => clinic.intake());
		const ran = await clinic.run(
			'visit:bookNext',
			{ ...wish('={{ $json.id }}'), options: { requestsAtOnce: 4 } },
			{ items: ids.map((id) => ({ json: { id } })) },
		);
		expect(ran.error).toBeUndefined();
		expect(new Set(ran.json.map(({ start }) => start)).size).toBe(4);
		expect([...clinic.booked].sort()).toEqual([...ids].sort());
	});

	test.each([
		['a reset', { kind: 'reset' as const }],
		['a 503', { kind: 'status' as const, status: 503 }],
		['half an answer', { kind: 'half' as const }],
	])('finds its visit after %s', async (_name, fault) => {
		clinic.sandbox.faults.add({ ...fault, method: 'POST', path: '/visits', when: 'after' });
		const id = clinic.intake();
		const ran = await clinic.run('visit:bookNext', { ...wish(id), options: { maxRetries: 0 } });
		expect(ran.json).toEqual([
			expect.objectContaining({
				id: clinic.sandbox.clinic.journal[0]?.visitId,
				start: iso(first.start),
				intake_id: id,
			}),
		]);
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
	});

	test('a lost answer that nothing explains books no second slot', async () => {
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/visits', when: 'before', count: -1 });
		const id = clinic.intake();
		const ran = await clinic.run('visit:bookNext', { ...wish(id), options: { maxRetries: 0 } }, { node: RETRY });
		expect(told(ran).message).toMatch(/^The visit may have been booked/);
		expect([clinic.bookings, clinic.booked]).toEqual([1, []]);
	});

	test('Retry On Fail returns what the first run has booked', async () => {
		const ids = [clinic.intake(), 'nothing'];
		const ran = await clinic.run('visit:bookNext', wish('={{ $json.id }}'), {
			items: ids.map((id) => ({ json: { id } })),
			node: RETRY,
		});
		expect(told(ran).itemIndex).toBe(1);
		expect(clinic.booked).toEqual([ids[0]]);
		expect(clinic.wire('POST', '/visits').filter(({ body }) => Object(body).intake_id === ids[0])).toHaveLength(1);
	});

	test('tells the time also when VSee answers with an ID alone', async () => {
		clinic.sandbox.settings.createReply = 'idOnly';
		const ran = await clinic.run('visit:bookNext', wish(clinic.intake()));
		expect(ran.json).toEqual([
			expect.objectContaining({
				id: clinic.sandbox.clinic.journal[0]?.visitId,
				start: iso(first.start),
				end: iso(first.end),
				provider_id: '800002',
				room_code: 'exroom1',
			}),
		]);
	});

	test('simplify: false gives VSee’s own visit', async () => {
		const ran = await clinic.run('visit:bookNext', { ...wish(clinic.intake()), simplify: false });
		expect(ran.json).toEqual([expect.objectContaining({ start: String(first.start), member: expect.any(Object) })]);
	});

	test('with Continue On Fail one item without a slot stops no other', async () => {
		const ids = [clinic.intake(), clinic.intake()];
		const items = ids.map((id, n) => ({ json: { id, start: n === 0 ? NOW + 365 * DAY : first.start } }));
		const ran = await clinic.run('visit:bookNext', wish('={{ $json.id }}', { start: '={{ $json.start }}' }), {
			items,
			node: CONTINUE,
		});
		expect(ran.items).toEqual([
			{ json: { error: expect.stringMatching(/^No free slot was found\. /) }, pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ intake_id: ids[1] }), pairedItem: { item: 1 } },
		]);
	});
});
