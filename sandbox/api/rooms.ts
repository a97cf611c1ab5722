import { ApiError } from '../api-error';
import type { Person, Room } from '../clinic/records';
import { newRoom as newRoom } from '../clinic/rooms';
import { dataReply, type Reply } from '../http/reply';
import type { JsonObject } from '../json';
import { type ApiCall, pathParameter, type Route } from './call';

/** Rooms (docs/api.md#rooms). */
export const roomRoutes: Route[] = [
	{ method: 'GET', path: '/rooms', credential: 'public', handle: list },
	{ method: 'POST', path: '/rooms', credential: 'admin', handle: create },
	{ method: 'GET', path: '/rooms/:code', credential: 'public', handle: get },
	{ method: 'GET', path: '/rooms/:code/providers', credential: 'public', handle: providers },
	{ method: 'GET', path: '/rooms/:code/providers/:id', credential: 'public', handle: provider },
];

function list(call: ApiCall): Reply {
	const { clinic, query } = call;
	const page = query.integer('page') ?? 1;
	const limit = query.integer('limit') ?? clinic.settings.defaultLimit;
	if (page < 1) throw new ApiError(400, 'page starts at 1');
	if (limit < 1) throw new ApiError(400, 'limit must be above 0');
	const size = Math.min(limit, clinic.settings.maxLimit);
	const rooms = [...clinic.rooms.values()].slice((page - 1) * size, page * size);
	return dataReply(
		rooms.map(({ slug, name, domain, code, created, modified }) => ({ slug, name, domain, code, created, modified })),
	);
}

function create(call: ApiCall): Reply {
	const { clinic, body } = call;
	const domain = body.required('domain');
	const name = body.required('name');
	const id = clinic.ids.decimal('room', 20000000911);
	const code = body.text('code') ?? `room${id}`;
	const slug = body.text('slug') ?? name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
	if ([...clinic.rooms.values()].some((room) => room.slug === slug))
		throw new ApiError(400, `Slug '${slug}' is already used in this domain.`);
	if (clinic.rooms.has(code)) throw new ApiError(400, `Code '${code}' is already used.`);
	const room = { ...newRoom(id, code, slug, name, []), domain, created: clinic.now(), modified: clinic.now() };
	clinic.rooms.set(code, room);
	const whole = printRoom(room);
	delete whole.specialties;
	return dataReply(whole);
}

function get(call: ApiCall): Reply {
	return dataReply(printRoom(call.clinic.room(pathParameter(call))));
}

/** A room as `room-get.json` shows it: the replies of `POST /rooms` and `GET /rooms/:code` in one. */
function printRoom(room: Room): JsonObject {
	return {
		id: room.id,
		code: room.code,
		slug: room.slug,
		name: room.name,
		domain: room.domain,
		subtitle: room.subtitle,
		description: room.description,
		active: true,
		account_code: 'exampleclinic',
		users: room.providerIds.join(','),
		provider_ids: room.providerIds,
		public_access_room: true,
		specialties: room.specialties.map((specialty) => ({ ...specialty })),
		visits: { walkin: { enabled: true }, appointment: { enabled: true } },
		auth: { guest: { type: 600, log_in: { enabled: true } } },
		payment: { paymentCurrency: 'USD', currency: 'USD', consultations: room.consultations.map((one) => ({ ...one })) },
		operation_settings: {
			is_closed: false,
			close_msg: 'This fictional room is closed',
			default_timezone: room.timezone,
		},
		created: room.created,
		modified: room.modified,
	};
}

function providers(call: ApiCall): Reply {
	const room = call.clinic.room(pathParameter(call));
	return dataReply(room.providerIds.flatMap((id) => call.clinic.people.get(id) ?? []).map(printProvider));
}

function provider(call: ApiCall): Reply {
	const room = call.clinic.room(pathParameter(call));
	const person = call.clinic.people.get(pathParameter(call, 1));
	if (person === undefined || !room.providerIds.includes(person.id)) throw new ApiError(404, 'Provider not found');
	return dataReply(printProvider(person));
}

function printProvider(person: Person): JsonObject {
	return {
		id: person.id,
		username: person.username,
		code: person.code,
		subtype: person.practice?.subtype ?? '',
		first_name: person.firstName,
		last_name: person.lastName,
		vseeid: person.vseeid,
		photo: null,
		title: person.practice?.title ?? '',
		suffix: person.practice?.suffix ?? '',
		status: false,
		short_bio: false,
	};
}
