import { credentials, type Sandbox } from '../../sandbox';
import type { Json } from '../../sandbox/json';

/** Monday, 4 January 2027, 8:00 in the rooms of Los Angeles. */
export const monday = 1799078400;

/** Headers of a caller. */
export type Caller = Record<string, string>;

const account = { 'X-AccountCode': credentials.accountCode };

export const ada: Caller = { ...account, 'X-ApiToken': credentials.patientToken };
export const ben: Caller = { ...account, 'X-ApiToken': credentials.secondPatientToken };
export const admin: Caller = { ...account, 'X-ApiToken': credentials.adminToken };
export const provider: Caller = { ...account, 'X-ApiToken': credentials.providerToken };
export const nobody: Caller = account;
export const keyed: Caller = { ...account, 'X-ApiKey': credentials.apiKey, 'X-ApiSecret': credentials.apiSecret };

export interface Answer {
	status: number;
	// Tests read deep into replies of every form; wrong guesses fail the expectation.
	body: ReturnType<typeof JSON.parse>;
	headers: Headers;
}

/** A JSON client of one sandbox. */
export function clientOf(sandbox: Sandbox) {
	const call = async (method: string, path: string, caller: Caller, body?: Json): Promise<Answer> => {
		const headers = body === undefined ? caller : { ...caller, 'content-type': 'application/json' };
		const response = await fetch(sandbox.url + path, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
			redirect: 'manual',
		});
		return { status: response.status, body: await response.json(), headers: response.headers };
	};
	const get = (path: string, caller: Caller = ada) => call('GET', path, caller);
	const post = (path: string, body: Json, caller: Caller = ada) => call('POST', path, caller, body);
	const intake = async (caller: Caller = ada, more = {}): Promise<string> => {
		const reply = await post(
			'/intakes',
			{ room_code: 'exroom1', type: 2, reason_for_visit: 'Fictional cough', ...more },
			caller,
		);
		return reply.body.data.id;
	};
	const book = async (caller: Caller = ada, more = {}): Promise<Answer> => {
		const intake_id = await intake(caller);
		return await post(
			'/visits',
			{ intake_id, room_code: 'exroom1', type: 2, slot_start: monday + 3600, slot_end: monday + 4500, ...more },
			caller,
		);
	};
	const control = async (method: string, path: string, body?: Json): Promise<Answer> => {
		const headers = { 'content-type': 'application/json' };
		const response = await fetch(sandbox.origin + path, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return { status: response.status, body: await response.json(), headers: response.headers };
	};
	return { call, get, post, intake, book, control };
}
