import { hasId, isList } from '../../nodes/VSeeClinic/model/json';
import { type Call, get, path, post } from '../../nodes/VSeeClinic/request/call';
import { interpret, type RawResponse } from '../../nodes/VSeeClinic/request/interpret';

const JSON_TYPE = 'application/json; charset=utf-8';
const ask = get(path`/visits`);
const askOne = get(path`/visits/${'70001'}`, {}, { accepts: hasId });
const askList = get(path`/visits`, {}, { accepts: isList });
const askFile = get(path`/visits/${'70001'}/exports/visit_summary`, {}, { expects: 'bytes' });

function answer(status: number, body: string | Uint8Array, type?: string): RawResponse {
	const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
	return { status, headers, bytes: typeof body === 'string' ? Buffer.from(body) : body };
}

function json(status: number, value: unknown, type = JSON_TYPE): RawResponse {
	return answer(status, JSON.stringify(value), type);
}

async function outcome(call: Call, raw: RawResponse) {
	return await interpret(call, raw, []);
}

describe('the status first', () => {
	test.each([200, 201, 202, 204, 299])('%d with data is done', async (status) => {
		expect(await outcome(ask, json(status, { data: { id: '1' } }))).toMatchObject({
			kind: 'done',
			data: { id: '1' },
			reply: { data: { id: '1' } },
		});
	});

	test.each([300, 301, 302, 303, 304, 307, 308, 399])('%d leads elsewhere', async (status) => {
		expect(await outcome(ask, json(status, { data: {} }))).toEqual({
			kind: 'invalid-response',
			problem: 'redirect',
			status,
		});
	});

	test.each([400, 402, 403, 404, 405, 406, 409, 410, 415, 418, 422, 423, 451, 499])('%d is refused', async (status) => {
		expect(await outcome(ask, json(status, { code: 404, message: 'Room not found' }))).toEqual({
			kind: 'refused',
			status,
			code: 404,
			words: 'Room not found',
		});
	});

	test('401', async () => {
		expect(await outcome(ask, json(401, { code: 401, message: 'Unauthorized' }))).toEqual({
			kind: 'unauthorized',
			words: 'Unauthorized',
		});
	});

	test.each([
		['7', '7'],
		['Thu, 01 Jan 2026 00:00:30 GMT', 'Thu, 01 Jan 2026 00:00:30 GMT'],
		['', undefined],
		[undefined, undefined],
	])('429 with Retry-After %j', async (header, retryAfter) => {
		const raw = json(429, { code: 429, message: 'Too many requests' });
		if (header !== undefined) raw.headers['retry-after'] = header;
		expect(await outcome(ask, raw)).toEqual({ kind: 'rate-limited', retryAfter, words: 'Too many requests' });
	});

	test.each([408, 500, 501, 502, 503, 504, 507, 520, 599])('%d leaves it unknown', async (status) => {
		expect(await outcome(ask, json(status, { message: 'Service unavailable' }))).toEqual({
			kind: 'unknown',
			reason: 'server-error',
			status,
			words: 'Service unavailable',
		});
	});

	test.each([
		[400, { kind: 'refused', status: 400 }],
		[401, { kind: 'unauthorized' }],
		[429, { kind: 'rate-limited' }],
		[502, { kind: 'unknown', reason: 'server-error', status: 502 }],
	])('%d with a web page, nothing, or half of something is still that', async (status, expected) => {
		for (const body of ['<html><title>Sign in</title></html>', '', '{"mess', 'nope'])
			expect(await outcome(ask, answer(status, body))).toEqual(expected);
		expect(await outcome(ask, json(status, [{ message: 'in a list' }]))).toEqual(expected);
		expect(await outcome(ask, json(status, { message: { text: 'no text' } }))).toEqual(expected);
	});
});

