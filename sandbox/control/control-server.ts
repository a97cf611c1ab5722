import type { IncomingMessage, ServerResponse } from 'node:http';

import { ApiError } from '../api-error';
import { parseBody, readBytes } from '../http/body';
import type { Json } from '../json';
import type { Sandbox } from '../sandbox';
import { handlers } from './handlers';
import { page } from './page';

/** Serves the page at `/` and the control calls under `/sandbox`, which do over HTTP what the programmatic API does. */
export class ControlServer {
	constructor(private readonly sandbox: Sandbox) {}

	/** Whether a path belongs to the page or to a control call. */
	handles(path: string): boolean {
		return path === '/' || path === '/sandbox' || path.startsWith('/sandbox/');
	}

	/** Answers one control request. */
	async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = new URL(request.url ?? '/', this.sandbox.origin).pathname;
		const method = request.method ?? 'GET';
		const contentType = request.headers['content-type'] ?? '';
		try {
			if (path === '/' && method === 'GET') return sendPage(response, page(this.sandbox));
			const handler = handlers[`${method} ${path}`];
			if (handler === undefined)
				throw new ApiError(404, `No such control call. There are: ${Object.keys(handlers).join(', ')}`);
			const { values } = await parseBody(await readBytes(request), contentType);
			const result = await handler(this.sandbox, values);
			// A form on the page sends urlencoded and wants to see the page again.
			if (contentType.startsWith('application/x-www-form-urlencoded')) response.writeHead(303, { location: '/' }).end();
			else sendJson(response, 200, result);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			sendJson(response, error.status, { code: error.status, message: error.message });
		}
	}
}

function sendPage(response: ServerResponse, html: string): void {
	const policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'";
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
	response.end(html);
}

function sendJson(response: ServerResponse, status: number, body: Json): void {
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
	response.end(JSON.stringify(body));
}
