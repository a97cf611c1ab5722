import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import type { Json } from '../json';
import type { CallRecord } from './calls';
import type { Fault } from './faults';
import { jsonReply, type Reply } from './reply';

/** A call that a fault is about to strike. */
export interface Struck {
	fault: Fault;
	/** Lets the clinic do what was asked. */
	process: () => Promise<Reply>;
	response: ServerResponse;
	record: CallRecord;
	origin: string;
	/** Unix second. */
	now: number;
}

const megabyte = 1024 * 1024;
const json = { 'content-type': 'application/json; charset=utf-8' };
const loginPage =
	'<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to Example Clinic</h1><form></form></body></html>';

/** Applies a fault: processes the call or not, as its `when` says, and answers wrongly. */
export async function strike(struck: Struck): Promise<void> {
	const { fault, process } = struck;
	if (fault.kind === 'delay') return await delayed(struck);
	const reply = fault.when === 'after' ? await process() : jsonReply({ data: {} });
	const replaced = replacement(struck);
	if (replaced !== null) return finish(struck, replaced);
	await mangle(struck, reply);
}

async function delayed(struck: Struck): Promise<void> {
	const { fault, process } = struck;
	if (fault.when === 'before') await wait(fault.ms ?? 1000, undefined, { ref: false });
	const reply = await process();
	if (fault.when === 'after') await wait(fault.ms ?? 1000, undefined, { ref: false });
	finish(struck, reply);
}

// Answers that are whole in themselves and have nothing of the true one.
function replacement({ fault, origin, now }: Struck): Reply | null {
	const status = fault.status ?? 500;
	switch (fault.kind) {
		case 'status':
			return raw(status, fault.body ?? { code: status, message: 'The clinic cannot answer now' }, fault.headers);
		case 'html':
			return {
				status: fault.status ?? 200,
				headers: { 'content-type': 'text/html; charset=utf-8', ...fault.headers },
				body: Buffer.from(loginPage),
			};
		case 'errorBody':
			return raw(200, fault.body ?? { code: 400, message: 'Something is not right with this request' }, fault.headers);
		case 'emptyBody':
			return { status: fault.status ?? 200, headers: { ...json, ...fault.headers }, body: Buffer.alloc(0) };
		case 'wrongJson':
			return raw(fault.status ?? 200, fault.body ?? { data: {} }, fault.headers);
		case 'throttle': {
			const retryAfter: Record<string, string> =
				fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
			return raw(429, { code: 429, message: 'Too many requests' }, { ...retryAfter, ...fault.headers });
		}
		case 'redirect':
			return raw(fault.status ?? 302, {}, { location: fault.location ?? `${origin}/elsewhere`, ...fault.headers });
		case 'unauthorized':
			return raw(401, { code: 401, message: 'Invalid token' }, fault.headers);
		case 'gzipBomb':
			return gzipBomb(fault.size ?? 10);
		case 'deepJson':
			return { status: 200, headers: json, body: deepJson(fault.size ?? 100_000) };
		case 'manySlots':
			return raw(200, manySlots(fault.size ?? 10_000, now), fault.headers);
		default:
			return null;
	}
}

function raw(status: number, body: Json, headers: Record<string, string> = {}): Reply {
	return {
		status,
		headers: { ...json, ...headers },
		body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
	};
}

function gzipBomb(megabytes: number): Reply {
	return {
		status: 200,
		headers: { ...json, 'content-encoding': 'gzip' },
		body: gzipSync(Buffer.alloc(megabytes * megabyte, 0x20)),
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

// Answers that break off, never end, or carry a damaged copy of the true one.
async function mangle(struck: Struck, reply: Reply): Promise<void> {
	const { fault, response } = struck;
	switch (fault.kind) {
		case 'hang':
			return;
		case 'reset':
			response.socket?.resetAndDestroy();
			return;
		case 'half':
			return half(struck, reply);
		case 'truncatedJson':
			return finish(struck, { ...reply, body: reply.body.subarray(0, Math.max(1, Math.floor(reply.body.length / 2))) });
		case 'invalidUtf8':
			return finish(struck, { ...reply, body: withBrokenUtf8(reply.body) });
		case 'wrongLength':
			return wrongLength(struck, reply);
		case 'drip':
			return await pour(struck, reply, drops(reply.body, fault.ms ?? 50), reply.body.length);
		case 'endless':
			return await pour(struck, reply, flood('{"data":"', Infinity, 1));
		case 'huge':
			return await pour(struck, reply, flood('{"data":"', (fault.size ?? 10) * 16, 0));
		default:
			return finish(struck, reply);
	}
}

function half({ record, response, fault }: Struck, reply: Reply): void {
	record.status = reply.status;
	response.writeHead(reply.status, { ...reply.headers, ...fault.headers, 'content-length': reply.body.length });
	response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.socket?.destroy());
}

// Written past the http module, which would refuse a length that is not true.
function wrongLength({ record, response, fault }: Struck, reply: Reply): void {
	record.status = reply.status;
	const length = Math.max(0, reply.body.length + (fault.size ?? -5));
	const head = `HTTP/1.1 ${reply.status} OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`;
	response.socket?.write(Buffer.concat([Buffer.from(head), reply.body]), () => response.socket?.end());
}

function withBrokenUtf8(body: Buffer): Buffer {
	const at = body.indexOf('":"') + 3;
	return Buffer.concat([body.subarray(0, at), Buffer.from([0xff, 0xc3, 0x28]), body.subarray(at)]);
}

async function* drops(body: Buffer, ms: number): AsyncGenerator<Buffer> {
	for (const byte of body) {
		yield Buffer.from([byte]);
		await wait(ms);
	}
}

async function* flood(opening: string, chunks: number, ms: number): AsyncGenerator<Buffer> {
	yield Buffer.from(opening);
	const chunk = Buffer.alloc(megabyte / 16, 0x61);
	for (let sent = 0; sent < chunks; sent++) {
		yield chunk;
		if (ms > 0) await wait(ms);
	}
	yield Buffer.from('"}');
}

async function pour(
	{ record, response, fault }: Struck,
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
		if (!response.write(chunk)) await drained(response);
	}
	response.end();
}

function drained(response: ServerResponse): Promise<void> {
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

function finish({ record, response, fault }: Struck, reply: Reply): void {
	if (response.destroyed) return;
	record.status = reply.status;
	response.writeHead(reply.status, { ...reply.headers, ...fault.headers, 'content-length': reply.body.length });
	response.end(reply.body);
}
