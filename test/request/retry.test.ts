import type { Effect } from '../../nodes/VSeeClinic/request/call';
import type { InvalidResponse, Outcome, UnknownReason } from '../../nodes/VSeeClinic/request/outcome';
import {
	type Attempt,
	backoff,
	decide,
	type Decision,
	MAX_WAIT_MS,
	readRetryAfter,
} from '../../nodes/VSeeClinic/request/retry';

const NOW = Date.UTC(2026, 0, 1);
const FIRST: Attempt = { number: 0, maxRetries: 2, now: NOW, random: 0 };
const LAST: Attempt = { ...FIRST, number: 2 };
const EFFECTS: Effect[] = ['read', 'replace', 'create'];

/** Keyed, so that a new kind of doubt or misreading does not compile until it stands here. */
const DOUBTS: Record<UnknownReason, true> = {
	'broken-answer': true,
	'connection-lost': true,
	'server-error': true,
	timeout: true,
};
const MISREADS: Record<InvalidResponse, true> = {
	'error-body': true,
	html: true,
	'not-json': true,
	redirect: true,
	shape: true,
	'too-large': true,
};

function keys<K extends string>(record: Record<K, true>): K[] {
	const found: K[] = [];
	for (const key in record) found.push(key);
	return found;
}

const STOP: Decision = { kind: 'stop' };
const RETURN: Decision = { kind: 'return' };
const LOOK_UP: Decision = { kind: 'look-up', pauseMs: 0 };
const AGAIN: Decision = { kind: 'wait', ms: 200, pauseRun: false };
const PAUSE: Decision = { kind: 'wait', ms: 200, pauseRun: true };

/** The retry table of the design, one row per outcome: what follows for read, replace and create, at first and after the last attempt. */
type Row = [
	name: string,
	outcome: Outcome,
	first: [Decision, Decision, Decision],
	last: [Decision, Decision, Decision],
];

const same = (decision: Decision): [Decision, Decision, Decision] => [decision, decision, decision];

const unavailable = (retryAfter: string): Outcome => ({
	kind: 'unknown',
	reason: 'server-error',
	status: 503,
	retryAfter,
});

const TABLE: Row[] = [
	['good body', { kind: 'done', data: {}, reply: {}, headers: {} }, same(RETURN), same(RETURN)],
	[
		'good body without data',
		{ kind: 'done', data: undefined, reply: undefined, headers: {} },
		same(RETURN),
		same(RETURN),
	],
	...[400, 402, 403, 404, 405, 409, 410, 422].map((status): Row => [
		`${status}`,
		{ kind: 'refused', status },
		same(STOP),
		same(STOP),
	]),
	['401', { kind: 'unauthorized' }, same(STOP), same(STOP)],
	['429 without Retry-After', { kind: 'rate-limited' }, same(PAUSE), same(STOP)],
	[
		'429 with Retry-After',
		{ kind: 'rate-limited', retryAfter: '7' },
		same({ kind: 'wait', ms: 7000, pauseRun: true }),
		same(STOP),
	],
	['429 with a Retry-After nobody can read', { kind: 'rate-limited', retryAfter: 'soon' }, same(PAUSE), same(STOP)],
	['429 with a Retry-After that is too long', { kind: 'rate-limited', retryAfter: '61' }, same(STOP), same(STOP)],
	['never sent, transient', { kind: 'never-sent', code: 'ECONNREFUSED', transient: true }, same(AGAIN), same(STOP)],
	[
		'never sent, not transient',
		{ kind: 'never-sent', code: 'CERT_HAS_EXPIRED', transient: false },
		same(STOP),
		same(STOP),
	],
	['cancelled', { kind: 'cancelled' }, same(STOP), same(STOP)],
	...keys(DOUBTS).map((reason): Row => [
		`unknown: ${reason}`,
		{ kind: 'unknown', reason },
		[AGAIN, AGAIN, LOOK_UP],
		[STOP, STOP, LOOK_UP],
	]),
	...[408, 500, 502, 503, 504].map((status): Row => [
		`unknown: ${status}`,
		{ kind: 'unknown', reason: 'server-error', status },
		[AGAIN, AGAIN, LOOK_UP],
		[STOP, STOP, LOOK_UP],
	]),
	[
		'503 with Retry-After',
		unavailable('9'),
		[
			{ kind: 'wait', ms: 9000, pauseRun: true },
			{ kind: 'wait', ms: 9000, pauseRun: true },
			{ kind: 'look-up', pauseMs: 9000 },
		],
		[STOP, STOP, { kind: 'look-up', pauseMs: 9000 }],
	],
	['503 with a Retry-After that is too long', unavailable('61'), [STOP, STOP, LOOK_UP], [STOP, STOP, LOOK_UP]],
	['503 with a Retry-After nobody can read', unavailable('soon'), [AGAIN, AGAIN, LOOK_UP], [STOP, STOP, LOOK_UP]],
	...keys(MISREADS).map((problem): Row => [
		`invalid response: ${problem}`,
		{ kind: 'invalid-response', problem, status: 200 },
		[STOP, STOP, LOOK_UP],
		[STOP, STOP, LOOK_UP],
	]),
];

