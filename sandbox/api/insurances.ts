import { ApiError } from '../api-error';
import { jsonReply, type Reply } from '../http/reply';
import { isJsonObject, type Json, type JsonObject, textOf } from '../json';
import { type ApiCall, isStaff, pathParameter, requirePerson, type Route } from './call';

/** Insurance cards of a patient (docs/api.md#insurance). */
export const insuranceRoutes: Route[] = [
	{ method: 'GET', path: '/users/:user_id/insurances', credential: 'user', handle: list },
	{ method: 'POST', path: '/users/:user_id/insurances/import', credential: 'user', handle: importCards },
];

function list(call: ApiCall): Reply {
	return cards(call.clinic.insurances.get(readUserId(call)) ?? []);
}

function importCards(call: ApiCall): Reply {
	const userId = readUserId(call);
	const given = readCards(call.body.raw('insurances'));
	const kinds = given.map((card) => card.card_type);
	if (new Set(kinds).size !== kinds.length) throw new ApiError(400, 'insurances holds more than one card of a kind');
	const kept = (call.clinic.insurances.get(userId) ?? []).filter((card) => !kinds.includes(card.card_type));
	const all = [...kept, ...given].sort((a, b) => textOf(a.card_type).localeCompare(textOf(b.card_type)));
	call.clinic.insurances.set(userId, all);
	return cards(all);
}

function readUserId(call: ApiCall): string {
	const caller = requirePerson(call);
	const userId = pathParameter(call) === '-' ? caller.id : pathParameter(call);
	if (!call.clinic.people.has(userId)) throw new ApiError(404, 'User not found');
	if (userId !== caller.id && !isStaff(caller)) throw new ApiError(403, 'This record belongs to another user');
	return userId;
}

function readCards(given: Json | undefined): JsonObject[] {
	if (!Array.isArray(given) || given.length === 0) throw new ApiError(400, 'insurances must be a list of cards');
	return given.map((card) => {
		if (!isJsonObject(card)) throw new ApiError(400, 'insurances must be a list of cards');
		if (card.card_type !== 'primary' && card.card_type !== 'secondary')
			throw new ApiError(400, 'card_type must be primary or secondary');
		const party = card.responsible_party;
		if (party !== undefined && !['self', 'child', 'spouse', 'other'].includes(textOf(party))) {
			throw new ApiError(400, 'responsible_party must be self, child, spouse or other');
		}
		return card;
	});
}

function cards(data: JsonObject[]): Reply {
	return jsonReply({ data, version: '2.0' });
}
