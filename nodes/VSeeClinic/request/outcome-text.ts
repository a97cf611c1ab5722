import { ClinicError } from '../errors/clinic-error';
import type { Effect } from './call';
import type { InvalidResponse, Outcome, UnknownReason } from './outcome';
import { MAX_WAIT_MS, readRetryAfter } from './retry';

interface ErrorText {
	message: string;
	advice: string;
	httpCode?: number;
	failure?: ClinicError['details']['failure'];
}

const INVALID_RESPONSE_TEXTS: Record<InvalidResponse, string> = {
	'error-body': 'VSee Clinic answered with an error',
	html: 'The API endpoint answered with a web page instead of data',
	'not-json': 'The API endpoint answered with something that is not the data of VSee Clinic',
	redirect: 'The API endpoint sent the request on to another address, which is not followed',
	shape: 'VSee Clinic answered in a form that this node does not know',
	'too-large': 'The answer of VSee Clinic is too large to be read',
};

const UNKNOWN_TEXTS: Record<UnknownReason, string> = {
	'broken-answer': 'The answer of VSee Clinic broke off before its end',
	'connection-lost': 'The connection to VSee Clinic was lost before an answer came',
	'server-error': 'VSee Clinic could not process the request',
	timeout: 'VSee Clinic did not answer in time',
};

const CHECK_ENDPOINT = 'Check the field “API Endpoint” of the VSee Clinic credential; it usually ends in /api_v3.';

function refusedText(status: number, words: string | undefined): ErrorText {
	const advice: Record<number, string> = {
		403: 'The token of the credential does not have the right to do this, or the account code is another clinic’s. Check the VSee Clinic credential.',
		404: 'Check the IDs and codes of this item: VSee Clinic does not have what they name.',
		409: 'The clinic’s data does not allow this now. Read the record again and decide what to do.',
	};
	return {
		message: words ? `VSee Clinic refused this: ${words}` : `VSee Clinic refused this with status ${status}`,
		advice: advice[status] ?? 'Check the values of this item. Nothing was changed in VSee Clinic.',
		httpCode: status,
	};
}

function rateLimitedText(retryAfter: string | undefined): ErrorText {
	const retryAfterMs = readRetryAfter(retryAfter, Date.now());
	const long = (retryAfterMs ?? 0) > MAX_WAIT_MS;
	return {
		message: 'VSee Clinic is receiving too many requests',
		advice: long
			? `It asks for a pause of ${Math.ceil((retryAfterMs ?? 0) / 1000)} seconds, longer than this node waits. Nothing was changed; run this item again after that.`
			: 'It went on saying so after every retry. Run fewer items at once, or again later. Nothing was changed by this request.',
		httpCode: 429,
		failure: { cause: 'rate-limited', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
	};
}

function unknownText(outcome: Outcome & { kind: 'unknown' }, effect: Effect): ErrorText {
	const { reason, status, words } = outcome;
	const advice: Record<Effect, string> = {
		read: 'Nothing was changed. Try again later; if it takes long, raise “Timeout” under Options.',
		replace: 'The change may or may not have been made. Read the record to see; sending the same change again is safe.',
		create: 'It may or may not have been made. Look for it in VSee Clinic before you send it again.',
	};
	const gone = status === 502 || status === 503 || status === 504;
	return {
		message: `${UNKNOWN_TEXTS[reason]}${reason === 'server-error' && status !== undefined ? ` (status ${status})` : ''}${words ? `: ${words}` : ''}`,
		advice: advice[effect],
		httpCode: status,
		...(gone ? { failure: { cause: 'temporarily-unavailable' } } : {}),
	};
}

function neverSentText(code: string): ErrorText {
	if (code === 'UNSAFE_LINK') {
		return {
			message: 'VSee Clinic gave a link to this file that is not safe to follow',
			advice: 'It does not begin with https://. Nothing was requested from it; ask VSee about this file.',
		};
	}
	const host = code === 'ENOTFOUND' || code.startsWith('EAI');
	return {
		message: host ? 'The host of VSee Clinic was not found' : 'VSee Clinic could not be reached',
		advice: `Nothing was sent. ${CHECK_ENDPOINT} If it is right, check the network of this n8n. (Reason: ${code.toLowerCase()})`,
	};
}

function describeOutcome(outcome: Exclude<Outcome, { kind: 'done' }>, effect: Effect): ErrorText {
	switch (outcome.kind) {
		case 'refused':
			return refusedText(outcome.status, outcome.words);
		case 'unauthorized':
			return {
				message: `VSee Clinic does not accept the token or key${outcome.words ? `: ${outcome.words}` : ''}`,
				advice:
					'It may have expired or been removed. Put a valid one into the field “API Token” (or “API Key” and “API Secret”) of the VSee Clinic credential, or into “User Token” under Options.',
				httpCode: 401,
				failure: { cause: 'credential-invalid' },
			};
		case 'rate-limited':
			return rateLimitedText(outcome.retryAfter);
		case 'never-sent':
			return neverSentText(outcome.code);
		case 'unknown':
			return unknownText(outcome, effect);
		case 'invalid-response':
			return {
				message: `${INVALID_RESPONSE_TEXTS[outcome.problem]}${outcome.words ? `: ${outcome.words}` : ''}`,
				advice: outcome.problem === 'error-body' ? 'Check the values of this item.' : CHECK_ENDPOINT,
				httpCode: outcome.status,
			};
		default:
			// Spelled so: n8n knows a canceled execution by this word, and takes any other for a failed one.
			return {
				message: 'The execution was canceled',
				advice:
					effect === 'create'
						? 'Nothing more was sent. What was under way may have been made: look in VSee Clinic before you run this again.'
						: 'Nothing more was sent.',
			};
	}
}

/** Turns an outcome that is not `done` into a failure with a sentence of what happened and one of what to do. */
export function toClinicError(outcome: Exclude<Outcome, { kind: 'done' }>, effect: Effect): ClinicError {
	const { message, advice, httpCode, failure } = describeOutcome(outcome, effect);
	const cancelled = outcome.kind === 'cancelled';
	const isShortened = 'isShortened' in outcome && outcome.isShortened;
	return new ClinicError(message, advice, { httpCode: httpCode?.toString(), failure, cancelled, isShortened });
}
