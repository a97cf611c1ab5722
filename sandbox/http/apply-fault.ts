import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import type { Json } from '../json';
import type { CallRecord } from './calls';
import type { Fault } from './faults';
import { jsonReply, type Reply } from './reply';

/** A call that a fault applies to. */
export interface FaultContext {
	fault: Fault;
	/** Lets the clinic process the call. */
	process: () => Promise<Reply>;
	response: ServerResponse;
	record: CallRecord;
	origin: string;
	/** Unix second. */
	now: number;
}

const MEGABYTE = 1024 * 1024;
const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };
const LOGIN_PAGE =
	'<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to Example Clinic</h1><form></form></body></html>';

/** Applies a fault: the call is processed or not, as `when` says, and its answer is replaced or damaged. */
export async function applyFault(context: FaultContext): Promise<void> {
	const { fault, process } = context;
	if (fault.kind === 'delay') return await sendDelayed(context);
	const reply = fault.when === 'after' ? await process() : jsonReply({ data: {} });
	const replaced = replacementReply(context);
	if (replaced !== null) return sendReply(context, replaced);
	await corrupt(context, reply);
}

async function sendDelayed(context: FaultContext): Promise<void> {
	const { fault, process } = context;
	if (fault.when === 'before') await wait(fault.ms ?? 1000, undefined, { ref: false });
	const reply = await process();
	if (fault.when === 'after') await wait(fault.ms ?? 1000, undefined, { ref: false });
	sendReply(context, reply);
}

// Complete answers that carry nothing of the true one.
function replacementReply({ fault, origin, now }: FaultContext): Reply | null {
	const status = fault.status ?? 500;
	switch (fault.kind) {
		case 'status':
			return rawReply(status, fault.body ?? { code: status, message: 'The clinic cannot answer now' }, fault.headers);
		case 'html':
			return {
				status: fault.status ?? 200,
				headers: { 'content-type': 'text/html; charset=utf-8', ...fault.headers },
				body: Buffer.from(LOGIN_PAGE),
			};
		case 'errorBody':
			return rawReply(
				200,
				fault.body ?? { code: 400, message: 'Something is not right with this request' },
				fault.headers,
			);
		case 'emptyBody':
			return { status: fault.status ?? 200, headers: { ...JSON_HEADERS, ...fault.headers }, body: Buffer.alloc(0) };
		case 'wrongJson':
			return rawReply(fault.status ?? 200, fault.body ?? { data: {} }, fault.headers);
		case 'throttle': {
			const retryAfter: Record<string, string> =
				fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
			return rawReply(429, { code: 429, message: 'Too many requests' }, { ...retryAfter, ...fault.headers });
		}
		case 'redirect':
			return rawReply(fault.status ?? 302, {}, { location: fault.location ?? `${origin}/elsewhere`, ...fault.headers });
		case 'unauthorized':
			return rawReply(401, { code: 401, message: 'Invalid token' }, fault.headers);
		case 'gzipBomb':
			return gzipBomb(fault.size ?? 10);
		case 'deepJson':
			return { status: 200, headers: JSON_HEADERS, body: deepJson(fault.size ?? 100_000) };
		case 'manySlots':
			return rawReply(200, manySlots(fault.size ?? 10_000, now), fault.headers);
		default:
			return null;
	}
}

function rawReply(status: number, body: Json, headers: Record<string, string> = {}): Reply {
	return {
		status,
		headers: { ...JSON_HEADERS, ...headers },
		body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
	};
}

function gzipBomb(megabytes: number): Reply {
	return {
		status: 200,
		headers: { ...JSON_HEADERS, 'content-encoding': 'gzip' },
		body: gzipSync(Buffer.alloc(megabytes * MEGABYTE, 0x20)),
	};
}

function deepJson(levels: number): Buffer {
	return Buffer.from(`{"data":${'['.repeat(levels)}${']'.repeat(levels)}}`);
}

