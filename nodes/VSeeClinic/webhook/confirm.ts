import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { encodeId } from '../descriptor/fields';
import { idOf, isRecord } from '../model/record';
import { get, path, type Call } from '../request/call';
import type { Outcome } from '../request/outcome';
import { Session } from '../request/session';
import type { ClinicEvent } from './event';

/** How long VSee may take to confirm an event before it runs unconfirmed, milliseconds. */
const PATIENCE_MS = 5000;

/** What VSee says of an event. `unreachable`: nothing, so that nothing is proven. */
export type Verdict = { said: 'confirmed'; record: IDataObject } | { said: 'denied' | 'unreachable' };

/** Whether an event is about a user; all others are about visits. */
export function isAboutUser({ type }: ClinicEvent): boolean {
	return type.startsWith('user.');
}

/** The read that confirms an event; undefined when it names nothing that can be read. */
function confirmation(event: ClinicEvent): { call: Call; id: string } | undefined {
	try {
		// The payload of user.created is not known (contract 5.3): the id may stand under either name.
		const id = encodeId(event.data.id ?? event.data.user_id, 'id');
		if (id === undefined) return undefined;
		return { id, call: isAboutUser(event) ? get(path`/users/${id}`) : get(path`/visits/${id}`) };
	} catch {
		return undefined;
	}
}

function verdict(outcome: Outcome, id: string): Verdict {
	if (outcome.kind === 'done') {
		const { data } = outcome;
		return isRecord(data) && idOf(data.id) === id ? { said: 'confirmed', record: data } : { said: 'denied' };
	}
	// A refusal is VSee's word; a rejected token or a busy server is none.
	return { said: outcome.kind === 'refused' ? 'denied' : 'unreachable' };
}

/** Reads again from VSee what an event is about, for at most five seconds. */
export async function confirm(node: IWebhookFunctions, credentials: ICredentialDataDecryptedObject, event: ClinicEvent): Promise<Verdict> {
	const question = confirmation(event);
	if (!question) return { said: 'denied' };
	const patience = new AbortController();
	const answered = new AbortController();
	void sleep(PATIENCE_MS, answered.signal).then(() => patience.abort(), () => undefined);
	const session = new Session(node, credentials, patience.signal);
	const outcome = await session.exchange(question.call, 'read', { timeoutMs: PATIENCE_MS, maxRetries: 2 });
	answered.abort();
	return verdict(outcome, question.id);
}
