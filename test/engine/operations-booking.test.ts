import { credentials } from '../../sandbox';
import { VISIT_KEYS } from '../contract/interface';
import { ADA, BEN, iso, SEEDED, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const { start, end } = slot();

test('create: both pairs of times, type as a number, ids as strings', async () => {
	const id = clinic.intake();
	const ran = await clinic.run('visit:create', {
		intake_id: id,
		room_code: 'exroom1',
		start,
		end,
		additionalFields: { provider_id: 800002, member_id: ADA },
	});
	expect(clinic.wire()).toEqual([
		{ method: 'GET', path: `/intakes/${id}`, query: {}, body: null },
		{
			method: 'POST',
			path: '/visits',
			query: {},
			body: {
				intake_id: id,
				room_code: 'exroom1',
				provider_id: '800002',
				member_id: ADA,
				type: 2,
				slot_start: start,
				slot_end: end,
			},
		},
	]);
	expect(Object.keys(ran.json[0] ?? {})).toEqual(VISIT_KEYS);
	expect(ran.items).toEqual([
		{
			json: {
				id: '30000070001',
				status: 'pending',
				status_code: 10,
				type: 'scheduled',
				subtype: null,
				start: iso(start),
				end: iso(end),
				actual_start: null,
				actual_end: null,
				member_id: ADA,
				member_name: 'Ada Examplepatient',
				provider_id: '800002',
				provider_name: 'Quinn Sampleprovider',
				intake_id: id,
				reason_for_visit: 'Fictional cough',
				room_code: 'exroom1',
				visit_group_id: null,
				related_walkin_id: null,
				consultation: expect.objectContaining({ duration: 15 }),
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(JSON.stringify(ran.json)).not.toMatch(/dob|gender|phone|1950-/);
});

test('create: the consultation of a group appointment is that of the group', async () => {
	// Nine in the morning in New York, the time zone of that room.
	const from = start - 3 * 3600;
	const ran = await clinic.run('visit:create', {
		intake_id: clinic.intake({ roomCode: 'exroom2' }),
		room_code: 'exroom2',
		start: from,
		end: from + 3600,
	});
	expect(ran.json).toEqual([
		expect.objectContaining({
			visit_group_id: '5000000001',
			consultation: expect.objectContaining({ group: true, slots: 4 }),
		}),
	]);
});

const wall = iso(start).slice(0, 19);
test.each([
	['unix seconds', start, end, 'UTC'],
	['unix seconds as text', String(start), String(end), 'UTC'],
	['milliseconds', start * 1000, end * 1000, 'UTC'],
	['ISO in UTC', iso(start), iso(end), 'Asia/Tokyo'],
	[
		'ISO with an offset',
		iso(start - 7 * 3600).replace('.000Z', '-07:00'),
		iso(end - 7 * 3600).replace('.000Z', '-07:00'),
		'Asia/Tokyo',
	],
	[
		'wall time of the workflow',
		iso(start - 7 * 3600).slice(0, 19),
		iso(end - 7 * 3600).slice(0, 16),
		'America/Los_Angeles',
	],
	['wall time with a blank', wall.replace('T', ' '), iso(end).slice(0, 16).replace('T', ' '), 'UTC'],
	['basic form', wall.replace(/[-:]/g, ''), iso(end).slice(0, 19).replace(/[-:]/g, ''), 'UTC'],
	[
		'an expression that gives a DateTime',
		`={{ DateTime.fromSeconds(${start}) }}`,
		`={{ DateTime.fromSeconds(${end}).setZone("Asia/Tokyo") }}`,
		'America/Los_Angeles',
	],
	[
		'an expression that gives a Date',
		`={{ new Date(${start * 1000}) }}`,
		`={{ new Date(${end * 1000}) }}`,
		'America/Los_Angeles',
	],
])('create reads times as %s', async (_name, from, to, timezone) => {
	const ran = await clinic.run(
		'visit:create',
		{ intake_id: clinic.intake(), room_code: 'exroom1', start: from, end: to },
		{ timezone },
	);
	expect(ran.error).toBeUndefined();
	expect(clinic.wire('POST')[0]?.body).toMatchObject({ slot_start: start, slot_end: end });
	expect(clinic.wire('POST')[0]?.body).not.toHaveProperty('start');
});

test.each([
	['visit:createWalkIn', '/visits/add_walkin', 'walk_in', null],
	['visit:createEConsult', '/visits/add_econsult', 'e_consult', 'e_consult'],
] as const)('%s sends the intake and the room', async (operation, path, type, subtype) => {
	const id = clinic.intake();
	const ran = await clinic.run(operation, { intake_id: id, room_code: { __rl: true, mode: 'list', value: 'exroom1' } });
	expect(clinic.wire()).toEqual([
		{ method: 'GET', path: `/intakes/${id}`, query: {}, body: null },
		{ method: 'POST', path, query: {}, body: { intake_id: id, room_code: 'exroom1' } },
	]);
	expect(Object.keys(ran.json[0] ?? {})).toEqual(VISIT_KEYS);
	expect(ran.items).toEqual([
		{
			json: expect.objectContaining({
				id: '30000070001',
				type,
				subtype,
				intake_id: id,
				room_code: 'exroom1',
				status: 'pending',
			}),
			pairedItem: { item: 0 },
		},
	]);
});

test('createWalkIn sends provider and patient when they are given', async () => {
	const id = clinic.intake();
	const ran = await clinic.run('visit:createWalkIn', {
		intake_id: id,
		room_code: 'exroom1',
		additionalFields: {
			provider_id: { __rl: true, mode: 'id', value: '800003' },
			member_id: ADA,
			customParameters: '[{"name":"note_code","value":7}]',
		},
	});
	expect(clinic.wire('POST')[0]?.body).toEqual({
		intake_id: id,
		room_code: 'exroom1',
		provider_id: '800003',
		member_id: ADA,
		note_code: 7,
	});
	expect(ran.json[0]?.provider_id).toBe('800003');
});

test.each(['visit:create', 'visit:createWalkIn', 'visit:createEConsult'])(
	'%s, raw: the visit as the API gives it, and only what it gives',
	async (operation) => {
		const times = operation === 'visit:create' ? { start, end } : {};
		const raw = await clinic.run(operation, {
			intake_id: clinic.intake(),
			room_code: 'exroom1',
			...times,
			simplify: false,
		});
		expect(raw.json).toEqual([
			expect.objectContaining({
				id: '30000070001',
				_id: '30000070001',
				status: '10',
				member: expect.objectContaining({ dob: expect.any(String) }),
			}),
		]);
		clinic.sandbox.reset();
		clinic.sandbox.settings.createReply = 'idOnly';
		const least = await clinic.run(operation, {
			intake_id: clinic.intake(),
			room_code: 'exroom1',
			...times,
			simplify: false,
		});
		expect(least.json).toEqual([{ id: '30000070001' }]);
	},
);

test('a reply that names the id alone is filled up with what is known', async () => {
	clinic.sandbox.settings.createReply = 'idOnly';
	const id = clinic.intake();
	const ran = await clinic.run('visit:create', { intake_id: id, room_code: 'exroom1', start, end });
	expect(ran.json).toEqual([
		expect.objectContaining({
			id: '30000070001',
			intake_id: id,
			room_code: 'exroom1',
			status: 'unknown',
			status_code: null,
		}),
	]);
	expect(Object.keys(ran.json[0] ?? {})).toEqual(VISIT_KEYS);
});

test('a reply without an id is looked up', async () => {
	clinic.sandbox.settings.createReply = 'noId';
	const ran = await clinic.run('visit:create', { intake_id: clinic.intake(), room_code: 'exroom1', start, end });
	expect(ran.json).toEqual([expect.objectContaining({ id: '30000070001', start: iso(start) })]);
	expect(clinic.bookings).toBe(1);
});

test('a visit booked for another time than asked is an error that names it', async () => {
	clinic.sandbox.faults.add({
		kind: 'wrongJson',
		method: 'POST',
		path: '/visits',
		body: { data: { id: '30000070001', type: '2', status: '10', start: String(start + 900) } },
	});
	const ran = await clinic.run('visit:create', { intake_id: clinic.intake(), room_code: 'exroom1', start, end });
	expect(told(ran).message).toBe(`VSee Clinic booked visit 30000070001 for ${iso(start + 900)}, not for ${iso(start)}`);
	expect(told(ran).description).toContain('It is not booked again.');
	expect(clinic.bookings).toBe(1);
});

test('a slot that is taken is refused in the clinic’s words', async () => {
	const taken = clinic.sandbox.clinic.visit(SEEDED.confirmed);
	const ran = await clinic.run('visit:create', {
		intake_id: clinic.intake(),
		room_code: 'exroom1',
		start: taken.start ?? 0,
		end: taken.end ?? 0,
		additionalFields: { provider_id: '800002' },
	});
	expect(told(ran)).toEqual({
		message: 'VSee Clinic refused this: This slot is no longer available',
		description: expect.stringContaining('choose another free slot of Availability'),
		httpCode: '409',
		itemIndex: 0,
	});
	expect(clinic.booked).toEqual([]);
});

test('a slot item of Availability wires straight into create', async () => {
	const found = await clinic.run('availability:getNext', { filters: { room_code: 'exroom1', start: iso(start) } });
	const items = found.json.map((json) => ({ json: { ...json, intake: clinic.intake() } }));
	const from = (name: string) => `={{ $json.${name} }}`;
	const ran = await clinic.run(
		'visit:create',
		{
			intake_id: from('intake'),
			room_code: from('room_code'),
			start: from('start'),
			end: from('end'),
			additionalFields: { provider_id: from('provider_id') },
		},
		{ items },
	);
	expect(ran.json).toEqual([
		expect.objectContaining({
			start: found.json[0]?.start,
			end: found.json[0]?.end,
			provider_id: found.json[0]?.provider_id,
			room_code: 'exroom1',
		}),
	]);
});

test('a patient’s own token books for that patient only', async () => {
	const mine = clinic.intake({ ownerId: BEN, memberId: BEN });
	const options = { userToken: credentials.secondPatientToken };
	expect(
		(await clinic.run('visit:createWalkIn', { intake_id: mine, room_code: 'exroom1', options })).json[0]?.member_id,
	).toBe(BEN);
	const ran = await clinic.run('visit:createWalkIn', { intake_id: clinic.intake(), room_code: 'exroom1', options });
	expect(told(ran)).toMatchObject({
		message: 'VSee Clinic refused this: This record belongs to another user',
		httpCode: '403',
	});
});
