import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { isBlank } from '../descriptor/field';
import { encodeId } from '../descriptor/identifier';
import { valueOfLocator } from '../descriptor/locator';
import { InputError } from '../errors/input-error';
import { providerKind, USER_TYPE } from '../model/code';
import { DAY_SECONDS } from '../model/day';
import { readableTime } from '../model/instant';
import { idOf, isRecord, numberOf, plainText, recordsOf, textOf } from '../model/json';
import { simplifyVisit } from '../model/visit';
import { get, getList, path } from '../request/call';
import { matching, namedPages, requestList } from './list-pages';

/** The room chosen in this node, wherever the operation has it; `later` when only an execution will know it. */
function chosenRoom(node: ILoadOptionsFunctions): { code?: string; later?: boolean } {
	for (const place of ['room_code', 'additionalFields.room_code', 'filters.room_code', 'updateFields.room_code']) {
		const raw = valueOfLocator(node.getCurrentNodeParameter(place));
		if (typeof raw !== 'string' || raw === '') continue;
		return raw.startsWith('=') ? { later: true } : { code: encodeId(raw, 'Room') };
	}
	return {};
}

/** Rooms of the clinic (docs/api.md#rooms). */
async function searchRooms(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	return await namedPages(this, {
		filter,
		token,
		callFor: ({ number, size }) => get(path`/rooms`, { page: number, limit: size }),
		itemOf: (room) => ({ name: textOf(room.name) ?? plainText(room.code), value: idOf(room.code) ?? '' }),
	});
}

function joined(separator: string, parts: Array<string | null>): string {
	return parts.filter((part) => part !== null).join(separator);
}

/** Two providers of one name differ in their title or in what they are: `Quinn Sampleprovider, MD (doctor)`. */
function providerItem(provider: IDataObject): INodeListSearchItems {
	const id = idOf(provider.id) ?? '';
	const name =
		joined(' ', [textOf(provider.first_name), textOf(provider.last_name)]) ||
		textOf(provider.full_name) ||
		`Provider ${id}`;
	const kind = providerKind(provider.subtype);
	return {
		name: `${joined(', ', [name, textOf(provider.suffix), textOf(provider.title)])}${kind ? ` (${kind})` : ''}`,
		value: id,
	};
}

/** Providers of the chosen room (public), or with an admin token those of the clinic (docs/api.md#providers). */
async function searchProviders(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const room = chosenRoom(this);
	if (room.code === undefined)
		return await searchUsers(this, { type: USER_TYPE.provider, whose: 'providers', filter, token });
	const { data } = await requestList(this, get(path`/rooms/${room.code}/providers`));
	return { results: matching(recordsOf(data).map(providerItem), filter) };
}

const SHOWN_DIGITS = 4;

function userItem(user: IDataObject): INodeListSearchItems {
	const id = idOf(user.id) ?? '';
	const name = textOf(user.full_name) ?? joined(' ', [textOf(user.first_name), textOf(user.last_name)]);
	// A closed list shows some 27 characters: the end of the ID comes early enough to tell namesakes apart there.
	const mark = id.length > SHOWN_DIGITS ? `…${id.slice(-SHOWN_DIGITS)}` : id;
	return { name: joined(' – ', [`${name || 'User'} (${mark})`, textOf(user.email)]), value: id };
}

interface UserSearch {
	type?: number;
	whose: string;
	filter?: string;
	token?: string;
}

async function searchUsers(
	node: ILoadOptionsFunctions,
	{ type, whose, filter = '', token }: UserSearch,
): Promise<INodeListSearchResult> {
	// The API searches from three characters on (docs/api.md#listing-users); less is narrowed down here.
	const q = filter.trim().length >= 3 ? filter.trim() : undefined;
	return await namedPages(node, {
		filter: q === undefined ? filter : undefined,
		token,
		callFor: ({ offset, size }) => get(path`/users`, { type, q, start: offset, limit: size }),
		itemOf: userItem,
		refusal: {
			message: `The list of ${whose} needs an admin token`,
			advice:
				'Put one into the field “API Token” of the VSee Clinic credential, or select By ID here and enter the user ID.',
		},
	});
}

/** Patients of the clinic: needs an admin token (docs/api.md#listing-users). */
async function searchPatients(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	return await searchUsers(this, { type: USER_TYPE.patient, whose: 'patients', filter, token });
}

/** Anyone of the clinic: needs an admin token (docs/api.md#listing-users). */
async function searchPeople(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	return await searchUsers(this, { whose: 'people', filter, token });
}

/** Consultations of the chosen room (docs/api.md#consultations: nothing else lists them). */
async function searchConsultations(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const room = chosenRoom(this);
	const missing = room.later
		? new InputError(
				'Room',
				'is given by an expression',
				'Its consultations are known only when the workflow runs. Select By ID here, or select the room from the list until you have selected the consultation.',
			)
		: new InputError('Room', 'is not selected yet', 'Select the room first: consultations belong to a room.');
	const { data } = await requestList(this, room.code === undefined ? missing : get(path`/rooms/${room.code}`));
	const payment = isRecord(data) && isRecord(data.payment) ? data.payment : {};
	const items = recordsOf(payment.consultations)
		.filter((entry) => idOf(entry.id) !== null)
		.map(({ id, description, duration }) => ({
			name: joined(' – ', [
				textOf(description) ?? 'Consultation',
				isBlank(duration) ? null : `${plainText(duration)} min`,
			]),
			value: idOf(id) ?? '',
		}));
	return { results: matching(items, filter) };
}

/** The visits that are offered: those of today, also when they have begun, and of the coming weeks. */
const DAYS_BACK = 1;
const DAYS_AHEAD = 30;

/**
 * Visits by time, room and status (docs/api.md#listing-visits). No name of a patient: n8n keeps the label of what is
 * selected in the workflow.
 */
async function searchVisits(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const now = Math.floor(Date.now() / 1000);
	const window = { start_time: now - DAYS_BACK * DAY_SECONDS, end_time: now + DAYS_AHEAD * DAY_SECONDS };
	const { data } = await requestList(this, getList(path`/visits`, window));
	const found = recordsOf(data).sort((a, b) => (numberOf(a.start) ?? Infinity) - (numberOf(b.start) ?? Infinity));
	const items = found.map((visit) => {
		const { id, room_code, status } = simplifyVisit(visit);
		const start = numberOf(visit.start);
		const room = isRecord(visit.room) ? textOf(visit.room.name) : null;
		const time = start === null ? 'No start time' : readableTime(start, this.getTimezone());
		return {
			name: joined(' – ', [time, room ?? textOf(room_code), plainText(status).replace('_', ' ')]),
			value: idOf(id) ?? '',
		};
	});
	return { results: matching(items, filter) };
}

/** The searches behind the dropdowns of the node. */
export const listSearch = {
	searchRooms,
	searchProviders,
	searchPatients,
	searchPeople,
	searchConsultations,
	searchVisits,
};
