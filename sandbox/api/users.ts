import { ApiError } from '../api-error';
import type { Clinic } from '../clinic/clinic';
import { isAdmin } from '../clinic/clinic';
import type { Person } from '../clinic/records';
import { dataReply, jsonReply, type Reply } from '../http/reply';
import { isJsonObject, type Json, type JsonObject, parseJson, textOf } from '../json';
import { type ApiCall, isStaff, pathParameter, requirePerson, type Route } from './call';
import type { Parameters } from './parameters';

/** Users (docs/api.md#users). */
export const userRoutes: Route[] = [
	{ method: 'GET', path: '/users', credential: 'admin', handle: list },
	{ method: 'GET', path: '/users/:id', credential: 'user', handle: get },
];

const DEFAULT_FIELDS = ['email', 'id', 'full_name'];

function list(call: ApiCall): Reply {
	const { clinic, query } = call;
	const tests = [...wordTests(query), ...listTests(query), ...flagTests(query), ...scopeTests(call)];
	const found = [...clinic.people.values()].filter((person) => tests.every((test) => test(person)));
	sort(found, query);
	const start = query.integer('start') ?? 0;
	const limit = query.integer('limit') ?? clinic.settings.defaultLimit;
	if (start < 0) throw new ApiError(400, 'start must not be below 0');
	if (limit < 1) throw new ApiError(400, 'limit must be above 0');
	const page = found.slice(start, start + Math.min(limit, clinic.settings.maxLimit));
	const fields = query.list('fields');
	const wanted = fields === undefined ? DEFAULT_FIELDS : ['id', ...fields];
	const data: Json = page.map((person) => pickFields(printUser(person), wanted));
	const { totalName } = clinic.settings;
	return jsonReply(totalName === 'none' ? { data } : { data, [totalName]: found.length });
}

type Test = (person: Person) => boolean;

function wordTests(query: Parameters): Test[] {
	const word = (name: string) => {
		const value = query.text(name);
		if (value !== undefined && value.length < 3) throw new ApiError(400, `${name} needs at least 3 characters`);
		return value?.toLowerCase();
	};
	const [q, fullName, email] = [word('q'), word('full_name'), word('email')];
	const tests: Test[] = [];
	if (q !== undefined) tests.push((person) => `${fullNameOf(person)} ${person.email}`.toLowerCase().includes(q));
	if (fullName !== undefined) tests.push((person) => fullNameOf(person).toLowerCase().includes(fullName));
	if (email !== undefined) tests.push((person) => person.email.toLowerCase().includes(email));
	return tests;
}

const listed: Record<string, (person: Person) => string[]> = {
	id: (person) => [person.id],
	status: (person) => [String(person.status)],
	type: (person) => [String(person.type)],
	role: (person) => person.roles,
	subtype: (person) => [person.practice?.subtype ?? ''],
	group: (person) => person.groups,
	account_code: () => ['exampleclinic'],
};

function listTests(query: Parameters): Test[] {
	return Object.entries(listed).flatMap(([name, valuesOf]) => {
		const wanted = query.list(name);
		return wanted === undefined ? [] : [(person: Person) => valuesOf(person).some((value) => wanted.includes(value))];
	});
}

function flagTests(query: Parameters): Test[] {
	const [hidden, admin] = [query.boolean('is_hidden'), query.boolean('is_admin')];
	const tests: Test[] = [];
	if (hidden !== undefined) tests.push((person) => person.hidden === hidden);
	if (admin !== undefined) tests.push((person) => isAdmin(person) === admin);
	return tests;
}

function scopeTests(call: ApiCall): Test[] {
	const { clinic, query } = call;
	const tests: Test[] = [];
	const roomCode = query.text('room_code');
	if (roomCode !== undefined) {
		const room = clinic.room(roomCode);
		tests.push((person) => person.roomCodes.includes(room.code) || room.providerIds.includes(person.id));
	}
	const scope = query.oneOf('ex_filter', ['all', 'my-patient']);
	if (scope === 'all') tests.push((person) => person.type === 200);
	if (scope === 'my-patient') tests.push((person) => isPatientOf(clinic, person, requirePerson(call)));
	return tests;
}

function isPatientOf(clinic: Clinic, person: Person, caller: Person): boolean {
	return [...clinic.visits.values()].some((visit) => visit.memberId === person.id && visit.providerId === caller.id);
}

function sort(people: Person[], query: Parameters): void {
	const by = sortOrder(query.raw('sort'));
	if (by === undefined) return;
	const key = (person: Person) => textOf(printUser(person)[by.field]);
	people.sort((a, b) => key(a).localeCompare(key(b)) * (by.descending ? -1 : 1));
}

/** `full_name.asc`, or `{"full_name":"asc"}`. */
function sortOrder(given: Json | undefined): { field: string; descending: boolean } | undefined {
	if (typeof given !== 'string') return undefined;
	let text = given;
	if (given.startsWith('{')) {
		let parsed: unknown;
		try {
			parsed = parseJson(given);
		} catch {
			throw new ApiError(400, 'sort is not valid');
		}
		const [first] = isJsonObject(parsed) ? Object.entries(parsed) : [];
		text = first === undefined ? '' : first.map(textOf).join('.');
	}
	const match = /^([a-z_]+)\.(asc|desc)$/.exec(text);
	if (match === null) throw new ApiError(400, 'sort must be a field and asc or desc');
	return { field: match[1] ?? '', descending: match[2] === 'desc' };
}

function get(call: ApiCall): Reply {
	const caller = requirePerson(call);
	const id = pathParameter(call) === '-' ? caller.id : pathParameter(call);
	const person = call.clinic.people.get(id);
	if (person === undefined) throw new ApiError(404, 'User not found');
	const own = person.id === caller.id || isStaff(caller) || person.type === 400;
	if (!own) throw new ApiError(403, 'This record belongs to another user');
	return dataReply(printUser(person));
}

/** A user as `user-get.json` shows one. */
function printUser(person: Person): JsonObject {
	return {
		id: person.id,
		code: person.code,
		first_name: person.firstName,
		last_name: person.lastName,
		full_name: fullNameOf(person),
		username: person.username,
		vseeid: person.vseeid,
		dob: person.dob,
		email: person.email,
		gender: person.gender,
		active: person.status === 20,
		tos: true,
		status: person.status,
		subtype: person.practice?.subtype ?? '',
		timezone: person.timezone,
		email_verified: true,
		signup_step: 99,
		extra: {
			marital_status: '',
			gender_identity: '',
			social_security_no: '',
			veteran: '',
			race: '',
			ethnicity: '',
			health_insurance: '',
			insurance: '',
			insurance_policy_number: '',
			attachments: null,
		},
	};
}

function fullNameOf(person: Person): string {
	return `${person.firstName} ${person.lastName}`;
}

function pickFields(whole: JsonObject, fields: string[]): JsonObject {
	return Object.fromEntries(Object.entries(whole).filter(([name]) => fields.includes(name)));
}
