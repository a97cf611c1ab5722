import type { INodeParameters } from 'n8n-workflow';

import { CONTINUE, iso, RETRY, SEEDED, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const { start, end } = slot();
const visit_id = SEEDED.confirmed;
const intake_id = '6955b900-0a1b-4c2d-8e3f-000000000001';
const booking = { intake_id, room_code: 'exroom1', start, end };
const json = (customParameters: unknown) => ({
	additionalFields: { customParameters: JSON.stringify(customParameters) },
});

/** What is entered, the parameter by its label, and what the sentence says of it. */
const cases: Array<[string, string, INodeParameters, string, RegExp]> = [
	['an end before the start', 'visit:create', { ...booking, end: start - 1 }, 'End', /is not after Start/],
	['an end that is the start', 'visit:create', { ...booking, end: start }, 'End', /is not after Start/],
	[
		'an end before the start',
		'visit:update',
		{ visit_id, updateFields: { start: end, end: start } },
		'End',
		/is not after Start/,
	],
	[
		'an end before the start',
		'availability:getMany',
		{ filters: { room_code: 'exroom1', start: end, end: start } },
		'End',
		/is not after Start/,
	],
	[
		'an end before the start',
		'availability:getNext',
		{ filters: { room_code: 'exroom1', start: iso(end), end: iso(start) } },
		'End',
		/is not after Start/,
	],
	[
		'an end before the start',
		'visit:getMany',
		{ filters: { start_time: end, end_time: start } },
		'End Time',
		/is before Start Time/,
	],
	...['tomorrow', '2050-02-30', '2050-13-01T10:00:00Z', 'noon', '25:00', {}, true, -5, 1e17].map(
		(given): [string, string, INodeParameters, string, RegExp] => [
			`the time ${JSON.stringify(given)}`,
			'visit:create',
			{ ...booking, start: given },
			'Start',
			/is not a time that can be read/,
		],
	),
	[
		'an unreadable time',
		'visit:start',
		{ visit_id, updateFields: { actual_start: 'soon' } },
		'Actual Start',
		/is not a time that can be read/,
	],
	[
		'an unreadable time',
		'visit:complete',
		{ visit_id, updateFields: { actual_end: 'soon' } },
		'Actual End',
		/is not a time that can be read/,
	],
	...['={{ "" }}', '   ', '={{ null }}', '={{ $json.nothing }}'].flatMap(
		(given): Array<[string, string, INodeParameters, string, RegExp]> => [
			[`the ID ${JSON.stringify(given)}`, 'visit:get', { visit_id: given }, 'Visit ID', /is empty/],
			[`the ID ${JSON.stringify(given)}`, 'intake:get', { intake_id: given }, 'Intake ID', /is empty/],
			[
				`the ID ${JSON.stringify(given)}`,
				'visit:createWalkIn',
				{ intake_id: given, room_code: 'exroom1' },
				'Intake ID',
				/is empty/,
			],
			[
				`the room ${JSON.stringify(given)}`,
				'intake:create',
				{ room_code: { __rl: true, mode: 'list', value: given } },
				'Room',
				/is empty/,
			],
			[
				`the provider ${JSON.stringify(given)}`,
				'visit:assignProvider',
				{ visit_id, provider_id: { __rl: true, mode: 'id', value: given } },
				'Provider',
				/is empty/,
			],
			[`the time ${JSON.stringify(given)}`, 'visit:create', { ...booking, end: given }, 'End', /is empty/],
		],
	),
	...['undefined', 'null', '[object Object]'].map((given): [string, string, INodeParameters, string, RegExp] => [
		`the ID ${given}`,
		'visit:get',
		{ visit_id: given },
		'Visit ID',
		/is empty|not an ID/,
	]),
	['an ID of a megabyte', 'visit:get', { visit_id: '7'.repeat(1_000_000) }, 'Visit ID', /too long/],
	[
		'an ID of a megabyte',
		'visit:close',
		{ visit_id: 'x'.repeat(1_000_000), reason: 'call_ended' },
		'Visit ID',
		/too long/,
	],
	...['1\r\nX-Injected: 1', '1\n2', '1\u00002', '1 2', 'a\ud800'].map(
		(given): [string, string, INodeParameters, string, RegExp] => [
			`the ID ${JSON.stringify(given)}`,
			'visit:get',
			{ visit_id: given },
			'Visit ID',
			/blanks or control characters/,
		],
	),
	['an ID that is a list', 'intake:get', { intake_id: ['1'] }, 'Intake ID', /is not an ID/],
	['an ID that is no whole number', 'visit:get', { visit_id: 1.5 }, 'Visit ID', /is not an ID/],
	[
		'a token with a line break',
		'visit:get',
		{ visit_id, options: { userToken: 'a\r\nX-ApiKey: b' } },
		'User Token',
		/blanks or other characters/,
	],
	[
		'a reason that does not exist',
		'visit:close',
		{ visit_id, reason: 'because' },
		'Reason',
		/is not one of call_ended/,
	],
	[
		'a type that does not exist',
		'intake:create',
		{ room_code: 'exroom1', additionalFields: { type: 'e_consult' } },
		'Type',
		/is not one of/,
	],
	[
		'JSON that is none',
		'intake:update',
		{ intake_id, updateFields: { consultation: '{"id": }' } },
		'Consultation',
		/is not valid JSON/,
	],
	[
		'JSON that is a list',
		'intake:update',
		{ intake_id, updateFields: { consultation: '[1]' } },
		'Consultation',
		/is not a JSON object/,
	],
	[
		'JSON that is none',
		'intake:create',
		{ room_code: 'exroom1', additionalFields: { customParameters: '{name: 1}' } },
		'Custom Parameters',
		/is not valid JSON/,
	],
	[
		'JSON that is a text',
		'intake:create',
		{ room_code: 'exroom1', ...json('text') },
		'Custom Parameters',
		/is not a JSON object/,
	],
	[
		'pairs without a name',
		'intake:create',
		{ room_code: 'exroom1', ...json([{ value: 1 }]) },
		'Custom Parameters',
		/pairs of a name and a value/,
	],
	[
		'a name that cannot be sent',
		'intake:create',
		{ room_code: 'exroom1', additionalFields: { customParameters: '{"__proto__": {"a": 1}}' } },
		'Custom Parameters',
		/cannot be sent/,
	],
	['nothing to change', 'visit:update', { visit_id, updateFields: {} }, 'Update Fields', /is empty/],
	['no slot at all', 'availability:getNext', { filters: { count: 0 } }, 'Count', /is not a whole number of 1 or more/],
	['half a slot', 'availability:getNext', { filters: { count: 1.5 } }, 'Count', /is not a whole number/],
	[
		'a negative length',
		'availability:getMany',
		{ filters: { duration: -1 } },
		'Search Span \\(Seconds\\)',
		/is not a whole number/,
	],
	...[
		['timeout', 'Timeout', 0],
		['timeout', 'Timeout', 5000],
		['maxRetries', 'Max Retries', -1],
		['maxRetries', 'Max Retries', 'often'],
	].map(([name, label, value]): [string, string, INodeParameters, string, RegExp] => [
		`${label} ${value}`,
		'visit:get',
		{ visit_id, options: { [String(name)]: value } },
		String(label),
		/must be a (whole )?number from/,
	]),
];

test.each(cases)(
	'%s (%s %j): names the parameter, sends nothing',
	async (_name, operation, parameters, label, phrase) => {
		const items = [{ json: {} }, { json: {} }];
		const ran = await clinic.run(operation, parameters, { items });
		const { message, description, itemIndex, httpCode } = told(ran);
		expect(message).toMatch(new RegExp(`^“?${label}”? `));
		expect(message).toMatch(phrase);
		expect(description).toMatch(/\.$/);
		expect(message.length + description.length).toBeLessThan(500);
		expect([itemIndex, httpCode]).toEqual([0, null]);
		expect(clinic.said).toEqual([]);
		const continued = await clinic.run(operation, parameters, { items, node: CONTINUE });
		expect(continued.items).toEqual(
			[0, 1].map((item) => ({ json: { error: expect.stringMatching(/^[^\r\n]+$/) }, pairedItem: { item } })),
		);
		expect(clinic.said).toEqual([]);
	},
);

/** The same operation for two items, of which only the second cannot be read. */
const second: Array<[string, string, (good: unknown, bad: unknown) => INodeParameters, unknown, unknown]> = [
	[
		'a time',
		'visit:create',
		(good, bad) => ({ ...booking, intake_id: clinic.intake(), start: `={{ $itemIndex ? "${bad}" : "${good}" }}` }),
		iso(start),
		'soon',
	],
	[
		'an ID that would reach another path',
		'visit:get',
		(good, bad) => ({ visit_id: `={{ $itemIndex ? "${bad}" : "${good}" }}` }),
		visit_id,
		'..',
	],
	[
		'an expression that fails',
		'visit:delete',
		(good, bad) => ({ visit_id: `={{ $itemIndex ? ${bad} : "${good}" }}` }),
		visit_id,
		'$json.no.such.thing',
	],
	[
		'a token that no header takes',
		'visit:complete',
		(good, bad) => ({ visit_id, options: { userToken: `={{ $itemIndex ? "${bad}" : "${good}" }}` } }),
		'token',
		'jeton-\u00e9',
	],
	[
		'an option of one operation',
		'visit:bookNext',
		(good, bad) => ({
			intake_id: clinic.intake(),
			room_code: 'exroom1',
			options: { maxSlotsToTry: `={{ $itemIndex ? ${bad} : ${good} }}` },
		}),
		5,
		99,
	],
	['a limit', 'visit:getMany', (good, bad) => ({ limit: `={{ $itemIndex ? ${bad} : ${good} }}` }), 5, -1],
	[
		'a path',
		'api:call',
		(good, bad) => ({ method: 'POST', path: `={{ $itemIndex ? "${bad}" : "${good}" }}` }),
		'/visits/delete',
		'visits?page=1',
	],
	[
		'a parameter of two names',
		'visit:close',
		(good, bad) => ({
			visit_id,
			reason: 'call_ended',
			updateFields: { customParameters: `={{ $itemIndex ? ${bad} : ${good} }}` },
		}),
		'{}',
		'({ id: 1 })',
	],
	[
		'a file that is not there',
		'file:upload',
		() => ({ binaryPropertyName: 'data', category: 'user_document' }),
		'',
		'',
	],
];
test.each(second)(
	'%s of the second item cannot be read (%s): no run is half sent',
	async (_name, operation, parameters, good, bad) => {
		const binary = { data: { data: Buffer.from('x').toString('base64'), mimeType: 'text/plain', fileName: 'x.txt' } };
		const items = [{ json: {}, binary }, { json: {} }];
		expect(told(await clinic.run(operation, parameters(good, bad), { items })).itemIndex).toBe(1);
		expect(clinic.said).toEqual([]);
		// Not one of n8n's own tries begins with the first item either.
		expect(told(await clinic.run(operation, parameters(good, bad), { items, node: RETRY })).itemIndex).toBe(1);
		expect(clinic.said).toEqual([]);
		// With Continue On Fail the first is carried out, or refused by the clinic, and the second names its parameter.
		const continued = await clinic.run(operation, parameters(good, bad), { items, node: CONTINUE });
		expect(clinic.said.length).toBeGreaterThan(0);
		expect(continued.json.at(-1)).toEqual({ error: expect.stringContaining('Nothing was sent') });
	},
);

test('a required parameter that is left empty in the editor is refused by n8n itself', async () => {
	await expect(clinic.run('visit:get', { visit_id: '' })).rejects.toThrow(/“?"?Visit ID"?”? is required/);
	await expect(clinic.run('intake:create', { room_code: { __rl: true, mode: 'list', value: '' } })).rejects.toThrow(
		/"Room" is required/,
	);
});

test.each([
	['visit:get', 'visit_id', 'Visit ID'],
	['visit:create', 'start', 'Start'],
	['visit:assignProvider', 'provider_id', 'Provider'],
])('%s: an expression that fails is named by its label, its data is not', async (operation, name, label) => {
	const items = [{ json: { patient: 'Marked Person' } }];
	const ran = await clinic.run(
		operation,
		{ ...booking, visit_id, provider_id: '800002', [name]: '={{ $("Nowhere").item.json[$json.patient] }}' },
		{ items },
	);
	expect(told(ran)).toEqual({
		message: `“${label}” could not be read: its expression failed`,
		description: expect.stringContaining('expression'),
		httpCode: null,
		itemIndex: 0,
	});
	expect(JSON.stringify(ran.error)).not.toContain('Marked Person');
	expect(clinic.said).toEqual([]);
});

test.each([
	'../users/-',
	'..',
	'.',
	'../../sandbox/reset',
	'70001/exports/visit_summary',
	'70001?x=1',
	'70001#',
	'%2e%2e%2fusers',
	'current/../70001',
	'\\..\\users',
])('the ID %j reaches no other path', async (given) => {
	const ran = await clinic.run('visit:get', { visit_id: given });
	expect(ran.items).toEqual([]);
	expect(clinic.said).toEqual(given === '.' || given === '..' ? [] : [`GET /visits/${encodeURIComponent(given)}`]);
	expect(told(ran).message).toMatch(/ID is not an ID|Visit not found/);
});

test('ids in a body are sent as they are', async () => {
	await clinic.run('visit:close', { visit_id: '../users/-', reason: 'call_ended' });
	expect(clinic.wire()[0]).toMatchObject({ path: '/visits/close', body: { id: '../users/-', reason: 'call_ended' } });
});

test('an unknown room is told in the clinic’s words, at its item, and nothing is made', async () => {
	const items = ['exroom1', 'noroom'].map((room) => ({ json: { room } }));
	const ran = await clinic.run('intake:create', { room_code: '={{ $json.room }}' }, { items });
	expect(told(ran)).toMatchObject({
		message: 'VSee Clinic refused this: Room not found',
		httpCode: '404',
		itemIndex: 1,
		description: expect.stringContaining('IDs and codes'),
	});
});

test.each([
	['visit:create', (times: INodeParameters) => ({ intake_id: clinic.intake(), room_code: 'exroom1', ...times })],
	['visit:update', (times: INodeParameters) => ({ visit_id, updateFields: times })],
])('%s of a time in the past is asked for all the same, with a hint', async (operation, parameters) => {
	// The clinic's clock stands before the slot, that of this n8n after it.
	clinic.sandbox.clock.set(Date.UTC(2026, 0, 7, 12) / 1000);
	const from = Date.UTC(2026, 0, 8, 18) / 1000;
	const ran = await clinic.run(operation, parameters({ start: from, end: from + 900 }));
	expect(ran.error).toBeUndefined();
	expect(ran.json).toEqual([expect.objectContaining({ start: iso(from) })]);
	expect(ran.hints).toEqual([expect.stringMatching(/lies in the past.*time zone of the workflow/)]);
	clinic.sandbox.reset();
	const future = await clinic.run(operation, parameters({ ...slot() }));
	expect([future.error, future.hints]).toEqual([undefined, []]);
});

test('a slot in the past that the clinic refuses is an error in its words', async () => {
	const ran = await clinic.run('visit:create', {
		intake_id: clinic.intake(),
		room_code: 'exroom1',
		start: 1767225600,
		end: 1767226500,
	});
	expect(told(ran)).toMatchObject({
		message: 'VSee Clinic refused this: This slot is no longer available',
		httpCode: '409',
	});
});

test('an operation that does not exist is a sentence', async () => {
	expect(told(await clinic.run('visit:teleport')).message).toMatch(
		/operation does not exist|Choose one|not supported|could not/i,
	);
	expect(clinic.said).toEqual([]);
});
