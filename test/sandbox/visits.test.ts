import { ada, admin, ben, monday, provider } from './clinic-client';
import { api, sandbox } from './running-sandbox';

test('the intake proves the booking, in the visit and by itself, unless the switch hides it', async () => {
	const { data } = (await api.book()).body;
	expect(data.intake.visit_id).toBe(data.id);
	expect((await api.get(`/intakes/${data.intake.id}`)).body.data.visit_id).toBe(data.id);
	sandbox.settings.intakeShowsVisit = false;
	expect((await api.get(`/intakes/${data.intake.id}`)).body.data).not.toHaveProperty('visit_id');
	expect(sandbox.clinic.journal).toEqual([
		expect.objectContaining({ n: 1, call: 2, visitId: data.id, intakeId: data.intake.id, start: monday + 3600 }),
	]);
});

test('without provider_id the first free provider of the room is given', async () => {
	expect((await api.book()).body.data.provider_id).toBe('800002');
	expect((await api.book(ben)).body.data.provider_id).toBe('800003');
	expect((await api.book(ben)).status).toBe(409);
});

test('an admin books for the patient named, or for nobody', async () => {
	const intake_id = await api.intake(admin, { member_id: 'example-patient-0003' });
	const walkIn = await api.post('/visits/add_walkin', { intake_id, room_code: 'exroom1' }, admin);
	expect(walkIn.body.data).toMatchObject({ member_id: '20000000003', member: { first_name: 'Cleo' } });
	const unnamed = await api.post(
		'/visits/add_walkin',
		{ intake_id: await api.intake(admin), room_code: 'exroom1' },
		admin,
	);
	expect(unnamed.body.data).toMatchObject({ member_id: null, member: null });
});

test('an e-consult has no time', async () => {
	const intake_id = await api.intake();
	const { data } = (await api.post('/visits/add_econsult', { intake_id, room_code: 'exroom1' })).body;
	expect(data).toMatchObject({ type: '3', subtype: '4', start: null, end: null, provider_id: null });
});

test('a visit goes from pending over in progress to completed', async () => {
	const { id } = (await api.book()).body.data;
	expect((await api.get('/visits/current')).body).toEqual({ data: null });
	const started = await api.post('/visits/inprogress', { id, actual_start: monday + 3610 }, admin);
	expect(started.body.data).toMatchObject({ status: '25', actual_start: String(monday + 3610) });
	expect((await api.get('/visits/current')).body.data.id).toBe(id);
	const completed = await api.post('/visits/close', { id, status: 30, actual_end: monday + 4400 }, admin);
	expect(completed.body.data).toMatchObject({
		status: '30',
		actual_end: String(monday + 4400),
		completed_by: '800001',
	});
});

test('a call that took place is completed by its reason, one that did not is cancelled', async () => {
	const close = async (begin: boolean, reason: string) => {
		const { id } = (await api.post('/visits/add_walkin', { intake_id: await api.intake(), room_code: 'exroom1' })).body
			.data;
		if (begin) await api.post('/visits/inprogress', { id }, provider);
		return (await api.post('/visits/close', { id, reason })).body.data.status;
	};
	expect([
		await close(true, 'patient_end_call'),
		await close(true, 'patient_exit_room'),
		await close(false, 'call_ended'),
	]).toEqual(['30', '40', '40']);
});

test('a cancelled slot is free again', async () => {
	const { id } = (await api.book(ada, { provider_id: '800002' })).body.data;
	expect((await api.book(ben, { provider_id: '800002' })).status).toBe(409);
	expect((await api.post('/visits/delete', { id }, admin)).body.data.status).toBe('40');
	expect((await api.book(ben, { provider_id: '800002' })).status).toBe(200);
});

test('the open forms of replies can be chosen', async () => {
	sandbox.settings.createReply = 'idOnly';
	const only = (await api.book()).body.data;
	expect(only).toEqual({ id: '30000070001' });
	sandbox.settings.actionReply = 'code';
	expect((await api.post('/visits/delete', only, admin)).body).toEqual({ code: 200, message: 'OK' });
	sandbox.settings.visitTimes = 'numbers';
	expect((await api.get(`/visits/${only.id}`)).body.data).toMatchObject({ start: monday + 3600, status: 40, type: 2 });
	sandbox.settings.currentWhenIdle = 'notFound';
	expect((await api.get('/visits/current')).status).toBe(404);
});

test('starting an appointment can make a second visit, which the appointment names', async () => {
	sandbox.settings.startMakesSecondVisit = true;
	const { id, related_walkin_id } = (await api.book()).body.data;
	expect(related_walkin_id).toBeNull();
	await api.post('/visits/inprogress', { id }, admin);
	const appointment = (await api.get(`/visits/${id}`)).body.data;
	expect(appointment.related_walkin_id).not.toBe(id);
	const started = (await api.get(`/visits/${appointment.related_walkin_id}`)).body.data;
	expect(started).toMatchObject({ status: '25', type: '1', related_walkin_id: null });
});

