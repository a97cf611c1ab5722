import { ApiError } from '../api-error';
import type { PushEndpoint } from '../clinic/records';
import { dataReply, type Reply } from '../http/reply';
import type { JsonObject } from '../json';
import { type ApiCall, pathParameter, requirePerson, type Route } from './call';

/** Mobile push endpoints (docs/api.md#push-endpoints). */
export const endpointRoutes: Route[] = [
	{ method: 'POST', path: '/endpoints', credential: 'user', handle: create },
	{ method: 'GET', path: '/endpoints', credential: 'user', handle: list },
	{ method: 'GET', path: '/endpoints/:id', credential: 'user', handle: (call) => dataReply(print(own(call))) },
	{ method: 'DELETE', path: '/endpoints/:id', credential: 'user', handle: remove },
];

function create(call: ApiCall): Reply {
	const { clinic, body } = call;
	const key = body.required('key');
	const type = body.integer('type');
	if (type !== 30 && type !== 10) throw new ApiError(400, 'type must be 10 or 30');
	const now = clinic.now();
	const endpoint = { id: clinic.ids.uuid(now), key, userId: requirePerson(call).id, type, created: now, modified: now };
	clinic.endpoints.set(endpoint.id, endpoint);
	return dataReply(print(endpoint));
}

function list(call: ApiCall): Reply {
	const { id } = requirePerson(call);
	const found = [...call.clinic.endpoints.values()].filter((endpoint) => endpoint.userId === id);
	return dataReply(
		found.map((endpoint) =>
			endpoint.type === 30 ? { ...print(endpoint), arn: `arn:example:${endpoint.id}` } : print(endpoint),
		),
	);
}

function remove(call: ApiCall): Reply {
	const { id } = own(call);
	call.clinic.endpoints.delete(id);
	return dataReply({ id });
}

function own(call: ApiCall): PushEndpoint {
	const endpoint = call.clinic.endpoints.get(pathParameter(call));
	if (endpoint === undefined || endpoint.userId !== requirePerson(call).id)
		throw new ApiError(404, 'Endpoint not found');
	return endpoint;
}

function print({ id, key, userId, type, created, modified }: PushEndpoint): JsonObject {
	return { id, key, user_id: userId, type, created, modified };
}
