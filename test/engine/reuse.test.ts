import { ADA, BEN, CONTINUE, iso, slot, TestClinic, told } from './clinic';

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
		clinic.sandbox.settings.visitRoom = 'ids';
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

	test('what is only found is not told as created when a later item stops the run', async () => {
		const id = clinic.intake();
		const first = await once(id);
		const items = [{ json: { id } }, { json: { id: clinic.intake() } }];
		clinic.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', path: '/visits', count: -1 });
		const stopped = await clinic.run(operation, { ...parameters('={{ $json.id }}') }, { items });
		expect(told(stopped).description).not.toContain(String(first.json[0]?.id));
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

describe('one intake, one visit', () => {
	const book = async (intake_id: string, times = slot(), more = {}) =>
		await clinic.run('visit:create', { intake_id, room_code: 'exroom1', ...times, ...more });

	test.each([
		[10, 'pending'],
		[20, 'confirmed'],
		[25, 'in progress'],
		[15, 'of a status nobody knows'],
	])('an appointment with status %i (%s) at another time is named, and nothing is sent', async (status) => {
		clinic.sandbox.settings.intakeReuse = true;
		const id = clinic.intake();
		await book(id);
		clinic.sandbox.clinic.visit('30000070001').status = status;
		const ran = await book(id, slot(2));
		expect(told(ran)).toEqual({
			message: `Visit 30000070001 was already booked from intake ${id}, for ${iso(start)}`,
			description: expect.stringMatching(/^Nothing was sent.*Visit: Update.*new intake.*“Reuse Existing Visit”/),
			httpCode: null,
			itemIndex: 0,
		});
		expect(clinic.bookings).toBe(1);
	});

	test.each([30, 40, 50])('one with status %i at another time is none: the intake is booked anew', async (status) => {
		clinic.sandbox.settings.intakeReuse = true;
		const id = clinic.intake();
		await book(id);
		clinic.sandbox.clinic.visit('30000070001').status = status;
		expect((await book(id, slot(2))).json).toEqual([expect.objectContaining({ id: '30000070002' })]);
	});

	test('with reuse off several visits are booked', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const id = clinic.intake();
		await book(id);
		const ran = await book(id, slot(2), { options: { reuseExisting: false } });
		expect(ran.json).toEqual([expect.objectContaining({ id: '30000070002' })]);
	});

	test.each([1, 4])(
		'free slots wired into bookings of one intake make one visit, also when the clinic does not show it, %i at once',
		async (requestsAtOnce) => {
			Object.assign(clinic.sandbox.settings, { intakeReuse: true, intakeShowsVisit: false, listShowsIntake: false });
			const id = clinic.intake();
			const ran = await clinic.run(
				'visit:create',
				{
					intake_id: id,
					room_code: 'exroom1',
					start: '={{ $json.start }}',
					end: '={{ $json.end }}',
					options: { requestsAtOnce },
				},
				{ items: [0, 1, 2, 3].map((n) => ({ json: slot(n) })), node: CONTINUE },
			);
			expect(ran.json).toEqual([
				expect.objectContaining({ id: '30000070001', start: iso(start) }),
				...[1, 2, 3].map(() => ({ error: expect.stringContaining(`Visit 30000070001 was already booked`) })),
			]);
			expect(clinic.bookings).toBe(1);
		},
	);

	test('after a booking whose answer was lost, another time of the same intake is not sent either', async () => {
		Object.assign(clinic.sandbox.settings, { intakeReuse: true, intakeShowsVisit: false, listShowsIntake: false });
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after' });
		const id = clinic.intake();
		const ran = await clinic.run(
			'visit:create',
			{
				intake_id: id,
				room_code: 'exroom1',
				start: '={{ $json.start }}',
				end: '={{ $json.end }}',
				options: { maxRetries: 0 },
			},
			{ items: [0, 1].map((n) => ({ json: slot(n) })), node: CONTINUE },
		);
		expect(ran.json).toEqual([0, 1].map(() => ({ error: expect.stringContaining('may have been booked') })));
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
	});

	test('bookNext returns the appointment that the intake has, whatever its time', async () => {
		const id = clinic.intake();
		await book(id);
		const ran = await clinic.run('visit:bookNext', {
			intake_id: id,
			room_code: 'exroom1',
			additionalFields: { start: slot(8).start },
		});
		expect(ran.json).toEqual([expect.objectContaining({ id: '30000070001', start: iso(start) })]);
		expect([ran.hints.length, clinic.bookings]).toEqual([1, 1]);
	});

	test('bookNext books anew from an intake whose appointment is over', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const id = clinic.intake();
		await book(id);
		clinic.sandbox.clinic.visit('30000070001').status = 30;
		const additionalFields = { start: slot(8).start, provider_id: '800002' };
		const ran = await clinic.run('visit:bookNext', { intake_id: id, room_code: 'exroom1', additionalFields });
		expect(ran.json).toEqual([expect.objectContaining({ id: '30000070002', start: iso(slot(8).start) })]);
	});
});

