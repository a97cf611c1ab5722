import type { ErrorText } from '../errors/clinic-error';
import { BLOCKED_BY_N8N, faultWords, PROXY_REFUSED, UNSAFE_LINK } from './connection-fault';
import type { InvalidResponse, Outcome } from './outcome';

const RUN_AGAIN = 'It may have expired: run this item again, which asks VSee Clinic for a new link.';

const INVALID_LINK: Record<InvalidResponse, ErrorText> = {
	'error-body': { message: 'The link of this file gave no file', advice: RUN_AGAIN },
	html: { message: 'The link of this file leads to a web page instead of a file', advice: RUN_AGAIN },
	'not-json': { message: 'The link of this file gave no file', advice: RUN_AGAIN },
	redirect: { message: 'The link of this file redirects without end, or to nowhere', advice: RUN_AGAIN },
	shape: { message: 'The link of this file gave no file', advice: RUN_AGAIN },
	'too-large': {
		message: 'This file is too large to be read: it has more than 128 MB',
		advice: 'Get its link with File: Get, and fetch it with a tool for large files.',
	},
};

function neverSentText(code: string): ErrorText {
	switch (code) {
		case UNSAFE_LINK:
			return {
				message: 'VSee Clinic gave a link to this file that is not safe to follow',
				advice:
					'It leads to an address that does not begin with https://, which was not opened. Ask VSee about this file.',
			};
		case BLOCKED_BY_N8N:
			return {
				message: 'This n8n does not allow requests to the host of this file (SSRF protection)',
				advice: 'Ask the administrator of this n8n to add the host of the file’s link to N8N_SSRF_ALLOWED_HOSTNAMES.',
			};
		case PROXY_REFUSED:
			return {
				message: 'The proxy of this n8n refused to fetch this file: it wants a user and a password (status 407)',
				advice: 'Ask the administrator of this n8n to put both into HTTPS_PROXY.',
			};
		default:
			return {
				message: `The host of this file’s link could not be reached (${faultWords(code)})`,
				advice: 'Check the network of this n8n: files may lie on another host than the API.',
			};
	}
}

/** What an error says about the link of a file. The words of that host are not quoted: it need not be the clinic's. */
export function linkText(outcome: Exclude<Outcome, { kind: 'cancelled' | 'done' }>): ErrorText {
	switch (outcome.kind) {
		case 'never-sent':
			return neverSentText(outcome.code);
		case 'refused':
			return { message: `The link of this file was refused with status ${outcome.status}`, advice: RUN_AGAIN };
		case 'unauthorized':
			return { message: 'The link of this file was refused with status 401', advice: RUN_AGAIN };
		case 'rate-limited':
			return { message: 'The host of this file receives too many requests', advice: 'Run this item again later.' };
		case 'invalid-response':
			return INVALID_LINK[outcome.problem];
		default:
			return {
				message: 'This file could not be fetched from its link: no whole file came',
				advice: 'Try again later; if the file is large, raise “Timeout” under Options.',
			};
	}
}
