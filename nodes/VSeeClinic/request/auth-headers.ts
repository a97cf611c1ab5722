import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { plainText } from '../model/json';

const HEADERS = {
	'X-AccountCode': 'accountCode',
	'X-ApiKey': 'apiKey',
	'X-ApiSecret': 'apiSecret',
	'X-ApiToken': 'apiToken',
};

/** The headers of a credential (docs/api.md#headers). A blank field sends no header. */
export function authHeaders(credentials: ICredentialDataDecryptedObject): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [header, field] of Object.entries(HEADERS)) {
		const text = plainText(credentials[field]).trim();
		if (text !== '') headers[header] = text;
	}
	return headers;
}