test('GET /visits: own ones for a patient, all for an admin, by window, room and fields', async () => {
	expect((await api.get('/visits')).body.data.map((visit: { id: string }) => visit.id)).toEqual([
		'70001',
		'70002',
		'30000000007',
	]);
	expect((await api.get('/visits', admin)).body.data).toHaveLength(9);
	expect((await api.get(`/visits?start_time=${monday + 1}`, ada)).body.data).toHaveLength(1);
	expect((await api.get(`/visits?end_time=${monday}`, ada)).body.data).toHaveLength(2);
	expect((await api.get('/visits?room_code=exroom2', admin)).body.data).toEqual([]);
	expect((await api.get('/visits?room_code=nowhere', admin)).status).toBe(404);
	expect((await api.get('/visits?start_time=2027-01-04', admin)).status).toBe(400);
	expect((await api.get('/visits?fields=id,status', ada)).body.data[0]).toEqual({ id: '70001', status: '30' });
	sandbox.settings.adminVisits = 'refused';
	expect((await api.get('/visits', admin)).status).toBe(403);
});

test('the summary is a PDF that names the visit', async () => {
	const response = await fetch(`${sandbox.url}/visits/70001/exports/visit_summary`, { headers: ada });
	const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1');
	expect(response.headers.get('content-type')).toBe('application/pdf');
	expect(bytes.startsWith('%PDF-')).toBe(true);
	expect(bytes).toContain('Visit summary 70001');
});

test('urlencoded and multipart bodies and the .json suffix are understood', async () => {
	const form = new FormData();
	form.set('room_code', 'exroom1');
	for (const body of [new URLSearchParams({ room_code: 'exroom1', type: '1' }), form]) {
		const response = await fetch(`${sandbox.url}/intakes.json`, { method: 'POST', headers: ada, body });
		expect(response.status).toBe(200);
	}
});

const ids = (reply: { body: { data: Array<{ id: string }> } }) => reply.body.data.map(({ id }) => id);

test('GET /visits: a cap cuts the list and not its total, which may ignore the window', async () => {
	expect((await api.get('/visits', admin)).body.total_count).toBe(9);
	sandbox.settings.visitListCap = 2;
	const cut = await api.get(`/visits?end_time=${monday}`, admin);
	expect([ids(cut), cut.body.total_count]).toEqual([['70001', '70002'], 4]);
	sandbox.settings.visitTotal = 'all';
	expect((await api.get(`/visits?end_time=${monday}`, admin)).body.total_count).toBe(9);
	sandbox.settings.visitTotal = 'none';
	expect((await api.get('/visits', admin)).body).not.toHaveProperty('total_count');
});

test('list items can lack the actual times, which the visit itself has', async () => {
	sandbox.settings.listShowsActualTimes = false;
	expect((await api.get('/visits')).body.data[0]).not.toHaveProperty('actual_end');
	expect((await api.get('/visits/70001')).body.data.actual_end).toMatch(/^\d+$/);
});

test('a visit names its room as an object, by ids, or not at all', async () => {
	const room = { id: '901', code: 'exroom1', name: 'Example Room', slug: 'example-room', domain: expect.any(String) };
	expect((await api.get('/visits/70001')).body.data).toMatchObject({ room_id: null, room });
	sandbox.settings.visitRoom = 'ids';
	expect((await api.get('/visits/70001')).body.data).toMatchObject({ room_id: '901', room_code: 'exroom1' });
	sandbox.settings.visitRoom = 'none';
	expect((await api.get('/visits/70001')).body.data).not.toHaveProperty('room');
});

test('modified moves with every change of a visit', async () => {
	const { id, modified } = (await api.book()).body.data;
	expect(modified).toBe(monday);
	const changes = [
		() => api.post(`/visits/${id}?version=2`, { provider_id: 0 }),
		() => api.post('/visits/inprogress', { id }, admin),
		() => api.post('/visits/close', { id, status: 30 }, admin),
	];
	for (const change of changes) {
		sandbox.clock.advance(7);
		await change();
		expect((await api.get(`/visits/${id}`)).body.data.modified).toBe(sandbox.clock.now());
	}
});

test('an update can answer OK and change nothing, but still refuses what is wrong', async () => {
	const { id, start } = (await api.book(ada, { provider_id: '800002' })).body.data;
	sandbox.settings.updateIgnored = true;
	sandbox.settings.updateReply = 'code';
	const times = { slot_start: monday + 7200, slot_end: monday + 8100 };
	expect((await api.post(`/visits/${id}?version=2`, times)).body).toEqual({ code: 200, message: 'OK' });
	expect((await api.post(`/visits/${id}?version=2`, { provider_id: '800003' })).status).toBe(200);
	expect((await api.get(`/visits/${id}`)).body.data).toMatchObject({ start, provider_id: '800002' });
	expect((await api.post(`/visits/${id}?version=2`, { slot_start: monday + 60 })).status).toBe(409);
});

test('closing with status 30 can cancel instead', async () => {
	sandbox.settings.completeCancels = true;
	const { id } = (await api.book()).body.data;
	expect((await api.post('/visits/close', { id, status: 30 }, admin)).body.data.status).toBe('40');
});
