import { credentials } from '../../sandbox';
import type { JsonObject } from '../../sandbox/json';
import { ada, admin, ben, type Caller, keyed, monday, nobody } from './clinic-client';
import { api, sandbox } from './running-sandbox';

const nine = { slot_start: monday + 3600, slot_end: monday + 4500 };

// [what, body besides intake_id, room_code, type and the nine o'clock slot, status]
test.each<[string, JsonObject, number]>([
	['an unknown room', { room_code: 'nowhere' }, 404],
	['an unknown intake', { intake_id: '6955b900-0a1b-4c2d-8e3f-0000000000ff' }, 404],
	['no intake', { intake_id: null }, 400],
	['no room', { room_code: null }, 400],
	['no type', { type: null }, 400],
	['the type of a walk-in', { type: 1 }, 400],
	['no times', { slot_start: null, slot_end: null }, 400],
	['end before start', { slot_start: nine.slot_end, slot_end: nine.slot_start }, 400],
	['an ISO time', { slot_start: '2027-01-04T17:00:00Z' }, 400],
	['milliseconds', { slot_start: nine.slot_start * 1000, slot_end: nine.slot_end * 1000 }, 400],
	['start and end besides', { start: nine.slot_start, end: nine.slot_end }, 400],
	['start and end alone', { slot_start: null, slot_end: null, start: nine.slot_start, end: nine.slot_end }, 400],
	['a time that is no slot', { slot_start: nine.slot_start + 60, slot_end: nine.slot_end + 60 }, 409],
	['a length nobody offers', { slot_end: nine.slot_end + 60 }, 409],
	['a slot in the past', { slot_start: monday - 86400, slot_end: monday - 85500 }, 409],
	['an unknown provider', { provider_id: '1' }, 400],
	['a provider of another room', { provider_id: '20000000804' }, 400],
	['another patient', { member_id: '20000000002' }, 403],
])('POST /visits with %s is refused and books nothing', async (_what, wrong, status) => {
	const intake_id = await api.intake();
	const reply = await api.post('/visits', { intake_id, room_code: 'exroom1', type: 2, ...nine, ...wrong });
	expect(reply).toMatchObject({ status, body: { code: status, message: expect.any(String) } });
	expect(reply.body.data).toBeUndefined();
	expect(sandbox.clinic.journal).toEqual([]);
});

test.each<[string, JsonObject]>([
	['slot_start and slot_end alone', nine],
	[
		'digits, and keys nobody knows',
		{ slot_start: String(nine.slot_start), slot_end: String(nine.slot_end), colour: 'blue' },
	],
])('POST /visits takes %s', async (_what, times) => {
	const intake_id = await api.intake();
	const reply = await api.post('/visits', { intake_id, room_code: 'exroom1', type: 2, ...times });
	expect(reply.body.data).toMatchObject({
		start: String(nine.slot_start),
		end: String(nine.slot_end),
		type: '2',
		status: '10',
	});
});

test('a slot is booked once, even by twenty calls at once', async () => {
	const intakes = await Promise.all(Array.from({ length: 20 }, () => api.intake()));
	const replies = await Promise.all(
		intakes.map((intake_id) =>
			api.post('/visits', { intake_id, room_code: 'exroom1', type: 2, provider_id: 800002, ...nine }),
		),
	);
	expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
	expect(replies.filter((reply) => reply.status === 409).map((reply) => reply.body.message)).toEqual(
		Array(19).fill('This slot is no longer available'),
	);
	expect((await api.control('GET', '/sandbox/report')).body.doubleBookings).toEqual([]);
});

test('an intake makes one live visit, unless it was cancelled or the switch allows more', async () => {
	const intake_id = await api.intake();
	const walkIn = () => api.post('/visits/add_walkin', { intake_id, room_code: 'exroom1' });
	const first = await walkIn();
	expect((await walkIn()).status).toBe(409);
	await api.post('/visits/close', { id: first.body.data.id, reason: 'patient_exit_room' });
	expect((await walkIn()).status).toBe(200);
	sandbox.settings.intakeReuse = true;
	expect((await walkIn()).status).toBe(200);
	expect((await api.control('GET', '/sandbox/report')).body.intakesUsedTwice).toEqual({
		[intake_id]: ['30000070002', '30000070003'],
	});
});

