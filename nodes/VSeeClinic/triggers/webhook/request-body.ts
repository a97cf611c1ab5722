import type { IWebhookFunctions } from 'n8n-workflow';

/** The largest body that is read, bytes. VSee's events are some hundred bytes. */
const MAX_BODY_BYTES = 1024 * 1024;

/** A delivered body as text, whatever its content type (contract 5.1); `too-large` when nobody should read it. */
export function readBody(node: IWebhookFunctions): { text: string } | 'too-large' {
	const request = node.getRequestObject();
	const raw: unknown = request.rawBody;
	const bytes = raw instanceof Uint8Array ? raw : undefined;
	const body: unknown = request.body;
	if (bytes) return bytes.length > MAX_BODY_BYTES ? 'too-large' : { text: new TextDecoder().decode(bytes) };
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
	if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES || text.length > MAX_BODY_BYTES)
		return 'too-large';
	return { text };
}
