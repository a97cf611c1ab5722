import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	appendDescription,
	ClinicError,
	describeError,
	nodeError,
	toLine,
} from '../../nodes/VSeeClinic/errors/clinic-error';
import { InputError } from '../../nodes/VSeeClinic/errors/input-error';
import type { Effect } from '../../nodes/VSeeClinic/request/call';
import type { Failed, InvalidResponse, UnknownReason } from '../../nodes/VSeeClinic/request/outcome';
import { toClinicError } from '../../nodes/VSeeClinic/request/outcome-text';
import { node } from '../request/node';

const EFFECTS: Effect[] = ['read', 'replace', 'create'];
const UNKNOWN_REASONS: Record<UnknownReason, string> = {
	'broken-answer': 'broke off',
	'connection-lost': 'connection',
	'server-error': 'could not process',
	timeout: 'in time',
};
const INVALID_RESPONSES: Record<InvalidResponse, string> = {
	'error-body': 'answered with an error',
	html: 'web page',
	'not-json': 'not the data',
	redirect: 'another address',
	shape: 'form',
	'too-large': 'too large',
};

/** Every outcome that is no success, with what its sentence has to tell. */
const OUTCOMES: Array<[string, Failed, string]> = [
	...[400, 403, 404, 409, 422].map((status): [string, Failed, string] => [
		`refused ${status}`,
		{ kind: 'refused', status },
		`${status}`,
	]),
	['refused in words', { kind: 'refused', status: 404, words: 'Room not found' }, 'Room not found'],
	['unauthorized', { kind: 'unauthorized' }, 'token or key'],
	['unauthorized in words', { kind: 'unauthorized', words: 'Token expired' }, 'Token expired'],
	['rate-limited', { kind: 'rate-limited' }, 'too many requests'],
	['throttled for long', { kind: 'rate-limited', retryAfter: '600' }, 'too many requests'],
	['throttled for ever', { kind: 'rate-limited', retryAfter: '9'.repeat(400) }, 'too many requests'],
	['no such host', { kind: 'never-sent', code: 'ENOTFOUND', transient: true }, 'host'],
	['no name server', { kind: 'never-sent', code: 'EAI_AGAIN', transient: true }, 'name server'],
	['nobody listening', { kind: 'never-sent', code: 'ECONNREFUSED', transient: true }, 'could not be reached'],
	['blocked by n8n', { kind: 'never-sent', code: 'BLOCKED_BY_N8N', transient: false }, 'SSRF protection'],
	['a proxy that wants a login', { kind: 'never-sent', code: 'PROXY_REFUSED', transient: false }, 'proxy'],
	['a long pause', { kind: 'unknown', reason: 'server-error', status: 503, retryAfter: '600' }, 'status 503'],
	['bad certificate', { kind: 'never-sent', code: 'CERT_HAS_EXPIRED', transient: false }, 'could not be reached'],
	...Object.entries(UNKNOWN_REASONS).flatMap(([doubt, tells]) =>
		[undefined, 500, 503].map((status): [string, Failed, string] => [
			`unknown: ${doubt} ${status}`,
			{ kind: 'unknown', reason: isDoubt(doubt), status },
			tells,
		]),
	),
	...Object.entries(INVALID_RESPONSES).map(([misread, tells]): [string, Failed, string] => [
		`problem: ${misread}`,
		{ kind: 'invalid-response', problem: isMisread(misread), status: 200 },
		tells,
	]),
	[
		'misread in words',
		{ kind: 'invalid-response', problem: 'error-body', status: 200, words: 'Visit Not Found' },
		'Visit Not Found',
	],
	['cancelled', { kind: 'cancelled' }, 'canceled'],
];

function isDoubt(text: string): UnknownReason {
	if (text === 'broken-answer' || text === 'connection-lost' || text === 'server-error' || text === 'timeout')
		return text;
	throw new Error(text);
}

function isMisread(text: string): InvalidResponse {
	if (
		text === 'error-body' ||
		text === 'html' ||
		text === 'not-json' ||
		text === 'redirect' ||
		text === 'shape' ||
		text === 'too-large'
	)
		return text;
	throw new Error(text);
}

const CASES = OUTCOMES.flatMap(([name, outcome, tells]) => EFFECTS.map((effect) => ({ name, outcome, effect, tells })));

