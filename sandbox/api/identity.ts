import { type Clinic, credentials, isAdmin } from '../clinic/clinic';
import type { Person } from '../clinic/records';
import { Refusal } from '../refusal';
import type { Needs } from './call';

type Headers = Record<string, string>;

/** Refuses another clinic's account code (403); a header left out means the only clinic there is (contract 1.2). */
export function checkAccount(headers: Headers): void {
	const code = headers['x-accountcode'];
	if (code !== undefined && code !== '' && code !== credentials.accountCode)
		throw new Refusal(403, 'Unknown account code');
}

/** Whom the headers stand for, when they are enough for the endpoint (contract 1.2, 1.3). */
export function identify(clinic: Clinic, headers: Headers, needs: Needs): Person | null {
	const token = headers['x-apitoken'] ?? '';
	if (needs === 'public') return null;
	if (needs === 'key' || (needs === 'userOrKey' && token === '')) {
		checkKey(clinic, headers);
		return null;
	}
	if (token === '') throw new Refusal(401, 'A token is required');
	const person = personOfToken(clinic, token);
	if (needs === 'admin' && !isAdmin(person)) throw new Refusal(403, 'This needs an admin token');
	return person;
}

function checkKey(clinic: Clinic, headers: Headers): void {
	const [key, secret] = [headers['x-apikey'] ?? '', headers['x-apisecret'] ?? ''];
	if (key === '') throw new Refusal(401, 'A token, or an API key and secret, is required');
	if (key !== credentials.apiKey) throw new Refusal(401, 'Wrong API key or secret');
	if (secret === '' && !clinic.settings.secretNeeded) return;
	if (secret !== credentials.apiSecret) throw new Refusal(401, 'Wrong API key or secret');
}

function personOfToken(clinic: Clinic, token: string): Person {
	const found = clinic.tokens.get(token);
	const person = found === undefined ? undefined : clinic.people.get(found.personId);
	if (found === undefined || person === undefined) throw new Refusal(401, 'Invalid token');
	if (found.expiry !== null && found.expiry <= clinic.now()) throw new Refusal(401, 'The token has expired');
	return person;
}
