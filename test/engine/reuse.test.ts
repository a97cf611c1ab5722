import { CONTINUE, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const { start, end } = slot();
const kinds = [
	{ operation: 'visit:create', parameters: (intake_id: string) => ({ intake_id, room_code: 'exroom1', start, end }) },
	{ operation: 'visit:createWalkIn', parameters: (intake_id: string) => ({ intake_id, room_code: 'exroom1' }) },
	{ operation: 'visit:createEConsult', parameters: (intake_id: string) => ({ intake_id, room_code: 'exroom1' }) },
];

describe.each(kinds)('$operation', ({ operation, parameters }) => {
	const once = async (id: string, options = {}) => await clinic.run(operation, { ...parameters(id), options });

	test('asked again for the same intake, returns the same visit and sends no booking', async () => {
		const id = clinic.intake();
		const first = await once(id);
		const second = await once(id);
		expect(second.items).toEqual(first.items);
		expect(clinic.bookings).toBe(1);
		expect(clinic.said.slice(-2)).toEqual([`GET /intakes/${id}`, `GET /visits/${first.json[0]?.id}`]);
	});

	test('books again when reuse is off and the clinic allows it; else the clinic refuses', async () => {
		const id = clinic.intake();
		await once(id);
		expect(told(await once(id, { reuseExisting: false }))).toMatchObject({
			message: expect.stringContaining('already been used'),
			httpCode: '409',
		});
		clinic.sandbox.settings.intakeReuse = true;
		const again = await once(id, { reuseExisting: false });
		expect(again.json).toEqual([expect.objectContaining({ id: '30000070002', intake_id: id })]);
		expect(clinic.booked).toEqual([id, id]);
	});

	test('with reuse off, a lost answer is not explained by the visit that was there before', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const id = clinic.intake();
		await once(id);
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST' });
		expect(told(await once(id, { reuseExisting: false, maxRetries: 0 })).message).toMatch(
			/^The visit may have been booked/,
		);
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after' });
		expect((await once(id, { reuseExisting: false, maxRetries: 0 })).json).toEqual([
			expect.objectContaining({ id: '30000070002' }),
		]);
		expect(clinic.booked).toEqual([id, id]);
	});

	test.each([403, 404])(
		'a visit that the clinic answers %i for may be the one: nothing is booked, unless reuse is off',
		async (status) => {
			clinic.sandbox.settings.intakeReuse = true;
			const id = clinic.intake();
			await once(id);
			clinic.sandbox.faults.add({ kind: 'status', status, method: 'GET', path: '/visits', count: -1 });
			expect(told(await once(id))).toMatchObject({
				message: `VSee Clinic does not show visit 30000070001, which was already made from intake ${id}`,
				description: expect.stringContaining('Reuse Existing Visit'),
			});
			expect(clinic.booked).toEqual([id]);
			await once(id, { reuseExisting: false });
			expect(clinic.booked).toEqual([id, id]);
		},
	);

	test.each([
		[40, 'cancelled'],
		[50, 'refunded'],
	])('a visit with status %i (%s) is no booking: the intake is booked anew', async (status) => {
		const id = clinic.intake();
		const first = await once(id);
		clinic.sandbox.clinic.visit(String(first.json[0]?.id)).status = status;
		const second = await once(id);
		expect(second.json).toEqual([expect.objectContaining({ id: '30000070002', intake_id: id, status: 'pending' })]);
		expect(clinic.booked).toEqual([id, id]);
	});

	describe('the same order comes again in one execution, as in a loop or from an AI agent, and the clinic shows no visit on its intake', () => {
		beforeEach(
			() =>
				void Object.assign(clinic.sandbox.settings, {
					intakeShowsVisit: false,
					listShowsIntake: false,
					intakeReuse: true,
				}),
		);
		const thrice = async (id: string, options = {}) =>
			await clinic.run(
				operation,
				{ ...parameters(id), options: { maxRetries: 0, ...options } },
				{ turns: 3, node: CONTINUE },
			);

		test('it is the same visit', async () => {
			const ran = await thrice(clinic.intake());
			expect(ran.turns.map((items) => items.map(({ json }) => json.id))).toEqual([
				['30000070001'],
				['30000070001'],
				['30000070001'],
			]);
			expect(clinic.bookings).toBe(1);
		});

		test('one whose answer was lost is not sent again', async () => {
			clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after' });
			const id = clinic.intake();
			const ran = await thrice(id);
			for (const items of ran.turns)
				expect(items.map(({ json }) => json.error)).toEqual([
					expect.stringMatching(new RegExp(`may have been booked.*intake ${id}`)),
				]);
			expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
		});

		test('unless that is asked for', async () => {
			const id = clinic.intake();
			await thrice(id, { reuseExisting: false });
			expect(clinic.bookings).toBe(3);
		});
	});

	test('an order whose visit was cancelled meanwhile is booked anew in the next turn of a loop', async () => {
		const id = clinic.intake();
		const cancelAll = () => {
			for (const visit of clinic.sandbox.clinic.visits.values()) if (visit.intakeId === id) visit.status = 40;
		};
		const ran = await clinic.run(operation, parameters(id), { turns: 2, betweenTurns: cancelAll });
		expect(ran.turns.map((items) => items.map(({ json }) => json.status))).toEqual([['pending'], ['pending']]);
		expect(clinic.booked).toEqual([id, id]);
	});

	test.each([1, 5])('two items with the same intake make one visit, %i at once', async (requestsAtOnce) => {
		const id = clinic.intake();
		clinic.sandbox.settings.latency = 20;
		const ran = await clinic.run(
			operation,
			{ ...parameters(id), options: { requestsAtOnce } },
			{ items: [{ json: {} }, { json: {} }] },
		);
		expect(ran.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			['30000070001', { item: 0 }],
			['30000070001', { item: 1 }],
		]);
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
	});

	test.each([1, 5])(
		'two items with the same intake and a lost answer make one visit, %i at once',
		async (requestsAtOnce) => {
			const id = clinic.intake();
			clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after' });
			const ran = await clinic.run(
				operation,
				{ ...parameters(id), options: { requestsAtOnce, maxRetries: 0 } },
				{ items: [{ json: {} }, { json: {} }] },
			);
			expect(ran.json.map((visit) => visit.id)).toEqual(['30000070001', '30000070001']);
			expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
		},
	);

	test('raw: the visit that was there, as the API gives it', async () => {
		const id = clinic.intake();
		await once(id);
		const ran = await clinic.run(operation, { ...parameters(id), simplify: false });
		expect(ran.json).toEqual([expect.objectContaining({ id: '30000070001', _id: '30000070001' })]);
	});
});

