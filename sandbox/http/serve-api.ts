import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { viewFile } from '../api/files';
import { type ApiRequest, handleRequest } from '../api/handle-request';
import { ApiError } from '../api-error';
import type { Json } from '../json';
import type { Sandbox } from '../sandbox';
import { applyFault } from './apply-fault';
import { objectFromPairs, parseBody, readBytes } from './body';
import type { CallRecord } from './calls';
import { errorReply, jsonReply, type Reply } from './reply';

const API_BASE = '/api_v3/';

/** Target of the redirect fault; calls to it are logged like every other. */
const REDIRECT_PATH = '/elsewhere';

/** Serves one call: logs it, lets the clinic process it, and applies the fault in force. */
export async function serveApi(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(sandbox.origin + (request.url ?? '/'));
	const path = apiPath(url.pathname);
	const method = request.method ?? 'GET';
	const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
	const query = objectFromPairs(url.searchParams);
	const record = sandbox.calls.begin({ method, path, query, headers });
	for (const event of ['finish', 'close']) response.once(event, () => sandbox.calls.end(record));
	const fault = sandbox.faults.take(method, path);
	if (fault !== null) record.fault = fault.kind;

	let bytes: Buffer;
	try {
		bytes = await readBytes(request);
	} catch (error) {
		// The caller hung up before the request was complete: nothing is processed.
		if (!(error instanceof ApiError)) return;
		return send(response, errorReply(error.status, error.message), record);
	}
	record.body = await bodyForLog(bytes, headers['content-type'] ?? '');
	const { latency, mostAtOnce } = sandbox.settings;
	if (mostAtOnce > 0 && record.inFlight > mostAtOnce)
		return send(response, errorReply(429, 'Too many requests'), record);
	if (latency > 0) await wait(latency, undefined, { ref: false });

	const process = async (): Promise<Reply> => {
		record.processed = true;
		const apiRequest = { number: record.n, origin: sandbox.origin, method, path, query, headers, bytes };
		const reply = await routeRequest(sandbox, url, apiRequest);
		record.processedStatus = reply.status;
		return reply;
	};
	if (fault === null) send(response, await process(), record);
	else await applyFault({ fault, process, response, record, origin: sandbox.origin, now: sandbox.clock.now() });
}

// Everything under /api_v3, the few paths beside it, and 404 for the rest.
async function routeRequest(sandbox: Sandbox, url: URL, request: ApiRequest): Promise<Reply> {
	if (url.pathname.startsWith(API_BASE)) return await handleRequest(sandbox.clinic, request);
	if (url.pathname === REDIRECT_PATH) return jsonReply({ data: { here: REDIRECT_PATH } });
	try {
		const fileId = /^\/files\/view\/([^/]+)$/.exec(url.pathname)?.[1];
		if (fileId === undefined) throw new ApiError(404, 'Unknown path');
		if (request.method !== 'GET') throw new ApiError(405, 'This method is not allowed here');
		return viewFile(sandbox.clinic, fileId, url.searchParams);
	} catch (error) {
		if (error instanceof ApiError) return errorReply(error.status, error.message);
		throw error;
	}
}

/** Sends a whole answer. */
function send(response: ServerResponse, reply: Reply, record: CallRecord): void {
	if (response.destroyed) return;
	record.status = reply.status;
	response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length });
	response.end(reply.body);
}

function apiPath(pathname: string): string {
	return pathname.startsWith(API_BASE) ? pathname.slice(API_BASE.length - 1) : pathname;
}

async function bodyForLog(bytes: Buffer, contentType: string): Promise<Json> {
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