describe('what happened and what to do, for every outcome', () => {
	test.each(CASES)('$name, $effect', ({ outcome, effect, tells }) => {
		const { message, advice } = toClinicError(outcome, effect);
		expect(message).toContain(tells);
		expect(message).toMatch(/^[A-Z][^\n]{10,}[^.\n]$/);
		expect(advice).toMatch(/^[A-Z][^\n]{10,}[.)]$/);
		expect(`${message} ${advice}`).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
	});

	test('nothing reads "nothing was changed" when something may have been', () => {
		const doubtful = CASES.filter(
			({ outcome, effect }) => (outcome.kind === 'unknown' || outcome.kind === 'invalid-response') && effect !== 'read',
		);
		expect(doubtful.length).toBeGreaterThan(20);
		for (const { outcome, effect } of doubtful)
			expect(toLine(toClinicError(outcome, effect))).not.toMatch(/nothing was (changed|sent)/i);
	});

	test('what never arrived says so', () => {
		for (const effect of EFFECTS)
			expect(toClinicError({ kind: 'never-sent', code: 'ENOTFOUND', transient: true }, effect).advice).toContain(
				'Nothing was sent',
			);
	});

	test.each([
		['BLOCKED_BY_N8N', 'N8N_SSRF_ALLOWED_HOSTNAMES'],
		['PROXY_REFUSED', 'HTTPS_PROXY'],
		['ECONNREFUSED', 'connection refused'],
		['CERT_HAS_EXPIRED', 'certificate has expired'],
		['ENOTFOUND', 'The host of VSee Clinic was not found'],
	])('%s names what to look at', (code, tells) => {
		for (const effect of EFFECTS) {
			const line = toLine(toClinicError({ kind: 'never-sent', code, transient: false }, effect));
			expect(line).toContain(tells);
			expect(line).toContain('Nothing was sent');
		}
	});

	test('a reply that is too large is told with what to narrow, and by a mark of its own', () => {
		const error = toClinicError({ kind: 'invalid-response', problem: 'too-large', status: 200 }, 'read');
		expect(toLine(error)).toMatch(/64 MB.*Start Time and End Time closer together/);
		expect(toLine(error)).not.toContain('API Endpoint');
		expect(error.details.isTooLarge).toBe(true);
		expect(toClinicError({ kind: 'invalid-response', problem: 'html', status: 200 }, 'read').details.isTooLarge).toBe(
			false,
		);
	});

	test('a refusal in a good response is that refusal', () => {
		const disguised = (code: number) =>
			toLine(
				toClinicError({ kind: 'invalid-response', problem: 'error-body', status: 200, code, words: 'No' }, 'replace'),
			);
		expect(disguised(404)).toMatch(/^VSee Clinic refused this: No\. Check the IDs/);
		expect(disguised(401)).toMatch(/does not accept the token or key: No\./);
		expect(disguised(500)).toMatch(/^VSee Clinic answered with an error: No\./);
	});

	test('the advice that a call brings along takes the place of the usual one', () => {
		const line = toLine(toClinicError({ kind: 'refused', status: 409, advice: 'Choose another slot.' }, 'create'));
		expect(line).toBe('VSee Clinic refused this with status 409. Choose another slot.');
	});

	test('a long pause is told in seconds', () => {
		expect(
			toClinicError({ kind: 'unknown', reason: 'server-error', status: 503, retryAfter: '600' }, 'create').advice,
		).toMatch(/600 seconds.*may or may not have been made/);
		expect(toClinicError({ kind: 'rate-limited', retryAfter: '600' }, 'read').advice).toContain('600 seconds');
	});

	test('no lost booking is called safe to repeat', () => {
		for (const [name, outcome] of OUTCOMES) {
			if (outcome.kind !== 'unknown') continue;
			const { advice } = toClinicError(outcome, 'create');
			expect([name, /safe/.test(advice)]).toEqual([name, false]);
		}
	});
});

describe("n8n's own reason", () => {
	test.each<[Failed, unknown]>([
		[{ kind: 'unauthorized' }, { cause: 'credential-invalid' }],
		[{ kind: 'rate-limited' }, { cause: 'rate-limited' }],
		[
			{ kind: 'rate-limited', retryAfter: '600' },
			{ cause: 'rate-limited', retryAfterMs: 600_000 },
		],
		[{ kind: 'unknown', reason: 'server-error', status: 502 }, { cause: 'temporarily-unavailable' }],
		[{ kind: 'unknown', reason: 'server-error', status: 503 }, { cause: 'temporarily-unavailable' }],
		[
			{ kind: 'unknown', reason: 'server-error', status: 503, retryAfter: '600' },
			{ cause: 'temporarily-unavailable', retryAfterMs: 600_000 },
		],
		[{ kind: 'unknown', reason: 'server-error', status: 504 }, { cause: 'temporarily-unavailable' }],
		[{ kind: 'unknown', reason: 'server-error', status: 500 }, undefined],
		[{ kind: 'unknown', reason: 'timeout' }, undefined],
		[{ kind: 'refused', status: 403 }, undefined],
		[{ kind: 'invalid-response', problem: 'html', status: 200 }, undefined],
	])('%j', (outcome, expected) => {
		for (const effect of EFFECTS) {
			const error = nodeError(node, toClinicError(outcome, effect), 3);
			expect(error).toBeInstanceOf(NodeApiError);
			expect(error).toHaveProperty('failure', expected);
		}
	});

	test.each<[Failed, string | null]>([
		[{ kind: 'refused', status: 404 }, '404'],
		[{ kind: 'unauthorized' }, '401'],
		[{ kind: 'rate-limited' }, '429'],
		[{ kind: 'unknown', reason: 'server-error', status: 503 }, '503'],
	])('the status of %j', (outcome, httpCode) => {
		expect(nodeError(node, toClinicError(outcome, 'read'), 0)).toHaveProperty('httpCode', httpCode);
	});
});

