import { CONTINUE, RETRY, slot, TestClinic, told } from '../engine/clinic';

const clinic = TestClinic.use();
const BOOKING = /^\/visits$/;
const parameters = { intake_id: '={{ $json.intake }}', room_code: 'exroom1', start: '={{ $json.start }}', end: '={{ $json.end }}' };

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
		const ran = await clinic.run('visit:create', { ...parameters, options: { requestsAtOnce: 3, maxRetries: 0 } }, { items });
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
		expect(ran.json).toEqual([expect.objectContaining({ id: '30000070001', intake_id: ids[0] }), expect.objectContaining({ intake_id: ids[1] })]);
		expect(clinic.booked).toEqual(ids);
	});

	test('an open booking stays one when its intake cannot be read', async () => {
		const { ids, items } = bookings(1);
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/intakes', skip: 1, count: -1 });
		clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', path: BOOKING });
		const ran = await clinic.run('visit:create', { ...parameters, options: { maxRetries: 0 } }, { items, node: { ...RETRY, ...CONTINUE } });
		expect(ran.json).toEqual([{ error: expect.stringMatching(new RegExp(`^The visit may have been booked: .*${ids[0]}`)) }]);
		expect(clinic.bookings).toBe(1);
	});

	test('a look-up that fails is not one that finds nothing: it is not booked again even when that was asked for', async () => {
		clinic.sandbox.settings.intakeReuse = true;
		const { items } = bookings(1);
		clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', path: BOOKING });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/intakes', skip: 1, count: -1 });
		const ran = await clinic.run('visit:create', { ...parameters, options: { maxRetries: 1, retryWhenNotFound: true } }, { items });
		expect(told(ran).message).toContain('may have been booked');
		expect(clinic.bookings).toBe(1);
	});

	test('an older visit in the list is not taken for the one whose answer was lost, when it was not to be reused', async () => {
		Object.assign(clinic.sandbox.settings, { intakeReuse: true, intakeShowsVisit: false });
		const { ids, items } = bookings(1);
		await clinic.run('visit:createWalkIn', { intake_id: ids[0] ?? '', room_code: 'exroom1' });
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/visits' });
		const ran = await clinic.run('visit:createWalkIn', { intake_id: '={{ $json.intake }}', room_code: 'exroom1', options: { maxRetries: 0, reuseExisting: false } }, { items });
		expect(told(ran).message).toContain('may have been booked');
	});

	test('what another item of the run has booked from the same intake is not taken for this item’s', async () => {
		Object.assign(clinic.sandbox.settings, { intakeReuse: true, intakeShowsVisit: false });
		const intake = clinic.intake();
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/visits', skip: 1 });
		const differing = { customParameters: '={{ ({ ref: $itemIndex }) }}' };
		const ran = await clinic.run('visit:createEConsult', { intake_id: intake, room_code: 'exroom1', additionalFields: differing, options: { maxRetries: 0 } }, { items: [{ json: {} }, { json: {} }], node: CONTINUE });
		expect(ran.json).toEqual([expect.objectContaining({ id: '30000070001' }), { error: expect.stringContaining('may have been booked') }]);
	});

	test('nor is it when the intake itself shows it in the second try of n8n', async () => {
		Object.assign(clinic.sandbox.settings, { intakeReuse: true, createReply: 'noId' });
		const intake = clinic.intake();
		// The look-up of the first item fails; meanwhile the second books from the same intake, which then shows that visit.
		clinic.sandbox.faults.add({ kind: 'unauthorized', method: 'GET', path: '/intakes', skip: 1 });
		const options = { maxRetries: 0, reuseExisting: false };
		const ran = await clinic.run('visit:createEConsult', { intake_id: intake, room_code: 'exroom1', options }, { items: [{ json: {} }, { json: {} }], node: { ...RETRY, ...CONTINUE } });
		expect(ran.json).toEqual([{ error: expect.stringContaining(`may have been booked`) }, expect.objectContaining({ id: '30000070002' })]);
	});

	test('an empty object is no intake: nothing is booked from it', async () => {
		const { items } = bookings(1);
		clinic.sandbox.faults.add({ kind: 'wrongJson', method: 'GET', path: '/intakes' });
		const ran = await clinic.run('visit:create', parameters, { items });
		expect(told(ran).message).toContain('a form that this node does not know');
		expect(clinic.bookings).toBe(0);
	});
});