describe('what comes back is what VSee shows', () => {
	const book = async (intake_id: string, more: object = {}) =>
		await clinic.run('visit:create', { intake_id, room_code: 'exroom1', start, end, ...more });

	test.each(['none', 'ids'] as const)(
		'an earlier visit in another room, with another provider and end: told in a hint (the clinic shows rooms as %s)',
		async (visitRoom) => {
			Object.assign(clinic.sandbox.settings, { intakeReuse: true, visitRoom });
			const id = clinic.intake();
			await book(id, { additionalFields: { provider_id: '800002' } });
			const ran = await book(id, {
				room_code: 'exroom2',
				end: end + 900,
				additionalFields: { provider_id: '800003' },
			});
			expect(ran.json).toEqual([
				expect.objectContaining({
					id: '30000070001',
					room_code: visitRoom === 'none' ? null : 'exroom1',
					provider_id: '800002',
					end: iso(end),
				}),
			]);
			const named = visitRoom === 'none' ? 'provider and end' : 'room and provider and end';
			expect(ran.hints).toEqual([expect.stringContaining(`with another ${named} than asked for`)]);
		},
	);

	test('an earlier visit from which the provider was taken: said in a hint', async () => {
		const id = clinic.intake();
		await book(id, { additionalFields: { provider_id: '800002' } });
		clinic.sandbox.clinic.visit(clinic.sandbox.clinic.intake(id).visitId ?? '').providerId = null;
		const ran = await book(id, { additionalFields: { provider_id: '800003' } });
		expect(ran.json[0]?.provider_id).toBeNull();
		expect(ran.hints).toEqual([expect.stringContaining('with another provider than asked for')]);
	});

	test('the same again has no hint', async () => {
		const id = clinic.intake();
		await book(id);
		expect((await book(id)).hints).toEqual([]);
	});

	test('a visit of another patient is an error, and nothing is sent', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const id = clinic.intake();
		await book(id);
		const ran = await book(id, { additionalFields: { member_id: BEN } });
		expect(told(ran)).toMatchObject({
			message: expect.stringMatching(/^Visit 30000070001, .* is another patient’s/),
			description: expect.stringContaining('Nothing was sent'),
		});
		expect(`${told(ran).message} ${told(ran).description}`).not.toContain(ADA);
		expect(clinic.bookings).toBe(1);
	});

	test.each(['visit:create', 'visit:bookNext'])(
		'%s: a visit of another intake, to which this one leads, is an error',
		async (operation) => {
			clinic.sandbox.settings.intakeReuse = true;
			const [id, other] = [clinic.intake(), clinic.intake()];
			await book(other);
			clinic.sandbox.clinic.intake(id).visitId = '30000070001';
			const times = operation === 'visit:create' ? { start, end } : {};
			const ran = await clinic.run(operation, { intake_id: id, room_code: 'exroom1', ...times });
			expect(told(ran).message).toContain('was made from another intake');
			expect(clinic.bookings).toBe(1);
		},
	);
});

test('an intake that does not exist is told in the clinic’s words', async () => {
	const ran = await clinic.run('visit:createWalkIn', {
		intake_id: '6955b900-0a1b-4c2d-8e3f-00000000dead',
		room_code: 'exroom1',
	});
	expect(told(ran)).toMatchObject({ message: 'VSee Clinic refused this: Intake not found', httpCode: '404' });
	expect(clinic.booked).toEqual([]);
});
