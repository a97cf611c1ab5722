import fc from 'fast-check';

import type { Outcome } from '../../nodes/VSeeClinic/request/outcome';
import {
	FIRST_LIMIT,
	firstPace,
	nextPace,
	type Pace,
	PATIENCE,
	pauseBetween,
	type Sign,
	signOf,
} from '../../nodes/VSeeClinic/request/pace';
import { type Answers, simulate } from './simulated-clinic';

const fine = (ms: number) => ({ sign: 'fine' as const, ms });
const busy = { sign: 'busy' as const, ms: 5 };

/** The pace after so many more replies of one kind, each sent at the pace of its moment. */
function after(pace: Pace, count: number, reply: { sign: Sign; ms: number }): Pace {
	let now = pace;
	for (let n = 0; n < count; n++) now = nextPace(now, { ...reply, era: now.era });
	return now;
}

const none = { data: undefined, reply: undefined, headers: {} };
const signs: Array<[Outcome, Sign]> = [
	[{ kind: 'done', ...none }, 'fine'],
	[{ kind: 'refused', status: 404 }, 'fine'],
	[{ kind: 'unauthorized' }, 'fine'],
	[{ kind: 'invalid-response', problem: 'shape', status: 200 }, 'fine'],
	[{ kind: 'rate-limited' }, 'busy'],
	[{ kind: 'never-sent', code: 'ECONNREFUSED', transient: true }, 'busy'],
	[{ kind: 'never-sent', code: 'CERT_HAS_EXPIRED', transient: false }, 'none'],
	[{ kind: 'unknown', reason: 'connection-lost' }, 'busy'],
	[{ kind: 'unknown', reason: 'timeout' }, 'busy'],
	[{ kind: 'unknown', reason: 'broken-answer', status: 200 }, 'none'],
	[{ kind: 'unknown', reason: 'server-error', status: 408 }, 'none'],
	[{ kind: 'unknown', reason: 'server-error', status: 500 }, 'none'],
	[{ kind: 'unknown', reason: 'server-error', status: 502 }, 'busy'],
	[{ kind: 'unknown', reason: 'server-error', status: 503 }, 'busy'],
	[{ kind: 'unknown', reason: 'server-error', status: 504 }, 'busy'],
	[{ kind: 'cancelled' }, 'none'],
];
test.each(signs)('%j is a sign: %s', (outcome, sign) => {
	expect(signOf(outcome)).toBe(sign);
});

