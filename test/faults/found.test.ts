import { CONTINUE, RETRY, slot, TestClinic, told } from '../engine/clinic';

const clinic = TestClinic.use();
const BOOKING = /^\/visits$/;
const parameters = {
	intake_id: '={{ $json.intake }}',
	room_code: 'exroom1',
	start: '={{ $json.start }}',
	end: '={{ $json.end }}',
};

function bookings(count: number) {
	const ids = Array.from({ length: count }, () => clinic.intake());
	return { ids, items: ids.map((intake, n) => ({ json: { intake, ...slot(n) } })) };
}

/** What the fault campaign has found, each as a test of its own. */
describe('found by the campaign', () => {
	test('an item under way writes nothing any more once another has failed', async () => {
		const { ids, items } = bookings(2);
		// The second item still reads its intake when the first is refused.
		clinic.sandbox.faults.add({ kind: 'status', status: 403, method: 'POST', path: BOOKING });
		clinic.sandbox.faults.add({ kind: 'delay', ms: 500, method: 'GET', path: `/intakes/${ids[1]}` });
		const ran = await clinic.run('visit:create', { ...parameters, options: { requestsAtOnce: 2 } }, { items });
		expect(told(ran)).toEqual(expect.objectContaining({ itemIndex: 0, httpCode: '403' }));
		expect([clinic.bookings, clinic.booked]).toEqual([1, []]);
	});

	test('the error of a stopped run names what other items have made, and where another may have been', async () => {
		const { ids, items } = bookings(3);
		clinic.sandbox.settings.intakeShowsVisit = false;
		clinic.sandbox.settings.adminVisits = 'refused';
		// The first item is refused late; meanwhile the second is booked and the answer for the third is lost.
		clinic.sandbox.faults.add({ kind: 'delay', ms: 400, method: 'GET', path: `/intakes/${ids[0]}` });
		clinic.sandbox.faults.add({ kind: 'delay', ms: 150, method: 'GET', path: `/intakes/${ids[2]}` });
		clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', path: BOOKING, skip: 1 });
		clinic.sandbox.faults.add({ kind: 'status', status: 403, method: 'POST', path: BOOKING, skip: 1 });
		const ran = await clinic.run(
			'visit:create',
			{ ...parameters, options: { requestsAtOnce: 3, maxRetries: 0 } },
			{ items },
		);
		const text = `${told(ran).message} ${told(ran).description}`;
		expect(clinic.booked).toEqual([ids[1], ids[2]]);
		expect(text).toContain('30000070001');
		expect(text).toContain(`intake ${ids[2]}`);
		expect(text).toContain('may have been booked');
	});

	test('a visit that an earlier try has made stays done when it cannot be read now', async () => {
		const { ids, items } = bookings(2);
		clinic.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', path: BOOKING, skip: 1 });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/visits', count: -1 });
		const ran = await clinic.run('visit:create', { ...parameters, options: { maxRetries: 0 } }, { items, node: RETRY });
		expect(ran.json).toEqual([
			expect.objectContaining({ id: '30000070001', intake_id: ids[0] }),
			expect.objectContaining({ intake_id: ids[1] }),
		]);
		expect(clinic.booked).toEqual(ids);
	});

	test('an open booking stays one when its intake cannot be read', async () => {
		const { ids, items } = bookings(1);
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/intakes', skip: 1, count: -1 });
		clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', path: BOOKING });
		const ran = await clinic.run(
			'visit:create',
			{ ...parameters, options: { maxRetries: 0 } },
			{ items, node: { ...RETRY, ...CONTINUE } },
		);
		expect(ran.json).toEqual([
			{ error: expect.stringMatching(new RegExp(`^The visit may have been booked: .*${ids[0]}`)) },
		]);
		expect(clinic.bookings).toBe(1);
	});

	test('a look-up that fails is not one that finds nothing: it is not booked again even when that was asked for', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const { items } = bookings(1);
		clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', path: BOOKING });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/intakes', skip: 1, count: -1 });
		const ran = await clinic.run(
			'visit:create',
			{ ...parameters, options: { maxRetries: 1, retryWhenNotFound: true } },
			{ items },
		);
		expect(told(ran).message).toContain('may have been booked');
		expect(clinic.bookings).toBe(1);
	});

	test('an older visit in the list is not taken for the one whose answer was lost, when it was not to be reused', async () => {
		Object.assign(clinic.sandbox.settings, { intakeReuse: true, intakeShowsVisit: false });
		const { ids, items } = bookings(1);
		await clinic.run('visit:createWalkIn', { intake_id: ids[0] ?? '', room_code: 'exroom1' });
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/visits' });
		const ran = await clinic.run(
			'visit:createWalkIn',
			{ intake_id: '={{ $json.intake }}', room_code: 'exroom1', options: { maxRetries: 0, reuseExisting: false } },
			{ items },
		);
		expect(told(ran).message).toContain('may have been booked');
	});

	test('what another item of the run has booked from the same intake is not taken for this item’s', async () => {
		Object.assign(clinic.sandbox.settings, { intakeReuse: true, intakeShowsVisit: false });
		const intake = clinic.intake();
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/visits', skip: 1 });
		const differing = { customParameters: '={{ ({ ref: $itemIndex }) }}' };
		const ran = await clinic.run(
			'visit:createEConsult',
			{
				intake_id: intake,
				room_code: 'exroom1',
				additionalFields: differing,
				options: { maxRetries: 0, reuseExisting: false },
			},
			{ items: [{ json: {} }, { json: {} }], node: CONTINUE },
		);
		expect(ran.json).toEqual([
			expect.objectContaining({ id: '30000070001' }),
			{ error: expect.stringContaining('may have been booked') },
		]);
		expect(clinic.bookings).toBe(2);
	});

	test('nor is it when the intake itself shows it in the second try of n8n', async () => {
		Object.assign(clinic.sandbox.settings, { intakeReuse: true, createReply: 'noId' });
		const intake = clinic.intake();
		// The look-up of the first item fails; meanwhile the second books from the same intake, which then shows that visit.
		clinic.sandbox.faults.add({ kind: 'unauthorized', method: 'GET', path: '/intakes', skip: 1 });
		const options = { maxRetries: 0, reuseExisting: false };
		const ran = await clinic.run(
			'visit:createEConsult',
			{ intake_id: intake, room_code: 'exroom1', options },
			{ items: [{ json: {} }, { json: {} }], node: { ...RETRY, ...CONTINUE } },
		);
		expect(ran.json).toEqual([
			{ error: expect.stringContaining(`may have been booked`) },
			expect.objectContaining({ id: '30000070002' }),
		]);
	});

	test('of two bookings of one intake whose answers were lost, a later try takes neither for the other', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const intake = clinic.intake();
		clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', count: 2 });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/visits', count: 2 });
		const ran = await clinic.run(
			'visit:createEConsult',
			{ intake_id: intake, room_code: 'exroom1', options: { maxRetries: 0, reuseExisting: false } },
			{ items: [{ json: {} }, { json: {} }], node: { ...RETRY, ...CONTINUE } },
		);
		expect(ran.json).toEqual([0, 1].map(() => ({ error: expect.stringMatching(`may have been booked.*${intake}`) })));
		expect(clinic.booked).toEqual([intake, intake]);
	});

	test('an empty object is no intake: nothing is booked from it', async () => {
		const { items } = bookings(1);
		clinic.sandbox.faults.add({ kind: 'wrongJson', method: 'GET', path: '/intakes' });
		const ran = await clinic.run('visit:create', parameters, { items });
		expect(told(ran).message).toContain('a form that this node does not know');
		expect(clinic.bookings).toBe(0);
	});
});

