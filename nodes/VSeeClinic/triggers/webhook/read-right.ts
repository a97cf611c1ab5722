import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { plainText } from '../../model/json';
import { type Call, get, path } from '../../request/call';
import type { Session } from '../../request/session';
import { fingerprint } from '../fingerprint';
import { MinuteCache } from './minute-cache';
import type { Subject } from './subject';

/** Seconds: a window so short that next to nothing has to be sent. */
const WINDOW_SECONDS = 60;

/** Whether a list can be read; `unknown` when VSee has not answered that. */
export type ReadRight = 'allowed' | 'refused' | 'unknown';

/** By credential and kind of record. */
const known = new MinuteCache<Promise<ReadRight>>();

/** The smallest list that tells whether the credential may read visits, or users. */
function listCall(kind: Subject['kind'], now: number): Call {
	if (kind === 'user') return get(path`/users`, { limit: 1 });
	const start = Math.floor(now / 1000);
	return get(path`/visits`, { start_time: start, end_time: start + WINDOW_SECONDS });
}

async function ask(session: Session, call: Call, timeoutMs: number): Promise<ReadRight> {
	const outcome = await session.exchange(call, 'read', { timeoutMs, maxRetries: 1 });
	if (outcome.kind === 'done') return 'allowed';
	if (outcome.kind === 'unauthorized') return 'refused';
	const status = outcome.kind === 'refused' ? outcome.status : outcome.kind === 'invalid-response' && outcome.code;
	return status === 401 || status === 403 ? 'refused' : 'unknown';
}

/**
 * Whether a credential may read visits (or users) at all: a refusal of one record does not tell. VSee is asked at most
 * once a minute for each credential; the answer is kept in the memory of this process.
 */
export async function readRight(
	session: Session,
	credentials: ICredentialDataDecryptedObject,
	kind: Subject['kind'],
	timeoutMs: number,
): Promise<ReadRight> {
	const { baseUrl, accountCode, apiKey, apiSecret, apiToken } = credentials;
	const key = fingerprint([kind, baseUrl, accountCode, apiKey, apiSecret, apiToken].map(plainText).join('\n'));
	const before = known.get(key);
	// Asked for another event, it may be answered later than this one can wait.
	if (before) return await Promise.race([before, session.wait(timeoutMs).then((): ReadRight => 'unknown')]);
	const right = ask(session, listCall(kind, Date.now()), timeoutMs);
	known.set(key, right);
	const answer = await right;
	// What was not answered may be asked again at once.
	if (answer === 'unknown') known.delete(key);
	return answer;
}
