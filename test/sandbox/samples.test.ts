import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { credentials } from '../../sandbox';
import { ada, admin, keyed, monday } from './clinic-client';
import { api, sandbox } from './running-sandbox';

/** Field names with the type of each value; null stands for "any". Lists by their first entry. */
function shapeOf(value: unknown): unknown {
	if (value === null) return 'null';
	if (Array.isArray(value)) return value.length === 0 ? ['null'] : [shapeOf(value[0])];
	if (typeof value !== 'object') return typeof value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
}

/** What the sample has and the reply has not, or has as another type. */
function missing(sample: unknown, reply: unknown, path = ''): string[] {
	if (sample === 'null' || reply === 'null') return [];
	if (typeof sample !== 'object' || sample === null)
		return sample === reply ? [] : [`${path}: ${String(sample)}, not ${JSON.stringify(reply)}`];
	if (typeof reply !== 'object' || reply === null) return [`${path}: not ${String(reply)}`];
	const replied = new Map(Object.entries(reply));
	return Object.entries(sample).flatMap(([name, one]) =>
		replied.has(name) ? missing(one, replied.get(name), `${path}.${name}`) : [`${path}.${name}: not there`],
	);
}

function differences(file: string, reply: unknown): string[] {
	const sample: unknown = JSON.parse(readFileSync(join(__dirname, '../samples', file), 'utf8'));
	return missing(shapeOf(sample), shapeOf(reply));
}

async function uploadedFile(): Promise<{ id: string; body: unknown }> {
	const form = new FormData();
	form.set('file', new Blob(['fictional'], { type: 'image/png' }), 'fictional-photo.png');
	form.set('meta.category', 'user_document');
	const body = await (await fetch(`${sandbox.url}/files`, { method: 'POST', headers: ada, body: form })).json();
	return { id: body.data.id, body };
}

test.each([
	['room-get.json', '/rooms/exroom1'],
	['rooms-list.json', '/rooms'],
	['room-providers.json', '/rooms/exroom1/providers'],
	['account-get.json', '/accounts/-'],
	['user-list.json', '/users?limit=2'],
	['user-get.json', '/users/20000000001'],
	['insurances-list.json', '/users/20000000001/insurances'],
])('%s has the form of GET %s', async (file, path) => {
	const reply = await api.get(path, admin);
	expect(reply.status).toBe(200);
	expect(differences(file, reply.body)).toEqual([]);
});

test('visit-walkin.json has the form of POST /visits/add_walkin', async () => {
	const intake_id = await api.intake(ada, { provider_id: 800002, type: 1 });
	const reply = await api.post('/visits/add_walkin', { intake_id, room_code: 'exroom1', provider_id: '800002' });
	expect(differences('visit-walkin.json', reply.body)).toEqual([]);
	expect(reply.body.data).toMatchObject({
		type: '1',
		status: '10',
		start: String(monday),
		end: String(monday + 900),
		room_id: null,
	});
	expect(reply.body.data.intake).toMatchObject({ id: intake_id, visit_id: reply.body.data.id, provider: '800002' });
});

test('availability.json and visits-list.json have the form of GET /availability and GET /visits', async () => {
	sandbox.settings.availabilityShape = 'sdkOnly';
	sandbox.settings.visitListCap = 2;
	expect(differences('availability.json', (await api.get('/availability?room_code=exroom1')).body)).toEqual([]);
	const list = (await api.get('/visits')).body;
	expect(differences('visits-list.json', list)).toEqual([]);
	expect([list.data.length, list.total_count]).toEqual([2, 3]);
});

test('visits-recordings.json has the form of GET /visits with recordings: numbers, not digits', async () => {
	const reply = await api.get('/visits?fields=recordings');
	expect(differences('visits-recordings.json', reply.body)).toEqual([]);
	expect(Object.keys(reply.body.data[0]).sort()).toEqual([
		'actual_end',
		'actual_start',
		'end',
		'id',
		'meeting',
		'recordings',
		'start',
		'status',
		'type',
	]);
	expect(reply.body.data[0].recordings).toEqual({
		count: 1,
		data: [{ id: 111, visit_id: '70001', end: expect.any(Number) }],
	});
});

test('intake-get.json has the form of GET /intakes/:id', async () => {
	const { id } = await uploadedFile();
	const intake = await api.intake(ada, { attachments: [{ id }], custom_is_allergic: 'No', type: 1 });
	const reply = await api.get(`/intakes/${intake}`);
	expect(differences('intake-get.json', reply.body)).toEqual([]);
	expect(reply.body.data.attachments[0]).toMatchObject({
		_id: id,
		name: 'fictional-photo.png',
		size: 9,
		created: { sec: monday, usec: 119000 },
	});
	expect(parseInt(intake.slice(0, 8), 16)).toBe(monday);
});

test('sso.json has the form of POST /users/sso', async () => {
	const reply = await api.post(
		'/users/sso?fields=vsee',
		{ first_name: 'Ada', last_name: 'Examplepatient', code: 'example-patient-0001', type: 200 },
		keyed,
	);
	expect(differences('sso.json', reply.body)).toEqual([]);
	expect(reply.body.data.id).toBe('20000000001');
	expect(reply.body.data.token.expiry).toBe(monday + 86400);
});

test('file-create.json has the form of POST /files', async () => {
	expect(differences('file-create.json', (await uploadedFile()).body)).toEqual([]);
});

test('error-400.json is what a taken slug answers', async () => {
	const reply = await api.post(
		'/rooms',
		{ domain: 'exampleclinic.example.com', name: 'Again', slug: 'example-room' },
		admin,
	);
	expect(reply.status).toBe(400);
	expect(differences('error-400.json', reply.body)).toEqual([]);
});

test('ids are decimal strings, some beyond 2^31, and the seeds are the same after every reset', async () => {
	const before = JSON.stringify([
		...sandbox.clinic.visits.values(),
		...sandbox.clinic.people.values(),
		...sandbox.clinic.intakes.values(),
	]);
	await api.book();
	const ids = [
		...sandbox.clinic.visits.keys(),
		...sandbox.clinic.people.keys(),
		...[...sandbox.clinic.rooms.values()].map((room) => room.id),
	];
	expect(ids.every((id) => /^\d+$/.test(id))).toBe(true);
	expect(ids.filter((id) => Number(id) > 2 ** 31).length).toBeGreaterThan(3);
	sandbox.reset();
	expect(
		JSON.stringify([
			...sandbox.clinic.visits.values(),
			...sandbox.clinic.people.values(),
			...sandbox.clinic.intakes.values(),
		]),
	).toBe(before);
	expect(new Set([...sandbox.clinic.visits.values()].map((visit) => visit.status))).toEqual(
		new Set([10, 20, 25, 30, 40, 50]),
	);
	expect(credentials.accountCode).toBe('exampleclinic');
});
