import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { idOf, plainText } from '../../model/json';
import { confirm, isAboutUser, subjectOf } from './confirm';
import { chosenName, type ClinicEvent, isUnsettled, mayBeChosen, parseBody, readEvent, UNSETTLED } from './event';
import { itemOf, passes, readBody } from './output';
import { fingerprint, SeenEvents } from './seen-events';
import { readTriggerParameters, type TriggerParameters } from './trigger-parameters';

const RECEIVED = { webhookResponse: { received: true } };

/** Answers instead of n8n, with a status that says no. */
function refuse(node: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	node.getResponseObject().status(status).send({ message });
	return { noWebhookResponse: true };
}

/** Account codes are part of a host name, where capitals mean nothing. */
function isForeign(event: ClinicEvent, credentials: ICredentialDataDecryptedObject): boolean {
	const own = plainText(credentials.accountCode).trim();
	return own !== '' && event.accountCode !== null && event.accountCode.trim().toLowerCase() !== own.toLowerCase();
}

/** Tells the memory, once n8n has answered the caller, whether the run was started. */
function settleWithResponse(node: IWebhookFunctions, settle: (started: boolean) => void): void {
	const response = node.getResponseObject();
	if (typeof response.once !== 'function') return settle(true);
	response.once('finish', () => settle(response.statusCode < 400));
	// The caller has hung up, and nobody will tell whether the run starts: then the event may come again, and
	// the run looks for duplicates once more (only-new-events).
	response.once('close', () => settle(false));
	if (response.closed) settle(false);
}

/** The record an event is about: VSee's own where it was asked, else what the event tells; undefined when VSee denies it. */
async function recordOf(
	node: IWebhookFunctions,
	credentials: ICredentialDataDecryptedObject,
	event: ClinicEvent,
	verify: boolean,
): Promise<{ record: IDataObject; verified: boolean } | undefined> {
	const told = { record: event.data, verified: false };
	if (!verify) return told;
	const verdict = await confirm(node, credentials, subjectOf(event));
	if (verdict.kind === 'denied') return undefined;
	return verdict.kind === 'confirmed' ? { record: verdict.record, verified: true } : told;
}

/** What tells an event from all others; undefined when nothing does, so that it cannot be proven a duplicate. */
function keyOf(event: ClinicEvent, text: string): string | undefined {
	if (event.id !== null) return fingerprint(event.id);
	return event.created === null ? undefined : fingerprint(text);
}

async function start(
	node: IWebhookFunctions,
	event: ClinicEvent,
	credentials: ICredentialDataDecryptedObject,
	parameters: TriggerParameters,
	key: string | undefined,
): Promise<IWebhookResponseData> {
	// In the editor's test mode the same event may be sent again and again.
	const memory =
		key !== undefined && parameters.ignoreDuplicates && node.getMode() !== 'manual'
			? { key, seen: SeenEvents.of(node) }
			: undefined;
	if (memory?.seen.has(memory.key)) return RECEIVED;
	const found = await recordOf(node, credentials, event, parameters.verify);
	const settled = found && chosenName(event, parameters.events, found.record);
	// VSee could not be asked how the visit ended: the run does that (settle-end).
	const name = settled ?? (found && !found.verified && isUnsettled(event, parameters.events) ? UNSETTLED : undefined);
	if (!found || !name) return RECEIVED;
	const isWhole = found.verified || !parameters.verify;
	if (settled && !isAboutUser(event) && !passes(found.record, isWhole, parameters)) return RECEIVED;
	const record = settled ? found.record : { ...found.record, id: idOf(subjectOf(event).id) };
	if (memory) {
		const claim = await memory.seen.claim(memory.key);
		if (claim === 'seen') return RECEIVED;
		// Not to be acknowledged: the first delivery of this event may yet fail.
		if (claim === 'undecided') return refuse(node, 503, 'This event is just being started; deliver it again');
		settleWithResponse(node, claim.settle);
		node.getWorkflowStaticData('node').seen = memory.seen.withStarted(memory.key);
	}
	return { ...RECEIVED, workflowData: [[{ json: itemOf(event, name, record, found.verified, parameters.simplify) }]] };
}

/** Receives one delivery of VSee (contract 5): answers, and starts the workflow when the event is wanted. */
export async function receive(node: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body = readBody(node);
	if (body === 'too-large') return refuse(node, 413, 'The body is larger than 1 MB');
	const event = readEvent(parseBody(body.text));
	if (!event) return refuse(node, 400, 'This is not an event of VSee Clinic');
	const credentials = await node.getCredentials('vSeeClinicApi');
	if (isForeign(event, credentials)) return refuse(node, 403, 'This event belongs to another clinic');
	const parameters = readTriggerParameters((name, otherwise) => node.getNodeParameter(name, otherwise));
	if (!mayBeChosen(event, parameters.events)) return RECEIVED;
	return await start(node, event, credentials, parameters, keyOf(event, body.text));
}
