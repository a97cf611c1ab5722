import { redact } from '../errors/redact';
import { sensitiveStrings } from '../errors/sensitive-strings';
import { isRecord } from '../model/json';
import type { Call } from './call';
import type { Outcome } from './outcome';

/** An answer as bytes, before anyone has looked at what it says. */
export interface RawAnswer {
	status: number;
	headers: Record<string, string>;
	bytes: Uint8Array;
}

const DOUBTFUL = new Set([408, 500, 502, 503, 504]);

function header(answer: RawAnswer, name: string): string {
	return answer.headers[name] ?? '';
}

function contentType(answer: RawAnswer): string {
	return header(answer, 'content-type').toLowerCase();
}

function startsWith(bytes: Uint8Array, text: string): boolean {
	return new TextDecoder('latin1').decode(bytes.subarray(0, 64)).trimStart().toLowerCase().startsWith(text);
}

type Parsed = { form: 'json'; value: unknown } | { form: 'deep' | 'empty' | 'html' | 'other' };

/** No record of the clinic is nested deeper; n8n cannot store what is nested ten thousand levels deep. */
const DEEPEST = 100;

function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((entry) => isDeeper(entry, levels - 1));
}

function parse(answer: RawAnswer): Parsed {
	// Invalid UTF-8 must not pass silently as changed names: fatal.
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes);
		if (text.trim() === '') return { form: 'empty' };
		const value: unknown = JSON.parse(text);
		return isDeeper(value, DEEPEST) ? { form: 'deep' } : { form: 'json', value };
	} catch {
		const html = contentType(answer).includes('html') || startsWith(answer.bytes, '<');
		return { form: html ? 'html' : 'other' };
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

function isJsonType(answer: RawAnswer): boolean {
	return contentType(answer).includes('json');
}

function good(call: Call, answer: RawAnswer, parsed: Parsed, words: string | undefined): Outcome {
	const { status, headers, bytes } = answer;
	// A body that begins like a PDF is one, whatever its type says (contract 3.6).
	if (call.answer === 'bytes' && startsWith(bytes, '%pdf-'))
		return { kind: 'done', data: undefined, reply: undefined, bytes, headers };
	// What lies at a link is a file, also when it looks like XML or JSON; a web page or an error in its place is none.
	const isFile = call.link !== undefined && bytes.length > 0 && !contentType(answer).includes('html');
	if (isFile && !(parsed.form === 'json' && errorCode(parsed.value) !== undefined))
		return { kind: 'done', data: undefined, reply: undefined, bytes, headers };
	if (parsed.form === 'html') return { kind: 'misread', misread: 'html', status };
	if (parsed.form === 'deep') return { kind: 'misread', misread: 'shape', status };
	if (call.answer === 'bytes' && parsed.form !== 'json') {
		const pdf = contentType(answer).includes('application/pdf');
		if (parsed.form === 'other' && isJsonType(answer)) return { kind: 'unknown', doubt: 'broken-answer', status };
		if (bytes.length === 0) return { kind: 'unknown', doubt: 'broken-answer', status };
		if (!pdf && !call.accepts?.(bytes)) return { kind: 'misread', misread: 'shape', status };
		return { kind: 'done', data: undefined, reply: undefined, bytes, headers };
	}
	if (parsed.form === 'other') {
		// A JSON type whose body does not parse was cut off on its way; anything else was never JSON.
		return isJsonType(answer) || contentType(answer) === ''
			? { kind: 'unknown', doubt: 'broken-answer', status }
			: { kind: 'misread', misread: 'not-json', status };
	}
	const reply = parsed.form === 'json' ? parsed.value : undefined;
	const code = errorCode(reply);
	if (code !== undefined) return { kind: 'misread', misread: 'error-body', status, code, words };
	const data = unwrap(reply);
	if (call.accepts && !call.accepts(data)) {
		return parsed.form === 'empty'
			? { kind: 'unknown', doubt: 'broken-answer', status }
			: { kind: 'misread', misread: 'shape', status };
	}
	return { kind: 'done', data, reply, headers };
}

/**
 * Reads an answer: what it says happened. Follows contract 1.4: the HTTP status first, then the body's `code`.
 * @param secrets strings that may not appear in the words kept from the answer
 */
export function interpret(call: Call, answer: RawAnswer, secrets: string[]): Outcome {
	const { status } = answer;
	const parsed = parse(answer);
	const message = parsed.form === 'json' && isRecord(parsed.value) ? parsed.value.message : undefined;
	const { codes, hidden } = sensitiveStrings(call);
	const words = redact(message, { codes, hidden: [...secrets, ...hidden] });
	if (status >= 200 && status < 300) return good(call, answer, parsed, words);
	if (status >= 300 && status < 400) return { kind: 'misread', misread: 'redirect', status };
	if (status === 401) return { kind: 'unauthorized', words };
	if (status === 429) return { kind: 'throttled', retryAfter: header(answer, 'retry-after') || undefined, words };
	if (DOUBTFUL.has(status) || status >= 500) return { kind: 'unknown', doubt: 'server-error', status, words };
	return { kind: 'refused', status, code: parsed.form === 'json' ? errorCode(parsed.value) : undefined, words };
}
