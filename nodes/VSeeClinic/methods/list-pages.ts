import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { type Page, PAGE_SIZE } from '../descriptor/pages';
import { ClinicError, nodeError } from '../errors/clinic-error';
import { InputError } from '../errors/input-error';
import { idOf, recordsOf } from '../model/json';
import type { Call } from '../request/call';
import { totalOf } from '../request/interpret';
import type { Done } from '../request/outcome';
import { type RequestOptions, Session } from '../request/session';

/** A person waits in front of an open dropdown: one quick retry, ten seconds. */
const REQUEST_OPTIONS: RequestOptions = { timeoutMs: 10_000, maxRetries: 1 };
/** How many pages without a match are passed over before the list says that it found nothing. */
const MAX_EMPTY_PAGES = 10;

interface ErrorText {
	message: string;
	advice: string;
}

function isLackOfRight(error: unknown): boolean {
	return error instanceof ClinicError && (error.details.httpCode === '401' || error.details.httpCode === '403');
}

/**
 * Reads something for an open dropdown.
 * @param refusal what to say when the credential lacks the right
 * @throws the node's error, also when a problem is given in place of the call
 */
export async function requestList(
	node: ILoadOptionsFunctions,
	call: Call | InputError,
	refusal?: ErrorText,
): Promise<Done> {
	try {
		if (call instanceof InputError) throw call;
		const session = await Session.start(node);
		return await session.request(call, 'read', REQUEST_OPTIONS);
	} catch (error) {
		const shownError = refusal && isLackOfRight(error) ? new ClinicError(refusal.message, refusal.advice) : error;
		throw nodeError(node.getNode(), shownError, 0);
	}
}

/** Adds what tells two entries of the same name apart. */
function distinct(items: INodeListSearchItems[]): INodeListSearchItems[] {
	const times = new Map<string, number>();
	for (const { name } of items) times.set(name, (times.get(name) ?? 0) + 1);
	return items.map((item) =>
		(times.get(item.name) ?? 0) > 1 ? { ...item, name: `${item.name} (${item.value})` } : item,
	);
}

/** The entries whose name or id contains what was typed, no two of them called alike. */
export function matching(items: INodeListSearchItems[], filter = ''): INodeListSearchItems[] {
	const sought = filter.trim().toLowerCase();
	return distinct(items).filter(({ name, value }) => value !== '' && `${name} ${value}`.toLowerCase().includes(sought));
}

interface Search {
	filter?: string;
	/** Where the page before has ended, as this search said. */
	token?: string;
	callFor: (page: Page) => Call;
	itemOf: (record: IDataObject) => INodeListSearchItems;
	refusal?: ErrorText;
}

/**
 * One page of a list, or the first one with a match (docs/api.md#paging: the list ends on an empty page, on the total,
 * or on a page equal to the one before).
 * @throws the node's error
 */
export async function namedPages(
	node: ILoadOptionsFunctions,
	{ filter, token, callFor, itemOf, refusal }: Search,
): Promise<INodeListSearchResult> {
	const [numberText, offsetText, ...lastWords] = (token ?? '1 0').split(' ');
	let [number, offset, last] = [Number(numberText), Number(offsetText), lastWords.join(' ')];
	for (let turn = 0; turn < MAX_EMPTY_PAGES; turn++) {
		const { data, reply } = await requestList(node, callFor({ number, offset, size: PAGE_SIZE }), refusal);
		const records = recordsOf(data);
		const final = records.at(-1);
		const end = final ? (idOf(final.id) ?? idOf(final.code) ?? '') : last;
		if (end === last) break;
		[number, offset, last] = [number + 1, offset + records.length, end];
		const total = totalOf(reply);
		const isLast = total !== null && offset >= total;
		const results = matching(records.map(itemOf), filter);
		if (isLast || results.length > 0)
			return { results, paginationToken: isLast ? undefined : `${number} ${offset} ${last}` };
	}
	return { results: [] };
}
