import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { encodeId } from '../../descriptor/fields';
import { idOf, isRecord } from '../../model/json';
import { type Call, get, path } from '../../request/call';
import type { Outcome } from '../../request/outcome';
import { Session } from '../../request/session';
import type { Subject } from './subject';

/** How VSee is asked about an event. Times in milliseconds. */
export interface ConfirmOptions {
	/** For all of it. */
	ms: number;
	maxRetries: number;
	/** Ends it before. */
	cancel?: AbortSignal;
}
/** While VSee waits for its answer: after that the event runs unconfirmed. */
const WEBHOOK_LIMITS: ConfirmOptions = { ms: 5000, maxRetries: 2 };

const MAX_RESPONSE_MS = 10_000;

/** What VSee says of an event. `unreachable`: nothing, so that nothing is proven. */
export type Verdict = { kind: 'confirmed'; record: IDataObject } | { kind: 'denied' | 'unreachable' };

/** The read that confirms an event; undefined when it names nothing that can be read. */
function confirmation({ id: given, kind }: Subject): { call: Call; id: string } | undefined {
	try {
		const id = encodeId(given, 'id');
		if (id === undefined) return undefined;
		// An empty answer is none.
		const notEmpty: Partial<Call> = { accepts: (data) => data !== undefined };
		return { id, call: get(kind === 'user' ? path`/users/${id}` : path`/visits/${id}`, {}, notEmpty) };
	} catch {
		return undefined;
	}
}

/** A refusal is VSee's word, also in a body with status 200 (contract 1.4); a rejected token or a busy server is none. */
function isRefusalInDisguise(outcome: Outcome): boolean {
	if (outcome.kind !== 'invalid-response' || outcome.code === undefined) return false;
	return outcome.code >= 400 && outcome.code < 500 && ![401, 408, 429].includes(outcome.code);
}

function verdict(outcome: Outcome, id: string): Verdict {
	if (outcome.kind === 'done') {
		const { data } = outcome;
		return isRecord(data) && (idOf(data.id) ?? idOf(data._id)) === id
			? { kind: 'confirmed', record: data }
			: { kind: 'denied' };
	}
	return { kind: outcome.kind === 'refused' || isRefusalInDisguise(outcome) ? 'denied' : 'unreachable' };
}

/** Reads again from VSee what an event is about, for at most five seconds unless more is given. */
export async function confirm(
	node: IExecuteFunctions | IWebhookFunctions,
	credentials: ICredentialDataDecryptedObject,
	subject: Subject,
	{ ms, maxRetries, cancel }: ConfirmOptions = WEBHOOK_LIMITS,
): Promise<Verdict> {
	const question = confirmation(subject);
	if (!question) return { kind: 'denied' };
	const deadline = new AbortController();
	const answered = new AbortController();
	const end = () => deadline.abort();
	cancel?.addEventListener('abort', end, { once: true });
	void sleep(ms, answered.signal).then(end, () => undefined);
	try {
		const session = new Session(node, credentials, deadline.signal);
		const outcome = await session.exchange(question.call, 'read', {
			timeoutMs: Math.min(ms, MAX_RESPONSE_MS),
			maxRetries,
		});
		return verdict(outcome, question.id);
	} catch {
		// A credential that cannot be used (its endpoint is no URL) reaches nobody.
		return { kind: 'unreachable' };
	} finally {
		answered.abort();
		cancel?.removeEventListener('abort', end);
	}
}
