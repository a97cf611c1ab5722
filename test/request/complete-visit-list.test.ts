import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { ClinicError } from '../../nodes/VSeeClinic/errors/clinic-error';
import {
	completeVisitList,
	cutListHint,
	EARLIEST_START,
	listHint,
	type ListWindow,
	MAX_LIST_REQUESTS,
	MAX_TOO_LARGE,
	type VisitList,
} from '../../nodes/VSeeClinic/request/complete-visit-list';

const NOW = 1_780_000_000;
const DAY = 86_400;

interface Ways {
	/** How many visits a reply holds at most. */
	cap: number;
	isEndIncluded?: boolean;
	/** How many visits are too large for one reply. */
	tooLarge?: number;
	total?: (visits: IDataObject[], all: IDataObject[], window: ListWindow) => number | null;
}

class TooLargeError extends ClinicError {
	constructor() {
		super('The answer is too large', 'Ask for less at once.', { isTooLarge: true });
	}
}

/** A clinic that cuts its lists, or has some that are too large to be read. */
class Clinic {
	readonly asked: ListWindow[] = [];

	constructor(
		readonly all: IDataObject[],
		private readonly ways: Ways,
	) {}

	readonly read = (window: ListWindow): Promise<VisitList> => {
		this.asked.push(window);
		const { cap, isEndIncluded = true, tooLarge = Infinity, total = (visits) => visits.length } = this.ways;
		const { from = -Infinity, to = Infinity } = window;
		const visits = this.all.filter(({ start }) => {
			if (typeof start !== 'number') return window.from === undefined && window.to === undefined;
			return start >= from && (isEndIncluded ? start <= to : start < to);
		});
		if (Math.min(visits.length, cap) >= tooLarge) return Promise.reject(new TooLargeError());
		return Promise.resolve({ visits: visits.slice(0, cap), total: total(visits, this.all, window) });
	};
}

function visitsAt(starts: number[]): IDataObject[] {
	return starts.map((start, index) => ({ id: String(70000 + index), start }));
}

const ids = (visits: IDataObject[]) => visits.map(({ id }) => String(id));

