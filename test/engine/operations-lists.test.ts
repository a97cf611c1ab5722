import { credentials } from '../../sandbox';
import { ADA, iso, SEEDED, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const names = (json: Array<{ id?: unknown }>) => json.map(({ id }) => id);
const all = [
	'70001',
	'70002',
	'70003',
	'70004',
	'30000000005',
	'30000000006',
	'30000000007',
	'30000000008',
	'30000000009',
];

test('getMany: everything the token may see, one request', async () => {
	const ran = await clinic.run('visit:getMany');
	expect(clinic.wire()).toEqual([{ method: 'GET', path: '/visits', query: {}, body: null }]);
	expect(names(ran.json)).toEqual(all);
	expect(ran.items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	expect(ran.json[0]).toMatchObject({ id: '70001', status: 'completed', member_id: ADA });
	expect(names((await clinic.run('visit:getMany', { options: { userToken: credentials.patientToken } })).json)).toEqual(
		['70001', '70002', '30000000007'],
	);
});

test('getMany: the documented filters go over the wire, times as unix seconds', async () => {
	const ran = await clinic.run(
		'visit:getMany',
		{
			returnAll: true,
			filters: {
				room_code: { __rl: true, mode: 'list', value: 'exroom1' },
				start_time: '2050-06-15 00:00',
				end_time: iso(slot().end),
			},
		},
		{ timezone: 'America/Los_Angeles' },
	);
	expect(clinic.wire()[0]?.query).toEqual({
		room_code: 'exroom1',
		start_time: String(Date.UTC(2050, 5, 15, 7) / 1000),
		end_time: String(slot().end),
	});
	expect(names(ran.json)).toEqual([SEEDED.inProgress, SEEDED.waiting]);
});

test.each([
	[['completed'], ['70001', '70003']],
	[
		['pending', 'in_progress'],
		['30000000005', '30000000006', '30000000008'],
	],
	['cancelled,refunded', ['70002', '70004', '30000000009']],
	['20', ['30000000007']],
	['', all],
])('getMany: status %j is filtered here, not there', async (status, expected) => {
	for (const visitTimes of ['digits', 'numbers'] as const) {
		clinic.sandbox.settings.visitTimes = visitTimes;
		expect(names((await clinic.run('visit:getMany', { filters: { status } })).json)).toEqual(expected);
	}
	expect(clinic.wire()[0]?.query).toEqual({});
});

test('getMany: a status that does not exist is refused', async () => {
	expect(told(await clinic.run('visit:getMany', { filters: { status: ['done'] } })).message).toMatch(
		/^Status is not one of cancelled, completed/,
	);
	expect(clinic.said).toEqual([]);
});

test.each([
	['upcoming', all.filter((id) => id !== '70001')],
	['past', ['70001']],
	['all', all],
])('getMany: period %s', async (period, expected) => {
	// All other visits of this clinic lie in 2050.
	clinic.sandbox.clinic.visit('70001').start = 1767225600;
	expect(names((await clinic.run('visit:getMany', { filters: { period } })).json)).toEqual(expected);
});

test('getMany: fields are asked for, with those that our own filters need', async () => {
	const ran = await clinic.run('visit:getMany', {
		simplify: false,
		filters: { fields: 'recordings, member_id', status: ['completed'], period: 'all' },
	});
	expect(clinic.wire()[0]?.query).toEqual({ fields: 'recordings,member_id,status,start' });
	expect(ran.json).toEqual(
		['70001', '70003'].map((id) => ({
			id,
			member_id: expect.any(String),
			status: 30,
			start: expect.any(Number),
			recordings: { count: 1, data: [expect.objectContaining({ visit_id: id })] },
		})),
	);
});

test('getMany: raw visits are as they came', async () => {
	const ran = await clinic.run('visit:getMany', { simplify: false, limit: 1 });
	expect(ran.json).toEqual([
		expect.objectContaining({ _id: '70001', member: expect.objectContaining({ dob: expect.any(String) }) }),
	]);
});

test('getMany: limit counts after the filters; without one, 50; Return All gives all', async () => {
	const sample = clinic.sandbox.clinic.visit('70001');
	for (let n = 0; n < 60; n++) clinic.sandbox.clinic.visits.set(`99${n}`, { ...sample, id: `99${n}` });
	expect((await clinic.run('visit:getMany', { filters: { status: ['completed'] }, limit: 2 })).json).toHaveLength(2);
	expect((await clinic.run('visit:getMany')).json).toHaveLength(50);
	expect((await clinic.run('visit:getMany', { returnAll: true, limit: 2 })).json).toHaveLength(69);
	expect(told(await clinic.run('visit:getMany', { limit: 0 })).message).toBe(
		'Limit is not a whole number of 1 or more',
	);
});

test.each(['false', 'false ', 0])('getMany: Return All %j keeps the limit', async (returnAll) => {
	for (const [operation, limit] of [
		['visit:getMany', 3],
		['user:getMany', 1],
	] as const)
		expect((await clinic.run(operation, { returnAll, limit })).json).toHaveLength(limit);
});

test.each([{ data: [] }, { data: null }, { data: {} }])('getMany: no visits (%j) give no items', async (body) => {
	for (const simplify of [true, false]) {
		clinic.sandbox.faults.add({ kind: 'wrongJson', body });
		const ran = await clinic.run('visit:getMany', { simplify });
		expect([ran.items, ran.error, ran.status]).toEqual([[], undefined, 'success']);
	}
});

test.each([{ data: { visits: [] } }, { data: ['70001'] }, { data: 'none' }])(
	'getMany: %j is no list of visits, and not taken for an empty one',
	async (body) => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', body });
		expect(told(await clinic.run('visit:getMany')).message).toBe(
			'VSee Clinic answered in a form that this node does not know',
		);
	},
);

test('getMany: several items, each with its own filters, results in order', async () => {
	const items = ['completed', 'cancelled'].map((status) => ({ json: { status } }));
	const ran = await clinic.run('visit:getMany', { filters: { status: '={{ $json.status }}' } }, { items });
	expect(ran.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
		['70001', { item: 0 }],
		['70003', { item: 0 }],
		['70002', { item: 1 }],
		['30000000009', { item: 1 }],
	]);
});

test('getMany: a list that the clinic refuses is an error', async () => {
	clinic.sandbox.settings.adminVisits = 'refused';
	expect(told(await clinic.run('visit:getMany'))).toMatchObject({
		message: 'VSee Clinic refused this: This list belongs to patients',
		httpCode: '403',
	});
});
