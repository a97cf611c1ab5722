import type { Outcome } from './outcome';

/** The connection was never made, so the clinic cannot have seen the request; may work a moment later. */
const NEVER_ARRIVED = new Set([
	'EADDRNOTAVAIL',
	'EAI_AGAIN',
	'EAI_FAIL',
	'ECONNREFUSED',
	'EHOSTDOWN',
	'EHOSTUNREACH',
	'ENETDOWN',
	'ENETUNREACH',
	'ENOTFOUND',
]);
/** Refused on our side before anything was sent; trying again changes nothing. */
const NEVER_TRIED = new Set([
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_UNTRUSTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_INVALID_CHAR',
	'ERR_INVALID_URL',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const TIMED_OUT = new Set(['ECONNABORTED', 'ERR_SOCKET_CONNECTION_TIMEOUT', 'ESOCKETTIMEDOUT', 'ETIMEDOUT']);

interface Fault {
	code: string;
	connecting: boolean;
}

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The first error in the chain of causes that carries a system code: n8n wraps what the HTTP library threw. */
function fault(error: unknown): Fault | undefined {
	for (let current = error, depth = 0; depth < 6 && current; depth++) {
		const code = property(current, 'code');
		if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) && code !== 'ERR_BAD_REQUEST') {
			const syscall = property(current, 'syscall') ?? property(property(current, 'cause'), 'syscall');
			// Several addresses tried in turn come as one AggregateError: all of them failed while connecting.
			const several = Array.isArray(property(current, 'errors') ?? property(property(current, 'cause'), 'errors'));
			return { code, connecting: syscall === 'connect' || several };
		}
		current = property(current, 'cause') ?? property(current, 'error');
	}
	return undefined;
}

/** Tells what a failed request means: proven never to have reached the clinic, or not known. */
export function outcomeOfFault(error: unknown): Outcome {
	const found = fault(error);
	if (!found) return { kind: 'unknown', reason: 'connection-lost' };
	const { code, connecting } = found;
	if (NEVER_TRIED.has(code)) return { kind: 'never-sent', code, transient: false };
	if (NEVER_ARRIVED.has(code) || (code === 'ETIMEDOUT' && connecting))
		return { kind: 'never-sent', code, transient: true };
	return { kind: 'unknown', reason: TIMED_OUT.has(code) ? 'timeout' : 'connection-lost' };
}
