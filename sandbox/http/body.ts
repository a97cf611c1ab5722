import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import busboy from 'busboy';

import { ApiError } from '../api-error';
import { isJsonObject, type JsonObject, parseJson } from '../json';

/** A file part of a multipart body. */
export interface UploadedFile {
	field: string;
	name: string;
	contentType: string;
	bytes: Buffer;
}

/** A body that was understood. */
export interface ParsedBody {
	values: JsonObject;
	files: UploadedFile[];
}

const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Reads all bytes of a request. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request) {
		const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
		size += bytes.length;
		if (size > MAX_BODY_BYTES) throw new ApiError(413, 'The body is too large');
		parts.push(bytes);
	}
	return Buffer.concat(parts);
}

/** Understands JSON, urlencoded and multipart bodies (docs/api.md#request-encoding); anything else: 400. */
export async function parseBody(bytes: Buffer, contentType: string): Promise<ParsedBody> {
	if (bytes.length === 0) return { values: {}, files: [] };
	if (contentType.startsWith('multipart/form-data')) return await parseMultipart(bytes, contentType);
	if (contentType.startsWith('application/x-www-form-urlencoded')) {
		return { values: objectFromPairs(new URLSearchParams(bytes.toString('utf8'))), files: [] };
	}
	return { values: parseObject(bytes), files: [] };
}

/** Pairs as an object; a name that comes twice, or ends in `[]`, becomes an array. */
export function objectFromPairs(pairs: Iterable<[string, string]>): JsonObject {
	const values: JsonObject = {};
	for (const [given, value] of pairs) {
		const name = given.replace(/\[\d*\]$/, '');
		const before = values[name];
		if (before === undefined) values[name] = name === given ? value : [value];
		else values[name] = Array.isArray(before) ? [...before, value] : [before, value];
	}
	return values;
}

function parseObject(bytes: Buffer): JsonObject {
	let value: unknown;
	try {
		value = parseJson(bytes.toString('utf8'));
	} catch {
		throw new ApiError(400, 'The body is not valid JSON');
	}
	if (!isJsonObject(value)) throw new ApiError(400, 'The body must be a JSON object');
	return value;
}

function parseMultipart(bytes: Buffer, contentType: string): Promise<ParsedBody> {
	return new Promise((resolve, reject) => {
		const broken = () => reject(new ApiError(400, 'The multipart body is broken'));
		try {
			const pairs: Array<[string, string]> = [];
			const files: UploadedFile[] = [];
			// Names of files come as UTF-8, as browsers send them.
			const parser = busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8' });
			parser.on('field', (name, value) => pairs.push([name, value]));
			parser.on('file', (field, stream, info) => {
				const parts: Buffer[] = [];
				stream.on('data', (part: Buffer) => parts.push(part));
				stream.on('error', broken);
				stream.on('end', () =>
					files.push({ field, name: info.filename ?? 'file', contentType: info.mimeType, bytes: Buffer.concat(parts) }),
				);
			});
			parser.on('error', broken);
			parser.on('close', () => resolve({ values: objectFromPairs(pairs), files }));
			Readable.from([bytes]).pipe(parser);
		} catch {
			broken();
		}
	});
}
