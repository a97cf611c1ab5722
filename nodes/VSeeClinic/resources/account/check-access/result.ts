import type { Failed, Outcome } from '../../../request/outcome';

/** What came of one question that was asked. */
type AskedResult = 'not_found' | 'ok' | 'refused' | 'unknown_form' | 'unreachable';

/** What came of one question. */
export type CheckResult = AskedResult | 'not_checked';

/** What a reply tells about an open point of docs/api.md. */
export type PointVerdict = 'confirmed' | 'contradicted' | 'not_seen';

function resultOfStatus(status: number): AskedResult {
	if (status === 404) return 'not_found';
	return status >= 500 || status === 429 ? 'unreachable' : 'refused';
}

/** The result of a check whose call was not successful. */
export function resultOf(outcome: Failed): AskedResult {
	switch (outcome.kind) {
		case 'refused':
			return resultOfStatus(outcome.status);
		case 'unauthorized':
			return 'refused';
		case 'invalid-response':
			return outcome.problem === 'error-body' ? resultOfStatus(outcome.code ?? 500) : 'unknown_form';
		default:
			return outcome.kind === 'unknown' && outcome.status === 408 ? 'refused' : 'unreachable';
	}
}

/** The HTTP status of an outcome; null when no response came. */
export function statusOf(outcome: Outcome): number | null {
	switch (outcome.kind) {
		case 'unauthorized':
			return 401;
		case 'rate-limited':
			return 429;
		case 'cancelled':
		case 'never-sent':
			return null;
		default:
			return outcome.status ?? null;
	}
}

const ADVICE: Record<AskedResult, string> = {
	ok: 'Nothing to do.',
	refused: 'Check token, key and account code of the credential: they may not have the right to read this.',
	not_found: 'VSee Clinic does not have this. Check “Account Code” and “API Endpoint” of the credential.',
	unreachable: 'VSee Clinic did not answer, or is too busy. Check “API Endpoint” and the network, or try again later.',
	unknown_form:
		'VSee Clinic answered in a form that this node does not know. Please report this line: it contains no values.',
};

const ADVICE_BY_CODE: Record<string, string> = {
	BLOCKED_BY_N8N: 'This n8n blocks the host (SSRF protection): add it to N8N_SSRF_ALLOWED_HOSTNAMES.',
	PROXY_REFUSED: 'The proxy of this n8n wants a user and a password: put both into HTTPS_PROXY.',
};

/** What to do about a result, in one sentence. */
export function adviceOf(result: AskedResult, outcome?: Outcome): string {
	const special = outcome?.kind === 'never-sent' ? ADVICE_BY_CODE[outcome.code] : undefined;
	return special ?? ADVICE[result];
}
