import { availabilityShapes } from '../../sandbox/settings';
import { ada, keyed, monday, nobody } from './clinic-client';
import { api, sandbox } from './running-sandbox';

const hour = 3600;
const fourDays = 345600;
/** 800003 opens at 8:00, the very second of the clock; 800002 at 9:00. */
const first = monday;

interface Offered {
	slot_start: number;
	slot_end: number;
	provider_id: string;
	slot_booked: number;
	slot_available: number;
}

async function slots(query: string, room = 'exroom1'): Promise<Offered[]> {
	const reply = await api.get(`/availability?room_code=${room}${query}`);
	expect(reply.status).toBe(200);
	return reply.body.data;
}

// [row, query, searched from, searched to]
const tuesday = monday + 86400;
const rows: Array<[number, string, number, number]> = [
	[1, '', first, first + fourDays],
	[2, `&start=${tuesday}`, tuesday, tuesday + fourDays],
	[3, `&start=${tuesday}&end=${tuesday + 2 * hour}`, tuesday, tuesday + 2 * hour],
	[4, `&start=${tuesday}&duration=${hour}`, tuesday, tuesday + hour],
	[5, `&end=${monday + 5 * 86400}`, monday + 86400, monday + 5 * 86400],
	[6, `&end=${tuesday + 3 * hour}&duration=${2 * hour}`, tuesday + hour, tuesday + 3 * hour],
	[7, `&duration=${hour}`, first, first + hour],
	[8, `&start=${tuesday}&end=${tuesday + hour}&duration=${9 * hour}`, tuesday, tuesday + hour],
];

test.each(rows)('row %i of the window table: %s', async (_row, query, from, to) => {
	const found = await slots(query);
	const everything = await slots(`&start=${monday}&end=${monday + 20 * 86400}`);
	expect(found.length).toBeGreaterThan(0);
	expect(found).toEqual(everything.filter((slot) => slot.slot_start >= from && slot.slot_end <= to));
});

test('"first" is the first free slot, not now', async () => {
	sandbox.clock.set(monday + 20 * hour);
	const found = await slots(`&duration=${hour}`);
	expect(found[0]?.slot_start).toBe(tuesday);
	expect(found.every((slot) => slot.slot_end <= tuesday + hour)).toBe(true);
});

test('slots follow working hours, weekdays, the zone of the room and the length of the consultation', async () => {
	const quarter = await slots(`&start=${monday}&end=${monday + 7 * 86400}&provider_id=800002`);
	expect(quarter[0]).toMatchObject({
		slot_start: monday + hour,
		slot_end: monday + hour + 900,
		provider_id: '800002',
		slot_booked: 0,
		slot_available: 1,
	});
	expect(quarter).toHaveLength(5 * 8 * 4);
	expect(new Set(quarter.map((slot) => new Date((slot.slot_start - 8 * hour) * 1000).getUTCDay()))).toEqual(
		new Set([1, 2, 3, 4, 5]),
	);
	const half = await slots(`&provider_id=800002&consultation_id=6955b8f2-0a1b-4c2d-8e3f-0000000000c2`);
	expect(half.every((slot) => slot.slot_end - slot.slot_start === 1800)).toBe(true);
	const newYork = await slots('&provider_id=20000000804', 'exroom2');
	expect(newYork[0]?.slot_start).toBe(monday);
});

test('a booked slot, a past slot and a busy provider are not offered', async () => {
	const day = `&provider_id=800002&start=${monday}&end=${tuesday}`;
	const before = await slots(day);
	expect((await api.book(ada, { provider_id: '800002' })).status).toBe(200);
	expect(await slots(day)).toEqual(before.slice(1));
	sandbox.clock.advance(2 * hour);
	expect((await slots('&provider_id=800002'))[0]?.slot_start).toBe(monday + 2 * hour);
});

test('a group consultation counts its places and then closes', async () => {
	const group = '&consultation_id=6955b8f2-0a1b-4c2d-8e3f-0000000000c5&provider_id=20000000804';
	const [slot] = await slots(group, 'exroom2');
	expect(slot).toMatchObject({ slot_booked: 0, slot_available: 4 });
	const times = { slot_start: slot?.slot_start ?? 0, slot_end: slot?.slot_end ?? 0 };
	for (let place = 1; place <= 4; place++) {
		const intake_id = await api.intake();
		const booked = await api.post('/visits', {
			intake_id,
			room_code: 'exroom2',
			type: 2,
			provider_id: '20000000804',
			...times,
		});
		expect(booked.body.data.visit_group.consultation).toMatchObject({ group: true, slots: 4 });
		const [now] = await slots(group, 'exroom2');
		if (place < 4)
			expect(now).toMatchObject({ slot_start: slot?.slot_start, slot_booked: place, slot_available: 4 - place });
		else expect(now?.slot_start).not.toBe(slot?.slot_start);
	}
	sandbox.settings.listFullSlots = true;
	const whole = `${group}&start=${monday}&end=${tuesday}`;
	expect((await slots(whole, 'exroom2'))[0]).toMatchObject({ ...times, slot_booked: 4, slot_available: 0 });
	sandbox.settings.availabilityShape = 'booleans';
	expect((await slots(whole, 'exroom2'))[0]).toMatchObject({ ...times, slot_available: false });
});

