import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { toLine } from '../errors/clinic-error';
import { isList, isRecord, recordsOf } from '../model/json';
import { get, path } from '../request/call';
import type { Outcome } from '../request/outcome';
import { probe } from '../request/probe';

const DAY = 86_400;

function answer(status: 'Error' | 'OK', message: string): INodeCredentialTestResult {
	return { status, message };
}

function hostAnswer(outcome: Outcome): INodeCredentialTestResult | undefined {
	switch (outcome.kind) {
		case 'done':
			return undefined;
		case 'never-sent':
			return answer(
				'Error',
				`The host of “API Endpoint” cannot be reached (${outcome.code.toLowerCase()}). Check that field, and the network of this n8n.`,
			);
		case 'unknown':
			return answer(
				'Error',
				'The host of “API Endpoint” did not give a usable answer. Check that field, or try again later.',
			);
		case 'invalid-response':
			return answer(
				'Error',
				'What answered at “API Endpoint” is not the API of VSee Clinic. Check that field; it usually ends in /api_v3.',
			);
		case 'refused':
			return outcome.status === 404
				? answer(
						'Error',
						'VSee Clinic does not know the account in “Account Code”, or “API Endpoint” is not complete. Check both fields.',
					)
				: answer('Error', 'VSee Clinic does not know the account in “Account Code”. Check that field.');
		case 'unauthorized':
			return answer(
				'Error',
				'VSee Clinic refused even what is public: “Account Code”, “API Token” or “API Key” is wrong. Check these fields.',
			);
		default:
			return answer('Error', 'VSee Clinic is busy. Try again in a minute.');
	}
}

type Ask = (call: ReturnType<typeof get>) => Promise<Outcome>;

/** A token is good when it may list users (an admin's), or at least read its own (contract 1.3). */
async function tokenAnswer(ask: Ask): Promise<INodeCredentialTestResult | undefined> {
	const admin = await ask(get(path`/users`, { limit: 1 }, { accepts: isList }));
	if (admin.kind === 'done') return answer('OK', 'Connected, with an admin token.');
	const self = admin.kind === 'unauthorized' ? admin : await ask(get(path`/users/-`));
	if (self.kind === 'done') return answer('OK', 'Connected, with the token of a user: the node acts as that person.');
	if (self.kind !== 'unauthorized' && self.kind !== 'refused') return hostAnswer(self);
	return answer(
		'Error',
		'VSee Clinic does not accept “API Token”. It may have expired or been removed: make a new one in the API app of the clinic.',
	);
}

/** Key and secret without a token can only search for free slots (contract 4): a 401 there proves them wrong. */
async function keyAnswer(ask: Ask, rooms: unknown): Promise<INodeCredentialTestResult | undefined> {
	const code = recordsOf(rooms)[0]?.code;
	const room = typeof code === 'string' ? await ask(get(path`/rooms/${code}`)) : undefined;
	const payment = room?.kind === 'done' && isRecord(room.data) && isRecord(room.data.payment) ? room.data.payment : {};
	const consultation = recordsOf(payment.consultations)[0]?.id;
	if (typeof consultation !== 'string' || typeof code !== 'string') return undefined;
	const start = Math.floor(Date.now() / 1000);
	const slots = await ask(
		get(path`/availability`, { room_code: code, start, end: start + DAY, consultation_id: consultation }),
	);
	return slots.kind === 'unauthorized'
		? answer(
				'Error',
				'VSee Clinic does not accept “API Key” and “API Secret”. Copy both again from the Developers menu of the clinic.',
			)
		: undefined;
}

async function test(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const credentials: ICredentialDataDecryptedObject = credential.data ?? {};
	const ask: Ask = async (call) => await probe(this, credentials, call);
	try {
		const rooms = await ask(get(path`/rooms`, { limit: 1 }, { accepts: isList }));
		const problem = hostAnswer(rooms);
		if (problem || rooms.kind !== 'done') return problem ?? answer('Error', 'VSee Clinic gave no answer.');
		if (credentials.apiToken) return (await tokenAnswer(ask)) ?? answer('OK', 'Connected.');
		const refused = credentials.apiKey ? await keyAnswer(ask, rooms.data) : undefined;
		return refused ?? answer('OK', 'Connected. Without “API Token” only public data and login tokens are available.');
	} catch (error) {
		return answer('Error', toLine(error));
	}
}

/** The test button of the credential. Reads only: SSO may create a person and is never a test (contract 1.3). */
export const credentialTest = { vSeeClinicApiTest: test };
