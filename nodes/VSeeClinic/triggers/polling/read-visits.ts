import type { ICredentialDataDecryptedObject, IDataObject, IPollFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { ClinicError } from '../../errors/clinic-error';
import { isVisit, visitIdOf } from '../../model/visit';
import { type Call, get, path } from '../../request/call';
import { completeVisitList } from '../../request/complete-visit-list';
import { type Done, type Failed, isNotFound, type Outcome } from '../../request/outcome';
import { toClinicError } from '../../request/outcome-text';
import { type RequestOptions, Session } from '../../request/session';
import { visitReader } from '../../request/visit-list';
import { byId, isWatched, missingVisits, type Observation, type VisitsInWindow } from './compare-pictures';
import type { Picture } from './picture';
import { stateOf, type TimeWindow } from './visit-state';

/** The most visits that are watched; n8n stores the picture of them with the workflow. */
export const MAX_VISITS = 10_000;
/** Reads of single visits in one poll. */
export const MAX_READS = 50;
const MAX_READS_AT_ONCE = 10;
/** For completing a list, and for reading single visits, milliseconds each; never beyond the deadline of the poll. */
const MAX_PHASE_MS = 30_000;

/** Runs a task that ends with `ms`: its signal fires then. */
async function within<T>(ms: number, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const timeout = new AbortController();
	const finished = new AbortController();
	void sleep(ms, finished.signal).then(
		() => timeout.abort(),
		() => undefined,
	);
	try {
		return await task(timeout.signal);
	} finally {
		finished.abort();
	}
}

const TOO_LATE: Outcome & { kind: 'unknown' } = { kind: 'unknown', reason: 'timeout' };

/** The error of a poll, with n8n's reason to wait longer before the next one where the fault may pass by itself. */
function pollError(outcome: Failed): ClinicError {
	const failed = outcome.kind === 'cancelled' ? TOO_LATE : outcome;
	const { message, advice, details } = toClinicError(failed, 'read');
	const isTransient = failed.kind === 'unknown' || (failed.kind === 'never-sent' && failed.transient);
	const failure = details.failure ?? (isTransient ? { cause: 'temporarily-unavailable' as const } : undefined);
	return new ClinicError(message, advice, { ...details, failure });
}

async function ask(session: Session, call: Call, requestOptions: RequestOptions): Promise<Done> {
	const outcome = await session.exchange(call, 'read', requestOptions);
	if (outcome.kind === 'done') return outcome;
	throw pollError(outcome);
}

/** `Date` of an answer, unix seconds. */
function dateOf({ headers }: Done): number | null {
	const milliseconds = Date.parse(headers.date ?? '');
	return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}

/** What one visit is now: null when VSee does not know it any more; undefined when that cannot be said. */
async function readVisit(
	session: Session,
	id: string,
	requestOptions: RequestOptions,
): Promise<IDataObject | null | undefined> {
	const outcome = await session.exchange(get(path`/visits/${id}`), 'read', requestOptions);
	if (isNotFound(outcome)) return null;
	return outcome.kind === 'done' && isVisit(outcome.data) && visitIdOf(outcome.data) === id ? outcome.data : undefined;
}

/** How and where a poll looks. */
export interface Watch {
	node: IPollFunctions;
	credentials: ICredentialDataDecryptedObject;
	requestOptions: RequestOptions;
	window: TimeWindow;
	roomCode?: string;
	/** When the whole poll must have ended, unix milliseconds. */
	deadline: number;
}

/**
 * Reads all visits of the window, also when VSee gives them in parts only.
 * @throws ClinicError when they cannot be read, not all of them, or when they are too many
 */
export async function listVisits({
	node,
	credentials,
	requestOptions,
	window,
	roomCode,
	deadline,
}: Watch): Promise<VisitsInWindow> {
	let date: number | null = null;
	const started = Date.now();
	const list = await within(deadline - started, async (signal) => {
		const session = new Session(node, credentials, signal);
		const read = visitReader(
			async (call) => {
				const answer = await ask(session, call, requestOptions);
				date ??= dateOf(answer);
				return answer;
			},
			{ room_code: roomCode },
		);
		const isTimeUp = () => Date.now() - started > MAX_PHASE_MS;
		return await completeVisitList(read, window, { now: Math.floor(started / 1000), isTimeUp });
	});
	if (list.kind === 'incomplete') {
		throw new ClinicError(
			`VSee Clinic did not return all visits: ${list.missing} are missing`,
			'Nothing is lost: the next poll tries again. If this goes on, select a room, or enter fewer days under Options.',
		);
	}
	const visits = byId(list.visits);
	const isTooMany = visits.size > MAX_VISITS;
	const watched = isTooMany
		? [...visits.values()].filter((visit) => isWatched(visit, stateOf(visit), { window, roomCode })).length
		: visits.size;
	if (watched > MAX_VISITS) {
		throw new ClinicError(
			`There are ${watched} visits to watch; this trigger can watch ${MAX_VISITS}`,
			'Select a room, or enter fewer Days Ahead and Days Back under Options; use one trigger for each room.',
			{ failure: { cause: 'configuration-invalid' } },
		);
	}
	return { visits, window, roomCode, date };
}

/**
 * Looks for the visits that should be in the list and are not, those missing longest first.
 * @throws ClinicError when so many are missing that the list is not believed
 */
export async function findMissing(
	{ node, credentials, requestOptions, deadline }: Watch,
	picture: Picture,
	list: VisitsInWindow,
): Promise<Observation> {
	const missing = missingVisits(picture, list);
	if (missing.length > MAX_READS && missing.length > picture.visits.size / 2) {
		throw new ClinicError(
			`VSee Clinic suddenly does not list ${missing.length} of ${picture.visits.size} visits any more`,
			'The list may be wrong, so nothing was started: check whether the token of the credential was changed or has lost a right. If the list is right, change Days Ahead under Options by one: the trigger then starts afresh.',
		);
	}
	const found = new Map<string, IDataObject | null>();
	const asked = new Set<string>();
	await within(Math.min(MAX_PHASE_MS, deadline - Date.now()), async (signal) => {
		const session = new Session(node, credentials, signal);
		const ids = missing.slice(0, MAX_READS);
		for (let first = 0; first < ids.length && !signal.aborted; first += MAX_READS_AT_ONCE) {
			const some = ids.slice(first, first + MAX_READS_AT_ONCE);
			const answers = await Promise.all(some.map(async (id) => await readVisit(session, id, requestOptions)));
			for (const [index, id] of some.entries()) {
				asked.add(id);
				const answer = answers[index];
				if (answer !== undefined) found.set(id, answer);
			}
		}
	});
	return { ...list, found, asked };
}