describe('an error in disguise', () => {
	test.each([[400], [404], [500], [0], [201], ['400'], ['404'], ['0']])(
		'code %j in a 200 is an error',
		async (code) => {
			const found = await outcome(ask, json(200, { code, message: 'Visit Not Found' }));
			expect(found).toEqual({
				kind: 'invalid-response',
				problem: 'error-body',
				status: 200,
				code: Number(code),
				...(Number(code) >= 400 && Number(code) < 500 ? { isRefusal: true } : {}),
				words: 'Visit Not Found',
			});
		},
	);

	test('also beside data, and in place of a file', async () => {
		expect(await outcome(ask, json(200, { code: 400, data: { id: '1' } }))).toEqual({
			kind: 'invalid-response',
			problem: 'error-body',
			status: 200,
			code: 400,
		});
		expect(await outcome(askFile, json(200, { code: 404, message: 'Visit Not Found' }))).toMatchObject({
			problem: 'error-body',
			words: 'Visit Not Found',
		});
	});

	test.each([[null], [{}], [[]]])('data that is %j: it holds no record, so nothing was made', async (data) => {
		expect(await outcome(ask, json(200, { code: 409, message: 'taken', data }))).toMatchObject({
			code: 409,
			isRefusal: true,
		});
	});

	test('the advice of the call is that of the code', async () => {
		const call = { ...ask, advice: { conflict: 'Choose another time.' } };
		expect(await outcome(call, json(200, { code: 409, message: 'taken' }))).toMatchObject({
			advice: 'Choose another time.',
		});
	});

	test.each([[{ id: '1' }], [[{}]], ['70001'], [70001], [0], [false], ['']])(
		'data that is %j may be a record',
		async (data) => {
			expect(await outcome(ask, json(200, { code: 409, data }))).not.toHaveProperty('isRefusal');
		},
	);

	test.each([
		[{ code: 200 }],
		[{ code: '200', message: 'OK' }],
		[{ code: 'exroom1', name: 'Example Room' }],
		[{ code: null }],
		[{ code: '' }],
		[{ code: '4xx' }],
		[{ code: {} }],
	])('%j is none', async (body) => {
		expect(await outcome(ask, json(200, body))).toMatchObject({ kind: 'done', data: body, reply: body });
	});

	test('a code inside data is the code of the record', async () => {
		expect(await outcome(ask, json(200, { data: { code: 404 } }))).toMatchObject({ kind: 'done', data: { code: 404 } });
	});
});

