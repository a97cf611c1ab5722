import { redact, showInFull } from '../errors/redact';
import { sensitiveStrings } from '../errors/sensitive-strings';
import { Vocabulary } from '../errors/vocabulary';
import { isRecord, numberOf } from '../model/json';
import type { Call } from './call';
import type { Outcome, QuotedWords } from './outcome';

/** An answer as bytes, before anyone has looked at what it says. */
export interface RawAnswer {
	status: number;
	headers: Record<string, string>;
	bytes: Uint8Array;
}

const UNKNOWN_STATUSES = new Set([408, 500, 502, 503, 504]);

function header(answer: RawAnswer, name: string): string {
	return answer.headers[name] ?? '';
}

function contentType(answer: RawAnswer): string {
	return header(answer, 'content-type').toLowerCase();
}

function startsWith(bytes: Uint8Array, text: string): boolean {
	return new TextDecoder('latin1').decode(bytes.subarray(0, 64)).trimStart().toLowerCase().startsWith(text);
}

type Parsed = { kind: 'json'; value: unknown } | { kind: 'deep' | 'empty' | 'html' | 'other' };

/** No record of the clinic is nested deeper; n8n cannot store what is nested ten thousand levels deep. */
const MAX_DEPTH = 100;

function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((entry) => isDeeperThan(entry, levels - 1));
}

function parse(answer: RawAnswer): Parsed {
	// Invalid UTF-8 must not pass silently as changed names: fatal.
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes);
		if (text.trim() === '') return { kind: 'empty' };
		const value: unknown = JSON.parse(text);
		return isDeeperThan(value, MAX_DEPTH) ? { kind: 'deep' } : { kind: 'json', value };
	} catch {
		const html = contentType(answer).includes('html') || startsWith(answer.bytes, '<');
		return { kind: html ? 'html' : 'other' };
	}
}

/** The `code` of an error body (contract 1.4): a number, or digits, beside a `message`. */
function errorCode(value: unknown): number | undefined {
	if (!isRecord(value)) return undefined;
	const { code } = value;
	const numeric = typeof code === 'number' || (typeof code === 'string' && /^\d+$/.test(code));
	return numeric && Number(code) !== 200 ? Number(code) : undefined;
}

/** `data` of the envelope; a body without one (contract 4: "or at the top") is its own data. */
function unwrap(value: unknown): unknown {
	return isRecord(value) && 'data' in value ? value.data : value;
}

/** How many records a list has in all; null when the clinic does not say (contract 1.5: two names). */
export function totalOf(reply: unknown): number | null {
	return isRecord(reply) ? (numberOf(reply.total_count) ?? numberOf(reply.total)) : null;
}

function isJsonType(answer: RawAnswer): boolean {
	return contentType(answer).includes('json');
}

function interpretSuccess(call: Call, answer: RawAnswer, parsed: Parsed, quoted: QuotedWords): Outcome {
	const { status, headers, bytes } = answer;
	// A body that begins like a PDF is one, whatever its type says (contract 3.6).
	if (call.answer === 'bytes' && startsWith(bytes, '%pdf-'))
		return { kind: 'done', data: undefined, reply: undefined, bytes, headers };
	// What lies at a link is a file, also when it looks like XML or JSON; a web page or an error in its place is none.
	const isFile = call.link !== undefined && bytes.length > 0 && !contentType(answer).includes('html');
	if (isFile && !(parsed.kind === 'json' && errorCode(parsed.value) !== undefined))
		return { kind: 'done', data: undefined, reply: undefined, bytes, headers };
	if (parsed.kind === 'html') return { kind: 'invalid-response', problem: 'html', status };
	if (parsed.kind === 'deep') return { kind: 'invalid-response', problem: 'shape', status };
	if (call.answer === 'bytes' && parsed.kind !== 'json') {
		const pdf = contentType(answer).includes('application/pdf');
		if (parsed.kind === 'other' && isJsonType(answer)) return { kind: 'unknown', reason: 'broken-answer', status };
		if (bytes.length === 0) return { kind: 'unknown', reason: 'broken-answer', status };
		if (!pdf && !call.accepts?.(bytes)) return { kind: 'invalid-response', problem: 'shape', status };
		return { kind: 'done', data: undefined, reply: undefined, bytes, headers };
	}
	if (parsed.kind === 'other') {
		// A JSON type whose body does not parse was cut off on its way; anything else was never JSON.
		return isJsonType(answer) || contentType(answer) === ''
			? { kind: 'unknown', reason: 'broken-answer', status }
			: { kind: 'invalid-response', problem: 'not-json', status };
	}
	const reply = parsed.kind === 'json' ? parsed.value : undefined;
	const code = errorCode(reply);
	if (code !== undefined) return { kind: 'invalid-response', problem: 'error-body', status, code, ...quoted };
	const data = unwrap(reply);
	if (call.accepts && !call.accepts(data)) {
		return parsed.kind === 'empty'
			? { kind: 'unknown', reason: 'broken-answer', status }
			: { kind: 'invalid-response', problem: 'shape', status };
	}
	return { kind: 'done', data, reply, headers };
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
 * Reads an answer: what it says happened. Follows contract 1.4: the HTTP status first, then the body's `code`.
 * @param secrets strings that may not appear in the words kept from the answer
 * @param isFull whether these words are wanted whole: they may then name a patient
 */
export async function interpret(call: Call, answer: RawAnswer, secrets: string[], isFull = false): Promise<Outcome> {
	const { status } = answer;
	const parsed = parse(answer);
	const code = parsed.kind === 'json' ? errorCode(parsed.value) : undefined;
	const isGood = status >= 200 && status < 300;
	const quoted = isGood && code === undefined ? {} : await quote(call, parsed, secrets, isFull);
	if (isGood) return interpretSuccess(call, answer, parsed, quoted);
	if (status >= 300 && status < 400) return { kind: 'invalid-response', problem: 'redirect', status };
	if (status === 401) return { kind: 'unauthorized', ...quoted };
	if (status === 429)
		return { kind: 'rate-limited', retryAfter: header(answer, 'retry-after') || undefined, ...quoted };
	if (UNKNOWN_STATUSES.has(status) || status >= 500)
		return { kind: 'unknown', reason: 'server-error', status, ...quoted };
	return { kind: 'refused', status, code, ...quoted };
}
