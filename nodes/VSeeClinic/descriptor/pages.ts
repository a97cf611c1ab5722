import type { IDataObject } from 'n8n-workflow';

import { recordsOf } from '../model/json';
import type { Call } from '../request/call';
import { totalOf } from '../request/interpret';
import type { OperationContext } from './operation-context';

/** Records asked for at once; the largest that VSee allows is not known (docs/api.md#paging). */
export const PAGE_SIZE = 100;
/** Reading stops after this many pages, in case a server never ends its list. */
const MAX_PAGES = 1000;

/** Where a page begins: `offset` counts records from 0, `number` counts pages from 1. */
export interface Page {
	offset: number;
	number: number;
	size: number;
}

/**
 * Reads a list page by page until the wanted number is there (docs/api.md#paging): a short page proves nothing, so it
 * ends on an empty page, on the total, or on a page equal to the one before.
 * @throws ClinicError
 */
export async function readPages(context: OperationContext, callFor: (page: Page) => Call): Promise<IDataObject[]> {
	const wanted = context.limit ?? Infinity;
	const found: IDataObject[] = [];
	let before = '';
	for (let number = 1; number <= MAX_PAGES && found.length < wanted; number++) {
		const size = Math.min(PAGE_SIZE, wanted);
		const { data, reply } = await context.request(callFor({ offset: found.length, number, size }), 'read');
		const page = recordsOf(data);
		const same = JSON.stringify(page);
		if (page.length === 0 || same === before) break;
		before = same;
		found.push(...page);
		const total = totalOf(reply);
		if (total !== null && found.length >= total) break;
	}
	return found.slice(0, wanted);
}