describe('the body', () => {
	test.each([
		['an object without data', { id: '1' }, { id: '1' }],
		['a list', [{ id: '1' }], [{ id: '1' }]],
		['data that is null', { data: null }, null],
		['data that is a list', { data: [] }, []],
		['null', null, null],
		['a text', 'ok', 'ok'],
		['a number', 7, 7],
	])('%s', async (_name, body, data) => {
		expect(await outcome(ask, json(200, body))).toMatchObject({ kind: 'done', data, reply: body });
	});

	test('JSON under another type, without one, and after a byte order mark', async () => {
		for (const type of ['text/html', 'text/plain', undefined]) {
			expect(await outcome(ask, answer(200, '{"data":{"id":"1"}}', type))).toMatchObject({
				kind: 'done',
				data: { id: '1' },
			});
		}
		expect(await outcome(ask, answer(200, '\ufeff{"data":1}', JSON_TYPE))).toMatchObject({ kind: 'done', data: 1 });
	});

	test('ids beyond the safe integers stay as they came', async () => {
		expect(await outcome(ask, answer(200, '{"data":{"id":"99999999999999999999"}}', JSON_TYPE))).toMatchObject({
			data: { id: '99999999999999999999' },
		});
	});

	test.each([
		['HTML by its type', 'Welcome', 'text/html; charset=utf-8'],
		['HTML by its type, however written', 'Welcome', 'Text/HTML'],
		['HTML by its first sign', '  \n<!doctype html><title>Sign in</title>', undefined],
		['HTML that says it is JSON', '<html></html>', JSON_TYPE],
		['XML', '<?xml version="1.0"?><e/>', 'application/xml'],
	])('%s', async (_name, body, type) => {
		expect(await outcome(ask, answer(200, body, type))).toEqual({
			kind: 'invalid-response',
			problem: 'html',
			status: 200,
		});
		expect(await outcome(askFile, answer(200, body, type))).toEqual({
			kind: 'invalid-response',
			problem: 'html',
			status: 200,
		});
	});

	test.each([
		['cut off', '{"data":{"id":"70001","sta', JSON_TYPE],
		['cut off, of no type', '{"data":{"id":"70001","sta', undefined],
		['two bodies in one', '{"data":1}{"data":2}', JSON_TYPE],
	])('JSON that is %s is no answer', async (_name, body, type) => {
		expect(await outcome(ask, answer(200, body, type))).toEqual({
			kind: 'unknown',
			reason: 'broken-answer',
			status: 200,
		});
	});

	test('text that never was JSON', async () => {
		expect(await outcome(ask, answer(200, 'It works!', 'text/plain'))).toEqual({
			kind: 'invalid-response',
			problem: 'not-json',
			status: 200,
		});
	});

	test('invalid UTF-8 is no name', async () => {
		const bytes = Buffer.concat([Buffer.from('{"data":{"name":"Ren'), Buffer.from([0xe9]), Buffer.from('"}}')]);
		expect(await outcome(ask, answer(200, bytes, JSON_TYPE))).toEqual({
			kind: 'unknown',
			reason: 'broken-answer',
			status: 200,
		});
	});

	test.each(['', '  \n'])('empty (%j): good where nothing is expected, no answer where something is', async (body) => {
		expect(await outcome(ask, answer(204, body))).toEqual({
			kind: 'done',
			status: 204,
			data: undefined,
			reply: undefined,
			headers: {},
		});
		for (const call of [askOne, askList])
			expect(await outcome(call, answer(200, body))).toEqual({ kind: 'unknown', reason: 'broken-answer', status: 200 });
	});

	test.each([
		[askOne, { data: { id: '70001' } }, 'done'],
		[askOne, { data: { id: 70001 } }, 'done'],
		[askOne, { data: { id: '' } }, 'invalid-response'],
		[askOne, { data: { name: 'x' } }, 'invalid-response'],
		[askOne, { data: [] }, 'invalid-response'],
		[askOne, { data: null }, 'invalid-response'],
		[askOne, 'ok', 'invalid-response'],
		[askList, { data: [{}] }, 'done'],
		[askList, { data: null }, 'done'],
		[askList, { data: {} }, 'done'],
		[askList, { data: [7] }, 'invalid-response'],
		[askList, { data: { id: '70001' } }, 'invalid-response'],
	])('%# what the call accepts decides', async (call, body, kind) => {
		expect(await outcome(call, json(200, body))).toMatchObject(kind === 'done' ? { kind } : { kind, problem: 'shape' });
	});
});