describe('the pace', () => {
	const started = firstPace(50);

	test.each([
		[50, FIRST_LIMIT],
		[FIRST_LIMIT, FIRST_LIMIT],
		[3, 3],
		[1, 1],
	])('with at most %i it begins with %i', (max, limit) => {
		expect(firstPace(max).limit).toBe(limit);
	});

	test('doubles with each round of good replies, up to the most', () => {
		expect(after(started, 15, fine(50)).limit).toBe(16);
		expect(after(started, 16, fine(50)).limit).toBe(32);
		expect(after(started, 16 + 31, fine(50)).limit).toBe(32);
		expect(after(started, 16 + 32, fine(50)).limit).toBe(50);
		expect(after(started, 1000, fine(50)).limit).toBe(50);
	});

	test('halves when the clinic is busy, never below one', () => {
		expect([1, 2, 3, 4, 5, 9].map((count) => after(started, count, busy).limit)).toEqual([8, 4, 2, 1, 1, 1]);
	});

	test('takes one step back for a whole burst of refusals: what was sent before says nothing about it', () => {
		let pace = started;
		for (let n = 0; n < 16; n++) pace = nextPace(pace, { ...busy, era: started.era });
		expect(pace.limit).toBe(8);
		for (let n = 0; n < 16; n++) pace = nextPace(pace, { ...fine(50), era: started.era });
		expect(pace.limit).toBe(8);
		expect(pace.replies).toBe(0);
	});

	test('grows by one with each round after it was too much, and stays just below that for a while', () => {
		const halved = after(started, 1, busy);
		expect(halved.limit).toBe(8);
		expect(after(halved, 8, fine(50)).limit).toBe(9);
		const below = after(halved, 8 + 9 + 10 + 11 + 12 + 13 + 14, fine(50));
		expect(below.limit).toBe(15);
		expect(after(below, PATIENCE - 1, fine(50)).limit).toBe(15);
		const tried = after(below, PATIENCE, fine(50));
		expect(tried.limit).toBe(16);
		expect(after(tried, 16 + 17, fine(50)).limit).toBe(18);
	});

	test('goes back by a quarter when even the quickest reply of a round takes twice as long as once', () => {
		const grown = after(started, 16, fine(50));
		expect(after(grown, 32, fine(100)).limit).toBe(50);
		const slower = after(grown, 32, fine(101));
		expect([slower.limit, slower.isDoubling]).toEqual([24, false]);
		expect(after(slower, 24, fine(60)).limit).toBe(25);
	});

	test('is not moved by slow replies among quick ones', () => {
		const grown = after(started, 16, fine(50));
		expect(after(after(grown, 31, fine(900)), 1, fine(60)).limit).toBe(50);
	});

	test('does not go below its first limit for slowness, and takes that for the speed of this clinic', () => {
		let pace = after(started, 16, fine(50));
		for (let n = 0; n < 3; n++) pace = after(pace, pace.limit, fine(500));
		expect(pace.limit).toBe(FIRST_LIMIT);
		expect(after(pace, 16 + 17 + 18, fine(500)).limit).toBe(19);
	});

	test('spreads requests over half the time of a reply, once that is known', () => {
		expect(pauseBetween(started)).toBe(0);
		const most = after(started, 16 + 32, fine(200));
		expect([most.limit, pauseBetween(most)]).toEqual([50, 2]);
	});

	test('is not moved by what says nothing', () => {
		expect(after(started, 100, { sign: 'none', ms: 9999 })).toBe(started);
	});

	test('is never below one, never above the most, and comes back to the most, whatever came before', () => {
		const reply = fc.record({
			sign: fc.constantFrom<Sign>('busy', 'fine', 'fine', 'fine', 'none'),
			ms: fc.integer({ min: 0, max: 1000 }),
			delay: fc.integer({ min: 0, max: 3 }),
		});
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 100 }), fc.array(reply, { maxLength: 400 }), (max, replies) => {
				let pace = firstPace(max);
				for (const { delay, ...signed } of replies) {
					pace = nextPace(pace, { ...signed, era: pace.era - delay });
					expect(pace.limit).toBeGreaterThanOrEqual(1);
					expect(pace.limit).toBeLessThanOrEqual(max);
					expect(Number.isInteger(pace.limit)).toBe(true);
				}
				expect(after(pace, 10_000, fine(50)).limit).toBe(max);
			}),
		);
	});
});

describe('a simulated clinic', () => {
	test('without limits: at 200 ms at least 90 % of what the most at once allows', () => {
		const seen = simulate(1000, 50, () => fine(200));
		expect(seen.most).toBe(50);
		expect(1000 / (seen.ms / 1000)).toBeGreaterThanOrEqual(0.9 * (50 / 0.2));
	});

	test('gets no two requests at once, however its replies came', () => {
		const { begins } = simulate(1000, 50, () => fine(200));
		const gaps = begins.slice(FIRST_LIMIT * 2).map((begin, n) => begin - (begins[FIRST_LIMIT * 2 + n - 1] ?? NaN));
		expect(Math.min(...gaps)).toBeGreaterThan(1.99);
	});

	test('that refuses more than five at once: few refusals, and nearly as quick as with five', () => {
		const beyondFive: Answers = (underWay) => (underWay > 5 ? busy : fine(50));
		const seen = simulate(1000, 50, beyondFive);
		expect(seen.busy).toBeLessThan(30);
		expect(simulate(1000, 50, beyondFive, true).busy).toBeGreaterThan(1000);
		expect(seen.ms).toBeLessThan(1.5 * (1000 / 5) * 50);
	});

	test.each([1, 2])(
		'that slows down beyond twenty at once (to the power of %i): no slower than with fifty',
		(power) => {
			const slowing: Answers = (underWay) => fine(50 * Math.max(1, underWay / 20) ** power);
			const seen = simulate(2000, 50, slowing);
			expect(seen.ms).toBeLessThanOrEqual(1.02 * simulate(2000, 50, slowing, true).ms);
			const later = seen.limits.slice(500);
			expect(later.reduce((sum, limit) => sum + limit, 0) / later.length).toBeLessThan(40);
			expect(Math.min(...later)).toBeGreaterThanOrEqual(FIRST_LIMIT);
		},
	);

	test('that recovers: the pace does too', () => {
		const seen = simulate(3000, 50, (underWay, at) => (underWay > 5 && at < 5000 ? busy : fine(50)));
		expect(Math.min(...seen.limits)).toBeLessThanOrEqual(5);
		expect(seen.limits.at(-1)).toBe(50);
	});
});
