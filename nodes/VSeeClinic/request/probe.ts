import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';

import { authHeaders } from './auth-headers';
import { encodeQuery } from './body';
import type { Call } from './call';
import { endpoint } from './endpoint';
import type { Outcome } from './outcome';
import { toOutcome } from './send';

/** Milliseconds: a person waits in front of the test button. */
const TIMEOUT_MS = 10_000;

/**
 * Sends one read for the test button of the credential, where n8n offers no other helper than `request`.
 * @throws InputError when the endpoint cannot be used
 */
export async function probe(
	n8n: ICredentialTestFunctions,
	credentials: ICredentialDataDecryptedObject,
	call: Call,
): Promise<Outcome> {
	const sent = call.withoutToken ? { ...credentials, apiToken: '' } : credentials;
	const uri = `${endpoint(credentials.baseUrl)}${call.path}${encodeQuery(call.query)}`;
	const response = n8n.helpers.request({
		method: 'GET',
		uri,
		headers: { accept: 'application/json', ...authHeaders(sent) },
		useStream: true,
		followRedirect: false,
		resolveWithFullResponse: true,
		simple: false,
		timeout: TIMEOUT_MS,
	});
	return await toOutcome(call, response, { credentials, timeoutMs: TIMEOUT_MS });
}
