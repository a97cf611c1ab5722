import { faultKinds } from '../../sandbox/http/faults';
import { ada, admin, monday } from './clinic-client';
import { api, sandbox } from './running-sandbox';

const page = async (query = '') => (await api.control('GET', `/sandbox/page${query}`)).body;

test('the page is one file with its own style and scripts, and may load nothing else', async () => {
	const response = await fetch(`${sandbox.origin}/`);
	const html = await response.text();
	expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
	const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
	expect(files).toEqual(expect.arrayContaining(['/page/style.css', '/page/main.js']));
	for (const path of files) expect((await fetch(sandbox.origin + path)).status).toBe(200);
	expect((await fetch(`${sandbox.origin}/page/..%2findex.ts`)).status).toBe(404);
});

test('the day shows free and taken times of each provider in minutes of the room’s own day', async () => {
	const { id } = (await api.book(ada, { provider_id: '800002' })).body.data;
	const { day } = await page();
	expect(day).toMatchObject({ date: '2027-01-04', isToday: true, nowMinute: 480, previous: '2027-01-01', opens: 480 });
	const quinn = day.providers.find((provider: { id: string }) => provider.id === '800002');
	expect(quinn.taken).toEqual([expect.objectContaining({ start: 540, end: 555, visitIds: [id] })]);
	expect(quinn.free[0]).toMatchObject({ start: 555, end: 570, time: '9:15 AM' });
	const { day: friday } = await page('?date=2027-01-08&room=exroom2');
	expect(friday).toMatchObject({ isToday: false, next: '2027-01-11', zone: 'America/New_York', room: 'exroom2' });
	expect((await page('?date=2027-01-09')).day).toMatchObject({ isWeekend: true });
	expect((await page('?date=soon')).code).toBe(400);
});

test('a group is one block with its free places', async () => {
	const consultation = '6955b8f2-0a1b-4c2d-8e3f-0000000000c5';
	const times = { slot_start: monday, slot_end: monday + 3600, provider_id: '20000000804', room_code: 'exroom2' };
	for (let n = 0; n < 2; n++) await api.post('/visits', { intake_id: await api.intake(), type: 2, ...times });
	const { day } = await page(`?room=exroom2&consultation=${consultation}`);
	const sasha = day.providers.find((provider: { id: string }) => provider.id === '20000000804');
	expect(sasha.taken).toEqual([expect.objectContaining({ label: 'Group, 2 booked, 2 free' })]);
	expect(sasha.free[0]).toMatchObject({ time: '12:00 PM', places: '4 places free' });
});

test('an intake shows its answers under the clinic’s own questions', async () => {
	const answers = { custom_first_visit: true, custom_notes: '<b>Fictional</b>', location: 'CA' };
	const id = await api.intake(ada, answers);
	const { intakes, latestIntakes } = await page();
	expect(latestIntakes[0]).toBe(id);
	expect(intakes[id].answers).toEqual(
		expect.arrayContaining([
			{ label: 'Reason for visit', value: 'Fictional cough' },
			{ label: 'State', value: 'CA' },
			{ label: 'Is this your first visit?', value: 'Yes' },
			{ label: 'Anything else?', value: '<b>Fictional</b>' },
		]),
	);
});

test('whoever waits is in the waiting room, and leaves it by the staff’s action', async () => {
	const intake_id = await api.intake(ada, { type: 1 });
	const { id } = (await api.post('/visits/add_walkin', { intake_id, room_code: 'exroom1' })).body.data;
	sandbox.clock.advance(125);
	const { waiting, visits } = await page();
	expect(waiting).toContain(id);
	expect(visits[id]).toMatchObject({ waitingMinutes: 2, actions: ['confirm', 'start', 'complete', 'cancel'] });
	await api.control('POST', '/sandbox/staff', { visit_id: id, action: 'complete' });
	expect((await page()).waiting).not.toContain(id);
});

test('nothing new is answered with 304', async () => {
	const first = await fetch(`${sandbox.origin}/sandbox/page`);
	const again = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
	expect((await fetch(`${sandbox.origin}/sandbox/page`, again)).status).toBe(304);
	await api.get('/rooms');
	expect((await fetch(`${sandbox.origin}/sandbox/page`, again)).status).toBe(200);
});

test('the pattern of every endpoint matches its own calls only', async () => {
	const { endpoints } = await page();
	const pattern = (method: string, path: string): string =>
		endpoints.find((one: { method: string; path: string }) => one.method === method && one.path === path).pattern;
	sandbox.faults.add({ kind: 'status', method: 'POST', path: pattern('POST', '/visits/:id'), count: -1 });
	sandbox.faults.add({ kind: 'status', method: 'GET', path: pattern('GET', '/visits'), count: -1 });
	expect((await api.post('/visits/close', { id: '70001' }, admin)).status).toBe(400);
	expect((await api.get('/visits/current')).status).toBe(200);
	expect((await api.post('/visits/70001?version=2', {}, admin)).status).toBe(500);
	expect((await api.get('/visits')).status).toBe(500);
	expect((await page()).faults).toEqual([
		expect.objectContaining({ call: 'POST /visits/:id', applied: 1 }),
		expect.objectContaining({ call: 'GET /visits', applied: 1 }),
	]);
});

test('one fault or all of them are removed', async () => {
	const one = (await api.control('POST', '/sandbox/faults', { kind: 'status' })).body.id;
	await api.control('POST', '/sandbox/faults', { kind: 'hang' });
	await api.control('DELETE', '/sandbox/faults', { id: one });
	expect(sandbox.faults.list.map(({ kind }) => kind)).toEqual(['hang']);
	expect((await api.control('DELETE', '/sandbox/faults', { id: one })).status).toBe(404);
	await api.control('DELETE', '/sandbox/faults');
	expect(sandbox.faults.list).toEqual([]);
});

test('every kind of fault has a label on the page', async () => {
	const script = await (await fetch(`${sandbox.origin}/page/faults.js`)).text();
	for (const kind of Object.keys(faultKinds)) expect(script).toMatch(new RegExp(`^\\t${kind}: \\[`, 'm'));
});
