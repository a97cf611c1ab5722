import type { INodeParameters } from 'n8n-workflow';

import { credentials } from '../../sandbox';
import { ADA, iso, NOW, SEEDED, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const moved = slot(3);
const seen = (id: string) => clinic.sandbox.clinic.visit(id);

test('get: a visit with every key, digits and numbers read alike', async () => {
	const forms = [];
	for (const visitTimes of ['digits', 'numbers'] as const) {
		clinic.sandbox.settings.visitTimes = visitTimes;
		forms.push((await clinic.run('visit:get', { visit_id: SEEDED.completed })).items);
	}
	const { start, end, actualStart, actualEnd, intakeId } = seen(SEEDED.completed);
	expect(forms[0]).toEqual([
		{
			json: {
				id: '70001',
				status: 'completed',
				status_code: 30,
				type: 'scheduled',
				subtype: null,
				start: iso(start ?? 0),
				end: iso(end ?? 0),
				actual_start: iso(actualStart ?? 0),
				actual_end: iso(actualEnd ?? 0),
				member_id: ADA,
				member_name: 'Ada Examplepatient',
				provider_id: '800002',
				provider_name: 'Quinn Sampleprovider',
				intake_id: intakeId,
				reason_for_visit: 'Fictional sore throat',
				room_code: 'exroom1',
				visit_group_id: null,
				related_walkin_id: null,
				consultation: null,
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(forms[1]).toEqual(forms[0]);
	expect(clinic.wire()[0]).toEqual({ method: 'GET', path: '/visits/70001', query: {}, body: null });
});

test('get: raw is the visit as it came', async () => {
	const ran = await clinic.run('visit:get', { visit_id: 70001, simplify: false });
	expect(ran.json).toEqual([
		expect.objectContaining({
			_id: '70001',
			status: '30',
			room_id: null,
			member: expect.objectContaining({ dob: '1950-01-10', phone: '5555550100' }),
		}),
	]);
	expect(ran.json[0]).not.toHaveProperty('status_code');
});

test('get: several items come out in order, each paired', async () => {
	const ids = [SEEDED.pending, SEEDED.completed, SEEDED.cancelled, SEEDED.refunded, SEEDED.inProgress];
	const ran = await clinic.run(
		'visit:get',
		{ visit_id: '={{ $json.id }}', additionalFields: { customParameters: { fields: 'id' } } },
		{ items: ids.map((id) => ({ json: { id } })) },
	);
	expect(ran.items.map(({ json, pairedItem }) => [json.id, json.status, pairedItem])).toEqual([
		[ids[0], 'pending', { item: 0 }],
		[ids[1], 'completed', { item: 1 }],
		[ids[2], 'cancelled', { item: 2 }],
		[ids[3], 'refunded', { item: 3 }],
		[ids[4], 'in_progress', { item: 4 }],
	]);
	expect(clinic.wire().every(({ query }) => query.fields === 'id')).toBe(true);
});

describe('getCurrent', () => {
	test('the visit in progress', async () => {
		const ran = await clinic.run('visit:getCurrent');
		expect(clinic.wire()).toEqual([{ method: 'GET', path: '/visits/current', query: {}, body: null }]);
		expect(ran.items).toEqual([
			{ json: expect.objectContaining({ id: SEEDED.inProgress, status: 'in_progress' }), pairedItem: { item: 0 } },
		]);
	});

	test.each(['null', 'emptyObject', 'emptyArray'] as const)(
		'no item when there is none (%s)',
		async (currentWhenIdle) => {
			clinic.sandbox.settings.currentWhenIdle = currentWhenIdle;
			for (const simplify of [true, false]) {
				const ran = await clinic.run('visit:getCurrent', {
					simplify,
					options: { userToken: credentials.patientToken },
				});
				expect([ran.items, ran.error, ran.status]).toEqual([[], undefined, 'success']);
			}
		},
	);

	test.each([200, 204])('no item when the answer has no body (%s)', async (status) => {
		clinic.sandbox.faults.add({ kind: 'emptyBody', path: '/visits/current', status });
		const ran = await clinic.run('visit:getCurrent');
		expect([ran.items, ran.error, clinic.said]).toEqual([[], undefined, ['GET /visits/current']]);
	});

	test('a 404 stays an error', async () => {
		clinic.sandbox.settings.currentWhenIdle = 'notFound';
		expect(
			told(await clinic.run('visit:getCurrent', { options: { userToken: credentials.patientToken } })).httpCode,
		).toBe('404');
	});
});

const id = SEEDED.confirmed;
const changes: Array<[string, INodeParameters, string, object, object, () => unknown]> = [
	[
		'visit:update',
		{ visit_id: id, updateFields: { ...moved } },
		`/visits/${id}`,
		{ version: '2' },
		{ slot_start: moved.start, start: moved.start, slot_end: moved.end, end: moved.end },
		() => seen(id).start === moved.start,
	],
	[
		'visit:update',
		{ visit_id: id, updateFields: { provider_id: { __rl: true, mode: 'list', value: '800003' } } },
		`/visits/${id}`,
		{ version: '2' },
		{ provider_id: '800003' },
		() => seen(id).providerId === '800003',
	],
	[
		'visit:assignProvider',
		{ visit_id: id, provider_id: { __rl: true, mode: 'id', value: 800003 } },
		`/visits/${id}`,
		{ version: '2' },
		{ provider_id: '800003' },
		() => seen(id).providerId === '800003',
	],
	[
		'visit:removeProvider',
		{ visit_id: id },
		`/visits/${id}`,
		{ version: '2' },
		{ provider_id: 0 },
		() => seen(id).providerId === null,
	],
	[
		'visit:start',
		{ visit_id: id, updateFields: { actual_start: iso(NOW) } },
		'/visits/inprogress',
		{},
		{ id, actual_start: NOW },
		() => seen(id).status === 25,
	],
	[
		'visit:complete',
		{ visit_id: id, updateFields: { actual_end: String(NOW) } },
		'/visits/close',
		{},
		{ id, status: 30, actual_end: NOW },
		() => seen(id).status === 30,
	],
	...[
		'patient_end_call',
		'patient_exit_room',
		'call_ended',
		'patient_cancel_appointment',
		'max_waiting_time_reached',
	].map((reason): [string, INodeParameters, string, object, object, () => unknown] => [
		'visit:close',
		{ visit_id: id, reason },
		'/visits/close',
		{},
		{ id, reason },
		() => seen(id).status === 40,
	]),
];

describe.each(changes)('%s %j', (operation, parameters, path, query, body, changed) => {
	test('sends one request and returns the visit', async () => {
		const ran = await clinic.run(operation, parameters);
		expect(clinic.wire()).toEqual([{ method: 'POST', path, query, body }]);
		expect(ran.items).toEqual([
			{
				json: expect.objectContaining({ id, member_id: ADA, status_code: expect.any(Number) }),
				pairedItem: { item: 0 },
			},
		]);
		expect(ran.json[0]).not.toHaveProperty('_id');
		expect(changed()).toBe(true);
	});

	test('raw returns the API’s visit, or its acknowledgement', async () => {
		expect((await clinic.run(operation, { ...parameters, simplify: false })).json).toEqual([
			expect.objectContaining({ id, _id: id }),
		]);
	});
});

describe.each([
	['visit:start', { visit_id: id }],
	['visit:complete', { visit_id: id }],
	['visit:close', { visit_id: id, reason: 'patient_cancel_appointment' }],
])('%s', (operation, parameters) => {
	test.each([
		['code', { code: 200, message: 'OK' }],
		['empty', { id, success: true }],
	] as const)('a reply without a visit (%s) still says that it was done', async (actionReply, raw) => {
		clinic.sandbox.settings.actionReply = actionReply;
		expect((await clinic.run(operation, parameters)).json).toEqual([{ id, success: true }]);
		expect((await clinic.run(operation, { ...parameters, simplify: false })).json).toEqual([raw]);
	});
});

test.each([
	['visit:start', 'actual_start', {}],
	['visit:complete', 'actual_end', { status: 30 }],
])('%s without a time means now', async (operation, name, more) => {
	const before = Math.floor(Date.now() / 1000);
	await clinic.run(operation, { visit_id: id });
	const body = clinic.wire()[0]?.body;
	expect(body).toEqual({ id, ...more, [name]: expect.any(Number) });
	const sent = Number(Object.entries(body ?? {}).find(([key]) => key === name)?.[1]);
	expect(sent).toBeGreaterThanOrEqual(before);
	expect(sent).toBeLessThanOrEqual(Date.now() / 1000);
});

test('starting an appointment of which the clinic makes a second visit returns the appointment', async () => {
	clinic.sandbox.settings.startMakesSecondVisit = true;
	expect((await clinic.run('visit:start', { visit_id: id })).json).toEqual([
		expect.objectContaining({ id, status: 'in_progress' }),
	]);
});

test.each(['visit', 'code', 'empty'] as const)(
	'delete answers the same whatever the API answers (%s)',
	async (actionReply) => {
		clinic.sandbox.settings.actionReply = actionReply;
		const ran = await clinic.run('visit:delete', { visit_id: id, updateFields: { customParameters: { note: 'x' } } });
		expect(clinic.wire()).toEqual([{ method: 'POST', path: '/visits/delete', query: {}, body: { id, note: 'x' } }]);
		expect(ran.items).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
		expect(seen(id).status).toBe(40);
	},
);

describe('downloadSummary', () => {
	const options = { maxRetries: 0 };

	test('the PDF under the usual names', async () => {
		const ran = await clinic.run('visit:downloadSummary', { visit_id: id });
		expect(clinic.wire()).toEqual([
			{ method: 'GET', path: `/visits/${id}/exports/visit_summary`, query: {}, body: null },
		]);
		const [item] = ran.items;
		const bytes = Buffer.from(item?.binary?.data?.data ?? '', 'base64');
		expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
		expect(bytes.toString('latin1')).toContain('%%EOF');
		expect(item?.binary?.data).toMatchObject({
			fileName: `visit-${id}-summary.pdf`,
			mimeType: 'application/pdf',
			fileExtension: 'pdf',
		});
		expect([item?.json, item?.pairedItem]).toEqual([
			{ id, file_name: `visit-${id}-summary.pdf`, mime_type: 'application/pdf', size: bytes.length },
			{ item: 0 },
		]);
	});

	test('the PDF under names of one’s own', async () => {
		const ran = await clinic.run('visit:downloadSummary', {
			visit_id: id,
			options: { binaryPropertyName: 'summary', fileName: 'follow-up.pdf' },
		});
		expect(Object.keys(ran.items[0]?.binary ?? {})).toEqual(['summary']);
		expect(ran.items[0]?.binary?.summary?.fileName).toBe('follow-up.pdf');
	});

	test('a PDF whose type says something else is a PDF', async () => {
		clinic.sandbox.faults.add({
			kind: 'status',
			status: 200,
			body: '%PDF-1.4 fictional',
			headers: { 'content-type': 'text/html' },
		});
		const ran = await clinic.run('visit:downloadSummary', { visit_id: id });
		expect(Buffer.from(ran.items[0]?.binary?.data?.data ?? '', 'base64').toString()).toBe('%PDF-1.4 fictional');
	});

	test.each([
		[{ data: { url: 'https://files.example.com/1.pdf' } }, { url: 'https://files.example.com/1.pdf' }],
		[{ url: 'x' }, { url: 'x' }],
		[{ data: 'JVBERi0=' }, { id, data: 'JVBERi0=' }],
		[{ data: ['JVBERi0='] }, { id, data: ['JVBERi0='] }],
		[{ data: null }, { id, data: null }],
	])('JSON in place of the file is passed through: %j', async (body, json) => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', body });
		const ran = await clinic.run('visit:downloadSummary', { visit_id: id });
		expect(ran.items).toEqual([{ json, pairedItem: { item: 0 } }]);
	});

	test.each([
		['a web page', { kind: 'html' }, /web page instead of data/],
		['an error body', { kind: 'errorBody' }, /refused this: Something is not right/],
		['nothing at all', { kind: 'emptyBody' }, /broke off before its end/],
		['half of the PDF', { kind: 'half' }, /connection to VSee Clinic was lost/],
	] as const)('%s is an error, not a file', async (_name, spec, message) => {
		clinic.sandbox.faults.add({ ...spec });
		const ran = await clinic.run('visit:downloadSummary', { visit_id: id, options });
		expect(told(ran).message).toMatch(message);
		expect(ran.items).toEqual([]);
	});
});
