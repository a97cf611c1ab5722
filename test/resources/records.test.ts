import { credentials } from '../../sandbox';
import { ADA, BEN, iso, NOW, SEEDED, TestClinic, told } from '../engine/clinic';

const clinic = TestClinic.use();
const asAda = { options: { userToken: credentials.patientToken } };

describe('insurance', () => {
	test('getMany gives one item per card, the number always under its first name', async () => {
		const ran = await clinic.run('insurance:getMany', { user_id: ADA, ...asAda });
		expect(ran.json.map(({ card_type, subscriber_number }) => [card_type, subscriber_number])).toEqual([
			['primary', '00000001'],
			['secondary', '00000002'],
		]);
		expect(ran.json.some((card) => 'subscriber_num' in card)).toBe(false);
		expect(clinic.wire()).toEqual([{ method: 'GET', path: `/users/${ADA}/insurances`, query: {}, body: null }]);
	});

	test('getMany stops at the limit; nobody’s cards are no items', async () => {
		expect((await clinic.run('insurance:getMany', { user_id: ADA, limit: 1 })).json).toHaveLength(1);
		expect((await clinic.run('insurance:getMany', { user_id: BEN })).items).toEqual([]);
	});

	const card = {
		card_type: 'primary',
		insurer_code: '(fictional) NEW HEALTH',
		subscriber_num: '7',
		responsible_party: 'self',
	};

	test.each([
		['a list', [card]],
		['one card', card],
		['text of the editor', JSON.stringify([card])],
	])('import takes %s, and gives all cards the patient then has', async (_form, insurances) => {
		const ran = await clinic.run('insurance:import', {
			user_id: ADA,
			updateFields: {
				insurances: typeof insurances === 'string' ? insurances : `={{ ${JSON.stringify(insurances)} }}`,
			},
		});
		expect(ran.error).toBeUndefined();
		const { subscriber_num: number, ...rest } = card;
		const sent = { ...rest, subscriber_number: number };
		expect(clinic.wire()).toEqual([
			{ method: 'POST', path: `/users/${ADA}/insurances/import`, query: {}, body: { insurances: [sent] } },
		]);
		expect(ran.json).toEqual([
			sent,
			expect.objectContaining({ card_type: 'secondary', subscriber_number: '00000002' }),
		]);
	});

	test.each(['', null])('the number under its other name counts when the first holds %j', async (subscriber_number) => {
		await clinic.run('insurance:import', {
			user_id: ADA,
			insurances: JSON.stringify({ ...card, subscriber_number }),
		});
		expect(clinic.wire()).toMatchObject([{ body: { insurances: [{ subscriber_number: '7' }] } }]);
	});

	test.each([
		['', 'Insurances is empty'],
		['[]', 'Insurances is empty'],
		['[', 'Insurances is not valid JSON'],
		['[{"card_type":"third"}]', 'Insurances contains a card whose card_type is neither primary nor secondary'],
		['[{"card_type":"primary"},{"card_type":"primary"}]', 'Insurances contains two cards of the same kind'],
	])('import refuses %j before anything is sent', async (insurances, message) => {
		expect(told(await clinic.run('insurance:import', { user_id: ADA, updateFields: { insurances } })).message).toBe(
			message,
		);
		expect(clinic.wire()).toEqual([]);
	});
});