/** Loops, repeated items and whatever else brings one order twice. */
describe('the same order again in one execution', () => {
	const HIDE = { intakeShowsVisit: false, listShowsIntake: false, intakeReuse: true };
	const live = (id: string) =>
		[...clinic.sandbox.clinic.visits.values()]
			.filter((visit) => visit.intakeId === id && visit.status < 40)
			.map((visit) => visit.id);
	/** What happens between the first turn of a loop and the second. */
	const once = (change: () => void) => {
		let turn = 0;
		return () => (turn++ === 0 ? change() : undefined);
	};
	const cancel = (id: string) =>
		once(() => {
			for (const visit of clinic.sandbox.clinic.visits.values()) if (visit.intakeId === id) visit.status = 40;
		});
	const walkIn = (intake_id: string) => ({ intake_id, room_code: 'exroom1', options: { maxRetries: 0 } });

	test('the newest of its visits counts, not the first, which was cancelled', async () => {
		Object.assign(clinic.sandbox.settings, HIDE);
		const id = clinic.intake();
		const ran = await clinic.run('visit:createWalkIn', walkIn(id), { turns: 3, betweenTurns: cancel(id) });
		expect(ran.turns.map(([item]) => item?.json.id)).toEqual(['30000070001', '30000070002', '30000070002']);
		expect(live(id)).toEqual(['30000070002']);
	});

	test('one that is open stays open, although an older one was cancelled', async () => {
		Object.assign(clinic.sandbox.settings, HIDE);
		const id = clinic.intake();
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after', skip: 1 });
		const ran = await clinic.run('visit:createWalkIn', walkIn(id), {
			turns: 3,
			betweenTurns: cancel(id),
			node: CONTINUE,
		});
		expect(ran.turns.map(([item]) => item?.json.error ?? item?.json.id)).toEqual([
			'30000070001',
			expect.stringContaining('may have been booked'),
			expect.stringContaining('may have been booked'),
		]);
		expect([clinic.bookings, live(id)]).toEqual([2, ['30000070002']]);
	});

	test.each(['unknown', 'quicker'])('Book Next of one intake twice, with an %s one between', async (kind) => {
		const x = clinic.intake();
		const y = kind === 'unknown' ? 'none-such' : clinic.intake();
		clinic.sandbox.faults.add({ kind: 'delay', method: 'POST', path: '/visits', when: 'before', ms: 400 });
		clinic.sandbox.faults.add({ kind: 'delay', method: 'GET', path: `/intakes/${y}`, ms: 100 });
		const parameters = {
			intake_id: '={{ $json.i }}',
			room_code: 'exroom1',
			additionalFields: { start: slot().start, provider_id: '800002' },
			options: { requestsAtOnce: 2, maxRetries: 2 },
		};
		const ran = await clinic.run('visit:bookNext', parameters, {
			items: [x, y, x].map((i) => ({ json: { i } })),
			node: CONTINUE,
		});
		expect([ran.json[0]?.id, ran.json[2]?.id]).toEqual([live(x)[0], live(x)[0]]);
		expect(live(x)).toHaveLength(1);
	});

	test('a visit that is gone since is neither reported nor booked again: the error names it', async () => {
		const id = clinic.intake();
		const gone = once(() => {
			for (const visit of [...clinic.sandbox.clinic.visits.values()])
				if (visit.intakeId === id) clinic.sandbox.clinic.visits.delete(visit.id);
			clinic.sandbox.clinic.intake(id).visitId = null;
		});
		const ran = await clinic.run(
			'visit:create',
			{ intake_id: id, room_code: 'exroom1', ...slot() },
			{ turns: 2, betweenTurns: gone, node: CONTINUE },
		);
		expect(ran.turns[1]?.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/does not show visit 30000070001.*Reuse Existing Visit/),
		]);
		expect(clinic.bookings).toBe(1);
	});

	test.each(['visit:createWalkIn', 'visit:bookNext'])(
		'%s: a 404 for what this very run has made makes nobody forget it',
		async (operation) => {
			Object.assign(clinic.sandbox.settings, HIDE);
			const id = clinic.intake();
			clinic.sandbox.faults.add({ kind: 'status', status: 404, method: 'GET', path: '/visits/', count: -1 });
			const additionalFields = operation === 'visit:bookNext' ? { start: slot().start } : {};
			const ran = await clinic.run(
				operation,
				{ intake_id: id, room_code: 'exroom1', additionalFields },
				{ items: [{ json: {} }, { json: {} }], node: RETRY },
			);
			expect([ran.error, ran.json.map((item) => item.id), live(id)]).toEqual([
				undefined,
				['30000070001', '30000070001'],
				['30000070001'],
			]);
		},
	);

	test.each([undefined, 403])(
		'Book Next twice at once, with slow free times for one (and %p for its visit): one visit, rightly told',
		async (status) => {
			const id = clinic.intake();
			clinic.sandbox.faults.add({
				kind: 'status',
				status: 503,
				method: 'GET',
				path: '/availability',
				skip: 1,
				count: 2,
			});
			if (status) clinic.sandbox.faults.add({ kind: 'status', status, method: 'GET', path: '/visits/', count: -1 });
			const parameters = {
				intake_id: id,
				room_code: 'exroom1',
				additionalFields: { start: slot().start, provider_id: '800002' },
				options: { requestsAtOnce: 2 },
			};
			const ran = await clinic.run('visit:bookNext', parameters, { items: [{ json: {} }, { json: {} }], node: RETRY });
			expect([ran.error, ran.json.map((item) => item.id)]).toEqual([undefined, ['30000070001', '30000070001']]);
			const [visit] = live(id).map((one) => clinic.sandbox.clinic.visit(one));
			const start = new Date((visit?.start ?? 0) * 1000).toISOString();
			expect(ran.json.map((item) => item.start ?? start)).toEqual([start, start]);
		},
	);

	test('one for which the clinic answers 404 while its intake still names it is not booked again', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const id = clinic.intake();
		const hidden = once(
			() => void clinic.sandbox.faults.add({ kind: 'status', status: 404, method: 'GET', path: '/visits', count: -1 }),
		);
		const ran = await clinic.run(
			'visit:create',
			{ intake_id: id, room_code: 'exroom1', ...slot() },
			{ turns: 2, betweenTurns: hidden, node: CONTINUE },
		);
		expect(ran.turns[1]?.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('does not show visit 30000070001'),
		]);
		expect(clinic.bookings).toBe(1);
	});

	test('one that cannot be read now is neither reported nor booked again', async () => {
		const id = clinic.intake();
		const away = once(
			() => void clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/visits', count: -1 }),
		);
		const ran = await clinic.run(
			'visit:create',
			{ intake_id: id, room_code: 'exroom1', ...slot(), options: { maxRetries: 0 } },
			{ turns: 2, betweenTurns: away, node: CONTINUE },
		);
		expect(ran.turns[1]?.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('could not process the request'),
		]);
		expect(clinic.bookings).toBe(1);
	});

	test('one that was moved since is named, and not booked again', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const id = clinic.intake();
		const move = once(() => {
			for (const visit of clinic.sandbox.clinic.visits.values())
				if (visit.intakeId === id) Object.assign(visit, slot(3));
		});
		const ran = await clinic.run(
			'visit:create',
			{ intake_id: id, room_code: 'exroom1', ...slot() },
			{ turns: 2, betweenTurns: move, node: CONTINUE },
		);
		expect(ran.turns[1]?.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/^Visit 30000070001 was already booked from intake .* for 2050-06-16T16:45/),
		]);
		expect(clinic.bookings).toBe(1);
	});

	test('what one turn has found in the list is known to the next', async () => {
		Object.assign(clinic.sandbox.settings, { intakeShowsVisit: false, intakeReuse: true });
		const id = clinic.intake();
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', when: 'after' });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/visits' });
		const ran = await clinic.run('visit:createWalkIn', walkIn(id), { turns: 3, node: CONTINUE });
		expect(ran.turns.map(([item]) => item?.json.id ?? item?.json.error)).toEqual([
			expect.stringContaining('may have been booked'),
			'30000070001',
			'30000070001',
		]);
		expect(clinic.bookings).toBe(1);
	});
});

