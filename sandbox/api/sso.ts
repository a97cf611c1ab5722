import { ApiError } from '../api-error';
import type { Clinic } from '../clinic/clinic';
import { newPerson } from '../clinic/people';
import type { Person } from '../clinic/records';
import { dataReply, type Reply } from '../http/reply';
import type { JsonObject } from '../json';
import type { ApiCall, Route } from './call';
import type { Parameters } from './parameters';

/** Single sign-on (docs/api.md#login-tokens). */
export const ssoRoutes: Route[] = [{ method: 'POST', path: '/users/sso', credential: 'key', handle: signOn }];

const day = 86400;

function signOn(call: ApiCall): Reply {
	const { clinic, body } = call;
	const known = readPerson(clinic, body);
	const user = known ?? createPerson(clinic, body);
	if (known === null) clinic.emit({ type: 'user.created', person: user });
	const fields = call.query.list('fields') ?? [];
	const vsee = fields.includes('vsee') ? { vsee: { id: user.vseeid, token: clinic.ids.secret(32) } } : {};
	return dataReply({
		id: user.id,
		code: user.code,
		first_name: user.firstName,
		last_name: user.lastName,
		username: user.username,
		vseeid: user.vseeid,
		dob: user.dob,
		active: user.status === 20,
		tos: false,
		subtype: user.practice?.subtype ?? '',
		token: newToken(clinic, user),
		...vsee,
	});
}

function newToken(clinic: Clinic, user: Person): JsonObject {
	const now = clinic.now();
	const token = clinic.ids.secret(32);
	clinic.tokens.set(token, { personId: user.id, expiry: now + day });
	const refresh = { user_id: user.id, token: clinic.ids.secret(32), expiry: now + 30 * day, created: now };
	return { user_id: user.id, token, expiry: now + day, refresh_token: refresh };
}

/** Checks what was sent and finds the person of that `code`, or null when this is a new one. */
function readPerson(clinic: Clinic, body: Parameters): Person | null {
	body.required('first_name');
	body.required('last_name');
	const type = typeOf(body);
	const code = type === 600 ? body.text('code') : body.required('code');
	if (code !== undefined && code.length > 128) throw new ApiError(400, 'code must be at most 128 characters');
	const dob = body.text('dob');
	if (dob !== undefined && dob !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(dob))
		throw new ApiError(400, 'dob must be YYYY-MM-DD');
	body.oneOf('gender', ['male', 'female', '']);
	if (body.text('state') !== '') body.state('state');
	const disable = body.integer('disable_emails');
	if (disable !== undefined && disable !== 0 && disable !== 1) throw new ApiError(400, 'disable_emails must be 1');
	if (code === undefined || code === '') return null;
	return [...clinic.people.values()].find((one) => one.code === code && one.type === type) ?? null;
}

function typeOf(body: Parameters): number {
	const type = body.integer('type') ?? 200;
	if (![200, 400, 600].includes(type)) throw new ApiError(400, 'type must be 200, 400 or 600');
	return type;
}

function createPerson(clinic: Clinic, body: Parameters): Person {
	const type = typeOf(body);
	const username = body.text('username') ?? clinic.ids.code(clinic.now());
	const created = newPerson({
		id: clinic.ids.decimal('user', 20000001001),
		code: body.text('code') ?? '',
		type,
		firstName: body.required('first_name'),
		lastName: body.required('last_name'),
		username,
		vseeid: `exampleclinic+${username}`,
		dob: body.text('dob') ?? null,
		email: body.text('email') ?? '',
		gender: { male: 1, female: 2 }[body.text('gender') ?? ''] ?? 0,
		phone: body.text('phone') ?? '',
		timezone: body.text('timezone') ?? 'America/Los_Angeles',
		hidden: false,
		roomCodes: [],
		created: clinic.now(),
		practice: type === 400 ? { subtype: '482', title: '', suffix: '', states: [], hours: { from: 9, to: 17 } } : null,
	});
	clinic.people.set(created.id, created);
	return created;
}