test('the room falls back to that of the intake, whose provider and state narrow the search', async () => {
	const intake_id = await api.intake(ada, { location: 'NV' });
	const reply = await api.get(`/availability?intake_id=${intake_id}`);
	expect(new Set(reply.body.data.map((slot: Offered) => slot.provider_id))).toEqual(new Set(['800004']));
	expect((await api.get('/availability')).status).toBe(400);
	expect((await api.get('/availability?room_code=exroom1&location=Nevada')).status).toBe(400);
});

test('without a user token a key and all four parameters are wanted', async () => {
	const path = `/availability?room_code=exroom1&start=${monday}&end=${tuesday}`;
	expect((await api.get(path, nobody)).status).toBe(401);
	expect((await api.get(path, keyed)).status).toBe(400);
	expect((await api.get(`${path}&consultation_id=6955b8f2-0a1b-4c2d-8e3f-0000000000c1`, keyed)).status).toBe(200);
});

test.each([
	['end before start', `&start=${tuesday}&end=${monday}`],
	['an ISO time', '&start=2027-01-05T16:00:00Z'],
	['milliseconds', `&start=${monday}000`],
	['an empty time', '&end='],
	['a foreign consultation', '&consultation_id=6955b8f2-0a1b-4c2d-8e3f-0000000000c5'],
	['a provider of another room', '&provider_id=20000000804'],
	['a duration of zero', '&duration=0'],
])('%s is refused with 400', async (_what, query) => {
	const reply = await api.get(`/availability?room_code=exroom1${query}`);
	expect(reply).toMatchObject({ status: 400, body: { code: 400, message: expect.any(String) } });
});

test('every shape prints the same slots', async () => {
	const window = `/availability?room_code=exroom1&start=${monday}&end=${monday + 2 * hour}`;
	const shapes = new Map<string, unknown>();
	for (const shape of availabilityShapes) {
		expect((await api.control('POST', '/sandbox/settings', { availabilityShape: shape })).status).toBe(200);
		shapes.set(shape, (await api.get(window)).body);
	}
	const slot = { start: monday, end: monday + 900 };
	const sdk = {
		slot_id: `800003-${monday}`,
		slot_start: monday,
		slot_end: monday + 900,
		slot_booked: 0,
		slot_available: 1,
	};
	const whole = { ...sdk, provider_id: '800003', room_code: 'exroom1' };
	expect(shapes.get('default')).toEqual({ data: expect.arrayContaining([whole]) });
	expect(shapes.get('sdkOnly')).toEqual({ data: expect.arrayContaining([sdk]) });
	expect(shapes.get('booleans')).toEqual({ data: expect.arrayContaining([{ ...whole, slot_available: true }]) });
	expect(shapes.get('startEnd')).toEqual({
		data: expect.arrayContaining([expect.objectContaining({ ...slot, provider_id: '800003' })]),
	});
	expect(shapes.get('array')).toEqual({ data: expect.arrayContaining([slot]) });
	expect(shapes.get('digits')).toMatchObject({
		data: expect.arrayContaining([expect.objectContaining({ slot_start: String(monday), slot_available: '1' })]),
	});
	expect(shapes.get('byDay')).toEqual({
		data: { '2027-01-04': expect.arrayContaining([whole]) },
	});
	expect(shapes.get('byDaySecond')).toEqual({
		data: { [String(monday - 8 * hour)]: expect.arrayContaining([whole]) },
	});
	expect(shapes.get('byProvider')).toEqual({
		data: { 800002: expect.any(Array), 800003: expect.arrayContaining([slot]) },
	});
	expect(shapes.get('nested')).toEqual({
		data: expect.arrayContaining([{ provider_id: '800003', slots: expect.arrayContaining([slot]) }]),
	});
	expect(shapes.get('nestedByDay')).toEqual({
		data: { '2027-01-04': expect.arrayContaining([{ provider_id: '800003', slots: expect.arrayContaining([slot]) }]) },
	});
	expect(shapes.get('bareStarts')).toEqual({ data: expect.arrayContaining([monday]) });
	expect(shapes.get('camelCase')).toEqual({
		data: expect.arrayContaining([
			expect.objectContaining({ slotId: `800003-${monday}`, quantityLeft: 1, quantityBooked: 0 }),
		]),
	});
	expect(shapes.get('slotStart')).toEqual({
		data: expect.arrayContaining([expect.objectContaining({ slot_start: monday, slot_end: monday + 900 })]),
	});
	expect([shapes.get('emptyArray'), shapes.get('emptyObject'), shapes.get('null')]).toEqual([
		{ data: [] },
		{ data: {} },
		{ data: null },
	]);
	expect(shapes.get('top')).toEqual(expect.arrayContaining([whole]));
	expect(shapes.get('topByDay')).toEqual({ '2027-01-04': expect.any(Array) });
	expect(shapes.get('unrecognised')).toEqual({ data: { calendar: expect.any(Object) } });
});
