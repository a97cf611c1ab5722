import { connect, createServer, type Server } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { CONTINUE, slot, TestClinic, told } from './clinic';

type FaultSpec = Parameters<Sandbox['faults']['add']>[0];

const clinic = TestClinic.use();
const { start, end } = slot();

interface Booking {
	operation: string;
	path: RegExp;
	type: string;
	parameters: (intake_id: string) => INodeParameters;
}
const bookings: Booking[] = [
	{
		operation: 'visit:create',
		path: /^\/visits$/,
		type: 'scheduled',
		parameters: (intake_id) => ({ intake_id, room_code: 'exroom1', start, end }),
	},
	{
		operation: 'visit:createWalkIn',
		path: /^\/visits\/add_walkin$/,
		type: 'walk_in',
		parameters: (intake_id) => ({ intake_id, room_code: 'exroom1' }),
	},
	{
		operation: 'visit:createEConsult',
		path: /^\/visits\/add_econsult$/,
		type: 'e_consult',
		parameters: (intake_id) => ({ intake_id, room_code: 'exroom1' }),
	},
];

/** The clinic does what was asked; the answer does not come back, or says something else. */
const lost: Array<[string, FaultSpec]> = [
	['a reset', { kind: 'reset', when: 'after' }],
	['no answer in time', { kind: 'hang', when: 'after' }],
	...[500, 502, 503, 504].map((status): [string, FaultSpec] => [
		`a ${status}`,
		{ kind: 'status', status, when: 'after' },
	]),
	['half an answer', { kind: 'half' }],
	['JSON cut in half', { kind: 'truncatedJson' }],
	['an empty body', { kind: 'emptyBody' }],
	['an answer without an id', { kind: 'wrongJson' }],
	['a web page', { kind: 'html', when: 'after' }],
	['an error body in a 200', { kind: 'errorBody', when: 'after', body: { code: 500, message: 'Not now' } }],
	['a redirect', { kind: 'redirect', when: 'after' }],
];
const never: Array<[string, FaultSpec]> = lost.map(([name, spec]) => [name, { ...spec, when: 'before' }]);
const refusals = [400, 401, 403, 404, 409, 422];