test('an older visit of the intake is not taken for the one whose answer was lost, when nobody could ask what was there before', async () => {
	clinic.sandbox.settings.intakeReuse = true;
	const id = clinic.intake();
	await clinic.run('visit:createWalkIn', { intake_id: id, room_code: 'exroom1' });
	clinic.sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: '/intakes' });
	clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/visits' });
	const ran = await clinic.run('visit:createWalkIn', {
		intake_id: id,
		room_code: 'exroom1',
		options: { maxRetries: 0, reuseExisting: false },
	});
	expect(told(ran).message).toContain('may have been booked');
});

test('Book Next that got another time says so in every try of n8n, not only in the first', async () => {
	const id = clinic.intake();
	const { visits } = clinic.sandbox.clinic;
	const set = visits.set.bind(visits);
	visits.set = (key, visit) => set(key, visit.intakeId === id ? Object.assign(visit, slot(40)) : visit);
	const parameters = {
		intake_id: id,
		room_code: 'exroom1',
		additionalFields: { start: slot().start, end: slot(4).end, provider_id: '800002' },
	};
	const ran = await clinic.run('visit:bookNext', parameters, { node: RETRY });
	visits.set = set;
	expect(told(ran).message).toMatch(/^VSee Clinic booked visit 30000070001 for another time/);
	expect(clinic.bookings).toBe(1);
});

test('an endpoint that is no address is said as such in every try of n8n', async () => {
	const ran = await clinic.run(
		'intake:create',
		{ room_code: 'exroom1' },
		{ node: RETRY, credentials: { ...clinic.access, baseUrl: 'nonsense' } },
	);
	expect(told(ran).message).toContain('API endpoint');
});

test('a lost create without a trace is counted in the error of another item', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: '/intakes' });
	clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', path: '/intakes' });
	const ran = await clinic.run(
		'intake:create',
		{ room_code: 'exroom1', options: { requestsAtOnce: 2 } },
		{ items: [{ json: {} }, { json: {} }] },
	);
	expect(told(ran).description).toContain('The answers for 1 more of its records were lost');
});

test('a 404 that is not the clinic’s own is no proof that something was deleted', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 503, method: 'DELETE' });
	clinic.sandbox.faults.add({ kind: 'html', status: 404, method: 'DELETE' });
	expect(told(await clinic.run('pushEndpoint:delete', { endpoint_id: '4242' })).httpCode).toBe('404');
});
