import { ADA, iso, NOW, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const KEYS = ['id', 'type', 'reason_for_visit', 'provider_id', 'visit_id', 'attachments', 'created', 'modified'];

function file(name: string): string {
	const id = clinic.sandbox.clinic.ids.uuid(NOW);
	clinic.sandbox.clinic.files.set(id, {
		id,
		name,
		ext: 'png',
		bytes: Buffer.from('x'),
		contentType: 'image/png',
		category: 'intake_attachment',
		target: { id: ADA, type: 'user' },
		creatorId: ADA,
		authCode: 'a',
		created: NOW,
		modified: NOW,
	});
	return id;
}

describe('create', () => {
	test('sends the room alone when nothing else is entered', async () => {
		const ran = await clinic.run('intake:create', { room_code: 'exroom1' });
		expect(clinic.wire()).toEqual([{ method: 'POST', path: '/intakes', query: {}, body: { room_code: 'exroom1' } }]);
		expect(Object.keys(ran.json[0] ?? {})).toEqual(KEYS);
		expect(ran.items).toEqual([
			{
				json: {
					id: expect.stringMatching(/^[0-9a-f-]{36}$/),
					type: 'unknown',
					reason_for_visit: null,
					provider_id: null,
					visit_id: null,
					attachments: [],
					created: null,
					modified: null,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('sends every field as docs/api.md has it', async () => {
		const files = [file('fictional-photo.png'), file('fictional-scan.png')];
		const ran = await clinic.run('intake:create', {
			room_code: { __rl: true, mode: 'list', value: 'exroom1', cachedResultName: 'Example Room' },
			additionalFields: {
				provider_id: { __rl: true, mode: 'id', value: '800002' },
				member_id: { __rl: true, mode: 'list', value: ADA },
				reason_for_visit: 'Fictional sore throat',
				type: 'walk_in',
				attachments: files.join(', '),
				location: 'CA',
				phone: 5555550100,
				customParameters: { custom_is_allergic: 'No', visits_before: 3 },
			},
		});
		expect(clinic.wire()).toEqual([
			{
				method: 'POST',
				path: '/intakes',
				query: {},
				body: {
					room_code: 'exroom1',
					provider_id: '800002',
					member_id: ADA,
					reason_for_visit: 'Fictional sore throat',
					type: 1,
					attachments: files.map((id) => ({ id })),
					location: 'CA',
					phone: '5555550100',
					custom_is_allergic: 'No',
					visits_before: 3,
				},
			},
		]);
		expect(ran.json).toEqual([
			expect.objectContaining({
				type: 'walk_in',
				reason_for_visit: 'Fictional sore throat',
				provider_id: '800002',
				custom_is_allergic: 'No',
				visits_before: 3,
			}),
		]);
		expect(JSON.stringify(ran.json)).not.toMatch(/5555550100|"CA"/);
	});

	test('raw is the answer of the clinic', async () => {
		const ran = await clinic.run('intake:create', {
			room_code: 'exroom1',
			simplify: false,
			additionalFields: { reason_for_visit: 'Fictional rash', customParameters: '{"own": 1}' },
		});
		expect(ran.json).toEqual([{ id: expect.any(String), own: 1 }]);
	});

	test('several items, several intakes, in order', async () => {
		const items = ['a', 'b', 'c'].map((reason) => ({ json: { reason } }));
		const ran = await clinic.run(
			'intake:create',
			{ room_code: 'exroom1', additionalFields: { reason_for_visit: '={{ $json.reason }}' } },
			{ items },
		);
		expect(ran.items.map(({ json, pairedItem }) => [json.reason_for_visit, pairedItem])).toEqual([
			['a', { item: 0 }],
			['b', { item: 1 }],
			['c', { item: 2 }],
		]);
		expect(ran.json.map(({ id }) => clinic.sandbox.clinic.intake(String(id)).reason)).toEqual(['a', 'b', 'c']);
	});
});

describe('get', () => {
	test('simplified: all keys, ids as strings, times in UTC, nothing personal', async () => {
		const photo = file('fictional-photo.png');
		const id = clinic.intake({
			type: 1,
			attachments: [photo],
			providerId: '800002',
			phone: '5555550100',
			location: 'CA',
			visitId: '70001',
			extra: { custom_is_allergic: 'No', dob: '1990-01-01' },
		});
		const ran = await clinic.run('intake:get', { intake_id: id });
		expect(clinic.wire()).toEqual([{ method: 'GET', path: `/intakes/${id}`, query: {}, body: null }]);
		expect(ran.items).toEqual([
			{
				json: {
					id,
					type: 'walk_in',
					reason_for_visit: 'Fictional cough',
					provider_id: '800002',
					visit_id: '70001',
					attachments: [{ id: photo, name: 'fictional-photo.png' }],
					created: iso(NOW),
					modified: iso(NOW),
					custom_is_allergic: 'No',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('raw is the intake as it came, but for the key that n8n takes for a failure', async () => {
		const id = clinic.intake({ phone: '5555550100', extra: { error: 'none', custom: [1, 2] } });
		const ran = await clinic.run('intake:get', { intake_id: id, simplify: false });
		expect(ran.json).toEqual([
			{
				_error: 'none',
				custom: [1, 2],
				reason_for_visit: 'Fictional cough',
				type: '2',
				phone: '5555550100',
				modified: NOW,
				created: NOW,
				id,
			},
		]);
	});

	test('a key of the clinic’s own called error does not make the simplified item a failed one', async () => {
		const id = clinic.intake({ extra: { error: 'a custom field' } });
		const ran = await clinic.run('intake:get', { intake_id: id });
		expect(ran.json[0]).not.toHaveProperty('error');
		expect(ran.json[0]).toHaveProperty('_error', 'a custom field');
		expect(ran.error).toBeUndefined();
	});
});

describe('update', () => {
	const consultation = { id: '6955b8f2-0a1b-4c2d-8e3f-0000000000c1', duration: 15 };

	test('sends only what is filled in', async () => {
		const id = clinic.intake();
		const ran = await clinic.run('intake:update', {
			intake_id: id,
			updateFields: { reason_for_visit: 'Fictional rash', type: 'scheduled' },
		});
		expect(clinic.wire()).toEqual([
			{ method: 'POST', path: `/intakes/${id}`, query: {}, body: { reason_for_visit: 'Fictional rash', type: 2 } },
		]);
		expect(ran.items).toEqual([{ json: expect.objectContaining({ id }), pairedItem: { item: 0 } }]);
		expect(Object.keys(ran.json[0] ?? {})).toEqual(expect.arrayContaining(KEYS));
		expect(clinic.sandbox.clinic.intake(id)).toMatchObject({ reason: 'Fictional rash', type: 2 });
	});

	test.each([
		['an object', consultation],
		['JSON text', JSON.stringify(consultation)],
	])('takes the consultation as %s, and all other fields', async (_name, given) => {
		const id = clinic.intake();
		const photo = file('fictional-photo.png');
		await clinic.run('intake:update', {
			intake_id: id,
			updateFields: {
				room_code: 'exroom1',
				provider_id: '800003',
				member_id: ADA,
				attachments: [photo],
				location: 'NV',
				phone: '5555550111',
				consultation: given,
				customParameters: [{ name: 'own', value: true }],
			},
		});
		expect(clinic.wire()[0]?.body).toEqual({
			room_code: 'exroom1',
			provider_id: '800003',
			member_id: ADA,
			attachments: [{ id: photo }],
			location: 'NV',
			phone: '5555550111',
			consultation,
			own: true,
		});
	});

	test('raw names the intake even when the reply does not', async () => {
		const id = clinic.intake();
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/intakes' });
		const ran = await clinic.run('intake:update', {
			intake_id: id,
			simplify: false,
			updateFields: { phone: '5555550111' },
		});
		expect(ran.json).toEqual([{ id }]);
	});

	test('refuses to send nothing', async () => {
		const ran = await clinic.run('intake:update', { intake_id: clinic.intake(), updateFields: {} });
		expect(told(ran).message).toBe('Update Fields is empty: there is nothing to change');
		expect(clinic.said).toEqual([]);
	});
});
