import { ada, admin, ben, keyed, monday, nobody, provider } from './clinic-client';
import { api, sandbox } from './running-sandbox';

test('users come in pages with a total, and the page after the last is empty', async () => {
	const ids: string[] = [];
	for (let start = 0; ;) {
		const { data, total_count } = (await api.get(`/users?type=200&start=${start}&limit=25`, admin)).body;
		expect(total_count).toBe(60);
		if (data.length === 0) break;
		ids.push(...data.map((user: { id: string }) => user.id));
		start += data.length;
	}
	expect(new Set(ids).size).toBe(60);
	sandbox.settings.totalName = 'total';
	expect((await api.get('/users?limit=1', admin)).body.total).toBe(65);
	sandbox.settings.maxLimit = 7;
	expect((await api.get('/users?limit=500', admin)).body.data).toHaveLength(7);
});

test.each([
	['q=examplepatient&type=200', 31],
	['full_name=ada%20examplepatient', 2],
	['full_name=quinn%20sampleprovider', 2],
	['email=ben.example', 1],
	['type=400', 4],
	['type=[400,100]', 5],
	['id=20000000001,20000000002', 2],
	['is_admin=true', 1],
	['is_hidden=true', 1],
	['subtype=482', 2],
	['role=clinic_admin,scheduler', 5],
	['room_code=exroom2&type=400', 2],
	['ex_filter=all', 60],
	['ex_filter=my-patient', 0],
	['account_code=exampleclinic', 65],
	['status=10', 0],
])('GET /users?%s finds %i', async (query, count) => {
	expect((await api.get(`/users?limit=100&${query}`, admin)).body.total_count).toBe(count);
});

test.each(['q=ab', 'full_name=a', 'limit=0', 'start=-1', 'sort=full_name', 'ex_filter=mine'])(
	'GET /users?%s is refused',
	async (query) => {
		expect((await api.get(`/users?${query}`, admin)).status).toBe(400);
	},
);

test('users are sorted and cut to fields', async () => {
	const names = (await api.get('/users?type=400&sort=full_name.desc&fields=last_name', admin)).body.data;
	expect(names[0]).toEqual({ id: '20000000804', last_name: 'Inventednurse' });
	const same = await api.get(
		`/users?type=400&sort=${encodeURIComponent('{"full_name":"desc"}')}&fields=last_name`,
		admin,
	);
	expect(same.body.data).toEqual(names);
});

test('- is the user of the token; a patient sees no other patient', async () => {
	expect((await api.get('/users/-')).body.data.id).toBe('20000000001');
	expect((await api.get('/users/-', provider)).body.data.id).toBe('800002');
	expect((await api.get('/users/20000000002')).status).toBe(403);
	expect((await api.get('/users/800002')).status).toBe(200);
	expect((await api.get('/users/1', admin)).status).toBe(404);
});

test('SSO makes a person once per code, a guest each time, and gives a token that acts and expires', async () => {
	const patient = { first_name: 'Ida', last_name: 'Examplepatient', code: 'new-1', type: 200 };
	const first = (await api.post('/users/sso', patient, keyed)).body.data;
	const again = (await api.post('/users/sso', patient, { ...keyed, 'X-ApiToken': 'expired' })).body.data;
	expect(again.id).toBe(first.id);
	expect(again.token.token).not.toBe(first.token.token);
	expect(first).not.toHaveProperty('vsee');
	const guest = { first_name: 'Gus', last_name: 'Exampleguest', type: 600 };
	expect((await api.post('/users/sso', guest, keyed)).body.data.id).not.toBe(
		(await api.post('/users/sso', guest, keyed)).body.data.id,
	);
	const caller = { 'X-ApiToken': first.token.token };
	expect((await api.get('/users/-', caller)).body.data).toMatchObject({ id: first.id, code: 'new-1' });
	sandbox.clock.set(first.token.expiry);
	expect((await api.get('/users/-', caller)).status).toBe(401);
});

test.each([
	[{ first_name: 'A', code: 'x' }],
	[{ first_name: 'A', last_name: 'B' }],
	[{ first_name: 'A', last_name: 'B', code: 'x'.repeat(129) }],
	[{ first_name: 'A', last_name: 'B', code: 'x', type: 100 }],
	[{ first_name: 'A', last_name: 'B', code: 'x', dob: '1/2/1990' }],
	[{ first_name: 'A', last_name: 'B', code: 'x', gender: 'm' }],
])('SSO refuses %j', async (body) => {
	expect((await api.post('/users/sso', body, keyed)).status).toBe(400);
});

test('rooms come in pages; providers by room', async () => {
	const pages = await Promise.all([1, 2, 3, 4].map((page) => api.get(`/rooms?page=${page}&limit=1`, nobody)));
	expect(pages.map((page) => page.body.data[0]?.code)).toEqual(['exroom1', 'exroom2', 'exroom3', undefined]);
	expect((await api.get('/rooms?page=0', nobody)).status).toBe(400);
	expect((await api.get('/rooms/exroom1/providers', nobody)).body.data.map((one: { id: string }) => one.id)).toEqual([
		'800002',
		'800003',
		'800004',
	]);
	expect((await api.get('/rooms/exroom1/providers/800003', nobody)).body.data).toMatchObject({
		id: '800003',
		subtype: '484',
		title: 'RN',
	});
	expect((await api.get('/rooms/exroom1/providers/20000000804', nobody)).status).toBe(404);
});

