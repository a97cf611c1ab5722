import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { encodeId } from '../../descriptor/identifier';
import { idOf, isRecord } from '../../model/json';
import { type Call, get, path } from '../../request/call';
import { isNotFound, type Outcome } from '../../request/outcome';
import { Session } from '../../request/session';
import { readRight } from './read-right';
import type { Subject } from './subject';

/** How VSee is asked about an event. */
export interface ConfirmOptions {
	/** Total time limit, milliseconds. */
	limitMs: number;
	maxRetries: number;
	/** Aborts the read earlier. */
	cancel?: AbortSignal;
}

/** While VSee waits for its answer: after that the event runs unconfirmed. */
const WEBHOOK_LIMITS: ConfirmOptions = { limitMs: 5000, maxRetries: 2 };

const MAX_RESPONSE_MS = 10_000;

/**
 * Milliseconds before a record that is not there is asked for again: an event may come before its record can be read.
 */
const NOT_FOUND_WAITS_MS = [300, 600, 1200, 2400];
/** The same for a token that is not accepted. n8n has sent that request twice already. */
const UNAUTHORIZED_WAITS_MS = [1000];

/**
 * Result of reading the record of an event. `denied`: VSee does not know it, or shows something else. `forbidden`: this
 * credential may not read such records (`status` 401 or 403). `unreachable`: VSee gave no usable answer. Neither proves
 * anything.
 */
export type Confirmation =
	| { kind: 'confirmed'; record: IDataObject }
	| { kind: 'denied' }
	| { kind: 'forbidden'; status: 401 | 403 }
	| { kind: 'unreachable' };

/** What one answer says, before anything is asked again. */
type Reading = Confirmation | { kind: 'not-found' };

interface Question {
	call: Call;
	id: string;
}

/** The read that confirms an event; undefined when it names nothing that can be read. */
function questionAbout({ id: given, kind }: Subject): Question | undefined {
	try {
		const id = encodeId(given, 'id');
		if (id === undefined) return undefined;
		// An empty body confirms nothing.
		const notEmpty: Partial<Call> = { accepts: (data) => data !== undefined };
		return { id, call: get(kind === 'user' ? path`/users/${id}` : path`/visits/${id}`, {}, notEmpty) };
	} catch {
		return undefined;
	}
}

/**
 * The status of a refusal, also of one in a body with status 200 (docs/api.md#envelope-and-errors); undefined when it
 * is none.
 */
function refusalStatus(outcome: Outcome): number | undefined {
	if (outcome.kind === 'unauthorized') return 401;
	if (outcome.kind === 'refused') return outcome.status;
	return outcome.kind === 'invalid-response' ? outcome.code : undefined;
}

function readRecord(data: unknown, id: string): Reading {
	if (isRecord(data) && (idOf(data.id) ?? idOf(data._id)) === id) return { kind: 'confirmed', record: data };
	const isNone = data === null || (typeof data === 'object' && Object.keys(data).length === 0);
	return { kind: isNone ? 'not-found' : 'denied' };
}

function read(outcome: Outcome, id: string): Reading {
	if (outcome.kind === 'done') return readRecord(outcome.data, id);
	if (isNotFound(outcome)) return { kind: 'not-found' };
	const status = refusalStatus(outcome);
	if (status === 401 || status === 403) return { kind: 'forbidden', status };
	// A busy server (408, 429) does not refuse.
	const isRefusal = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
	return { kind: isRefusal ? 'denied' : 'unreachable' };
}

/** How long to wait before asking again, milliseconds; undefined when the reading counts. */
function waitBefore(reading: Reading, id: string, attempt: number): number | undefined {
	// Visits and users have decimal ids (docs/api.md#values): another form of id will not be found later either.
	if (reading.kind === 'not-found') return /^\d+$/.test(id) ? NOT_FOUND_WAITS_MS[attempt] : undefined;
	return reading.kind === 'forbidden' && reading.status === 401 ? UNAUTHORIZED_WAITS_MS[attempt] : undefined;
}

/** Asks until an answer counts. When the time is over the last answer does, unless it alone says that nothing is there. */
async function ask(session: Session, { call, id }: Question, limits: ConfirmOptions): Promise<Reading> {
	const options = { timeoutMs: Math.min(limits.limitMs, MAX_RESPONSE_MS), maxRetries: limits.maxRetries };
	let last: Reading = { kind: 'unreachable' };
	for (let attempt = 0; ; attempt++) {
		const outcome = await session.exchange(call, 'read', options);
		if (outcome.kind === 'cancelled')
			return attempt === 1 && last.kind === 'not-found' ? { kind: 'unreachable' } : last;
		last = read(outcome, id);
		const ms = waitBefore(last, id, attempt);
		if (ms === undefined) return last;
		await session.wait(ms);
	}
}

/** Reads again from VSee what an event is about, for at most five seconds unless more is given. */
export async function confirm(
	node: IExecuteFunctions | IWebhookFunctions,
	credentials: ICredentialDataDecryptedObject,
	subject: Subject,
	limits: ConfirmOptions = WEBHOOK_LIMITS,
): Promise<Confirmation> {
	const question = questionAbout(subject);
	if (!question) return { kind: 'denied' };
	const deadline = new AbortController();
	const end = () => deadline.abort();
	limits.cancel?.addEventListener('abort', end, { once: true });
	void sleep(limits.limitMs, deadline.signal).then(end, () => undefined);
	try {
		const session = new Session(node, credentials, deadline.signal);
		const reading = await ask(session, question, limits);
		if (reading.kind === 'not-found') return { kind: 'denied' };
		if (reading.kind !== 'forbidden' || reading.status === 401) return reading;
		const right = await readRight(session, credentials, subject.kind, limits.limitMs);
		return right === 'allowed' ? { kind: 'denied' } : reading;
	} catch {
		// With an endpoint that is not a URL no request can be sent.
		return { kind: 'unreachable' };
	} finally {
		end();
		limits.cancel?.removeEventListener('abort', end);
	}
}