test('a visit of another kind is not taken for the one that is asked for', async () => {
	const id = clinic.intake();
	await clinic.run('visit:createWalkIn', { intake_id: id, room_code: 'exroom1' });
	const ran = await clinic.run('visit:create', { intake_id: id, room_code: 'exroom1', start, end });
	expect(told(ran).httpCode).toBe('409');
	clinic.sandbox.settings.intakeReuse = true;
	const allowed = await clinic.run('visit:create', { intake_id: id, room_code: 'exroom1', start, end });
	expect(allowed.json).toEqual([expect.objectContaining({ id: '30000070002', type: 'scheduled' })]);
});

test('an appointment at another time is not taken for the one that is asked for', async () => {
	clinic.sandbox.settings.intakeReuse = true;
	const id = clinic.intake();
	await clinic.run('visit:create', { intake_id: id, room_code: 'exroom1', start, end });
	const ran = await clinic.run('visit:create', { intake_id: id, room_code: 'exroom1', ...slot(2) });
	expect(ran.json).toEqual([expect.objectContaining({ id: '30000070002' })]);
	expect(clinic.bookings).toBe(2);
});

test('an intake that does not exist is told in the clinic’s words', async () => {
	const ran = await clinic.run('visit:createWalkIn', {
		intake_id: '6955b900-0a1b-4c2d-8e3f-00000000dead',
		room_code: 'exroom1',
	});
	expect(told(ran)).toMatchObject({ message: 'VSee Clinic refused this: Intake not found', httpCode: '404' });
	expect(clinic.booked).toEqual([]);
});