describe('recording:getMany', () => {
	test('asks for what a recording needs and for nothing of patient and meeting', async () => {
		const filters = { room_code: 'exroom1', start_time: iso(NOW - 30 * 86_400), end_time: NOW };
		const ran = await clinic.run('recording:getMany', { filters, returnAll: true });
		const fields = 'id,start,end,actual_start,actual_end,type,status,recordings';
		expect(clinic.wire()).toEqual([
			{
				method: 'GET',
				path: '/visits',
				query: { room_code: 'exroom1', start_time: String(NOW - 30 * 86_400), end_time: String(NOW), fields },
				body: null,
			},
		]);
		expect(ran.json.map(({ visit_id }) => visit_id)).toEqual([SEEDED.completed, '70003', SEEDED.refunded]);
		expect(ran.json[0]).toEqual({
			id: expect.any(Number),
			visit_id: SEEDED.completed,
			end: expect.any(Number),
			visit: {
				id: SEEDED.completed,
				status: 'completed',
				type: 'scheduled',
				start: expect.stringMatching(/Z$/),
				end: expect.stringMatching(/Z$/),
				actual_start: expect.any(String),
				actual_end: expect.any(String),
			},
		});
		expect(JSON.stringify(ran.json)).not.toMatch(/conference_pin|phone_numbers|hosts|dob/);
	});

	test('takes the filters of visits, and stops at the limit', async () => {
		expect(
			(await clinic.run('recording:getMany', { filters: { status: ['refunded'] } })).json.map(
				({ visit_id }) => visit_id,
			),
		).toEqual([SEEDED.refunded]);
		expect((await clinic.run('recording:getMany', { limit: 1 })).json).toHaveLength(1);
	});

	test('a span that ends before it begins is refused', async () => {
		expect(
			told(await clinic.run('recording:getMany', { filters: { start_time: NOW, end_time: NOW - 1 } })).message,
		).toBe('End Time is before Start Time');
	});
});

describe('pushEndpoint', () => {
	const device = { key: 'fictional-device-key', type: 'apple' };

	test('is created, read, listed and deleted', async () => {
		const made = await clinic.run('pushEndpoint:create', { ...device, ...asAda });
		const endpoint_id = String(made.json[0]?.id);
		expect(clinic.wire()).toEqual([
			{ method: 'POST', path: '/endpoints', query: {}, body: { key: device.key, type: 30 } },
		]);
		expect(made.json).toEqual([
			{ id: endpoint_id, key: device.key, user_id: ADA, type: 30, created: NOW, modified: NOW },
		]);
		expect((await clinic.run('pushEndpoint:get', { endpoint_id, ...asAda })).json).toEqual(made.json);
		expect((await clinic.run('pushEndpoint:getMany', asAda)).json).toEqual([
			expect.objectContaining({ id: endpoint_id }),
		]);
		expect((await clinic.run('pushEndpoint:delete', { endpoint_id, ...asAda })).items).toEqual([
			{ json: { id: endpoint_id, deleted: true }, pairedItem: { item: 0 } },
		]);
		expect(clinic.said.slice(1)).toEqual([
			`GET /endpoints/${endpoint_id}`,
			'GET /endpoints',
			`DELETE /endpoints/${endpoint_id}`,
		]);
		expect(clinic.sandbox.clinic.endpoints.size).toBe(0);
	});

	test('deleting one whose answer was lost is done when it is gone; deleting what never was is not', async () => {
		const endpoint_id = String((await clinic.run('pushEndpoint:create', device)).json[0]?.id);
		clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'DELETE' });
		expect((await clinic.run('pushEndpoint:delete', { endpoint_id, ...asAda })).json).toEqual([
			{ id: endpoint_id, deleted: true },
		]);
		expect(told(await clinic.run('pushEndpoint:delete', { endpoint_id, ...asAda })).httpCode).toBe('404');
	});

	test('the same when that is said in a body with a good status', async () => {
		const endpoint_id = String((await clinic.run('pushEndpoint:create', device)).json[0]?.id);
		const gone = { code: 404, message: 'Not found' };
		clinic.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'DELETE' });
		clinic.sandbox.faults.add({ kind: 'wrongJson', method: 'DELETE', body: JSON.stringify(gone), count: 2 });
		expect((await clinic.run('pushEndpoint:delete', { endpoint_id, ...asAda })).json).toEqual([
			{ id: endpoint_id, deleted: true },
		]);
		expect(told(await clinic.run('pushEndpoint:delete', { endpoint_id, ...asAda })).message).toMatch(/refused this/);
	});

	test('an e-mail address is type 10', async () => {
		await clinic.run('pushEndpoint:create', { key: 'ada@example.com', type: 'email', ...asAda });
		expect(clinic.wire()[0]?.body).toEqual({ key: 'ada@example.com', type: 10 });
	});

	test('a lost answer makes no second one', async () => {
		clinic.sandbox.faults.add({ kind: 'reset', path: '/endpoints', when: 'after' });
		expect(told(await clinic.run('pushEndpoint:create', device)).message).toMatch(/^The record may have been created/);
		expect(clinic.sandbox.clinic.endpoints.size).toBe(1);
	});
});
