import { randomBytes } from 'crypto';

import { plainText } from '../model/json';
import type { Call, FilePart } from './call';

/** A body and the headers that tell what it is. */
export interface EncodedBody {
	body?: string | Buffer;
	headers: Record<string, string>;
}

/** Names are quoted inside a header: anything that could end the quote or the line is escaped as browsers do. */
function quoted(name: string): string {
	return name.replace(/["\r\n\\\p{Cc}]/gu, (char) => encodeURIComponent(char));
}

function multipart({ fields, fileName, mimeType, bytes }: FilePart): EncodedBody {
	const boundary = `----vsee-${randomBytes(16).toString('hex')}`;
	const type = /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType : 'application/octet-stream';
	const parts = Object.entries(fields).map(
		([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
	);
	const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(fileName)}"\r\nContent-Type: ${type}\r\n\r\n`;
	return {
		body: Buffer.concat([Buffer.from(parts.join('') + head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
		headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
	};
}

/**
 * The one place that decides how a body is encoded (docs/api.md#request-encoding): JSON everywhere, multipart for
 * files. Encoded here, not by n8n, which drops an empty object together with its content type.
 */
export function encodeBody({ body, file }: Call): EncodedBody {
	if (file) return multipart(file);
	if (!body) return { headers: {} };
	return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function queryText(value: unknown): string {
	if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) return value.map(plainText).join(',');
	return typeof value === 'object' ? JSON.stringify(value) : plainText(value);
}

/**
 * Query of a call (docs/api.md#request-encoding): arrays joined by commas, objects and lists of them as JSON, nothing
 * for null and undefined.
 */
export function encodeQuery(query: Call['query']): string {
	const pairs = new URLSearchParams();
	for (const [name, value] of Object.entries(query ?? {})) {
		if (value === undefined || value === null) continue;
		pairs.append(name, queryText(value));
	}
	const text = pairs.toString();
	return text === '' ? '' : `?${text}`;
}
