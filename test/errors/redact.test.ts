import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';

import { redact, showInFull } from '../../nodes/VSeeClinic/errors/redact';
import { type SensitiveStrings, sensitiveStrings } from '../../nodes/VSeeClinic/errors/sensitive-strings';
import { Vocabulary } from '../../nodes/VSeeClinic/errors/vocabulary';
import { type Call, freePath, get, path, post } from '../../nodes/VSeeClinic/request/call';

/** Letters of several scripts, and what a pattern made from a name could stumble over. */
const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäéøşñçłžабвгдежλμνאבגدكم李明王美さくら'.split(''));
/** No word of a server begins like these. */
const beginning = fc.constantFrom('q', 'ñ', 'ж', 'ש', '李', 'xq');
const lower = fc
	.tuple(beginning, fc.string({ unit: letters, minLength: 2, maxLength: 12 }))
	.map((parts) => parts.join(''));
const firstName = lower.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
const joint = fc.constantFrom(' ', '-', "'", ' de ', ' (', '. ', ' + ', ' [x] ', ' $ ', '\\', '|');
const name = fc.tuple(firstName, joint, firstName).map((parts) => parts.join(''));
const email = fc.tuple(lower, fc.constantFrom('example.com', 'mail.example.org')).map((parts) => parts.join('@'));
const digits = (length: number) =>
	fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: length, maxLength: length });
const phone = fc.oneof(
	digits(10),
	digits(10).map((all) => `+1 (${all.slice(0, 3)}) ${all.slice(3, 6)}-${all.slice(6)}`),
);
const date = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
	.map((day) => day.toISOString().slice(0, 10));
const token = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 32, maxLength: 32 });
const reason = fc
	.tuple(
		lower,
		fc.array(fc.oneof(lower, firstName, date, phone, fc.constantFrom('<', '>', '<b>', '"', '\n', '@', '/', 'of')), {
			maxLength: 60,
		}),
	)
	.map(([first, more]) => [first, ...more].join(' ').trim());

/** Sentences into which a server may put what it was sent. */
const around = fc.constantFrom<[string, string]>(
	['', ''],
	['Invalid value ', ''],
	['The patient ', ' already has a visit'],
	["Value '", "' is not allowed"],
	['No user "', '" in this clinic'],
	['<p>Unknown: ', '</p>'],
	['x'.repeat(280), ' too long'],
	['', ' (unknown)'],
	['SQLSTATE: duplicate entry ', ' for key users'],
);

function said(value: string, [before, after]: [string, string]): string {
	return `${before}${value}${after}`;
}

function body(key: string, value: string): Call {
	return post(path`/intakes`, { room_code: 'exroom1', [key]: value });
}

/** As if a call had held nothing but these, and nothing that may be shown. */
function only(...hidden: string[]): SensitiveStrings {
	return { codes: [], hidden, secrets: [] };
}

let vocabulary: Vocabulary;
beforeAll(async () => {
	vocabulary = await Vocabulary.load();
});

function stringsOf(call: Call, ...credentials: string[]): SensitiveStrings {
	return sensitiveStrings(call, credentials, vocabulary);
}

function quoted(words: unknown, sent: SensitiveStrings): string | undefined {
	return redact(words, sent, vocabulary).text;
}

/** Blanks and case told apart by nobody who reads. */
function plain(text: string): string {
	return text.toLowerCase().replace(/\s+/g, ' ');
}

const FIELDS: Array<[string, fc.Arbitrary<string>]> = [
	['first_name', firstName],
	['last_name', name],
	['reason_for_visit', reason],
	['email', email],
	['phone', phone],
	['dob', date],
	['token', token],
];