describe('a list of visits', () => {
	it('takes one request when it is whole, and stays in the order of the clinic', async () => {
		const clinic = new Clinic(visitsAt([NOW + 5, NOW, NOW + 2]), { cap: 10 });
		const list = await completeVisitList(clinic.read, {}, { now: NOW });
		expect(list).toEqual({ kind: 'complete', visits: clinic.all, requests: 1 });
		expect(clinic.asked).toEqual([{}]);
		expect(listHint(list)).toBeUndefined();
	});

	it('holds a visit that came twice once, as it was modified last', async () => {
		const [first, second] = visitsAt([NOW, NOW + 5]);
		const rows = [{ ...first, modified: NOW }, { ...second }, { ...first, modified: NOW - 9 }];
		const read = () => Promise.resolve({ visits: rows, total: 2 });
		expect(await completeVisitList(read, {}, { now: NOW })).toMatchObject({ visits: rows.slice(0, 2) });
	});

	it('takes one request when the clinic tells no total', async () => {
		const clinic = new Clinic(visitsAt([1, 2, 3].map((day) => NOW + day * DAY)), { cap: 2, total: () => null });
		expect(await completeVisitList(clinic.read, {}, { now: NOW })).toMatchObject({ kind: 'complete', requests: 1 });
	});

	it('is read in halves between 2000 and ten years from now, which share their seam', async () => {
		const clinic = new Clinic(visitsAt([5, 3, 1, 4, 2].map((day) => NOW + day * DAY)), { cap: 2 });
		const list = await completeVisitList(clinic.read, {}, { now: NOW });
		expect(list).toMatchObject({ kind: 'complete' });
		expect(ids(list.visits)).toEqual(['70002', '70004', '70001', '70003', '70000']);
		const [whole, first, second] = clinic.asked;
		expect(whole).toEqual({});
		expect(first?.from).toBe(EARLIEST_START);
		expect(second?.from).toBe(first?.to);
		expect(second?.to).toBe(NOW + 3650 * DAY);
	});

	it('reaches to what came, also when n8n has another year than the clinic', async () => {
		const clinic = new Clinic(visitsAt([20, 21, 22, 23].map((years) => NOW + years * 366 * DAY)), { cap: 3 });
		const list = await completeVisitList(clinic.read, {}, { now: NOW });
		expect(list).toMatchObject({ kind: 'complete' });
		expect(list.visits).toHaveLength(4);
	});

	it('keeps the edges that are given', async () => {
		const clinic = new Clinic(visitsAt([1, 2, 3, 4].map((day) => NOW + day * DAY)), { cap: 3 });
		await completeVisitList(clinic.read, { from: NOW, to: NOW + 5 * DAY }, { now: NOW });
		expect(clinic.asked.slice(0, 3)).toEqual([
			{ from: NOW, to: NOW + 5 * DAY },
			{ from: NOW, to: NOW + 2.5 * DAY },
			{ from: NOW + 2.5 * DAY, to: NOW + 5 * DAY },
		]);
	});

	it('is of unknown completeness when the total does not fall in either half', async () => {
		const clinic = new Clinic(visitsAt([1, 2, 3, 4].map((day) => NOW + day * DAY)), {
			cap: 3,
			total: (_, all) => all.length + 100,
		});
		const list = await completeVisitList(clinic.read, {}, { now: NOW });
		expect(list).toMatchObject({ kind: 'unknown', requests: 3 });
		expect(list.visits).toHaveLength(3);
		expect(listHint(list)).toMatch(/not known/);
	});

	it('is of unknown completeness when the halves tell no total', async () => {
		const clinic = new Clinic(visitsAt([1, 2, 3, 4].map((day) => NOW + day * DAY)), {
			cap: 3,
			total: (visits, _all, { from }) => (from === undefined ? visits.length : null),
		});
		expect(await completeVisitList(clinic.read, {}, { now: NOW })).toMatchObject({ kind: 'unknown', requests: 3 });
	});

	it('tells how many are missing of a second that stays cut', async () => {
		const clinic = new Clinic(visitsAt([...Array.from({ length: 8 }, () => NOW), NOW + DAY, NOW + 2 * DAY]), {
			cap: 5,
		});
		const list = await completeVisitList(clinic.read, {}, { now: NOW });
		expect(list).toMatchObject({ kind: 'incomplete', missing: 3 });
		expect(ids(list.visits)).toEqual(expect.arrayContaining(['70008', '70009']));
		expect(listHint(list)).toMatch(/^3 visits are missing/);
		expect(list.requests).toBeLessThan(100);
	});

	it('takes a crowd at the very seam for a crowd, not for a total that counts something else', async () => {
		const seam = NOW + 2 * DAY;
		const clinic = new Clinic(visitsAt(Array.from({ length: 8 }, () => seam)), { cap: 5 });
		const list = await completeVisitList(clinic.read, { from: NOW, to: NOW + 4 * DAY }, { now: NOW });
		expect(list).toMatchObject({ kind: 'incomplete', missing: 3 });
	});

	it('tells of visits without a start that did not come', async () => {
		const clinic = new Clinic([...visitsAt([1, 2, 3, 4].map((day) => NOW + day * DAY)), { id: '9', start: null }], {
			cap: 4,
		});
		const list = await completeVisitList(clinic.read, {}, { now: NOW });
		expect(list).toMatchObject({ kind: 'incomplete', missing: 1 });
		expect(listHint(list)).toMatch(/^1 visit is missing/);
	});

	it('ends after 200 requests and says what is missing', async () => {
		const clinic = new Clinic(visitsAt(Array.from({ length: 1000 }, (_, index) => NOW + index * DAY)), { cap: 2 });
		const list = await completeVisitList(clinic.read, {}, { now: NOW });
		expect(clinic.asked.length).toBeLessThanOrEqual(MAX_LIST_REQUESTS);
		expect(clinic.asked.length).toBeGreaterThan(MAX_LIST_REQUESTS - 2);
		expect(list).toMatchObject({ kind: 'incomplete', missing: 1000 - list.visits.length });
	});

	it('ends when its time is up', async () => {
		const clinic = new Clinic(visitsAt(Array.from({ length: 100 }, (_, index) => NOW + index * DAY)), { cap: 10 });
		const isTimeUp = () => clinic.asked.length >= 5;
		const list = await completeVisitList(clinic.read, {}, { now: NOW, isTimeUp });
		expect(list).toMatchObject({ kind: 'incomplete', requests: 5 });
	});

	it('passes on what the clinic answers when it cannot be read', async () => {
		const read = () => Promise.reject(new Error('refused'));
		await expect(completeVisitList(read, {}, { now: NOW })).rejects.toThrow('refused');
	});

	it('holds every visit once, in order, whatever the cap, the edges and the crowds', async () => {
		const world = fc.record({
			starts: fc.array(
				fc.integer({ min: 0, max: 40 }).map((hour) => NOW + hour * 3600),
				{ maxLength: 40 },
			),
			cap: fc.integer({ min: 1, max: 12 }),
			isEndIncluded: fc.boolean(),
			from: fc.option(fc.integer({ min: -10, max: 20 }), { nil: undefined }),
			to: fc.option(fc.integer({ min: 21, max: 60 }), { nil: undefined }),
		});
		await fc.assert(
			fc.asyncProperty(world, async ({ starts, cap, isEndIncluded, from, to }) => {
				const clinic = new Clinic(visitsAt(starts), { cap, isEndIncluded });
				const window = {
					...(from === undefined ? {} : { from: NOW + from * 3600 }),
					...(to === undefined ? {} : { to: NOW + to * 3600 }),
				};
				const list = await completeVisitList(clinic.read, window, { now: NOW });
				const uncut = new Clinic(visitsAt(starts), { cap: Infinity, isEndIncluded });
				const { visits: there } = await uncut.read(window);
				expect(new Set(ids(list.visits)).size).toBe(list.visits.length);
				expect(ids(there)).toEqual(expect.arrayContaining(ids(list.visits)));
				expect(list.kind).not.toBe('unknown');
				if (list.kind === 'complete') expect(list.visits).toHaveLength(there.length);
				if (list.kind === 'incomplete') expect(list.missing).toBe(there.length - list.visits.length);
				if (list.requests > 1) {
					const shown = list.visits.map(({ start }) => Number(start));
					expect(shown).toEqual([...shown].sort((a, b) => a - b));
				}
				// Only a crowd in one second, or the limit, leaves anything out.
				const crowd = Math.max(0, ...starts.map((start) => starts.filter((other) => other === start).length));
				if (crowd <= cap && list.requests + 2 <= MAX_LIST_REQUESTS) expect(list.kind).toBe('complete');
			}),
			{ numRuns: 300 },
		);
	});
});

