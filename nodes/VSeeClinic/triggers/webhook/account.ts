import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { plainText } from '../../model/json';
import type { ClinicEvent } from './event';

/** How long an account code that was read counts, milliseconds. */
const VALID_MS = 60_000;
/** How many credentials are remembered. */
const MAX_KNOWN = 100;

/** The account codes of credentials, by the id of the credential; oldest first. */
const known = new Map<string, { code: string; until: number }>();

function remember(credentialId: string, code: string): void {
	known.delete(credentialId);
	known.set(credentialId, { code, until: Date.now() + VALID_MS });
	for (const oldest of known.keys()) {
		if (known.size <= MAX_KNOWN) break;
		known.delete(oldest);
	}
}

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
	const credentialId = node.getNode().credentials?.vSeeClinicApi?.id ?? '';
	const given = normalize(accountCode);
	const before = known.get(credentialId);
	if (before && before.code === given && before.until > Date.now()) return false;
	const own = normalize((await credentials()).accountCode);
	if (own === '') return false;
	remember(credentialId, own);
	return given !== own;
}