describe.each(bookings)('$operation', ({ operation, path, type, parameters }) => {
	const intake = () => clinic.intake({ type: type === 'walk_in' ? 1 : 2 });
	const fault = (spec: FaultSpec) => clinic.sandbox.faults.add({ method: 'POST', path, ...spec });
	const options = (spec: FaultSpec, maxRetries = 0) => ({ maxRetries, timeout: spec.kind === 'hang' ? 0.6 : 5 });

	test.each(lost)('finds the visit through the intake after %s', async (_name, spec) => {
		fault(spec);
		const id = intake();
		const ran = await clinic.run(operation, { ...parameters(id), options: options(spec) });
		const visitId = clinic.sandbox.clinic.journal[0]?.visitId;
		expect(ran.error).toBeUndefined();
		expect(ran.items).toEqual([
			{
				json: expect.objectContaining({ id: visitId, type, intake_id: id, room_code: 'exroom1' }),
				pairedItem: { item: 0 },
			},
		]);
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
		expect(clinic.said.slice(-2)).toEqual([`GET /intakes/${id}`, `GET /visits/${visitId}`]);
		expect(clinic.sandbox.calls.count('*', '/elsewhere')).toBe(0);
	});

	test('finds the visit in the list when the intake does not show it', async () => {
		clinic.sandbox.settings.intakeShowsVisit = false;
		fault({ kind: 'reset', when: 'after' });
		const id = intake();
		const ran = await clinic.run(operation, { ...parameters(id), options: { maxRetries: 0 } });
		expect(ran.json).toEqual([
			expect.objectContaining({ id: clinic.sandbox.clinic.journal[0]?.visitId, intake_id: id, type }),
		]);
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
		expect(clinic.said.at(-1)).toBe('GET /visits');
	});

	test('says "may have been booked" when neither intake nor list shows the visit', async () => {
		Object.assign(clinic.sandbox.settings, { intakeShowsVisit: false, adminVisits: 'own' });
		fault({ kind: 'reset', when: 'after' });
		const id = intake();
		const ran = await clinic.run(operation, { ...parameters(id), options: { maxRetries: 1 } });
		expect(told(ran)).toEqual({
			message: `The visit may have been booked: The connection to VSee Clinic was lost before an answer came; intake ${id} does not show it so far`,
			description: expect.stringContaining('before you book again'),
			httpCode: null,
			itemIndex: 0,
		});
		// The intake is named once.
		expect(told(ran).description).not.toContain('A visit may have been booked');
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
	});

	test('says so when nobody could ask whether the visit was booked', async () => {
		clinic.sandbox.settings.intakeShowsVisit = false;
		fault({ kind: 'reset', when: 'after' });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: /^\/visits$/, count: -1 });
		const id = intake();
		const { message } = told(await clinic.run(operation, { ...parameters(id), options: { maxRetries: 0 } }));
		expect(message).toMatch(new RegExp(`; VSee Clinic could not be asked whether intake ${id} has it$`));
	});

	test.each([
		[true, /returns that visit if VSee Clinic shows it by then, and books one if not\.$/],
		[false, /“Reuse Existing Visit” is off: running this item again may book a second visit\.$/],
	])('says what running it again would do (reuse %s)', async (reuseExisting, sentence) => {
		Object.assign(clinic.sandbox.settings, { intakeShowsVisit: false, adminVisits: 'own' });
		fault({ kind: 'reset', when: 'after' });
		const options = { maxRetries: 0, reuseExisting };
		const ran = await clinic.run(operation, { ...parameters(intake()), options });
		expect(told(ran).description).toMatch(sentence);
	});

	test('does not take another patient’s visit for its own when the list does not tell the intake', async () => {
		Object.assign(clinic.sandbox.settings, { intakeShowsVisit: false, listShowsIntake: false });
		const other = intake();
		expect((await clinic.run(operation, parameters(other))).error).toBeUndefined();
		fault({ kind: 'reset', when: 'before' });
		const id = intake();
		const ran = await clinic.run(operation, { ...parameters(id), options: { maxRetries: 0 } });
		expect(ran.json).toEqual([]);
		expect(told(ran).message).toContain('may have been booked');
		expect([clinic.bookings, clinic.booked]).toEqual([2, [other]]);
	});

	test.each(never)('sends nothing again after %s that made nothing', async (_name, spec) => {
		fault({ ...spec, count: -1 });
		const id = intake();
		const ran = await clinic.run(operation, { ...parameters(id), options: options(spec) });
		expect(told(ran).message).toMatch(
			new RegExp(`^The visit may have been booked: .*; intake ${id} does not show it so far$`),
		);
		expect([clinic.bookings, clinic.booked]).toEqual([1, []]);
	});

	test('a refusal with status 200 is looked up, and is that refusal when nothing is found', async () => {
		fault({ kind: 'errorBody', body: { code: 422, message: 'Not allowed for this room' }, count: -1 });
		const id = intake();
		const ran = await clinic.run(operation, parameters(id));
		expect(told(ran)).toMatchObject({
			message: expect.stringContaining('Not allowed for this room'),
			httpCode: '422',
		});
		expect(told(ran).message).not.toContain('may have been');
		expect(clinic.said).toEqual([
			`GET /intakes/${id}`,
			expect.stringMatching(/^POST \/visits/),
			`GET /intakes/${id}`,
			'GET /visits',
		]);
		expect(ran.run.data.executionData?.contextData['node:VSee Clinic']).toEqual({ created: {} });
	});

	test('a refusal with status 200 that was none is found', async () => {
		fault({ kind: 'errorBody', when: 'after', body: { code: 422, message: 'Not allowed for this room' } });
		const id = intake();
		const ran = await clinic.run(operation, parameters(id));
		expect(ran.json).toEqual([expect.objectContaining({ intake_id: id, type })]);
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
	});

	test('a 503 with Retry-After is looked up, never sent again', async () => {
		fault({ kind: 'status', status: 503, headers: { 'retry-after': '1' }, count: -1 });
		const id = intake();
		const ran = await clinic.run(operation, { ...parameters(id), options: { maxRetries: 1 } });
		expect(told(ran).message).toContain('may have been booked');
		expect([clinic.bookings, clinic.booked]).toEqual([1, []]);
	});

	test('with Continue On Fail the open booking is one line, and the next item is booked', async () => {
		fault({ kind: 'reset', when: 'before' });
		const ids = [intake(), intake()];
		const items = ids.map((id, n) => ({ json: { id, ...slot(n) } }));
		const times = type === 'scheduled' ? { start: '={{ $json.start }}', end: '={{ $json.end }}' } : {};
		const ran = await clinic.run(
			operation,
			{ ...parameters('={{ $json.id }}'), ...times, options: { maxRetries: 0 } },
			{ items, node: CONTINUE },
		);
		expect(ran.items).toEqual([
			{
				json: {
					error: expect.stringMatching(new RegExp(`^The visit may have been booked: [^\\r\\n]*${ids[0]}[^\\r\\n]*$`)),
				},
				pairedItem: { item: 0 },
			},
			{ json: expect.objectContaining({ intake_id: ids[1] }), pairedItem: { item: 1 } },
		]);
		expect([clinic.bookings, clinic.booked]).toEqual([2, [ids[1]]]);
	});

	test('books again when the user has asked for it', async () => {
		fault({ kind: 'status', status: 502 });
		const id = intake();
		const ran = await clinic.run(operation, { ...parameters(id), options: { maxRetries: 1, retryWhenNotFound: true } });
		expect(ran.json).toEqual([expect.objectContaining({ intake_id: id, type })]);
		expect([clinic.bookings, clinic.booked]).toEqual([2, [id]]);
	});

	test('does not book again, whatever the user has asked for, when the clinic cannot say what it has', async () => {
		fault({ kind: 'reset', when: 'after' });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', skip: 1, count: -1 });
		const id = intake();
		const ran = await clinic.run(operation, {
			...parameters(id),
			options: { maxRetries: 1, retryWhenNotFound: true, timeout: 5 },
		});
		expect(told(ran).message).toMatch(
			new RegExp(
				`^The visit may have been booked: The connection to VSee Clinic was lost .*; VSee Clinic could not be asked .* intake ${id} `,
			),
		);
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
	});

	test('finds a visit that the clinic makes after the time-out', async () => {
		fault({ kind: 'delay', ms: 700 });
		const id = intake();
		const ran = await clinic.run(operation, { ...parameters(id), options: { maxRetries: 2, timeout: 0.6 } });
		expect(ran.json).toEqual([expect.objectContaining({ intake_id: id, type })]);
		expect([clinic.bookings, clinic.booked]).toEqual([1, [id]]);
	});

	test.each(refusals)('a %s is a plain no: nothing is looked up, nothing sent again', async (status) => {
		fault({ kind: 'status', status, count: -1, body: { code: status, message: 'Not allowed for this room' } });
		const id = intake();
		const ran = await clinic.run(operation, parameters(id));
		expect(told(ran)).toEqual({
			message: expect.stringContaining('Not allowed for this room'),
			description: expect.any(String),
			httpCode: String(status),
			itemIndex: 0,
		});
		expect(told(ran).message).not.toContain('may have been');
		expect(clinic.said).toEqual([`GET /intakes/${id}`, expect.stringMatching(/^POST \/visits/)]);
	});

	test('is not sent when the clinic cannot say what the intake has', async () => {
		clinic.sandbox.faults.add({ kind: 'status', status: 500, path: '/intakes', count: -1 });
		const ran = await clinic.run(operation, { ...parameters(intake()), options: { maxRetries: 0 } });
		expect(told(ran).message).toBe(
			'VSee Clinic could not process the request (status 500): The clinic cannot answer now',
		);
		expect(clinic.bookings).toBe(0);
	});
});