describe('a list that is too large to be read', () => {
	const window = { from: NOW, to: NOW + 100 * DAY };
	const scattered = [57, 3, 88, 20, 41, 64, 9, 73, 35, 95].map((day) => NOW + day * DAY);

	it.each<[string, Ways]>([
		['a total', { cap: Infinity, tooLarge: 3 }],
		['no total', { cap: Infinity, tooLarge: 3, total: () => null }],
		['a total and is cut as well', { cap: 2, tooLarge: 3 }],
	])('is read in halves of its window, where the clinic tells %s: each visit once, in order', async (_, ways) => {
		const clinic = new Clinic(visitsAt(scattered), ways);
		const list = await completeVisitList(clinic.read, window, { now: NOW });
		expect(list.kind).toBe('complete');
		expect(list.visits.map(({ start }) => Number(start) - NOW)).toEqual(
			[3, 9, 20, 35, 41, 57, 64, 73, 88, 95].map((day) => day * DAY),
		);
		expect(listHint(list)).toBeUndefined();
	});

	it('is of unknown completeness when no window was asked for: visits without a start are not in its halves', async () => {
		const clinic = new Clinic([...visitsAt(scattered), { id: '9', start: null }], { cap: Infinity, tooLarge: 4 });
		const list = await completeVisitList(clinic.read, {}, { now: NOW });
		expect(list.kind).toBe('unknown');
		expect(list.visits).toHaveLength(10);
		expect(listHint(list)).toMatch(/not known/);
		expect(clinic.asked.slice(0, 2)).toEqual([{}, expect.objectContaining({ from: EARLIEST_START })]);
	});

	it('is an error when a second of it stays too large', async () => {
		const clinic = new Clinic(visitsAt([NOW, NOW, NOW, NOW + DAY]), { cap: Infinity, tooLarge: 3 });
		await expect(completeVisitList(clinic.read, { from: NOW - 3, to: NOW + 2 * DAY }, { now: NOW })).rejects.toThrow(
			'too large',
		);
	});

	it('is an error when every part of it is too large, soon', async () => {
		const clinic = new Clinic([], { cap: Infinity, tooLarge: 0 });
		await expect(completeVisitList(clinic.read, {}, { now: NOW })).rejects.toThrow('too large');
		expect(clinic.asked.length).toBeLessThanOrEqual(MAX_TOO_LARGE + 2);
	});

	it('is an error when the time is up before it could be read', async () => {
		const clinic = new Clinic(visitsAt(scattered), { cap: Infinity, tooLarge: 3 });
		const read = completeVisitList(clinic.read, window, { now: NOW, isTimeUp: () => clinic.asked.length >= 3 });
		await expect(read).rejects.toThrow('too large');
	});

	it('tells how many are missing, at least, of a part that is cut as well', async () => {
		let isFirst = true;
		const clinic = new Clinic(visitsAt([...Array.from({ length: 8 }, () => NOW + 5), NOW + DAY]), { cap: 5 });
		const read = async (asked: ListWindow) => {
			if (!isFirst) return await clinic.read(asked);
			isFirst = false;
			throw new TooLargeError();
		};
		const list = await completeVisitList(read, window, { now: NOW });
		expect(list).toMatchObject({ kind: 'incomplete', missing: 3 });
		expect(list.visits).toHaveLength(6);
	});
});

describe('the hint of a list that is read once', () => {
	it('tells both numbers when the list is cut', () => {
		expect(cutListHint({ visits: visitsAt([1, 2]), total: 5 })).toMatch(/returned 2 of 5 visits/);
		expect(cutListHint({ visits: visitsAt([1, 2]), total: 2 })).toBeUndefined();
		expect(cutListHint({ visits: visitsAt([1, 2]), total: null })).toBeUndefined();
	});
});
