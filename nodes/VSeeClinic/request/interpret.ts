import { redact, showInFull } from '../errors/redact';
import { sensitiveStrings } from '../errors/sensitive-strings';
import { Vocabulary } from '../errors/vocabulary';
import { isRecord, numberOf } from '../model/json';
import type { Call } from './call';
import { PROXY_REFUSED } from './connection-fault';
import { done, type Outcome, type QuotedWords } from './outcome';

/** A response as bytes, not yet interpreted. */
export interface RawResponse {
	status: number;
	headers: Record<string, string>;
	bytes: Uint8Array;
}

function header(response: RawResponse, name: string): string {
	return response.headers[name] ?? '';
}

function contentType(response: RawResponse): string {
	return header(response, 'content-type').toLowerCase();
}

function startsWith(bytes: Uint8Array, text: string): boolean {
	return new TextDecoder('latin1').decode(bytes.subarray(0, 64)).trimStart().toLowerCase().startsWith(text);
}

type Parsed = { kind: 'json'; value: unknown } | { kind: 'deep' | 'empty' | 'html' | 'other' };

/** No record of the clinic is nested deeper; n8n cannot store what is nested ten thousand levels deep. */
const MAX_DEPTH = 100;

/**
 * Whether a value is nested deeper than so many levels. Thousands of visits pass here: `for … in` makes no list of the keys of each.
 */
function isDeeperThan(value: unknown, levels: number): boolean {
	if (Array.isArray(value)) return levels === 0 || value.some((entry) => isDeeperThan(entry, levels - 1));
	if (!isRecord(value)) return false;
	if (levels === 0) return true;
	for (const key in value) {
		const entry = value[key];
		if (typeof entry === 'object' && isDeeperThan(entry, levels - 1)) return true;
	}
	return false;
}

function parse(response: RawResponse): Parsed {
	// Invalid UTF-8 must not pass silently as changed names: fatal.
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(response.bytes);
		if (text.trim() === '') return { kind: 'empty' };
		const value: unknown = JSON.parse(text);
		return isDeeperThan(value, MAX_DEPTH) ? { kind: 'deep' } : { kind: 'json', value };
	} catch {
		const html = contentType(response).includes('html') || startsWith(response.bytes, '<');
		return { kind: html ? 'html' : 'other' };
	}
}

/** The `code` of an error body (docs/api.md#envelope-and-errors): a number or digits, except 200. */
function errorCode(value: unknown): number | undefined {
	if (!isRecord(value)) return undefined;
	const { code } = value;
	const numeric = typeof code === 'number' || (typeof code === 'string' && /^\d+$/.test(code));
	return numeric && Number(code) !== 200 ? Number(code) : undefined;
}

/** `data` of the envelope; a body without one (docs/api.md#slot-shapes: "or at the top") is its own data. */
function unwrap(value: unknown): unknown {
	return isRecord(value) && 'data' in value ? value.data : value;
}

/** Whether `data` beside an error code holds anything that may have been made. */
function holdsData(data: unknown): boolean {
	if (typeof data === 'object' && data !== null) return Object.keys(data).length > 0;
	return data !== undefined && data !== null;
}

/** How many records a list has in all; null when the clinic does not say (docs/api.md#paging: two names). */
export function totalOf(reply: unknown): number | null {
	return isRecord(reply) ? (numberOf(reply.total_count) ?? numberOf(reply.total)) : null;
}

function isJsonType(response: RawResponse): boolean {
	return contentType(response).includes('json');
}

/** What a file link returns is a file, even XML or JSON, unless it is a web page or an error body. */
function isLinkedFile({ link }: Call, response: RawResponse, parsed: Parsed): boolean {
	if (link === undefined || response.bytes.length === 0 || contentType(response).includes('html')) return false;
	return parsed.kind !== 'json' || errorCode(parsed.value) === undefined;
}

/**
 * A file, when bytes are wanted and bytes came (docs/api.md#reading-a-visit): decided by what they are, whatever their
 * type says.
 */
function interpretFile(call: Call, response: RawResponse, parsed: Parsed): Outcome | undefined {
	const { status, headers, bytes } = response;
	const file = done(undefined, { status, bytes, headers });
	if (startsWith(bytes, '%pdf-') || isLinkedFile(call, response, parsed)) return file;
	if (parsed.kind === 'json' || parsed.kind === 'html' || parsed.kind === 'deep') return undefined;
	const isCutOff = bytes.length === 0 || (parsed.kind === 'other' && isJsonType(response));
	if (isCutOff) return { kind: 'unknown', reason: 'broken-answer', status };
	const isFile = contentType(response).includes('application/pdf') || call.accepts?.(bytes);
	return isFile ? file : { kind: 'invalid-response', problem: 'shape', status };
}