function manySlots(count: number, now: number): Json {
	const first = now - (now % 900) + 900;
	return {
		data: Array.from({ length: count }, (_, index) => ({
			start: first + index * 900,
			end: first + index * 900 + 900,
			provider_id: '800002',
			room_code: 'exroom1',
		})),
	};
}

// Answers that break off, never end, or damage the true one.
async function corrupt(context: FaultContext, reply: Reply): Promise<void> {
	const { fault, response } = context;
	switch (fault.kind) {
		case 'hang':
			return;
		case 'reset':
			response.socket?.resetAndDestroy();
			return;
		case 'half':
			return sendHalf(context, reply);
		case 'truncatedJson':
			return sendReply(context, {
				...reply,
				body: reply.body.subarray(0, Math.max(1, Math.floor(reply.body.length / 2))),
			});
		case 'invalidUtf8':
			return sendReply(context, { ...reply, body: withBrokenUtf8(reply.body) });
		case 'wrongLength':
			return sendWrongLength(context, reply);
		case 'drip':
			return await stream(context, reply, byteByByte(reply.body, fault.ms ?? 50), reply.body.length);
		case 'endless':
			return await stream(context, reply, flood('{"data":"', Infinity, 1));
		case 'huge':
			return await stream(context, reply, flood('{"data":"', (fault.size ?? 10) * 16, 0));
		default:
			return sendReply(context, reply);
	}
}

function sendHalf({ record, response, fault }: FaultContext, reply: Reply): void {
	record.status = reply.status;
	response.writeHead(reply.status, { ...reply.headers, ...fault.headers, 'content-length': reply.body.length });
	response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.socket?.destroy());
}

// Written to the socket, since the http module refuses a wrong length.
function sendWrongLength({ record, response, fault }: FaultContext, reply: Reply): void {
	record.status = reply.status;
	const length = Math.max(0, reply.body.length + (fault.size ?? -5));
	const head = `HTTP/1.1 ${reply.status} OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`;
	response.socket?.write(Buffer.concat([Buffer.from(head), reply.body]), () => response.socket?.end());
}

function withBrokenUtf8(body: Buffer): Buffer {
	const at = body.indexOf('":"') + 3;
	return Buffer.concat([body.subarray(0, at), Buffer.from([0xff, 0xc3, 0x28]), body.subarray(at)]);
}

async function* byteByByte(body: Buffer, ms: number): AsyncGenerator<Buffer> {
	for (const byte of body) {
		yield Buffer.from([byte]);
		await wait(ms);
	}
}

async function* flood(opening: string, chunks: number, ms: number): AsyncGenerator<Buffer> {
	yield Buffer.from(opening);
	const chunk = Buffer.alloc(MEGABYTE / 16, 0x61);
	for (let sent = 0; sent < chunks; sent++) {
		yield chunk;
		if (ms > 0) await wait(ms);
	}
	yield Buffer.from('"}');
}

async function stream(
	{ record, response, fault }: FaultContext,
	reply: Reply,
	chunks: AsyncGenerator<Buffer>,
	length?: number,
): Promise<void> {
	record.status = reply.status;
	response.writeHead(reply.status, {
		...reply.headers,
		...fault.headers,
		...(length === undefined ? {} : { 'content-length': length }),
	});
	for await (const chunk of chunks) {
		if (response.destroyed) return;
		if (!response.write(chunk)) await waitForDrain(response);
	}
	response.end();
}

function waitForDrain(response: ServerResponse): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			response.off('drain', done);
			response.off('close', done);
			resolve();
		};
		response.on('drain', done);
		response.on('close', done);
	});
}

function sendReply({ record, response, fault }: FaultContext, reply: Reply): void {
	if (response.destroyed) return;
	record.status = reply.status;
	response.writeHead(reply.status, { ...reply.headers, ...fault.headers, 'content-length': reply.body.length });
	response.end(reply.body);
}