describe('what was sent does not come back in words', () => {
	test.each(FIELDS)('%s', (key, values) => {
		fc.assert(
			fc.property(values, around, fc.boolean(), (value, sentence, loud) => {
				const words = said(loud ? value.toUpperCase() : value, sentence);
				const shown = quoted(words, stringsOf(body(key, value))) ?? '';
				return !plain(shown).includes(plain(value));
			}),
			{ numRuns: 300 },
		);
	});

	test('not in pieces either, when it is longer than what is shown', () => {
		fc.assert(
			fc.property(
				fc.array(lower, { minLength: 60, maxLength: 400 }),
				fc.integer({ min: 1, max: 3 }),
				(words, times) => {
					const text = words.join(' ');
					const shown =
						quoted(`Refused. ${`${text} ; `.repeat(times)}`, stringsOf(body('reason_for_visit', text))) ?? '';
					return words.every((word) => word.length < 6 || 'refused'.includes(word) || !shown.includes(word));
				},
			),
		);
	});

	test.each([
		['in a list', { attachments: ['Ada Examplepatient'] }],
		['in a record', { person: { name: { full: 'Ada Examplepatient' } } }],
		['in a list of records', { insurances: [{ guarantor_first_name: 'Ada', guarantor_last_name: 'Examplepatient' }] }],
	])('%s', (_where, sent) => {
		const call = post(path`/users`, sent);
		expect(quoted('user ada of family examplepatient is unknown', stringsOf(call))).toBe(
			'user … of family … is unknown',
		);
	});

	test('from the query and the name of a file', () => {
		const call: Call = {
			method: 'POST',
			path: path`/files`,
			query: { q: 'examplepatient' },
			file: { fields: {}, fileName: 'ada scan.png', mimeType: 'image/png', bytes: new Uint8Array() },
		};
		expect(quoted('file ada scan.png of examplepatient is not allowed', stringsOf(call))).toBe(
			'file … of … is not allowed',
		);
	});

	test.each([
		['Li', 'patient Li is unknown', 'patient … is unknown'],
		['Li', 'the list is invalid', 'the list is invalid'],
		['CA', 'no provider in CA', 'no provider in …'],
		['No', 'there is no such room', 'there is no such room'],
		['李明', 'patient 李明 is unknown', 'patient … is unknown'],
		['李', 'patient 李 is unknown', 'patient … is unknown'],
	])('%s, short as it is: %j', (value, words, expected) => {
		expect(quoted(words, stringsOf(body('last_name', value)))).toBe(expected);
	});

	test('however its blanks come back', () => {
		const call = body('reason_for_visit', 'chest  pain\nsince yesterday');
		expect(quoted('not allowed: chest pain since yesterday', stringsOf(call))).toBe('not allowed: …');
	});
});

describe('secrets of the credential', () => {
	test('none comes out', () => {
		fc.assert(
			fc.property(
				fc
					.string({ minLength: 3, maxLength: 80, unit: 'grapheme-ascii' })
					.filter((secret) => secret.trim().length >= 3),
				around,
				(secret, sentence) => {
					const shown = quoted(said(secret, sentence), only(secret)) ?? '';
					const [before, after] = sentence;
					return `${before}…${after}`.includes(secret.trim()) || !shown.includes(secret.trim());
				},
			),
			{ numRuns: 500 },
		);
	});
});

test('the longer of two is taken out first, or half of it would stay', () => {
	expect(quoted('user ada examplepatient is unknown', only('ada', 'ada examplepatient'))).toBe('user … is unknown');
});

describe('what was not sent, but looks like a person or a secret', () => {
	test('in any sentence', () => {
		fc.assert(
			fc.property(
				fc.oneof(email, phone, date, token),
				around,
				(value, sentence) => !(quoted(said(value, sentence), only()) ?? '').includes(value),
			),
			{ numRuns: 500 },
		);
	});

	test.each([
		['Patient Ada Examplepatient is unknown', 'Patient … is unknown'],
		['Record of Ada Quinn-Lovelace is locked', 'Record of … is locked'],
		["No record for O'Malley Quinn", 'No record for …'],
		['Lovelace, Ada (1990-01-31) cannot be booked', '… cannot be booked'],
		['ada lovelace already has a visit', '… already has a visit'],
		['ADA LOVELACE HAS NO VISIT', '… has no visit'],
		['Ada is unknown', '… is unknown'],
		['ada_lovelace.png cannot be read', '… cannot be read'],
		['Not allowed with diabetes', 'Not allowed with …'],
		['Visit of Long with Will was not found', 'Visit of … with … was not found'],
		['pacjentka Łucja Żółć nie istnieje', undefined],
		['Patient: Max Small is unknown', 'Patient: … is unknown'],
		['Duplicate: Will Self', 'Duplicate: …'],
		['Patient May Long already exists', 'Patient … already exists'],
		['PATIENT MAX KEYS ALREADY EXISTS', 'patient … already exists'],
		['max.small@mail.app is unknown', '… is unknown'],
		['Max\u200bSmall is unknown', '… is unknown'],
		['Walker is unknown, so is Keyes', '… is unknown, so is …'],
		['{"day": 12, "month": 5, "year": 84} is not valid', '{"day": …, "month": …, "year": … is not valid'],
		['phone 415 or 555 is not valid', 'phone … or … is not valid'],
		['Patient is 84 years old', 'Patient is … years old'],
		['visit 4155550123 is unknown', 'visit … is unknown'],
		['Invalid token 6955ccf6-0a1b-4c2d-8e3f-0000000000e1', 'Invalid token …'],
		['call (555) 019-8765 first', 'call … first'],
		['call 555 019 8765 first', 'call … first'],
		['room is booked from 5 June 1990 on', 'room is booked from … on'],
		['see https://portal.example.com/auth?sso_token=abc for more', undefined],
		['born 01/31/1990, not found', '…, not found'],
		['born 31.1.1990, not found', '…, not found'],
		['Value "ada lovelace" is wrong', 'Value … is wrong'],
	])('%j', (words, expected) => {
		expect(quoted(words, only())).toBe(expected);
	});
});