function interpretJson(call: Call, response: RawResponse, parsed: Parsed, quoted: QuotedWords): Outcome {
	const { status, headers } = response;
	const reply = parsed.kind === 'json' ? parsed.value : undefined;
	const code = errorCode(reply);
	if (code !== undefined) {
		const isRefusal = code >= 400 && code < 500 && !(isRecord(reply) && holdsData(reply.data));
		const refusal = isRefusal ? { isRefusal, advice: adviceOf(call, code) } : {};
		return { kind: 'invalid-response', problem: 'error-body', status, code, ...refusal, ...quoted };
	}
	const data = unwrap(reply);
	if (!call.accepts || call.accepts(data)) return done(data, { status, reply, headers });
	return parsed.kind === 'empty'
		? { kind: 'unknown', reason: 'broken-answer', status }
		: { kind: 'invalid-response', problem: 'shape', status };
}

function interpretSuccess(call: Call, response: RawResponse, parsed: Parsed, quoted: QuotedWords): Outcome {
	const { status } = response;
	const file = call.expects === 'bytes' ? interpretFile(call, response, parsed) : undefined;
	if (file) return file;
	switch (parsed.kind) {
		case 'html':
			return { kind: 'invalid-response', problem: 'html', status };
		case 'deep':
			return { kind: 'invalid-response', problem: 'shape', status };
		case 'other':
			// A JSON type whose body does not parse was cut off on its way; anything else was never JSON.
			return isJsonType(response) || contentType(response) === ''
				? { kind: 'unknown', reason: 'broken-answer', status }
				: { kind: 'invalid-response', problem: 'not-json', status };
		default:
			return interpretJson(call, response, parsed, quoted);
	}
}

/** The advice that a call brings along for a refusal with this status. */
function adviceOf({ advice }: Call, status: number): string | undefined {
	if (status === 409 || status === 410) return advice?.conflict;
	return status === 400 || status === 422 ? advice?.invalid : undefined;
}

function interpretFailure(call: Call, response: RawResponse, parsed: Parsed, quoted: QuotedWords): Outcome {
	const { status } = response;
	const retryAfter = header(response, 'retry-after') || undefined;
	if (status < 400)
		return {
			kind: 'invalid-response',
			problem: 'redirect',
			status,
			location: header(response, 'location') || undefined,
		};
	if (status === 401) return { kind: 'unauthorized', ...quoted };
	// A proxy between this n8n and the clinic answers so, and has passed nothing on.
	if (status === 407) return { kind: 'never-sent', code: PROXY_REFUSED, transient: false };
	if (status === 429) return { kind: 'rate-limited', retryAfter, ...quoted };
	if (status === 503) return { kind: 'unknown', reason: 'server-error', status, retryAfter, ...quoted };
	if (status === 408 || status >= 500) return { kind: 'unknown', reason: 'server-error', status, ...quoted };
	const code = parsed.kind === 'json' ? errorCode(parsed.value) : undefined;
	return { kind: 'refused', status, code, advice: adviceOf(call, status), ...quoted };
}

/** What VSee says of a refusal; `isFull` shows all but tokens and keys. */
async function quote(call: Call, parsed: Parsed, secrets: string[], isFull: boolean): Promise<QuotedWords> {
	const message = parsed.kind === 'json' && isRecord(parsed.value) ? parsed.value.message : undefined;
	if (typeof message !== 'string') return {};
	const vocabulary = await Vocabulary.load();
	const sent = sensitiveStrings(call, secrets, vocabulary);
	const { text, isShortened } = isFull ? showInFull(message, sent) : redact(message, sent, vocabulary);
	return { ...(text === undefined ? {} : { words: text }), ...(isShortened ? { isShortened } : {}) };
}

/**
 * Reads a response: what it says happened. Follows docs/api.md#envelope-and-errors: the HTTP status first, then the
 * body's `code`.
 * @param secrets strings that may not appear in the words kept from the response
 * @param isFull whether these words are wanted whole: they may then name a patient
 */
export async function interpret(
	call: Call,
	response: RawResponse,
	secrets: string[],
	isFull = false,
): Promise<Outcome> {
	const parsed = parse(response);
	const isGood = response.status >= 200 && response.status < 300;
	const isError = !isGood || (parsed.kind === 'json' && errorCode(parsed.value) !== undefined);
	const quoted = isError ? await quote(call, parsed, secrets, isFull) : {};
	return (isGood ? interpretSuccess : interpretFailure)(call, response, parsed, quoted);
}
