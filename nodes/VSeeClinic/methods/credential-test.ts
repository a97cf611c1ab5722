import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { toLine } from '../errors/clinic-error';
import { DAY_SECONDS } from '../model/day';
import { hasId, idOf, isRecord, plainText, recordsOf, textOf } from '../model/json';
import { type Call, get, path } from '../request/call';
import { BLOCKED_BY_N8N, faultWords, PROXY_REFUSED } from '../request/connection-fault';
import type { Outcome } from '../request/outcome';
import { toClinicError } from '../request/outcome-text';
import { probe } from '../request/probe';

/** Statuses that say which field is wrong. */
const REFUSALS = [401, 403, 404];

type Read = (call: Call) => Promise<Outcome>;
/** What is wrong, as one line for the user; undefined when nothing is. */
type Problem = string | undefined;

/** The fields that are sent, by their labels. */
const LABELS = { accountCode: 'Account Code', apiKey: 'API Key', apiSecret: 'API Secret', apiToken: 'API Token' };

const TOKEN_REFUSED =
	'VSee Clinic does not accept “API Token”. It may have expired or been removed: make a new one in the API app of the clinic.';

/** A refusal in the body counts as one, whatever the HTTP status (docs/api.md#envelope-and-errors). */
function withRefusal(outcome: Outcome): Outcome {
	const status = outcome.kind === 'invalid-response' ? outcome.code : undefined;
	if (status === undefined || !REFUSALS.includes(status)) return outcome;
	return status === 401 ? { kind: 'unauthorized' } : { kind: 'refused', status };
}

/** Stricter than in a run: null is no answer of VSee Clinic to a test. */
function isListOfRecords(data: unknown): boolean {
	return Array.isArray(data) && data.every(isRecord);
}

function isFilled(value: unknown): boolean {
	return plainText(value).trim() !== '';
}

/** What can be seen without asking anybody. */
function problemOfFields(credentials: ICredentialDataDecryptedObject): Problem {
	if (!isFilled(credentials.baseUrl)) return '“API Endpoint” is empty. Enter the address that VSee has given you.';
	for (const [field, label] of Object.entries(LABELS)) {
		const text = plainText(credentials[field]);
		if (text !== '' && text.trim() === '')
			return `“${label}” is blank: it contains only spaces. Enter a value, or clear it.`;
	}
	if (isFilled(credentials.apiSecret) && !isFilled(credentials.apiKey))
		return '“API Secret” is of no use without “API Key”. Enter both, or clear both.';
	return undefined;
}

function neverSentProblem(outcome: Outcome & { kind: 'never-sent' }): string {
	const { code } = outcome;
	if (code === BLOCKED_BY_N8N || code === PROXY_REFUSED) return toLine(toClinicError(outcome, 'read'));
	return `The host of “API Endpoint” cannot be reached (${faultWords(code)}). Check that field, and the network of this n8n.`;
}

/** What the answer to a public read tells of host, address and account. */
function problemOfHost(outcome: Outcome): Problem {
	switch (outcome.kind) {
		case 'done':
			return undefined;
		case 'never-sent':
			return neverSentProblem(outcome);
		case 'unknown':
			return 'The host of “API Endpoint” did not give a usable answer. Check that field, or try again later.';
		case 'invalid-response':
			return 'What answered at “API Endpoint” is not the API of VSee Clinic. Check that field; it usually ends in /api_v3.';
		case 'refused':
			return outcome.status === 404
				? 'VSee Clinic does not know the account in “Account Code”, or “API Endpoint” is not complete. Check both fields.'
				: 'VSee Clinic does not know the account in “Account Code”. Check that field.';
		case 'unauthorized':
			return 'VSee Clinic refused even what is public: “Account Code”, “API Token” or “API Key” is wrong. Check these fields.';
		default:
			return 'VSee Clinic is busy. Try again in a minute.';
	}
}

