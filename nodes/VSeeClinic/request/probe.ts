import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';

import { isRecord } from '../model/record';
import { authHeaders } from './auth-headers';
import { encodeQuery } from './body';
import type { Call } from './call';
import { faultOutcome } from './connection-fault';
import { endpoint } from './endpoint';
import { interpret } from './interpret';
import type { Outcome } from './outcome';
import { headersOf, secretsOf } from './send';

/** Milliseconds: a person waits in front of the test button. */
const PATIENCE_MS = 10_000;

/**
 * Sends one read for the test button of the credential, where n8n offers no other helper than `request`.
 * @throws InputProblem when the endpoint cannot be used
 */
export async function probe(n8n: ICredentialTestFunctions, credentials: ICredentialDataDecryptedObject, call: Call): Promise<Outcome> {
	const uri = `${endpoint(credentials.baseUrl)}${call.path}${encodeQuery(call.query)}`;
	try {
		const response: unknown = await n8n.helpers.request({
			method: 'GET',
			uri,
			headers: { accept: 'application/json', ...authHeaders(credentials) },
			encoding: null,
			followRedirect: false,
			resolveWithFullResponse: true,
			simple: false,
			timeout: PATIENCE_MS,
		});
		if (!isRecord(response)) return { kind: 'unknown', doubt: 'broken-answer' };
		const body: unknown = response.body;
		const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
		return interpret(call, { status: Number(response.statusCode), headers: headersOf(response.headers), bytes }, secretsOf(credentials));
	} catch (error) {
		return faultOutcome(error);
	}
}