describe('intake:create', () => {
	const parameters = { room_code: 'exroom1' };
	const made = () => [...clinic.sandbox.clinic.intakes.values()].filter(({ ownerId }) => ownerId === '800001').length;

	test.each([
		...lost.map(([name, spec]) => [`${name} after processing`, spec, 1] as const),
		...never.map(([name, spec]) => [`${name} before processing`, spec, 0] as const),
	])('is sent once whatever came back: %s', async (_name, spec, records) => {
		clinic.sandbox.faults.add({ ...spec, path: '/intakes', count: -1 });
		const ran = await clinic.run('intake:create', {
			...parameters,
			options: { maxRetries: 4, timeout: spec.kind === 'hang' ? 0.6 : 5 },
		});
		expect(told(ran)).toEqual({
			message: expect.stringMatching(/^The record may have been created: .+; the answer was lost$/),
			description: 'Look in VSee Clinic before you create it again.',
			httpCode: null,
			itemIndex: 0,
		});
		expect(clinic.said).toEqual(['POST /intakes']);
		expect(made()).toBe(records);
	});

	test.each(refusals)('a %s is a plain no', async (status) => {
		clinic.sandbox.faults.add({ kind: 'status', status, path: '/intakes', count: -1 });
		const ran = await clinic.run('intake:create', parameters, { node: CONTINUE });
		expect(ran.items).toEqual([
			{ json: { error: expect.not.stringContaining('may have been') }, pairedItem: { item: 0 } },
		]);
		expect(clinic.said).toEqual(['POST /intakes']);
	});
});

