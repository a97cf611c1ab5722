import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { idOf } from '../../model/json';
import { fingerprint } from '../fingerprint';
import { isForeign } from './account';
import { confirm, type Confirmation } from './confirm';
import { type ClinicEvent, readEvent } from './event';
import { type EventFilters, passesFilters } from './filter-event';
import { type EventMatch, matchEvent } from './match-event';
import { toItem, toPendingItem } from './output';
import { readBody } from './request-body';
import { SeenEvents } from './seen-events';
import { subjectOf } from './subject';
import { readTriggerParameters, type TriggerParameters } from './trigger-parameters';

/** Reads the credential, once for each delivery at most. */
type ReadCredentials = () => Promise<ICredentialDataDecryptedObject>;

/** Milliseconds in which a delivery is answered, whatever has to be waited for. */
const MAX_RESPONSE_MS = 5500;

const RECEIVED = { webhookResponse: { received: true } };

/** Answers instead of n8n, with a status that says no. */
function refuse(node: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	node.getResponseObject().status(status).send({ message });
	return { noWebhookResponse: true };
}

/** Key for finding duplicates; undefined when the event has none. */
function keyOf(event: ClinicEvent, text: string): string | undefined {
	if (event.id !== null) return fingerprint(event.id);
	return event.created === null ? undefined : fingerprint(text);
}

function nameOf({ type }: ClinicEvent, match: EventMatch): string {
	return match.kind === 'wanted' ? match.name : type;
}

/** The filters; undefined when one cannot be read, which the run then tells: a webhook has nobody to ask. */
function filtersOf({ readFilters }: TriggerParameters): EventFilters | undefined {
	try {
		return readFilters();
	} catch {
		return undefined;
	}
}

/** The item with which an event starts a run; undefined when it starts none. */
async function itemToStart(
	node: IWebhookFunctions,
	event: ClinicEvent,
	parameters: TriggerParameters,
	credentials: ReadCredentials,
): Promise<IDataObject | undefined> {
	const { events, simplify, verify } = parameters;
	const subject = subjectOf(event);
	const verdict: Confirmation = verify ? await confirm(node, await credentials(), subject) : { kind: 'unreachable' };
	if (verdict.kind === 'denied') return undefined;
	const isVerified = verdict.kind === 'confirmed';
	const match = matchEvent(event, events, isVerified ? verdict.record : undefined);
	if (match.kind === 'unwanted') return undefined;
	const name = nameOf(event, match);
	const filters = subject.kind === 'visit' ? filtersOf(parameters) : {};
	if (verdict.kind === 'forbidden' || !filters) return toPendingItem(event, name);
	if (match.kind === 'undecided') {
		const record = { ...event.data, id: idOf(subject.id) };
		return { ...toItem(event, { name, record, isVerified }, simplify), pending: true };
	}
	const record = isVerified ? verdict.record : event.data;
	const passes = passesFilters(record, isVerified || !verify, filters);
	return passes ? toItem(event, { name, record, isVerified }, simplify) : undefined;
}

/** Settles a claim once n8n has answered the caller: by then it is known whether the run was started. */
function settleWithResponse(node: IWebhookFunctions, settle: (started: boolean) => void): void {
	const response = node.getResponseObject();
	if (typeof response.once !== 'function') return settle(true);
	response.once('finish', () => settle(response.statusCode < 400));
	// The caller has hung up, and nobody will tell whether the run starts: then the event may come again, and
	// the run looks for duplicates again (is-duplicate).
	response.once('close', () => settle(false));
	if (response.closed) settle(false);
}

/** Starts a run for an event that may be wanted, unless it came before. */
async function start(
	node: IWebhookFunctions,
	event: ClinicEvent,
	parameters: TriggerParameters,
	credentials: ReadCredentials,
	key: string | undefined,
): Promise<IWebhookResponseData> {
	const deadline = Date.now() + MAX_RESPONSE_MS;
	// In the editor's test mode the same event may be sent again and again.
	const remembers = key !== undefined && parameters.ignoreDuplicates && node.getMode() !== 'manual';
	const seen = remembers ? SeenEvents.of(node) : undefined;
	if (key !== undefined && seen?.has(key)) return RECEIVED;
	const item = await itemToStart(node, event, parameters, credentials);
	if (!item) return RECEIVED;
	if (key !== undefined && seen) {
		const claim = await seen.claim(key, deadline);
		if (claim.kind === 'seen') return RECEIVED;
		// Not answered with 200, because the first delivery of this event may still fail.
		if (claim.kind === 'undecided') return refuse(node, 503, 'This event is just being started; deliver it again');
		settleWithResponse(node, claim.settle);
	}
	return { ...RECEIVED, workflowData: [[{ json: item }]] };
}

/** Receives one delivery of VSee (docs/api.md#webhooks): answers, and starts the workflow when the event is wanted. */
export async function receive(node: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body = await readBody(node);
	if (body.kind === 'too-large') return refuse(node, 413, 'The body is larger than 1 MB');
	const event = body.kind === 'text' ? readEvent(body.text) : undefined;
	if (body.kind !== 'text' || !event) return refuse(node, 400, 'This is not an event of VSee Clinic');
	const parameters = readTriggerParameters((name, fallback) => node.getNodeParameter(name, fallback));
	if (matchEvent(event, parameters.events).kind === 'unwanted') return RECEIVED;
	let read: ReturnType<ReadCredentials> | undefined;
	const credentials = async () => await (read ??= node.getCredentials('vSeeClinicApi'));
	if (await isForeign(node, event, credentials)) return refuse(node, 403, 'This event belongs to another clinic');
	return await start(node, event, parameters, credentials, keyOf(event, body.text));
}
