import type { IAllExecuteFunctions, ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isRecord, plainText } from '../model/json';
import { encodeBody, encodeQuery } from './body';
import type { Call } from './call';
import { outcomeOfFault, UNSAFE_LINK } from './connection-fault';
import { endpoint, safeLink } from './endpoint';
import { interpret, type RawResponse } from './interpret';
import type { Outcome } from './outcome';

/** The largest JSON response and the largest file that are read, in bytes (after decompression). */
const MAX_JSON_BYTES = 64 * 1024 * 1024;
const MAX_FILE_BYTES = 128 * 1024 * 1024;
/** How often the link of a file may redirect. */
const MAX_REDIRECTS = 5;

/** What one request needs beside the call itself. */
export interface RequestContext {
	caller: IAllExecuteFunctions;
	credentials: ICredentialDataDecryptedObject;
	/** Milliseconds for the whole exchange: connecting, sending, and the last byte of the answer. */
	timeoutMs: number;
	cancel?: AbortSignal;
	/** Shows what VSee says in an error whole, but for tokens and keys: it may name a patient. */
	fullMessages?: boolean;
}

type ByteStream = AsyncIterable<Uint8Array> & { destroy(): unknown };
/** Given along, or each request would make an error of its own, with its stack. */
const ENDED = new Error('The request has ended');
class ResponseTooLargeError extends Error {}

function isByteStream(value: unknown): value is ByteStream {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'destroy' in value;
}

async function collect(stream: ByteStream, maxBytes: number): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > maxBytes) throw new ResponseTooLargeError();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** Headers of a response, names in lower case. */
function headersOf(value: unknown): Record<string, string> {
	const entries = isRecord(value) ? Object.entries(value) : [];
	return Object.fromEntries(entries.map(([name, entry]) => [name.toLowerCase(), plainText(entry)]));
}

function requestOptions({ credentials, timeoutMs }: RequestContext, call: Call): IHttpRequestOptions {
	const { body, headers } = encodeBody(call);
	return {
		method: call.method,
		url: call.link ?? `${endpoint(credentials.baseUrl)}${call.path}${encodeQuery(call.query)}`,
		headers: { accept: (call.expects ?? 'json') === 'json' ? 'application/json' : '*/*', ...headers },
		body,
		// A stream, so that reading can stop at the size limit; bytes, so that a truncated reply is detected.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// The clinic's keys are in headers that would follow a redirect to any host.
		disableFollowRedirect: true,
		timeout: timeoutMs,
	};
}

/** Bodies that are no stream: n8n's evaluation mode answers with plain data. */
function plainBytes(body: unknown): Uint8Array {
	if (body instanceof Uint8Array) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
}

async function request(context: RequestContext, call: Call): Promise<unknown> {
	const { caller, credentials } = context;
	const options = requestOptions(context, call);
	// A link of the clinic opens without its keys, and may lie on another host.
	if (call.link) return await caller.helpers.httpRequest(options);
	return await caller.helpers.httpRequestWithAuthentication.call(caller, 'vSeeClinicApi', options, {
		// Given along, or n8n reads and decrypts the credential again for every request.
		credentialsDecrypted: { id: '', name: '', type: 'vSeeClinicApi', data: { ...credentials } },
	});
}

async function rawAnswer(
	asked: Promise<unknown>,
	call: Call,
	streams: ByteStream[],
	ended: AbortSignal,
): Promise<RawResponse> {
	const response = await asked;
	if (!isRecord(response)) throw new Error('No response');
	const headers = headersOf(response.headers);
	const status = Number(response.statusCode);
	const body: unknown = response.body;
	if (!isByteStream(body)) return { status, headers, bytes: plainBytes(body) };
	streams.push(body);
	if (call.expects === 'headers') return { status, headers, bytes: new Uint8Array() };
	if (ended.aborted) body.destroy();
	const bytes = await collect(body, call.expects === 'bytes' ? MAX_FILE_BYTES : MAX_JSON_BYTES);
	return { status, headers, bytes };
}

/** The strings of a credential that no text may show. */
function secretsOf(credentials: ICredentialDataDecryptedObject): string[] {
	return [credentials.apiKey, credentials.apiSecret, credentials.apiToken].filter((value) => typeof value === 'string');
}

/**
 * Reads the response to a request that n8n has been asked to send, within the time and the size that are allowed, and
 * tells what happened as a value. Never throws for anything the network or the server does.
 * @param asked n8n's whole response, its body a stream
 */
export async function toOutcome(
	call: Call,
	asked: Promise<unknown>,
	{ credentials, timeoutMs, cancel, fullMessages }: Omit<RequestContext, 'caller'>,
): Promise<Outcome> {
	const streams: ByteStream[] = [];
	const ended = new AbortController();
	const end = () => ended.abort(ENDED);
	cancel?.addEventListener('abort', end, { once: true });
	const timedOut = sleep(timeoutMs, ended.signal).then(
		(): Outcome => ({ kind: 'unknown', reason: 'timeout' }),
		(): Outcome => ({ kind: 'cancelled' }),
	);
	const answered = rawAnswer(asked, call, streams, ended.signal).then(
		async (answer) => await interpret(call, answer, secretsOf(credentials), fullMessages),
		(error: unknown): Outcome =>
			error instanceof ResponseTooLargeError
				? { kind: 'invalid-response', problem: 'too-large', status: 200 }
				: outcomeOfFault(error),
	);
	const outcome = await Promise.race([answered, timedOut]);
	cancel?.removeEventListener('abort', end);
	ended.abort(ENDED);
	for (const stream of streams) stream.destroy();
	return cancel?.aborted && outcome.kind !== 'done' ? { kind: 'cancelled' } : outcome;
}

/** Fetches a file from its link, following redirects; every address on the way must be safe to follow. */
async function followLink(context: RequestContext, call: Call, link: string): Promise<Outcome> {
	const base = endpoint(context.credentials.baseUrl);
	const deadline = Date.now() + context.timeoutMs;
	let address = safeLink(link, base);
	for (let redirects = 0; ; redirects++) {
		if (address === undefined) return { kind: 'never-sent', code: UNSAFE_LINK, transient: false };
		if (context.cancel?.aborted) return { kind: 'cancelled', unsent: true };
		const hop = { ...call, link: address };
		const timeoutMs = Math.max(1, deadline - Date.now());
		const outcome = await toOutcome(hop, request({ ...context, timeoutMs }, hop), { ...context, timeoutMs });
		const location = outcome.kind === 'invalid-response' ? outcome.location : undefined;
		if (location === undefined || redirects >= MAX_REDIRECTS) return outcome;
		address = safeLink(location, base, address);
	}
}

/**
 * Sends one call, once, and tells what happened as a value. Never throws for anything the network or the server does.
 * @throws InputError when the credential's endpoint cannot be used
 */
export async function send(context: RequestContext, call: Call): Promise<Outcome> {
	endpoint(context.credentials.baseUrl);
	if (call.link !== undefined) return await followLink(context, call, call.link);
	if (context.cancel?.aborted) return { kind: 'cancelled', unsent: true };
	return await toOutcome(call, request(context, call), context);
}