describe('files', () => {
	const pdf = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n', 'latin1');

	test.each([
		['by its type', Buffer.from([0x00, 0xff, 0x01]), 'application/pdf'],
		['by its type, however written', Buffer.from([0x00, 0xff]), 'Application/PDF; name=x'],
		['by its first bytes', pdf, 'application/octet-stream'],
		['by its first bytes, of no type', pdf, undefined],
		['by its first bytes, whatever its type says', pdf, JSON_TYPE],
		['by its first bytes, said to be a page', pdf, 'text/html'],
	])('a PDF %s', async (_name, body, type) => {
		expect(await outcome(askFile, answer(200, body, type))).toMatchObject({
			kind: 'done',
			data: undefined,
			bytes: body,
		});
	});

	test('JSON in place of the file is passed on as data', async () => {
		for (const type of [JSON_TYPE, 'application/pdf']) {
			const found = await outcome(askFile, json(200, { data: { url: 'https://files.example.com/1' } }, type));
			expect(found).toMatchObject({ kind: 'done', data: { url: 'https://files.example.com/1' } });
			expect(found).not.toHaveProperty('bytes');
		}
	});

	test.each([
		['empty', answer(200, '', 'application/pdf'), { kind: 'unknown', reason: 'broken-answer' }],
		['empty, of no type', answer(200, ''), { kind: 'unknown', reason: 'broken-answer' }],
		['half of JSON', answer(200, '{"data":', JSON_TYPE), { kind: 'unknown', reason: 'broken-answer' }],
		['plain text', answer(200, 'no summary yet', 'text/plain'), { kind: 'invalid-response', problem: 'shape' }],
		['blanks', answer(200, '   ', 'text/plain'), { kind: 'invalid-response', problem: 'shape' }],
		[
			'a picture',
			answer(200, Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png'),
			{ kind: 'invalid-response', problem: 'shape' },
		],
	])('%s is no file', async (_name, raw, expected) => {
		expect(await outcome(askFile, raw)).toMatchObject(expected);
	});

	describe('at a link', () => {
		const linked: Call = { method: 'GET', path: path`/files`, link: 'https://files.example.com/1', expects: 'bytes' };

		test.each([
			['a picture', Buffer.from([0x89, 0x50]), 'image/png'],
			['JSON', Buffer.from('{"a":1}'), JSON_TYPE],
			['half of JSON', Buffer.from('{"a":'), JSON_TYPE],
			['XML', Buffer.from('<a/>'), 'application/xml'],
			['text of no type', Buffer.from('x'), undefined],
		])('%s is a file', async (_name, body, type) => {
			expect(await outcome(linked, answer(200, body, type))).toMatchObject({ kind: 'done', bytes: body });
		});

		test.each([
			['a web page', answer(200, '<html>Sign in</html>', 'text/html'), { problem: 'html' }],
			['an error', json(200, { code: 403, message: 'Expired' }), { problem: 'error-body' }],
			['nothing', answer(200, '', 'image/png'), { reason: 'broken-answer' }],
			['a refusal', json(403, { code: 403 }), { kind: 'refused' }],
		])('%s is none', async (_name, raw, expected) => {
			expect(await outcome(linked, raw)).toMatchObject(expected);
		});
	});

	test('a call that takes any bytes gets them', async () => {
		const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
		const any = get(path`/files/${'f'}`, {}, { expects: 'bytes', accepts: (data) => data instanceof Uint8Array });
		expect(await outcome(any, answer(200, picture, 'image/png'))).toMatchObject({ kind: 'done', bytes: picture });
	});
});

test.each([200, 400, 401, 429, 500])('words of a %d hold nothing that was sent, and no secret', async (status) => {
	const call = post(path`/intakes`, {
		reason_for_visit: 'fictional sore throat',
		phone: '5555550100',
		room_code: 'exroom1',
	});
	const body = {
		code: 400,
		message: 'room_code exroom1: fictional sore throat, 5555550100, token fictional-token-1 refused',
	};
	expect(await interpret(call, json(status, body), ['fictional-token-1'])).toMatchObject({
		words: 'room_code exroom1: …, token … refused',
	});
});

describe('words that could be a person', () => {
	const raw = json(404, { code: 404, message: 'Patient Ada Examplepatient not found, token fictional-token-1' });

	test('are left out, and the outcome says so', async () => {
		expect(await interpret(ask, raw, ['fictional-token-1'])).toMatchObject({
			words: 'Patient … not found, token …',
			isShortened: true,
		});
		expect(await outcome(ask, json(404, { message: 'Examplepatient' }))).toEqual({
			kind: 'refused',
			status: 404,
			isShortened: true,
		});
		expect(await outcome(ask, json(404, { message: 'Room not found' }))).not.toHaveProperty('isShortened');
	});

	test('are shown in full when they are wanted, secrets never', async () => {
		const full = await interpret(ask, raw, ['fictional-token-1'], true);
		expect(full).toMatchObject({ words: 'Patient Ada Examplepatient not found, token …' });
		expect(full).not.toHaveProperty('isShortened');
	});
});
