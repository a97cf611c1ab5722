import { InputError, inputError } from '../errors/input-error';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * A link that the clinic gave (docs/api.md#files), or where one redirects to: followed over HTTPS only, and over HTTP
 * on loopback when the clinic itself is there.
 * @param link absolute, or relative to `from`
 * @returns undefined when it must not be followed
 */
export function safeLink(link: string, baseUrl: string, from = baseUrl): string | undefined {
	try {
		const url = new URL(link, from);
		const isLocal = [url, new URL(baseUrl)].every(
			({ protocol, hostname }) => protocol === 'http:' && LOOPBACK.test(hostname),
		);
		return url.protocol === 'https:' || isLocal ? url.href : undefined;
	} catch {
		return undefined;
	}
}

/**
 * The base URL of the credential, ready to be joined with a path: trailing slashes dropped (docs/api.md#base-urls).
 * @throws InputError when it is no URL, or would send the clinic's keys over plain HTTP to another machine
 */
export function endpoint(baseUrl: unknown): string {
	const hint =
		'Open the VSee Clinic credential and check the field “API Endpoint”. VSee tells each clinic its own, such as https://api.vsee.me/api_v3.';
	const text = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		throw inputError('The API endpoint', 'of the credential is not a web address', hint);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
		throw new InputError('The API endpoint', 'of the credential must begin with https://', hint);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new InputError(
			'The API endpoint',
			'of the credential must be a plain address without a name, “?” or “#”',
			hint,
		);
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
