import type { IDataObject } from 'n8n-workflow';

import type { CreateRequest } from '../nodes/VSeeClinic/descriptor/operation-context';
import { authHeaders } from '../nodes/VSeeClinic/request/auth-headers';
import { encodeBody, encodeQuery } from '../nodes/VSeeClinic/request/body';
import type { Call } from '../nodes/VSeeClinic/request/call';
import { interpret } from '../nodes/VSeeClinic/request/interpret';
import type { Done } from '../nodes/VSeeClinic/request/outcome';
import { findOperation } from '../nodes/VSeeClinic/resources';
import { credentials, type Sandbox } from '../sandbox';

/** Sends a call to the sandbox, without n8n. */
async function ask({ url }: Sandbox, call: Call): Promise<Done> {
	const { accountCode, apiKey, apiSecret, adminToken } = credentials;
	const { body, headers } = encodeBody(call);
	const keys = authHeaders({ accountCode, apiKey, apiSecret, apiToken: adminToken });
	const sent = typeof body === 'string' ? body : body && Uint8Array.from(body);
	const response = await fetch(call.link ?? `${url}${call.path}${encodeQuery(call.query)}`, {
		method: call.method,
		body: sent,
		headers: { ...headers, ...keys },
	});
	const answer = {
		status: response.status,
		headers: { 'content-type': response.headers.get('content-type') ?? '' },
		bytes: new Uint8Array(await response.arrayBuffer()),
	};
	const outcome = await interpret(call, answer, []);
	if (outcome.kind !== 'done') throw new Error(`${call.method} ${call.path}: ${JSON.stringify(outcome)}`);
	return outcome;
}

/**
 * Carries out one operation (`visit:get`) against the sandbox and returns the JSON of its items.
 * @throws when it is refused: a preview must not be made from an error
 */
export async function runOperation(sandbox: Sandbox, name: string, parameters: IDataObject): Promise<IDataObject[]> {
	const operation = findOperation(name.split(':')[0] ?? '', name.split(':')[1] ?? '');
	if (!operation) throw new Error(`${name} is no operation`);
	const collection = parameters[operation.collection];
	const prepared = operation.prepare(
		{ required: parameters, collection: typeof collection === 'object' ? Object(collection) : {}, options: {} },
		'UTC',
	);
	const createOnce = async ({ call }: CreateRequest) => ({ ...(await ask(sandbox, call)), isOwn: true });
	const produced = await prepared.execute({
		options: {},
		simplify: operation.canSimplify,
		request: async (call) => await ask(sandbox, call),
		createOnce,
		exclusively: async (_lookup, task) => await task({ createOnce, findCreated: () => Promise.resolve(undefined) }),
		tryRead: async (call) => await ask(sandbox, call),
		addHint: () => undefined,
		inputFile: () => Promise.resolve({ bytes: Buffer.from('fictional'), fileName: 'note.txt', mimeType: 'text/plain' }),
	});
	return produced.map(({ json }) => json);
}
