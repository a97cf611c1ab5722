import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { plainText } from '../../model/json';
import type { ClinicEvent } from './event';
import { MinuteCache } from './minute-cache';

/** The account codes of credentials, by what the node names them by: an old workflow has no id. */
const known = new MinuteCache<string>();

/** Account codes are part of a host name, where capitals mean nothing. */
function normalize(code: unknown): string {
	return plainText(code).trim().toLowerCase();
}

/**
 * Whether an event is of another clinic than the credential. Reading a credential costs n8n more than all the rest of
 * a delivery, so a code that the credential had less than a minute ago is believed; any other is looked up.
 */
export async function isForeign(
	node: IWebhookFunctions,
	{ accountCode }: ClinicEvent,
	credentials: () => Promise<ICredentialDataDecryptedObject>,
): Promise<boolean> {
	if (accountCode === null) return false;
	const credential = JSON.stringify(node.getNode().credentials?.vSeeClinicApi);
	const given = normalize(accountCode);
	if (known.get(credential) === given) return false;
	const own = normalize((await credentials()).accountCode);
	if (own === '') return false;
	known.set(credential, own);
	return given !== own;
}
