import { ClinicError, type ErrorText } from '../errors/clinic-error';
import type { Effect } from './call';
import { BLOCKED_BY_N8N, faultWords, PROXY_REFUSED } from './connection-fault';
import { linkText } from './link-text';
import type { Failed, InvalidResponse, Outcome, UnknownReason } from './outcome';
import { MAX_WAIT_MS, readRetryAfter } from './retry';

const UNKNOWN_TEXTS: Record<UnknownReason, string> = {
	'broken-answer': 'The answer of VSee Clinic broke off before its end',
	'connection-lost': 'The connection to VSee Clinic was lost before an answer came',
	'server-error': 'VSee Clinic could not process the request',
	timeout: 'VSee Clinic did not answer in time',
};

const CHECK_ENDPOINT = 'Check the field “API Endpoint” of the VSee Clinic credential; it usually ends in /api_v3.';

const INVALID_RESPONSE_TEXTS: Record<Exclude<InvalidResponse, 'error-body'>, ErrorText> = {
	html: { message: 'The API endpoint answered with a web page instead of data', advice: CHECK_ENDPOINT },
	'not-json': {
		message: 'The API endpoint answered with something that is not the data of VSee Clinic',
		advice: CHECK_ENDPOINT,
	},
	redirect: {
		message: 'The API endpoint redirects to another address, which is not followed',
		advice: CHECK_ENDPOINT,
	},
	shape: { message: 'VSee Clinic answered in a form that this node does not know', advice: CHECK_ENDPOINT },
	'too-large': {
		message: 'The answer of VSee Clinic is too large to be read: it has more than 64 MB',
		advice: 'Ask for less at once: set Start Time and End Time closer together, select a room, or lower the limit.',
	},
};

const UNKNOWN_ADVICE: Record<Effect, string> = {
	read: 'Nothing was changed. Try again later; if it takes long, raise “Timeout” under Options.',
	replace: 'The change may or may not have been made. Read the record to see; sending the same change again is safe.',
	create: 'It may or may not have been made. Look for it in VSee Clinic before you send it again.',
};

const CHANGED_BEFORE =
	'An earlier try of this change, whose answer was lost, may have been carried out. Read the record to see before you change it again.';

const REFUSED_ADVICE: Record<number, string> = {
	403: 'The token of the credential does not have the right to do this, or the account code is another clinic’s. Check the VSee Clinic credential.',
	404: 'Check the IDs and codes of this item: VSee Clinic does not have what they name.',
	409: 'The clinic’s data does not allow this now; it may have changed meanwhile. Read the record again and decide what to do.',
};

function refusedMessage(status: number, words: string | undefined): string {
	return words ? `VSee Clinic refused this: ${words}` : `VSee Clinic refused this with status ${status}`;
}

function refusedText({ status, words, advice }: Outcome & { kind: 'refused' }): ErrorText {
	return {
		message: refusedMessage(status, words),
		advice: advice ?? REFUSED_ADVICE[status] ?? 'Check the values of this item. Nothing was changed in VSee Clinic.',
	};
}

function unauthorizedText(words: string | undefined): ErrorText {
	return {
		message: `VSee Clinic does not accept the token or key${words ? `: ${words}` : ''}`,
		advice:
			'It may have expired or been removed. Put a valid one into the field “API Token” (or “API Key” and “API Secret”) of the VSee Clinic credential, or into “User Token” under Options.',
		failure: { cause: 'credential-invalid' },
	};
}

/** The pause that the clinic asks for, for n8n and for people. */
function pauseOf(retryAfter: string | undefined): { retryAfterMs?: number; advice?: string } {
	const retryAfterMs = readRetryAfter(retryAfter, Date.now());
	if (retryAfterMs === undefined) return {};
	if (retryAfterMs <= MAX_WAIT_MS) return { retryAfterMs };
	const seconds = Math.ceil(retryAfterMs / 1000);
	return { retryAfterMs, advice: `It asks for a pause of ${seconds} seconds, longer than this node waits.` };
}

function rateLimitedText(retryAfter: string | undefined): ErrorText {
	const { advice, ...pause } = pauseOf(retryAfter);
	return {
		message: 'VSee Clinic is receiving too many requests',
		advice: advice
			? `${advice} Nothing was changed; run this item again after that.`
			: 'It was still busy after every retry. Run fewer items at once, or try again later. Nothing was changed by this request.',
		failure: { cause: 'rate-limited', ...pause },
	};
}