describe('the error that n8n shows', () => {
	test.each(CASES)('$name, $effect: one line that stands alone, at its item', ({ outcome, effect }) => {
		const failure = toClinicError(outcome, effect);
		const error = nodeError(node, failure, 3);
		expect(error.message).toBe(toLine(failure));
		expect(error.message).toContain(failure.message);
		expect(error.message.endsWith(` ${failure.advice}`)).toBe(true);
		expect(error.message).not.toMatch(/[\r\n]|\.\./);
		expect(error.description).toBeUndefined();
		expect(error.context).toMatchObject({ itemIndex: 3 });
		expect(appendDescription(error, ' Booked before: 70001.')).toMatchObject({
			message: toLine(failure),
			description: 'Booked before: 70001.',
		});
	});

	test('details stand in the description, and an addition after them', () => {
		const error = nodeError(node, new ClinicError('It happened', 'Do this.', { description: 'Why it did.' }), 0);
		expect(error).toMatchObject({ message: 'It happened. Do this.', description: 'Why it did.' });
		expect(appendDescription(error, ' And more.')).toMatchObject({ description: 'Why it did. And more.' });
	});

	test.each([
		'Keperm is not a room',
		'room EPERM',
		'ECONNREFUSED',
		'connect ETIMEDOUT by the pharmacy',
		'code ENOTFOUND',
		'Bad Request',
		'ERR 404',
		'getaddrinfo EAI_AGAIN',
		'operation ECONNRESET',
	])('n8n does not replace %j by a text of its own', (words) => {
		for (const effect of EFFECTS) {
			const error = nodeError(node, toClinicError({ kind: 'refused', status: 400, words }, effect), 0);
			expect(error.message).toContain(`VSee Clinic refused this: ${words}. `);
			const doubt = nodeError(
				node,
				toClinicError({ kind: 'unknown', reason: 'server-error', status: 500, words }, effect),
				0,
			);
			expect(doubt.message).toContain(words);
		}
	});

	test('a problem of the input is one of the operation', () => {
		const error = nodeError(node, new InputError('Start', 'is not a time that can be read'), 2);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(
			'Start is not a time that can be read. Check “Start” of this item. Nothing was sent to VSee Clinic.',
		);
		expect(error.description).toBeUndefined();
		expect(error.context).toMatchObject({ itemIndex: 2 });
	});

	test.each([
		[
			Object.assign(new Error('Ada Examplepatient fictional-token-1', { cause: new Error('fictional-token-1') }), {
				config: { headers: { 'X-ApiToken': 'fictional-token-1' } },
			}),
		],
		['fictional-token-1'],
		[{ message: 'fictional-token-1', response: { data: { dob: '1990-01-01' } } }],
		[Reflect.construct(NodeApiError, [node, new Error('fictional-token-1 of Ada Examplepatient')])],
		[undefined],
	])('what is not ours is never quoted: %#', (thrown: unknown) => {
		const error = nodeError(node, thrown, 0);
		const all = JSON.stringify([
			error,
			error.message,
			error.description,
			error.stack,
			error.messages,
			error.cause,
			toLine(thrown),
		]);
		expect(all).not.toMatch(/fictional-token|Examplepatient|1990-01-01/);
		expect(error.message).toMatch(/^This item could not be processed: .*Check its parameters/);
	});
});

describe('in one line', () => {
	test.each([
		['Room not found', 'VSee Clinic refused this: Room not found. Check'],
		["Slug 'example-room' is already used.", "VSee Clinic refused this: Slug 'example-room' is already used. Check"],
		['Why?', 'VSee Clinic refused this: Why? Check'],
	])('%j', (words, begins) => {
		const line = toLine(toClinicError({ kind: 'refused', status: 400, words }, 'create'));
		expect(line.slice(0, begins.length)).toBe(begins);
		expect(line).not.toMatch(/\n|\.\./);
	});

	test('a failure says itself', () => {
		expect(describeError(new ClinicError('It happened', 'Do this.'))).toEqual({
			message: 'It happened. Do this.',
		});
	});
});

test('a person is told once how to see the words that were left out, an AI agent is not', () => {
	const shortened = toClinicError(
		{ kind: 'refused', status: 404, words: 'Patient … not found', isShortened: true },
		'read',
	);
	const whole = toClinicError({ kind: 'refused', status: 404, words: 'Room not found' }, 'read');
	expect(nodeError(node, shortened, 0).description).toBe(
		'Words that could be a person were left out; turn on “Full Error Messages” under Options to see them.',
	);
	for (const error of [nodeError(node, shortened, 0, false), nodeError(node, whole, 0)])
		expect(error.description).toBeUndefined();
	expect(toLine(shortened)).not.toContain('left out');
});
