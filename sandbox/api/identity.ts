import { ApiError } from '../api-error';
import { type Clinic, credentials, isAdmin } from '../clinic/clinic';
import type { Person } from '../clinic/records';
import type { CredentialKind } from './call';

type Headers = Record<string, string>;

/** Refuses another clinic's account code (403). Without the header the only clinic is meant (docs/api.md#headers). */
export function checkAccount(headers: Headers): void {
	const code = headers['x-accountcode'];
	if (code !== undefined && code !== '' && code !== credentials.accountCode)
		throw new ApiError(403, 'Unknown account code');
}

/**
 * The person the headers authenticate; throws `ApiError` when they are not enough for the endpoint
 * (docs/api.md#headers, docs/api.md#endpoints).
 */
export function identify(clinic: Clinic, headers: Headers, credential: CredentialKind): Person | null {
	const token = headers['x-apitoken'] ?? '';
	if (credential === 'public') return null;
	if (credential === 'key' || (credential === 'userOrKey' && token === '')) {
		checkKey(clinic, headers);
		return null;
	}
	if (token === '') throw new ApiError(401, 'A token is required');
	const person = findPersonByToken(clinic, token);
	if (credential === 'admin' && !isAdmin(person)) throw new ApiError(403, 'This needs an admin token');
	return person;
}

function checkKey(clinic: Clinic, headers: Headers): void {
	const [key, secret] = [headers['x-apikey'] ?? '', headers['x-apisecret'] ?? ''];
	if (key === '') throw new ApiError(401, 'A token, or an API key and secret, is required');
	if (key !== credentials.apiKey) throw new ApiError(401, 'Wrong API key or secret');
	if (secret === '' && !clinic.settings.secretNeeded) return;
	if (secret !== credentials.apiSecret) throw new ApiError(401, 'Wrong API key or secret');
}

function findPersonByToken(clinic: Clinic, token: string): Person {
	const found = clinic.tokens.get(token);
	const person = found === undefined ? undefined : clinic.people.get(found.personId);
	if (found === undefined || person === undefined) throw new ApiError(401, 'Invalid token');
	if (found.expiry !== null && found.expiry <= clinic.now()) throw new ApiError(401, 'The token has expired');
	return person;
}