describe('what helps stays whole', () => {
	const booking = post(path`/visits`, {
		intake_id: '6955b900-0a1b-4c2d-8e3f-000000000001',
		room_code: 'exroom1',
		provider_id: '800002',
		member_id: '800001',
		type: 2,
		slot_start: 1767229800,
		slot_end: 1767230700,
		start: 1767229800,
		end: 1767230700,
	});

	test.each([
		'This slot is no longer available',
		"Slug 'example-room' is already used in this fictional domain.",
		'Room not found',
		'Invalid room_code',
		'Visit Not Found',
		'room_code exroom1 does not exist',
		'Intake 6955b900-0a1b-4c2d-8e3f-000000000001 not found',
		'Intake not found.',
		'Unauthorized',
		'Bad Request',
		'Too Many Requests',
		'The provider 800002 is not available at this time',
		'Missing required parameter "intake_id"',
		"Value 'open' is not one of pending, confirmed",
		'Validation failed: slotStart must be after now (status 422).',
		'Not now, please',
	])('%s', (words) => {
		const { codes, hidden } = stringsOf(booking);
		expect(quoted(words, { codes, hidden, secrets: ['fictional-key-1234'] })).toBe(words);
	});

	test('a choice says nothing about a person, a name that is such a word does', () => {
		expect(quoted('category user_document is not allowed', stringsOf(body('category', 'user_document')))).toBe(
			'category user_document is not allowed',
		);
		expect(quoted('user max keys exists', stringsOf(body('full_name', 'max keys')))).toBe('user … exists');
	});

	test.each([
		"The visit doesn't exist",
		"I'm a teapot",
		'Upstream failure, we’ll be back',
		'You don’t have permission to access this',
		'Permission denied',
		'Email not verified',
		'An error has occurred',
		'Visit has ended',
		'The connection timed out',
		'Unauthenticated.',
		'Not Implemented',
		'Overlapping appointment',
		"The patient's intake was not found",
		'Column is wrong',
		'Card not found',
		'Doctor not found',
		'Maximum 3 attempts within 24 hours',
		'The given data was invalid.',
		'startTime: must be an integer',
		'insurances[0].card_type is required',
		'Rate limit exceeded, retry after 60 seconds',
		'This action is unauthorized.',
		'No query results for the model',
		'Cannot read properties of undefined',
		'Upstream request timeout',
		'Service Temporarily Unavailable',
		'Unprocessable Entity',
		'Method Not Allowed',
	])('of other APIs: %s', (words) => {
		expect(quoted(words, only())).toBe(words);
	});
});

describe('form', () => {
	test.each([
		[undefined],
		[null],
		[7],
		[{ message: 'x' }],
		[['x']],
		[''],
		['   '],
		['!?'],
		['7'],
		['room '.repeat(2001)],
	])('%j says nothing', (words) => {
		expect(quoted(words, only())).toBeUndefined();
	});

	test('one line without control or invisible characters', () => {
		expect(quoted('Room\r\nnot\u0000 \u200b\u202efound\t!', only())).toBe('Room not … !');
	});

	test('tags go', () => {
		expect(quoted('<b>Room</b> not <script>found', only())).toBe('Room not found');
	});

	test('never longer than 300 characters and the mark of a cut', () => {
		fc.assert(
			fc.property(
				fc.string({ maxLength: 9000, unit: 'grapheme' }),
				fc.array(fc.string()),
				(words, secrets) => (quoted(words, only(...secrets)) ?? '').length <= 301,
			),
		);
	});

	test('a hostile message does not keep the workflow waiting', () => {
		const started = performance.now();
		for (const unit of ['a', 'A', '9', '"', '<', 'Aa ', '9-', '@', 'a@', ' ', "'"])
			quoted(unit.repeat(Math.floor(10_000 / unit.length)), only('aaa', 'A A'));
		expect(performance.now() - started).toBeLessThan(2000);
	});
});

