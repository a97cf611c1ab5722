import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../nodes/VSeeClinic/descriptor/operation-context';
import { type Page, PAGE_SIZE, readPages } from '../../nodes/VSeeClinic/descriptor/pages';
import { get, path } from '../../nodes/VSeeClinic/request/call';
import { totalOf } from '../../nodes/VSeeClinic/request/interpret';

type Answer = (page: Page) => { data: IDataObject[] | null; total_count?: number | string; total?: number };

/** A clinic that answers pages, and the pages it was asked for. */
function clinicOf(answer: Answer, limit?: number) {
	const asked: Page[] = [];
	const clinic: OperationContext = {
		request: () => {
			const page = asked.at(-1);
			if (!page) throw new Error('no page was asked for');
			const reply = answer(page);
			return Promise.resolve({ kind: 'done', data: reply.data, reply, headers: {} });
		},
		createOnce: () => Promise.reject(new Error('not used')),
		exclusively: () => Promise.reject(new Error('not used')),
		tryRead: () => Promise.reject(new Error('not used')),
		addHint: () => undefined,
		inputFile: () => Promise.reject(new Error('not used')),
		options: {},
		simplify: false,
		limit,
	};
	const read = () =>
		readPages(clinic, (page) => {
			asked.push(page);
			return get(path`/users`);
		});
	return { read, asked };
}

const users = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: String(from + index) }));
const serves =
	(count: number, largest = Infinity): Answer =>
	({ offset, size }) => ({ data: users(offset, Math.min(count, offset + Math.min(size, largest))) });

test.each([
	['nothing', 0, undefined, 0, 1],
	['less than a page', 3, undefined, 3, 2],
	['two pages and a half', 250, undefined, 250, 4],
	['exactly one page', 100, undefined, 100, 2],
	['as many as wanted', 250, 7, 7, 1],
	['as many as wanted, from two pages', 250, 150, 150, 2],
	['one', 250, 1, 1, 1],
])('%s', async (_name, there, limit, expected, requests) => {
	const { read, asked } = clinicOf(serves(there), limit);
	expect(await read()).toEqual(users(0, expected));
	expect(asked).toHaveLength(requests);
});

test('a short page is no proof of the end: the clinic may serve fewer at once than it was asked for', async () => {
	const { read, asked } = clinicOf(serves(65, 20));
	expect(await read()).toEqual(users(0, 65));
	expect(asked.map(({ offset }) => offset)).toEqual([0, 20, 40, 60, 65]);
	expect(asked.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
});

test.each([[{ total_count: 120 }], [{ total_count: '120' }], [{ total: 120 }]])(
	'ends on the total %j',
	async (total) => {
		const { read, asked } = clinicOf((page) => ({ ...serves(120)(page), ...total }));
		expect(await read()).toHaveLength(120);
		expect(asked).toHaveLength(2);
	},
);

test('a clinic that knows no pages is not asked for ever', async () => {
	const { read, asked } = clinicOf(() => ({ data: users(0, 30) }));
	expect(await read()).toEqual(users(0, 30));
	expect(asked).toHaveLength(2);
});

test('a clinic that never ends its list is left at some time', async () => {
	const { read, asked } = clinicOf(({ number }) => ({ data: [{ id: String(number) }] }));
	expect((await read()).length).toBe(asked.length);
	expect(asked.length).toBeLessThanOrEqual(1000);
});

test('null is an empty list', async () => {
	expect(await clinicOf(() => ({ data: null })).read()).toEqual([]);
});

test('never asks for more at once than a page, nor than wanted', async () => {
	for (const [limit, size] of [
		[undefined, PAGE_SIZE],
		[7, 7],
		[1000, PAGE_SIZE],
	] as const) {
		const { read, asked } = clinicOf(serves(5), limit);
		await read();
		expect(asked[0]?.size).toBe(size);
	}
});

test.each<[unknown, number | null]>([
	[{ total_count: 5 }, 5],
	[{ total: '5' }, 5],
	[{ total_count: 5, total: 9 }, 5],
	[{}, null],
	[[], null],
	[null, null],
	[{ total: 'many' }, null],
	[{ total_count: 0 }, 0],
])('the total of %j is %p', (reply, total) => {
	expect(totalOf(reply)).toBe(total);
});
