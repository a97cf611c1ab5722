import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { encodeId } from '../descriptor/fields';
import { valueOfLocator } from '../descriptor/locator';
import { idOf, isRecord, plainText, recordsOf, textOf } from '../model/record';
import { get, path, type Call } from '../request/call';
import { nodeError } from '../request/failure';
import { InputProblem } from '../request/input-problem';
import { Session, type Done, type Manner } from '../request/session';

/** A person waits in front of an open dropdown: one quick retry, ten seconds. */
const MANNER: Manner = { timeoutMs: 10_000, maxRetries: 1 };
const PAGE = 100;

async function ask(node: ILoadOptionsFunctions, call: Call): Promise<Done> {
	try {
		const session = await Session.start(node);
		return await session.ask(call, 'read', MANNER);
	} catch (error) {
		throw nodeError(node.getNode(), error, 0);
	}
}

function personName(person: IDataObject): string {
	const parts = [textOf(person.title), textOf(person.first_name), textOf(person.last_name)].filter((part) => part !== null);
	return parts.join(' ') || textOf(person.full_name) || `User ${idOf(person.id) ?? ''}`;
}

/** Adds what tells two entries of the same name apart. */
function distinct(items: INodeListSearchItems[]): INodeListSearchItems[] {
	const times = new Map<string, number>();
	for (const { name } of items) times.set(name, (times.get(name) ?? 0) + 1);
	return items.map((item) => ((times.get(item.name) ?? 0) > 1 ? { ...item, name: `${item.name} (${item.value})` } : item));
}

function matching(items: INodeListSearchItems[], filter = ''): INodeListSearchItems[] {
	const sought = filter.trim().toLowerCase();
	return distinct(items).filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(sought));
}

/** The room chosen in this node, wherever the operation has it. */
function chosenRoom(node: ILoadOptionsFunctions): string | undefined {
	for (const place of ['room_code', 'additionalFields.room_code', 'filters.room_code', 'updateFields.room_code']) {
		const raw = valueOfLocator(node.getCurrentNodeParameter(place));
		if (typeof raw === 'string' && raw !== '' && !raw.startsWith('=')) return encodeId(raw, 'Room');
	}
	return undefined;
}

/** Rooms of the clinic (contract 6.4). */
async function searchRooms(this: ILoadOptionsFunctions, filter?: string, page?: string): Promise<INodeListSearchResult> {
	const number = Number(page ?? 1);
	const { data } = await ask(this, get(path`/rooms`, { page: number, limit: PAGE }));
	const found = recordsOf(data).filter((room) => idOf(room.code) !== null);
	const items = found.map((room) => ({ name: textOf(room.name) ?? plainText(room.code), value: plainText(room.code) }));
	return { results: matching(items, filter), paginationToken: found.length === PAGE ? String(number + 1) : undefined };
}

/** Providers of the chosen room (public), or with an admin token those of the clinic (contract 6.4). */
async function searchProviders(this: ILoadOptionsFunctions, filter?: string, page?: string): Promise<INodeListSearchResult> {
	const room = chosenRoom(this);
	if (room === undefined) return await searchUsers(this, '400', filter, page);
	const { data } = await ask(this, get(path`/rooms/${room}/providers`));
	const items = recordsOf(data).map((provider) => ({ name: personName(provider), value: idOf(provider.id) ?? '' }));
	return { results: matching(items, filter) };
}

async function searchUsers(node: ILoadOptionsFunctions, type: string | undefined, filter = '', page?: string): Promise<INodeListSearchResult> {
	const start = Number(page ?? 0);
	// The API searches from three characters on (contract 6.1); less is narrowed down here.
	const q = filter.trim().length >= 3 ? filter.trim() : undefined;
	const { data, reply } = await ask(node, get(path`/users`, { type, q, start, limit: PAGE }));
	const users = recordsOf(data);
	const total = isRecord(reply) ? Number(reply.total_count ?? reply.total ?? 0) : 0;
	const items = users.map((user) => {
		const email = textOf(user.email);
		return { name: `${personName(user)}${email ? ` – ${email}` : ''}`, value: idOf(user.id) ?? '' };
	});
	const next = start + users.length;
	return { results: q ? distinct(items) : matching(items, filter), paginationToken: users.length > 0 && next < total ? String(next) : undefined };
}

/** Patients of the clinic: needs an admin token (contract 6.1). */
async function searchPatients(this: ILoadOptionsFunctions, filter?: string, page?: string): Promise<INodeListSearchResult> {
	return await searchUsers(this, '200', filter, page);
}

/** Anyone of the clinic: needs an admin token (contract 6.1). */
async function searchPeople(this: ILoadOptionsFunctions, filter?: string, page?: string): Promise<INodeListSearchResult> {
	return await searchUsers(this, undefined, filter, page);
}

/** Consultations of the chosen room (contract 6.4: nothing else lists them). */
async function searchConsultations(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const room = chosenRoom(this);
	if (room === undefined) throw nodeError(this.getNode(), new InputProblem('Room', 'is not chosen yet', 'Choose the room first: consultations belong to a room.'), 0);
	const { data } = await ask(this, get(path`/rooms/${room}`));
	const payment = isRecord(data) && isRecord(data.payment) ? data.payment : {};
	const items = recordsOf(payment.consultations)
		.filter((entry) => idOf(entry.id) !== null)
		.map((entry) => ({ name: `${textOf(entry.description) ?? 'Consultation'} – ${plainText(entry.duration)} min`, value: idOf(entry.id) ?? '' }));
	return { results: matching(items, filter) };
}

/** The searches behind the dropdowns of the node. */
export const listSearch = { searchRooms, searchProviders, searchPatients, searchPeople, searchConsultations };
