import type { Json } from '../json';

/** A whole answer, before any fault is applied to it. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** A JSON answer. */
export function jsonReply(body: Json, status = 200): Reply {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: Buffer.from(JSON.stringify(body)),
	};
}

/** The usual envelope `{data: …}` (docs/api.md#envelope-and-errors). */
export function dataReply(data: Json): Reply {
	return jsonReply({ data });
}

/** The error envelope `{code, message}` with the HTTP status (docs/api.md#envelope-and-errors). */
export function errorReply(status: number, message: string): Reply {
	return jsonReply({ code: status, message }, status);
}

/** Bytes of any kind, for instance a PDF. */
export function bytesReply(body: Buffer, contentType: string, headers: Record<string, string> = {}): Reply {
	return { status: 200, headers: { 'content-type': contentType, ...headers }, body };
}