const CELLS = TABLE.flatMap(([name, outcome, first, last]) =>
	EFFECTS.flatMap((effect, column) => [
		{ name, effect, when: 'at first', outcome, attempt: FIRST, expected: first[column] },
		{ name, effect, when: 'after the last retry', outcome, attempt: LAST, expected: last[column] },
	]),
);

describe('the retry table', () => {
	test.each(CELLS)('$name, $effect, $when', ({ outcome, effect, attempt, expected }) => {
		expect(decide(outcome, effect, attempt)).toEqual(expected);
	});

	test.each(EFFECTS)('without retries a %s waits for nothing', (effect) => {
		const only: Attempt = { ...FIRST, maxRetries: 0 };
		for (const [, outcome] of TABLE) expect(decide(outcome, effect, only).kind).not.toBe('wait');
	});

	test('a create is never sent again for anything but a refusal to process or a request that never arrived', () => {
		const resent = TABLE.filter(([, outcome]) => decide(outcome, 'create', FIRST).kind === 'wait').map(
			([, { kind }]) => kind,
		);
		expect(new Set(resent)).toEqual(new Set(['rate-limited', 'never-sent']));
	});
});

describe('Retry-After', () => {
	test.each([
		['0', 0],
		['1', 1000],
		[' 30 ', 30_000],
		['1.5', 1500],
		['60', 60_000],
		['3600', 3_600_000],
		['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
		['Thursday, 01-Jan-26 00:00:45 GMT', 45_000],
		['Thu Jan  1 00:00:20 2026', 20_000],
		['Wed, 31 Dec 2025 23:59:00 GMT', 0],
		['Fri, 01 Jan 2027 00:00:00 GMT', 365 * 86_400_000],
	])('%j means %d ms', (header, ms) => {
		expect(readRetryAfter(header, NOW)).toBe(ms);
	});

	test.each([
		[undefined],
		[''],
		['   '],
		['-1'],
		['-30'],
		['+5'],
		['soon'],
		['soon 5'],
		['5 seconds'],
		['1e3'],
		['0x10'],
		['NaN'],
		['Infinity'],
		['1,5'],
		['.5'],
		['5.'],
		['Thu, 99 Foo 2026 00:00:30 GMT'],
		['2026-01-01'],
		['Thu'],
		['null'],
	])('%j says nothing', (header) => {
		expect(readRetryAfter(header, NOW)).toBeUndefined();
	});

	test.each([
		['59.999', { kind: 'wait', ms: 59_999, pauseRun: true }],
		['0', { kind: 'wait', ms: backoff(FIRST), pauseRun: true }],
		['60', { kind: 'wait', ms: MAX_WAIT_MS, pauseRun: true }],
		['Thu, 01 Jan 2026 00:01:00 GMT', { kind: 'wait', ms: MAX_WAIT_MS, pauseRun: true }],
		['60.001', STOP],
		['61', STOP],
		['Thu, 01 Jan 2026 00:01:01 GMT', STOP],
		['999999999999', STOP],
		['9'.repeat(400), STOP],
	])('%s: waited for up to a minute', (retryAfter, expected) => {
		for (const effect of EFFECTS) expect(decide({ kind: 'rate-limited', retryAfter }, effect, FIRST)).toEqual(expected);
	});

	test('even the longest is a number that can be shown and stored', () => {
		expect(readRetryAfter('9'.repeat(400), NOW)).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
	});

	test('jitter does not change what the server asked for', () => {
		for (const random of [0, 0.5, 1]) {
			expect(decide({ kind: 'rate-limited', retryAfter: '7' }, 'read', { ...FIRST, random })).toEqual({
				kind: 'wait',
				ms: 7000,
				pauseRun: true,
			});
		}
	});
});

describe('backoff', () => {
	const numbers = [0, 1, 2, 3, 4, 5, 6, 10, 100, 1100];

	test.each([
		[0, 200, 400],
		[1, 400, 800],
		[2, 800, 1600],
		[3, 1600, 3200],
		[4, 3200, 6400],
		[5, 5000, 10_000],
		[10, 5000, 10_000],
		[1100, 5000, 10_000],
	])('attempt %d: from %d to %d ms', (number, least, most) => {
		expect(backoff({ ...FIRST, number, random: 0 })).toBe(least);
		expect(backoff({ ...FIRST, number, random: 1 })).toBe(most);
	});

	test.each([0, 0.3, 1])('never shorter than the one before, with jitter %d', (random) => {
		const waits = numbers.map((number) => backoff({ ...FIRST, number, random }));
		expect(waits).toEqual([...waits].sort((a, b) => a - b));
	});

	test('is a whole number of milliseconds', () => {
		for (const number of numbers) expect(Number.isInteger(backoff({ ...FIRST, number, random: 0.123456 }))).toBe(true);
	});
});