/** A token is good when it may list users (an admin's), or at least read its own (docs/api.md#testing-a-credential). */
async function testToken(read: Read): Promise<{ problem?: Problem; success: string }> {
	const admin = await read(get(path`/users`, { limit: 1 }, { accepts: isListOfRecords }));
	const own = admin.kind === 'refused' ? await read(get(path`/users/-`, {}, { accepts: hasId })) : admin;
	const success =
		own === admin
			? 'Connected, with an admin token.'
			: 'Connected, with the token of a user: the node acts as that person.';
	if (own.kind !== 'unauthorized' && own.kind !== 'refused') return { problem: problemOfHost(own), success };
	return { problem: TOKEN_REFUSED, success };
}

/** The room and consultation that a search with the key alone needs; undefined when the clinic shows none. */
async function searchable(
	read: Read,
	rooms: unknown,
): Promise<{ room_code: string; consultation_id: string } | undefined> {
	const room_code = recordsOf(rooms).flatMap(({ code }) => textOf(code) ?? [])[0];
	if (room_code === undefined) return undefined;
	const room = await read(get(path`/rooms/${room_code}`));
	const payment = room.kind === 'done' && isRecord(room.data) && isRecord(room.data.payment) ? room.data.payment : {};
	const consultation_id = recordsOf(payment.consultations).flatMap(({ id }) => idOf(id) ?? [])[0];
	return consultation_id === undefined ? undefined : { room_code, consultation_id };
}

/**
 * Key and secret may search for free slots without a token (docs/api.md#availability): a refusal there proves them
 * wrong.
 */
async function testKey(read: Read, rooms: unknown, hasSecret: boolean): Promise<Problem> {
	const search = await searchable(read, rooms);
	if (!search) return undefined;
	const start = Math.floor(Date.now() / 1000);
	const query = { ...search, start, end: start + DAY_SECONDS };
	const slots = await read(get(path`/availability`, query, { withoutToken: true }));
	if (slots.kind !== 'unauthorized' && !(slots.kind === 'refused' && slots.status === 403)) return undefined;
	return hasSecret
		? 'VSee Clinic does not accept “API Key” and “API Secret”. Copy both again from the Developers menu of the clinic.'
		: 'VSee Clinic does not accept “API Key” without “API Secret”. Enter both from the Developers menu of the clinic.';
}

/** A host may refuse a bad token even for what is public, and is then asked without it. */
async function problemOfRooms(read: Read, call: Call, rooms: Outcome): Promise<string> {
	const isToken = rooms.kind === 'unauthorized' && (await read({ ...call, withoutToken: true })).kind === 'done';
	return isToken ? TOKEN_REFUSED : (problemOfHost(rooms) ?? 'VSee Clinic gave no answer. Try again later.');
}

async function testCredential(
	read: Read,
	credentials: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
	const fields = problemOfFields(credentials);
	if (fields !== undefined) return failed(fields);
	const call = get(path`/rooms`, { limit: 1 }, { accepts: isListOfRecords });
	const rooms = await read(call);
	if (rooms.kind !== 'done') return failed(await problemOfRooms(read, call, rooms));
	const token = isFilled(credentials.apiToken)
		? await testToken(read)
		: { success: 'Connected. Without “API Token” only public data and login tokens are available.' };
	if (token.problem !== undefined) return failed(token.problem);
	const key = isFilled(credentials.apiKey)
		? await testKey(read, rooms.data, isFilled(credentials.apiSecret))
		: undefined;
	return key === undefined ? { status: 'OK', message: token.success } : failed(key);
}

async function test(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const credentials: ICredentialDataDecryptedObject = credential.data ?? {};
	try {
		return await testCredential(async (call) => withRefusal(await probe(this, credentials, call)), credentials);
	} catch (error) {
		return { status: 'Error', message: toLine(error) };
	}
}

/**
 * The test button of the credential. Reads only: SSO may create a person and is never a test
 * (docs/api.md#testing-a-credential).
 */
export const credentialTest = { vSeeClinicApiTest: test };