function unknownText({ reason, status, words, retryAfter }: Outcome & { kind: 'unknown' }, effect: Effect): ErrorText {
	const { advice, ...pause } = pauseOf(retryAfter);
	const code = reason === 'server-error' && status !== undefined ? ` (status ${status})` : '';
	const isUnavailable = status === 502 || status === 503 || status === 504;
	return {
		message: `${UNKNOWN_TEXTS[reason]}${code}${words ? `: ${words}` : ''}`,
		advice: advice ? `${advice} ${UNKNOWN_ADVICE[effect]}` : UNKNOWN_ADVICE[effect],
		...(isUnavailable ? { failure: { cause: 'temporarily-unavailable', ...pause } } : {}),
	};
}

/** An error body in a response with a good status (docs/api.md#envelope-and-errors). */
function errorBodyText({ code = 0, words, advice }: Outcome & { kind: 'invalid-response' }): ErrorText {
	if (code === 401) return unauthorizedText(words);
	const isRefusal = code >= 400 && code < 500;
	return {
		message: isRefusal ? refusedMessage(code, words) : `VSee Clinic answered with an error${words ? `: ${words}` : ''}`,
		advice: advice ?? REFUSED_ADVICE[code] ?? 'Check the values of this item.',
	};
}

/** What to do about a request that never left, for the parts of the node that name the host themselves. */
function neverSentText(code: string): ErrorText {
	if (code === BLOCKED_BY_N8N) {
		return {
			message: 'This n8n does not allow requests to the host of VSee Clinic (SSRF protection)',
			advice: 'Nothing was sent. Ask the administrator of this n8n to add the host to N8N_SSRF_ALLOWED_HOSTNAMES.',
		};
	}
	if (code === PROXY_REFUSED) {
		return {
			message: 'The proxy of this n8n refused the request: it wants a user and a password (status 407)',
			advice: 'Nothing was sent to VSee Clinic. Ask the administrator of this n8n to put both into HTTPS_PROXY.',
		};
	}
	return {
		message:
			code === 'ENOTFOUND'
				? 'The host of VSee Clinic was not found'
				: `VSee Clinic could not be reached (${faultWords(code)})`,
		advice: `Nothing was sent. ${CHECK_ENDPOINT} If it is right, check the network of this n8n.`,
	};
}

function cancelledText(effect: Effect): ErrorText {
	const advice =
		effect === 'create'
			? 'Nothing more was sent. What was under way may have been made: look in VSee Clinic before you run this again.'
			: 'Nothing more was sent.';
	// Spelled so: n8n knows a canceled execution by this word, and takes any other for a failed one.
	return { message: 'The execution was canceled', advice };
}

function describeOutcome(outcome: Failed, effect: Effect): ErrorText {
	switch (outcome.kind) {
		case 'refused':
			return refusedText(outcome);
		case 'unauthorized':
			return unauthorizedText(outcome.words);
		case 'rate-limited':
			return rateLimitedText(outcome.retryAfter);
		case 'never-sent':
			return neverSentText(outcome.code);
		case 'unknown':
			return unknownText(outcome, effect);
		case 'invalid-response':
			return outcome.problem === 'error-body' ? errorBodyText(outcome) : INVALID_RESPONSE_TEXTS[outcome.problem];
		default:
			return cancelledText(effect);
	}
}

/** Whether an earlier try of the same change, whose reply was lost, may have been carried out. */
function mayBeChanged(outcome: Failed): boolean {
	return 'afterLost' in outcome && outcome.afterLost === true;
}

function statusOf(outcome: Outcome): number | undefined {
	if (outcome.kind === 'unauthorized') return 401;
	if (outcome.kind === 'rate-limited') return 429;
	return 'status' in outcome ? outcome.status : undefined;
}

/**
 * Turns an outcome that is not `done` into an error that says what happened and what to do.
 * @param target `link`: the request went to the link of a file, not to the API
 */
export function toClinicError(outcome: Failed, effect: Effect, target: 'api' | 'link' = 'api'): ClinicError {
	const isLink = target === 'link' && outcome.kind !== 'cancelled';
	const { message, advice, failure } = isLink ? linkText(outcome) : describeOutcome(outcome, effect);
	return new ClinicError(message, mayBeChanged(outcome) ? CHANGED_BEFORE : advice, {
		httpCode: statusOf(outcome)?.toString(),
		failure,
		cancelled: outcome.kind === 'cancelled',
		isShortened: 'isShortened' in outcome && outcome.isShortened,
		mayBeChanged: mayBeChanged(outcome),
		isTooLarge: outcome.kind === 'invalid-response' && outcome.problem === 'too-large',
	});
}
