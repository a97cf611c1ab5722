import { plainText } from '../model/json';
import type { Outcome } from './outcome';

/** Our own codes, beside those of the system, for requests that never left this side. */
export const BLOCKED_BY_N8N = 'BLOCKED_BY_N8N';
export const PROXY_REFUSED = 'PROXY_REFUSED';
export const UNSAFE_LINK = 'UNSAFE_LINK';

/** The connection was never made, so the clinic cannot have seen the request; may work a moment later. In words. */
const NEVER_CONNECTED: Record<string, string> = {
	EADDRNOTAVAIL: 'no local address is free',
	EAI_AGAIN: 'the name server did not answer',
	EAI_FAIL: 'the name server failed',
	ECONNREFUSED: 'connection refused',
	EHOSTDOWN: 'the host is down',
	EHOSTUNREACH: 'no route to the host',
	ENETDOWN: 'the network is down',
	ENETUNREACH: 'the network cannot be reached',
	ENOTFOUND: 'host not found',
};
/** Refused on our side before anything was sent; trying again changes nothing. In words. */
const NEVER_TRIED: Record<string, string> = {
	CERT_HAS_EXPIRED: 'its certificate has expired',
	CERT_NOT_YET_VALID: 'its certificate is not valid yet',
	CERT_UNTRUSTED: 'its certificate is not trusted',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	ERR_INVALID_CHAR: 'a header contains a character that cannot be sent',
	ERR_INVALID_URL: 'the address is not valid',
	ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak HTTPS',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
	UNABLE_TO_GET_ISSUER_CERT: 'the issuer of its certificate is not known',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer of its certificate is not known',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
};
const TIMED_OUT = new Set(['ECONNABORTED', 'ERR_SOCKET_CONNECTION_TIMEOUT', 'ESOCKETTIMEDOUT', 'ETIMEDOUT']);

/** What a code of a request that was never sent means, in a few words. */
export function faultWords(code: string): string {
	return NEVER_CONNECTED[code] ?? NEVER_TRIED[code] ?? 'no connection in time';
}

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The error and what caused it: n8n wraps what the HTTP library threw, which wraps what the system threw. */
function chainOf(error: unknown): unknown[] {
	const chain: unknown[] = [];
	for (let current = error; current && chain.length < 6;) {
		chain.push(current);
		current = property(current, 'cause') ?? property(current, 'error');
	}
	return chain;
}

function isSystemCode(code: unknown): code is string {
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) && code !== 'ERR_BAD_REQUEST';
}

/** n8n's protection against server-side request forgery throws SsrfBlockedIpError and SsrfBlockedHostnameError. */
function isBlockedByN8n(error: unknown): boolean {
	const name = property(error, 'name');
	return typeof name === 'string' && name.startsWith('SsrfBlocked');
}

function syscallOf(error: unknown): unknown {
	return property(error, 'syscall') ?? property(property(error, 'cause'), 'syscall');
}

/** Whether an error was thrown while connecting, so that nothing was sent. */
function isConnecting(error: unknown): boolean {
	// Several addresses tried in turn come as one AggregateError: all of them failed while connecting.
	const several = Array.isArray(property(error, 'errors') ?? property(property(error, 'cause'), 'errors'));
	return syscallOf(error) === 'connect' || several;
}

/** Whether the connection was there: one that breaks in use, as when its route is lost, may name the same codes. */
function isInUse(error: unknown): boolean {
	return ['read', 'shutdown', 'write'].includes(plainText(syscallOf(error)));
}

/** Tells what a failed request means: proven never to have reached the clinic, or not known. */
export function outcomeOfFault(error: unknown): Outcome {
	const chain = chainOf(error);
	if (chain.some(isBlockedByN8n)) return { kind: 'never-sent', code: BLOCKED_BY_N8N, transient: false };
	const found = chain.find((link) => isSystemCode(property(link, 'code')));
	const code = property(found, 'code');
	if (!isSystemCode(code)) return { kind: 'unknown', reason: 'connection-lost' };
	if (code in NEVER_TRIED) return { kind: 'never-sent', code, transient: false };
	if ((code in NEVER_CONNECTED && !isInUse(found)) || (code === 'ETIMEDOUT' && isConnecting(found)))
		return { kind: 'never-sent', code, transient: true };
	return { kind: 'unknown', reason: TIMED_OUT.has(code) ? 'timeout' : 'connection-lost' };
}
