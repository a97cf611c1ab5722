import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { ApiError } from '../api-error';
import { objectFromPairs, parseBody, readBytes } from '../http/body';
import { errorReply, jsonReply, type Reply } from '../http/reply';
import type { Sandbox } from '../sandbox';
import { handlers } from './handlers';
import { pageFile } from './page-files';

/** Serves the page at `/` and the control calls under `/sandbox`, which do over HTTP what the programmatic API does. */
export class ControlServer {
	constructor(private readonly sandbox: Sandbox) {}

	/** Whether a path belongs to the page or to a control call. */
	handles(path: string): boolean {
		return path === '/' || path.startsWith('/page/') || path === '/sandbox' || path.startsWith('/sandbox/');
	}

	/** Answers one control request. */
	async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const reply = await this.answer(request);
		const etag = `"${createHash('sha256').update(reply.body).digest('base64url')}"`;
		// The page asks once a second what is new; mostly nothing is.
		const unchanged = request.method === 'GET' && request.headers['if-none-match'] === etag;
		response.writeHead(unchanged ? 304 : reply.status, { ...reply.headers, etag });
		response.end(unchanged ? undefined : reply.body);
	}

	private async answer(request: IncomingMessage): Promise<Reply> {
		const url = new URL(request.url ?? '/', this.sandbox.origin);
		const method = request.method ?? 'GET';
		try {
			const file = method === 'GET' ? pageFile(url.pathname) : null;
			if (file !== null) return file;
			const handler = handlers[`${method} ${url.pathname}`];
			if (handler === undefined)
				throw new ApiError(404, `No such control call. There are: ${Object.keys(handlers).join(', ')}`);
			const { values } = await parseBody(await readBytes(request), request.headers['content-type'] ?? '');
			return jsonReply(await handler(this.sandbox, { ...objectFromPairs(url.searchParams), ...values }));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			return errorReply(error.status, error.message);
		}
	}
}