describe('a clinic that is not there', () => {
	let front: Server | undefined;
	afterEach(() => front?.close());

	/** Leads to the clinic, for one connection only; gives the port. */
	async function oneConnection(): Promise<number> {
		const server = createServer((socket) => {
			server.close();
			const clinicSide = connect(clinic.sandbox.port, '127.0.0.1');
			for (const side of [socket, clinicSide]) side.on('error', () => side.destroy());
			socket.pipe(clinicSide).pipe(socket);
		});
		front = server;
		return await listen(server);
	}
	async function listen(server: Server): Promise<number> {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		if (typeof address !== 'object' || !address) throw new Error('no port');
		return address.port;
	}
	const at = (port: number) => ({ credentials: { ...clinic.access, baseUrl: `http://127.0.0.1:${port}/api_v3` } });
	async function closedPort(): Promise<number> {
		const server = createServer();
		const port = await listen(server);
		await new Promise((resolve) => server.close(resolve));
		return port;
	}

	test.each([
		['visit:get', { visit_id: '1' }],
		['visit:update', { visit_id: '1', updateFields: { provider_id: '800002' } }],
		['intake:create', { room_code: 'exroom1' }],
		['visit:createWalkIn', { intake_id: 'x', room_code: 'exroom1' }],
	])('%s tries again, then says that nothing was sent', async (operation, parameters) => {
		const port = await closedPort();
		const started = Date.now();
		const ran = await clinic.run(operation, { ...parameters, options: { maxRetries: 1 } }, at(port));
		expect(Date.now() - started).toBeGreaterThanOrEqual(200);
		expect(told(ran)).toEqual({
			message: 'VSee Clinic could not be reached (connection refused)',
			description: expect.stringMatching(/^Nothing was sent\. .*“API Endpoint”/),
			httpCode: null,
			itemIndex: 0,
		});
	});

	test('a booking whose connection is refused is no open booking', async () => {
		const id = clinic.intake();
		const ran = await clinic.run(
			'visit:create',
			{ intake_id: id, room_code: 'exroom1', start, end, options: { maxRetries: 0 } },
			at(await oneConnection()),
		);
		expect(told(ran).message).toBe('VSee Clinic could not be reached (connection refused)');
		expect(clinic.said).toEqual([`GET /intakes/${id}`]);
		expect(ran.run.data.executionData?.contextData['node:VSee Clinic']).toEqual({ created: {} });
	});

	test('a host that does not exist is named as such', async () => {
		const ran = await clinic.run(
			'visit:get',
			{ visit_id: '1', options: { maxRetries: 0 } },
			{ credentials: { ...clinic.access, baseUrl: 'https://clinic.invalid/api_v3' } },
		);
		expect(told(ran).message).toMatch(
			/^(The host of VSee Clinic was not found|VSee Clinic could not be reached \(the name server .+\))$/,
		);
	});
});