test('an update wants version=2, a free slot and a visit that is not over', async () => {
	const { id } = (await api.book(ada, { provider_id: '800002' })).body.data;
	await api.book(ben, { slot_start: nine.slot_start + 900, slot_end: nine.slot_end + 900, provider_id: '800002' });
	const move = (seconds: number) => ({ start: nine.slot_start + seconds, end: nine.slot_end + seconds });
	expect((await api.post(`/visits/${id}`, move(1800))).status).toBe(400);
	expect(await api.post(`/visits/${id}?version=2`, move(900))).toMatchObject({
		status: 409,
		body: { message: 'This slot is no longer available' },
	});
	expect((await api.post(`/visits/${id}?version=2`, { start: nine.slot_end, end: nine.slot_start })).status).toBe(400);
	expect((await api.post(`/visits/${id}?version=2`, { provider_id: '1' })).status).toBe(400);
	expect((await api.post(`/visits/${id}?version=2`, move(1800))).body.data.start).toBe(String(nine.slot_start + 1800));
	expect((await api.post(`/visits/${id}?version=2`, { provider_id: 0 })).body.data.provider_id).toBeNull();
	expect((await api.post(`/visits/${id}?version=2`, { provider_id: '800003' })).body.data.provider_id).toBe('800003');
	await api.post('/visits/delete', { id }, admin);
	expect((await api.post(`/visits/${id}?version=2`, move(2700))).status).toBe(409);
});

test('close wants a known reason or status 30, and a visit that is not over', async () => {
	const { id } = (await api.book()).body.data;
	expect((await api.post('/visits/close', { id })).status).toBe(400);
	expect((await api.post('/visits/close', { id, reason: 'bored' })).status).toBe(400);
	expect((await api.post('/visits/close', { id, status: 20 })).status).toBe(400);
	expect((await api.post('/visits/close', { id: '1', reason: 'call_ended' })).status).toBe(404);
	expect((await api.post('/visits/close', { id, reason: 'patient_cancel_appointment' })).body.data.status).toBe('40');
	expect((await api.post('/visits/close', { id, reason: 'patient_cancel_appointment' })).body.data.status).toBe('40');
	expect((await api.post('/visits/close', { id, status: 30 }, admin)).status).toBe(409);
	expect((await api.post('/visits/inprogress', { id }, admin)).status).toBe(409);
});

test.each<[string, string, string, Caller, number]>([
	['a wrong account code', 'GET', '/rooms', { 'X-AccountCode': 'otherclinic' }, 403],
	['a wrong token', 'GET', '/users', { 'X-ApiToken': 'wrong' }, 401],
	['no token', 'GET', '/visits', nobody, 401],
	['a patient token where an admin is wanted', 'GET', '/users', ada, 403],
	['a patient who deletes', 'POST', '/visits/delete', ada, 403],
	['a wrong key', 'POST', '/users/sso', { ...keyed, 'X-ApiKey': 'wrong' }, 401],
	['a wrong secret', 'POST', '/users/sso', { ...keyed, 'X-ApiSecret': 'wrong' }, 401],
	['no secret', 'POST', '/users/sso', { 'X-ApiKey': credentials.apiKey }, 401],
	['an unknown path', 'GET', '/nothing', admin, 404],
	['an unknown method', 'PUT', '/rooms', admin, 405],
	['an unknown visit', 'GET', '/visits/1', admin, 404],
	['an unknown room', 'GET', '/rooms/901', nobody, 404],
	["another patient's visit", 'GET', '/visits/70003', ada, 403],
])('%s: %s %s', async (_what, method, path, caller, status) => {
	const reply = await api.call(method, path, caller, method === 'POST' ? {} : undefined);
	expect(reply).toMatchObject({ status, body: { code: status } });
});

test('no account code falls back to the only clinic, and public reads take no notice of a token', async () => {
	expect((await api.get('/rooms', {})).status).toBe(200);
	expect((await api.get('/rooms', { 'X-ApiToken': 'wrong' })).status).toBe(200);
});

test('a patient does not touch the intake of another', async () => {
	const intake_id = await api.intake(ben);
	expect((await api.get(`/intakes/${intake_id}`, ada)).status).toBe(403);
	expect((await api.post(`/intakes/${intake_id}`, { phone: '5555550100' }, ada)).status).toBe(403);
	expect((await api.post('/visits/add_walkin', { intake_id, room_code: 'exroom1' }, ada)).status).toBe(403);
	expect((await api.post('/intakes', { room_code: 'exroom1', member_id: '20000000002' }, ada)).status).toBe(403);
	expect((await api.post('/intakes', { reason_for_visit: 'x' }, ada)).status).toBe(400);
	expect((await api.post('/intakes', { room_code: 'exroom1', location: 'California' }, ada)).status).toBe(400);
});

test('a body that is no JSON object is refused', async () => {
	for (const body of ['{"room_code":', '[]', '"x"']) {
		const response = await fetch(`${sandbox.url}/intakes`, {
			method: 'POST',
			headers: { ...ada, 'content-type': 'application/json' },
			body,
		});
		expect(response.status).toBe(400);
	}
});
