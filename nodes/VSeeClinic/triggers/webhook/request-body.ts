import type { IWebhookFunctions } from 'n8n-workflow';

/** The largest body that is read, bytes. VSee's events are some hundred bytes. */
const MAX_BODY_BYTES = 1024 * 1024;

type Request = ReturnType<IWebhookFunctions['getRequestObject']>;

/** The bytes of a body, after decompression. n8n has read them where it knows the content type; else it does so when asked. */
async function bytesOf(request: Request): Promise<Uint8Array | undefined> {
	const known: unknown = request.rawBody;
	if (known instanceof Uint8Array) return known;
	await request.readRawBody();
	const read: unknown = request.rawBody;
	return read instanceof Uint8Array ? read : undefined;
}

/** A delivered body. `too-large`: above 1 MB. `unreadable`: broken compression, a form with files, or nothing. */
export type Body = { kind: 'text'; text: string } | { kind: 'too-large' } | { kind: 'unreadable' };

/** Reads a delivered body as text, whatever its content type (docs/api.md#webhook-delivery). */
export async function readBody(node: IWebhookFunctions): Promise<Body> {
	const request = node.getRequestObject();
	if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return { kind: 'too-large' };
	try {
		const bytes = await bytesOf(request);
		if (bytes === undefined) return { kind: 'unreadable' };
		if (bytes.length > MAX_BODY_BYTES) return { kind: 'too-large' };
		return { kind: 'text', text: new TextDecoder().decode(bytes) };
	} catch (error) {
		// What n8n's own limit refuses is far above ours.
		return { kind: error instanceof Error && Reflect.get(error, 'status') === 413 ? 'too-large' : 'unreadable' };
	}
}
