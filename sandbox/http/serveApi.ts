import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { answer, type ApiRequest } from '../api/answer';
import { viewFile } from '../api/files';
import type { Json } from '../json';
import { Refusal } from '../refusal';
import type { Sandbox } from '../sandbox';
import { fromPairs, parseBody, readBytes } from './body';
import type { CallRecord } from './calls';
import { errorReply, jsonReply, type Reply } from './reply';
import { strike } from './strike';

const apiBase = '/api_v3/';

/** Where a redirected client lands; it is counted like every call. */
export const elsewhere = '/elsewhere';

/** Serves one call: counts it, lets the clinic process it, and applies the fault that is due. */
export async function serveApi(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(sandbox.origin + (request.url ?? '/'));
	const path = apiPath(url.pathname);
	const method = request.method ?? 'GET';
	const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
	const query = fromPairs(url.searchParams);
	const record = sandbox.calls.begin({ method, path, query, headers });
	for (const event of ['finish', 'close']) response.once(event, () => sandbox.calls.end(record));
	const fault = sandbox.faults.take(method, path);
	if (fault !== null) record.fault = fault.kind;

	let bytes: Buffer;
	try {
		bytes = await readBytes(request);
	} catch (error) {
		// The caller hung up before it had said everything: nothing was asked, nothing is done.
		if (!(error instanceof Refusal)) return;
		return send(response, errorReply(error.status, error.message), record);
	}
	record.body = await loggedBody(bytes, headers['content-type'] ?? '');
	if (sandbox.settings.latency > 0) await wait(sandbox.settings.latency, undefined, { ref: false });

	const process = async (): Promise<Reply> => {
		record.processed = true;
		const asked = { n: record.n, origin: sandbox.origin, method, path, query, headers, bytes };
		const reply = await answerAt(sandbox, url, asked);
		record.processedStatus = reply.status;
		return reply;
	};
	if (fault === null) send(response, await process(), record);
	else await strike({ fault, process, response, record, origin: sandbox.origin, now: sandbox.clock.now() });
}

// Everything under /api_v3, the few paths beside it, and 404 for the rest.
async function answerAt(sandbox: Sandbox, url: URL, asked: ApiRequest): Promise<Reply> {
	if (url.pathname.startsWith(apiBase)) return await answer(sandbox.clinic, asked);
	if (url.pathname === elsewhere) return jsonReply({ data: { here: elsewhere } });
	try {
		const fileId = /^\/files\/view\/([^/]+)$/.exec(url.pathname)?.[1];
		if (fileId === undefined) throw new Refusal(404, 'Unknown path');
		if (asked.method !== 'GET') throw new Refusal(405, 'This method is not allowed here');
		return viewFile(sandbox.clinic, fileId, url.searchParams);
	} catch (error) {
		if (error instanceof Refusal) return errorReply(error.status, error.message);
		throw error;
	}
}

/** Sends a whole answer. */
export function send(response: ServerResponse, reply: Reply, record: CallRecord): void {
	if (response.destroyed) return;
	record.status = reply.status;
	response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length });
	response.end(reply.body);
}

function apiPath(pathname: string): string {
	return pathname.startsWith(apiBase) ? pathname.slice(apiBase.length - 1) : pathname;
}

async function loggedBody(bytes: Buffer, contentType: string): Promise<Json> {
	if (bytes.length === 0) return null;
	try {
		const { values, files } = await parseBody(bytes, contentType);
		if (files.length === 0) return values;
		return {
			...values,
			files: files.map((file) => ({
				field: file.field,
				name: file.name,
				contentType: file.contentType,
				size: file.bytes.length,
			})),
		};
	} catch {
		return bytes.toString('utf8').slice(0, 1000);
	}
}
