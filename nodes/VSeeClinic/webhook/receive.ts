import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord, plainText } from '../model/record';
import { confirm, isAboutUser } from './confirm';
import { itemOf, listOf, passes, readBody, type Filters } from './delivery';
import { chosenName, parseBody, readEvent, type ClinicEvent } from './event';
import { fingerprint, SeenEvents } from './seen-events';

const RECEIVED = { webhookResponse: { received: true } };

interface Wishes extends Filters {
	events: string[];
	verify: boolean;
	simplify: boolean;
	ignoreDuplicates: boolean;
}

function readWishes(node: IWebhookFunctions): Wishes {
	const entered: unknown = node.getNodeParameter('options', {});
	const options = isRecord(entered) ? entered : {};
	return {
		events: listOf(node.getNodeParameter('events', [])),
		verify: node.getNodeParameter('verify', true) !== false,
		simplify: node.getNodeParameter('simplify', true) !== false,
		// In the editor's test mode the same event may be sent again and again.
		ignoreDuplicates: options.ignoreDuplicates !== false && node.getMode() !== 'manual',
		statuses: listOf(options.statuses),
		roomCodes: listOf(options.roomCodes),
		providerIds: listOf(options.providerIds),
	};
}

/** Answers instead of n8n, with a status that says no. */
function refuse(node: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	node.getResponseObject().status(status).send({ message });
	return { noWebhookResponse: true };
}

function isForeign(event: ClinicEvent, credentials: ICredentialDataDecryptedObject): boolean {
	const own = plainText(credentials.accountCode).trim();
	return own !== '' && event.accountCode !== null && event.accountCode !== own;
}

/** Tells the memory, once n8n has answered the caller, whether the run was started. */
function settleWithResponse(node: IWebhookFunctions, settle: (started: boolean) => void): void {
	const response = node.getResponseObject();
	if (!('once' in response)) return settle(true);
	response.once('finish', () => settle(response.statusCode < 400));
	// A caller that hangs up early stops nothing: n8n starts the run all the same.
	response.once('close', () => settle(true));
}

function memoryOf(node: IWebhookFunctions): SeenEvents {
	const { id } = node.getNode();
	const memory = SeenEvents.of(`${node.getWorkflow().id ?? ''}:${id}`);
	memory.recall(node.getWorkflowStaticData('node').seen);
	return memory;
}

/** The record an event is about: VSee's own where it was asked, else what the event tells. */
async function recordOf(node: IWebhookFunctions, credentials: ICredentialDataDecryptedObject, event: ClinicEvent, verify: boolean): Promise<{ record: IDataObject; verified: boolean } | undefined> {
	const told = { record: event.data, verified: false };
	if (!verify) return told;
	const verdict = await confirm(node, credentials, event);
	if (verdict.said === 'denied') return undefined;
	return verdict.said === 'confirmed' ? { record: verdict.record, verified: true } : told;
}

async function start(node: IWebhookFunctions, event: ClinicEvent, name: string, credentials: ICredentialDataDecryptedObject, wishes: Wishes, key: string): Promise<IWebhookResponseData> {
	const memory = wishes.ignoreDuplicates ? memoryOf(node) : undefined;
	if (memory?.has(key)) return RECEIVED;
	const found = await recordOf(node, credentials, event, wishes.verify);
	if (!found || (!isAboutUser(event) && !passes(found.record, wishes))) return RECEIVED;
	if (memory) {
		const settle = await memory.claim(key);
		if (!settle) return RECEIVED;
		settleWithResponse(node, settle);
		node.getWorkflowStaticData('node').seen = memory.list;
	}
	return { ...RECEIVED, workflowData: [[{ json: itemOf(event, name, found.record, found.verified, wishes.simplify) }]] };
}

/** Receives one delivery of VSee (contract 5): answers, and starts the workflow when the event is wanted. */
export async function receive(node: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body = readBody(node);
	if (body === 'too-large') return refuse(node, 413, 'The body is larger than 1 MB');
	const event = readEvent(parseBody(body.text));
	if (!event) return refuse(node, 400, 'This is not an event of VSee Clinic');
	const credentials = await node.getCredentials('vSeeClinicApi');
	if (isForeign(event, credentials)) return refuse(node, 403, 'This event belongs to another clinic');
	const wishes = readWishes(node);
	const name = chosenName(event, wishes.events);
	if (name === undefined) return RECEIVED;
	return await start(node, event, name, credentials, wishes, fingerprint(event.id ?? body.text));
}
