import { SsrfBlockedHostnameError, SsrfBlockedIpError } from '@n8n/backend-network';
import { AxiosError } from 'axios';
import { NodeApiError } from 'n8n-workflow';

import { faultWords, outcomeOfFault } from '../../nodes/VSeeClinic/request/connection-fault';
import type { Outcome } from '../../nodes/VSeeClinic/request/outcome';
import { node } from './node';

interface Parts {
	code?: string;
	syscall?: string;
	message?: string;
}

/** What Node throws for a socket. */
function systemError({ code, syscall, message = 'fictional fault' }: Parts): Error {
	return Object.assign(new Error(message), { code, syscall });
}

/** What the HTTP library throws around it: the code repeated, the system call only in the cause. */
function libraryError(parts: Parts): Error {
	const error = Object.assign(new Error('request failed', { cause: systemError(parts) }), { code: parts.code });
	error.name = 'AxiosError';
	return error;
}

/** How the same fault may reach us. */
const WRAPPINGS: Array<[string, (parts: Parts) => unknown]> = [
	['plain', systemError],
	["in the HTTP library's error", libraryError],
	// As n8n's core does it: an error where the type wants plain data.
	["in n8n's error", (parts) => Reflect.construct(NodeApiError, [node, libraryError(parts)])],
	[
		'as the cause of another',
		(parts) => new Error('outer', { cause: new Error('middle', { cause: libraryError(parts) }) }),
	],
	['as the error of another', (parts) => ({ message: 'outer', error: systemError(parts) })],
	[
		'as one of several addresses',
		(parts) => Object.assign(new AggregateError([systemError(parts), systemError(parts)]), { code: parts.code }),
	],
];

const CODES: Array<[string, Outcome]> = [
	...[
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EAI_FAIL',
		'EHOSTUNREACH',
		'EHOSTDOWN',
		'ENETUNREACH',
		'ENETDOWN',
		'EADDRNOTAVAIL',
	].map((code): [string, Outcome] => [code, { kind: 'never-sent', code, transient: true }]),
	...[
		'CERT_HAS_EXPIRED',
		'CERT_NOT_YET_VALID',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'ERR_INVALID_CHAR',
		'ERR_INVALID_URL',
		'ERR_SSL_WRONG_VERSION_NUMBER',
	].map((code): [string, Outcome] => [code, { kind: 'never-sent', code, transient: false }]),
	...[
		'ECONNRESET',
		'EPIPE',
		'ERR_STREAM_PREMATURE_CLOSE',
		'HPE_INVALID_CONSTANT',
		'ERR_BAD_RESPONSE',
		'ENOBODYKNOWS',
	].map((code): [string, Outcome] => [code, { kind: 'unknown', reason: 'connection-lost' }]),
	...['ECONNABORTED', 'ESOCKETTIMEDOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT'].map((code): [string, Outcome] => [
		code,
		{ kind: 'unknown', reason: 'timeout' },
	]),
];

test.each(WRAPPINGS.flatMap(([how, wrap]) => CODES.map(([code, expected]) => ({ how, wrap, code, expected }))))(
	'$code, $how',
	({ wrap, code, expected }) => {
		expect(outcomeOfFault(wrap({ code }))).toEqual(expected);
	},
);

describe.each(['ECONNREFUSED', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'])('%s', (code) => {
	test.each(WRAPPINGS)('while connecting never reached the clinic (%s)', (_how, wrap) => {
		expect(outcomeOfFault(wrap({ code, syscall: 'connect' }))).toMatchObject({ kind: 'never-sent', transient: true });
	});

	test.each(WRAPPINGS.slice(0, -1))('on a connection in use may have been processed (%s)', (_how, wrap) => {
		for (const syscall of ['read', 'write', 'shutdown'])
			expect(outcomeOfFault(wrap({ code, syscall }))).toEqual({ kind: 'unknown', reason: 'connection-lost' });
	});
});

describe('ETIMEDOUT', () => {
	const never: Outcome = { kind: 'never-sent', code: 'ETIMEDOUT', transient: true };
	const late: Outcome = { kind: 'unknown', reason: 'timeout' };

	test.each(WRAPPINGS)('while connecting never reached the clinic (%s)', (_how, wrap) => {
		expect(outcomeOfFault(wrap({ code: 'ETIMEDOUT', syscall: 'connect' }))).toEqual(never);
	});

	test.each(WRAPPINGS.slice(0, -1))('while reading may have been processed (%s)', (_how, wrap) => {
		for (const syscall of ['read', 'write', undefined])
			expect(outcomeOfFault(wrap({ code: 'ETIMEDOUT', syscall }))).toEqual(late);
	});

	test('several addresses tried in turn, seen from the HTTP library', () => {
		const cause = Object.assign(new AggregateError([systemError({ code: 'ETIMEDOUT' })]), { code: 'ETIMEDOUT' });
		expect(outcomeOfFault(Object.assign(new Error('request failed', { cause }), { code: 'ETIMEDOUT' }))).toEqual(never);
	});
});

describe('what n8n’s protection against server-side request forgery blocks never left', () => {
	const blocked: Outcome = { kind: 'never-sent', code: 'BLOCKED_BY_N8N', transient: false };
	const errors = [new SsrfBlockedIpError('127.0.0.1', 'api.vsee.me'), new SsrfBlockedHostnameError('api.vsee.me')];

	test.each([
		['as n8n throws it', (error: Error): unknown => error],
		['in n8n’s error', (error: Error): unknown => Reflect.construct(NodeApiError, [node, error])],
		['while connecting', (error: Error): unknown => AxiosError.from(error, 'ERR_NETWORK')],
	])('%s', (_how, wrap) => {
		for (const error of errors) expect(outcomeOfFault(wrap(error))).toEqual(blocked);
	});
});

test('every request that never left has words for its reason', () => {
	for (const [code, { kind }] of CODES)
		if (kind === 'never-sent')
			expect([code, faultWords(code)]).toEqual([code, expect.stringMatching(/^[a-z -]{10,}$/i)]);
	expect(faultWords('ETIMEDOUT')).toBe('no connection in time');
});

describe('nothing is taken for proof that the request never left', () => {
	const circle: { cause?: unknown } = {};
	circle.cause = circle;

	test.each([
		['an error without a code', new Error('socket hang up')],
		['a code that is no system code', Object.assign(new Error('x'), { code: 'whatever' })],
		['a numeric code', Object.assign(new Error('x'), { code: -111 })],
		['a code only in the text', new Error('connect ECONNREFUSED 127.0.0.1:443')],
		['several errors without a code', new AggregateError([new Error('x')])],
		['undefined', undefined],
		['null', null],
		['a text', 'ECONNREFUSED'],
		['a number', 7],
		['an error that is its own cause', circle],
	])('%s', (_name, thrown) => {
		expect(outcomeOfFault(thrown)).toEqual({ kind: 'unknown', reason: 'connection-lost' });
	});
});

test('the answer of an HTTP error does not hide the fault beneath it', () => {
	const error = Object.assign(new Error('bad', { cause: systemError({ code: 'ECONNRESET' }) }), {
		code: 'ERR_BAD_REQUEST',
	});
	expect(outcomeOfFault(error)).toEqual({ kind: 'unknown', reason: 'connection-lost' });
});