test('an admin makes a room once', async () => {
	const room = { domain: 'exampleclinic.example.com', name: 'Fourth Room', code: 'exroom4' };
	expect((await api.post('/rooms', room, ada)).status).toBe(403);
	expect((await api.post('/rooms', { name: 'x' }, admin)).status).toBe(400);
	expect((await api.post('/rooms', room, admin)).body.data).toMatchObject({
		code: 'exroom4',
		slug: 'fourth-room',
		account_code: 'exampleclinic',
	});
	expect((await api.post('/rooms', room, admin)).status).toBe(400);
	expect((await api.get('/rooms/exroom4', nobody)).status).toBe(200);
});

test('accounts', async () => {
	expect((await api.get('/accounts', nobody)).body).toEqual({
		data: [{ code: 'exampleclinic', name: 'Example Clinic' }],
	});
	const { schema } = (await api.get('/accounts/exampleclinic', nobody)).body.data.intake_steps[0].sections[0];
	const kinds = ['string', 'integer', 'boolean'].map((type) =>
		expect.objectContaining({ type, title: expect.any(String) }),
	);
	expect(Object.values(schema)).toEqual(expect.arrayContaining(kinds));
	expect(schema.custom_is_allergic).toMatchObject({ enum: expect.any(Array), required: false });
	expect((await api.get('/accounts/other', nobody)).status).toBe(404);
});

test('an insurance card of the same kind is overwritten, the other stays', async () => {
	const card = { card_type: 'primary', insurer_code: 'NEW', subscriber_number: '7' };
	const { body } = await api.post('/users/20000000001/insurances/import', { insurances: [card] });
	expect(body).toEqual({
		version: '2.0',
		data: [card, expect.objectContaining({ card_type: 'secondary', subscriber_num: '00000002' })],
	});
	expect((await api.get('/users/20000000001/insurances', admin)).body).toEqual(body);
	expect((await api.post('/users/20000000001/insurances/import', { insurances: [card, card] })).status).toBe(400);
	expect(
		(await api.post('/users/20000000001/insurances/import', { insurances: [{ card_type: 'third' }] })).status,
	).toBe(400);
	expect((await api.get('/users/20000000001/insurances', ben)).status).toBe(403);
});

test('push endpoints are made, listed and deleted by their owner', async () => {
	const { data } = (await api.post('/endpoints', { key: 'device-1', type: 30 })).body;
	expect(data).toMatchObject({ key: 'device-1', user_id: '20000000001', type: 30, created: monday });
	expect((await api.get('/endpoints')).body.data[0]).toMatchObject({ id: data.id, arn: expect.any(String) });
	expect((await api.get(`/endpoints/${data.id}`, ben)).status).toBe(404);
	expect((await api.call('DELETE', `/endpoints/${data.id}`, ada)).body).toEqual({ data: { id: data.id } });
	expect((await api.get('/endpoints')).body.data).toEqual([]);
	expect((await api.post('/endpoints', { key: 'x', type: 20 })).status).toBe(400);
});

test('files are uploaded, renamed, listed and opened by their link alone', async () => {
	const upload = async (category: string) => {
		const form = new FormData();
		form.set('file', new Blob(['fictional bytes'], { type: 'text/plain' }), 'note.txt');
		form.set('meta.category', category);
		return await fetch(`${sandbox.url}/files`, { method: 'POST', headers: ada, body: form });
	};
	expect((await upload('nonsense')).status).toBe(400);
	const { data } = await (await upload('intake_attachment')).json();
	expect((await api.post(`/files/${data.id}`, { name: 'renamed.txt' })).body.data).toMatchObject({
		id: data.id,
		name: 'renamed.txt',
		size: 15,
	});
	expect(
		(await api.get('/files?category_type=intake_attachment&target_type=user&target_id=20000000001')).body.data[0],
	).toMatchObject({
		id: data.id,
		created: monday,
		is_deletable: true,
		creator: { full_name: 'Ada Examplepatient', type: 200 },
		meta: { visible: true },
	});
	expect((await api.get('/files', ben)).body.data).toEqual([]);
	expect((await api.get(`/files/${data.id}`, ben)).status).toBe(403);
	const opened = await fetch(data.fullpath);
	expect([opened.status, await opened.text()]).toEqual([200, 'fictional bytes']);
	expect((await fetch(data.fullpath.replace(/auth_code=../, 'auth_code=__'))).status).toBe(403);
	const booked = (
		await api.post('/visits/add_walkin', {
			intake_id: await api.intake(ada, { attachments: data.id }),
			room_code: 'exroom1',
		})
	).body.data;
	expect((await api.get(`/files?target_type=visit&target_id=${booked.id}`)).body.data).toHaveLength(1);
});