describe('what looks like a code and is none', () => {
	test.each([
		['reason', 'depression'],
		['type', 'hiv'],
		['status', 'diabetic'],
		['subscriber_id', 'xyz-123-45-6789'],
		['national_id', '850512-1234'],
		['user_id', 'jane.doe@example.com'],
		['patient_ids', 'jane-doe,john-roe'],
		['ssn_id', '123-45-6789'],
		['id', 'jane'],
		['visit_id', '1984-05-12'],
		['member_id', '0123456789abcdef0123456789abcdef'],
		['room_code', '1984-05-12'],
	])('%s: %s', (key, value) => {
		expect(quoted(`${key} ${value} is not valid`, stringsOf(post(path`/intakes`, { [key]: value })))).not.toContain(
			value,
		);
	});

	test.each([
		'/tokens/0123456789abcdef0123456789abcdef/revoke',
		'/patients/1984-05-12',
		'/patients/4155550123',
		'/patients/jane1984',
		'/users/jane',
	])('%s', (written) => {
		const [, , value = ''] = written.split('/');
		expect(quoted(`${value} is not valid`, stringsOf(get(freePath(written))))).not.toContain(value);
	});

	test.each([
		['/visits/70001', '70001'],
		['/rooms/exroom1', 'exroom1'],
		['/intakes/6955b900-0a1b-4c2d-8e3f-000000000001', '6955b900-0a1b-4c2d-8e3f-000000000001'],
	])('%s has one', (written, value) => {
		expect(quoted(`${value} is not valid`, stringsOf(get(freePath(written))))).toBe(`${value} is not valid`);
	});
});

test('every refusal of the sandbox can be read', async () => {
	const files = (await readdir('sandbox', { recursive: true })).filter((file) => file.endsWith('.ts'));
	const sources = await Promise.all(files.map(async (file) => await readFile(join('sandbox', file), 'utf8')));
	const refusals = sources.flatMap((source) =>
		[...source.matchAll(/new ApiError\(\d+, '([^'\\]+)'/g)].map(([, words = '']) => words),
	);
	expect(refusals.length).toBeGreaterThan(60);
	expect(refusals.filter((words) => quoted(words, only())?.includes('…') !== false)).toEqual([]);
});

describe('whether something was left out', () => {
	test.each([
		['Room not found', false],
		['Loading…', false],
		['Patient Ada Examplepatient not found', true],
		['Examplepatient', true],
		['Visit 4155550123 not found', true],
		['room '.repeat(2001), false],
		[undefined, false],
	])('%j: %s', (words, isShortened) => {
		expect(redact(words, only(), vocabulary).isShortened).toBe(isShortened);
	});
});

describe('in full', () => {
	const sent = { codes: [], hidden: ['Ada Examplepatient'], secrets: ['fictional-admin-token'] };

	test.each([
		[
			'Patient Ada Examplepatient, born 1990-01-31, has no visit',
			'Patient Ada Examplepatient, born 1990-01-31, has no visit',
		],
		['Token fictional-admin-token has expired', 'Token … has expired'],
		['Token FICTIONAL-ADMIN-TOKEN has expired', 'Token … has expired'],
		['Invalid token 6955ccf6-0a1b-4c2d-8e3f-0000000000e1', 'Invalid token …'],
		['Intake 6955b900-0a1b-4c2d-8e3f-000000000001 not found', 'Intake 6955b900-0a1b-4c2d-8e3f-000000000001 not found'],
		['0123456789abcdef0123456789abcdef is unknown', '… is unknown'],
		['Bearer abc123 rejected', 'Bearer … rejected'],
		['see https://portal.example.com/auth?sso_token=abc&x=1', 'see https://portal.example.com/auth?sso_token=…&x=1'],
		['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc123def456 expired', '… expired'],
		['{"api_key": "k-99"} is wrong', '{"api_key": "…"} is wrong'],
		['Token expired after 60 seconds', 'Token expired after 60 seconds'],
		['one\r\ntwo\u0000\u200b <b>three</b>', 'one two  three'],
	])('%j', (words, expected) => {
		expect(showInFull(words, sent)).toEqual({ text: expected, isShortened: false });
	});

	test('a bound, and nothing of what is longer than that', () => {
		expect(showInFull('room '.repeat(1000), sent).text).toHaveLength(1001);
		expect(showInFull('room '.repeat(2001), sent)).toEqual({ isShortened: false });
		for (const words of [undefined, 7, '', ' ']) expect(showInFull(words, sent)).toEqual({ isShortened: false });
	});

	test('what was sent to open something is a secret, too', () => {
		const { secrets } = stringsOf(body('refresh_token', 'fictional'), 'key');
		expect(secrets).toEqual(['key', 'fictional']);
	});

	test('a hostile message does not keep the workflow waiting', () => {
		const started = performance.now();
		for (const unit of ['a', 'A9', 'key', 'key ', 'token=', 'key is ', '<', '.', '-', '9-', ' ', 'ab.cd.'])
			showInFull(unit.repeat(Math.floor(10_000 / unit.length)), sent);
		expect(performance.now() - started).toBeLessThan(2000);
	});
});
