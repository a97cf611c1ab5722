import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { ClinicError, nodeError } from '../../errors/clinic-error';
import { statusName } from '../../model/code';
import { DAY_SECONDS } from '../../model/day';
import { idOf, isoOf, numberOf, plainText } from '../../model/json';
import { simplifyVisit, visitIdOf } from '../../model/visit';
import { endpoint } from '../../request/endpoint';
import { fingerprint } from '../fingerprint';
import { passes } from '../visit-filter';
import { comparePictures, firstPicture, type VisitChange } from './compare-pictures';
import { eventId } from './event-id';
import { restorePicture, storePicture } from './picture';
import { type PollingParameters, readPollingParameters } from './polling-parameters';
import { findMissing, listVisits, type Watch } from './read-visits';
import { stateOf, type VisitState } from './visit-state';

/** What a poll may take when n8n does not say, milliseconds. */
const DEFAULT_BUDGET_MS = 300_000;

/**
 * How many polls of each trigger have ended well, in this process: a poll that ends after a newer one reports nothing.
 */
const finishedPolls = new Map<string, number>();

interface Poll {
	watch: Watch;
	parameters: PollingParameters;
	accountCode: string | null;
	/** Of room, days, endpoint and account: when one of them changes, a new picture begins. */
	fingerprint: string;
}

function preparePoll(node: IPollFunctions, credentials: ICredentialDataDecryptedObject): Poll {
	const parameters = readPollingParameters(node);
	const { roomCode, daysBack, daysAhead, requestOptions } = parameters;
	const started = Date.now();
	const now = Math.floor(started / 1000);
	const accountCode = plainText(credentials.accountCode).trim() || null;
	// Older versions of n8n do not say.
	const budgetMs = typeof node.getPollBudgetMs === 'function' ? node.getPollBudgetMs() : DEFAULT_BUDGET_MS;
	const watched = [endpoint(credentials.baseUrl), accountCode, roomCode ?? null, daysBack, daysAhead];
	return {
		parameters,
		accountCode,
		watch: {
			node,
			credentials,
			requestOptions,
			roomCode,
			deadline: started + budgetMs,
			window: { from: now - daysBack * DAY_SECONDS, to: now + daysAhead * DAY_SECONDS },
		},
		fingerprint: fingerprint(JSON.stringify(watched)),
	};
}

function previousOf(before: VisitState | null): IDataObject | null {
	if (!before) return null;
	const { status, start, end, providerId } = before;
	return { status: statusName(status), start: isoOf(start), end: isoOf(end), provider_id: providerId ?? null };
}

/**
 * Whether a change is one that the user wants to hear of. A visit that was removed is judged by its last state.
 */
function isWanted(
	{ event, after, before }: VisitChange,
	{ events, statuses, providerIds }: PollingParameters,
): boolean {
	const { status = null, providerId } = after ?? before ?? {};
	const provider = providerId === null ? '' : (providerId ?? null);
	return events.includes(event) && passes(statuses, status) && passes(providerIds, provider);
}

function itemOf(change: VisitChange, { accountCode, parameters }: Poll, polledAt: string | null): INodeExecutionData {
	const { event, visit, before, after, modified } = change;
	return {
		json: {
			event,
			event_id: eventId(change),
			event_type: 'poll',
			version: null,
			account_code: accountCode ?? idOf(visit.account_code),
			created: isoOf(modified) ?? polledAt,
			verified: true,
			visit: after && parameters.simplify ? simplifyVisit(visit) : visit,
			previous: previousOf(before),
		},
	};
}

function timeOf(date: number | null): string {
	return isoOf(date) ?? new Date().toISOString();
}

/** "Fetch test event" in the editor: the visit that was created last, as a sample. Changes nothing. */
async function sample(poll: Poll): Promise<INodeExecutionData[]> {
	const { visits, date } = await listVisits(poll.watch);
	const [last] = [...visits.values()].sort((a, b) => (numberOf(b.created) ?? 0) - (numberOf(a.created) ?? 0));
	if (!last) {
		throw new ClinicError(
			'VSee Clinic shows no visit that could serve as a sample',
			'Book one, select another room, or enter more Days Back or Days Ahead under Options. The trigger itself works without a sample.',
		);
	}
	const after = stateOf(last);
	const change: VisitChange = {
		event: 'visit.created',
		visitId: visitIdOf(last) ?? '',
		before: null,
		after,
		modified: numberOf(last.modified),
		visit: last,
	};
	return [itemOf(change, poll, timeOf(date))];
}

/** Reads the visits and gives what has changed since the last good poll. */
async function changes(poll: Poll): Promise<INodeExecutionData[]> {
	const { watch, fingerprint, parameters } = poll;
	const { node } = watch;
	const key = `${node.getWorkflow().id ?? ''}:${node.getNode().id}`;
	const finished = finishedPolls.get(key);
	const stored = node.getWorkflowStaticData('node');
	const picture = restorePicture(stored.picture);
	const list = await listVisits(watch);
	const next =
		picture?.fingerprint === fingerprint
			? comparePictures(picture, await findMissing(watch, picture, list))
			: { changes: [], picture: firstPicture(fingerprint, list) };
	const items = next.changes
		.filter((change) => isWanted(change, parameters))
		.map((change) => itemOf(change, poll, timeOf(list.date)));
	// A newer poll has ended meanwhile and has reported this; the next one reports what it has not.
	if (finishedPolls.get(key) !== finished) return [];
	finishedPolls.set(key, (finished ?? 0) + 1);
	// At once, at the end, at top level: n8n notices no nested writes, and keeps what a poll that throws has written.
	stored.picture = storePicture(next.picture);
	return items;
}

/**
 * One poll of the trigger.
 * @returns null when nothing has happened
 * @throws the node's error, with n8n's reason where waiting helps; the picture is then that of the last good poll
 */
export async function poll(node: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const prepared = preparePoll(node, await node.getCredentials('vSeeClinicApi'));
		const items = node.getMode() === 'manual' ? await sample(prepared) : await changes(prepared);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		throw nodeError(node.getNode(), error, 0);
	}
}
