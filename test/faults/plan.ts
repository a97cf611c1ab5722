import fc from 'fast-check';

import type { Sandbox } from '../../sandbox';

export type FaultSpec = Parameters<Sandbox['faults']['add']>[0];
export type Settings = Sandbox['settings'];

export const BOOKINGS = ['create', 'createWalkIn', 'createEConsult', 'bookNext'] as const;
export const CHANGES = ['update', 'assignProvider', 'removeProvider', 'close', 'delete'] as const;
export type Booking = (typeof BOOKINGS)[number];
export type Change = (typeof CHANGES)[number];

/** One item of a step: which intake it books from, or which of the clinic's visits it changes. */
export interface Item {
	intake: number;
	visit: number;
	slot: number;
	/** Its Start cannot be read: a failure on our side of the wire. */
	unreadable: boolean;
}

/** One run of the node. */
export interface Step {
	operation: Booking | Change;
	items: Item[];
	/** All items say the very same. */
	twins: boolean;
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** 1: without Retry On Fail. */
	tries: number;
	requestsAtOnce: number;
	maxRetries: number;
	reuseExisting: boolean;
	retryWhenNotFound: boolean;
	faults: FaultSpec[];
	/** When connections are refused: after so many connections, for so many milliseconds. */
	refusals: Array<{ at: number; ms: number }>;
	/** The clinic takes longer to show one of the intakes, or for some searches of free times, so that items overtake each other. */
	slow?: { intake: number; ms: number; searches: number };
	/** Cancelled when the node sends its n-th request, or so many milliseconds later. */
	cancel?: { request: number; ms: number };
}

export interface Plan {
	settings: Partial<Settings>;
	steps: Step[];
	/** Seeds the jitter of the backoff. */
	jitter: number;
}

export const INTAKES = 5;

/** An asctime-free HTTP date so many seconds from now, by the quick clock. */
const RETRY_AFTER = [
	undefined,
	'',
	'0',
	'1',
	'2.5',
	'20',
	'120',
	'99999',
	'soon',
	'-5',
	'date+2',
	'date-60',
	'date+600',
];

const BOOKING_PATH = '/^/visits(/add_\\w+)?$/';
const anyWhen = fc.constantFrom<'after' | 'before'>('after', 'before');
const where = fc.oneof(
	{ weight: 6, arbitrary: fc.constant({ method: 'POST', path: BOOKING_PATH, booking: true }) },
	{ weight: 2, arbitrary: fc.constant({ method: 'GET', path: '/intakes', booking: false }) },
	{ weight: 2, arbitrary: fc.constant({ method: 'GET', path: '/visits', booking: false }) },
	{ weight: 1, arbitrary: fc.constant({ method: 'GET', path: '/availability', booking: false }) },
	{ weight: 2, arbitrary: fc.constant({ method: '*', path: '', booking: false }) },
);

const kind: fc.Arbitrary<FaultSpec> = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant<'reset'>('reset'), when: anyWhen }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant<'hang'>('hang'), when: anyWhen }) },
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant<'delay'>('delay'), when: anyWhen, ms: fc.integer({ min: 5, max: 260 }) }),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constantFrom<'half' | 'truncatedJson'>('half', 'truncatedJson') }) },
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant<'status'>('status'),
			status: fc.constantFrom(500, 502, 503, 504),
			when: anyWhen,
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant<'status'>('status'), status: fc.constantFrom(400, 403, 404, 409, 422) }),
	},
	{
		weight: 2,
		arbitrary: fc.constantFrom(...RETRY_AFTER).map((retryAfter): FaultSpec => ({ kind: 'throttle', retryAfter })),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant<'unauthorized'>('unauthorized') }) },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constantFrom<'redirect' | 'html' | 'errorBody'>('redirect', 'html', 'errorBody'),
			when: anyWhen,
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constantFrom<'wrongJson' | 'emptyBody' | 'invalidUtf8' | 'wrongLength'>(
				'wrongJson',
				'emptyBody',
				'invalidUtf8',
				'wrongLength',
			),
			when: anyWhen,
		}),
	},
);

const fault: fc.Arbitrary<FaultSpec> = fc
	.record({ kind, where, skip: fc.integer({ min: 0, max: 5 }), count: fc.constantFrom(1, 1, 1, 2, 3, 6) })
	.map(({ kind: spec, where: { method, path, booking }, skip, count }) => {
		// That a change was made is all that a 200 without an error says: a server that says so and did nothing is beyond any client.
		const honest =
			spec.kind === 'wrongJson' ||
			spec.kind === 'emptyBody' ||
			spec.kind === 'invalidUtf8' ||
			spec.kind === 'wrongLength';
		// The same holds for one that refuses a booking in words and books it all the same.
		const refusal =
			spec.kind === 'errorBody' && spec.when === 'after' ? { body: { code: 500, message: 'Not now' } } : {};
		return {
			...spec,
			...refusal,
			method,
			path,
			skip,
			count,
			...(honest && method !== 'GET' && !booking ? { when: 'after' as const } : {}),
		};
	});

const item: fc.Arbitrary<Item> = fc.record({
	intake: fc.nat(INTAKES - 1),
	visit: fc.nat(11),
	slot: fc.nat(30),
	unreadable: fc.integer({ min: 0, max: 39 }).map((n) => n === 1),
});

const refusals: fc.Arbitrary<Step['refusals']> = fc.array(
	fc.record({ at: fc.nat(8), ms: fc.integer({ min: 2, max: 30 }) }),
	{ maxLength: 2 },
);
const noRefusals: fc.Arbitrary<Step['refusals']> = fc.constant([]);

/** One time in `often`, else not at all. */
function sometimes<T>(often: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
	return fc.oneof({ weight: often - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

const step: fc.Arbitrary<Step> = fc
	.record({
		operation: fc.oneof(
			{ weight: 5, arbitrary: fc.constantFrom(...BOOKINGS) },
			{ weight: 2, arbitrary: fc.constantFrom(...CHANGES) },
		),
		items: fc.array(item, { minLength: 1, maxLength: 5 }),
		twins: fc.integer({ min: 0, max: 5 }).map((n) => n === 1),
		onError: fc.constantFrom<Step['onError']>(
			'stopWorkflow',
			'stopWorkflow',
			'continueRegularOutput',
			'continueErrorOutput',
		),
		tries: fc.constantFrom(1, 1, 1, 2, 3, 5),
		requestsAtOnce: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 10 })),
		maxRetries: fc.nat(3),
		reuseExisting: fc.constantFrom(true, true, false),
		retryWhenNotFound: fc.constantFrom(false, false, false, false, true),
		faults: fc.array(fault, { maxLength: 5 }),
		refusals: fc.oneof({ weight: 3, arbitrary: noRefusals }, { weight: 1, arbitrary: refusals }),
		slow: sometimes(
			3,
			fc.record({ intake: fc.nat(INTAKES - 1), ms: fc.integer({ min: 10, max: 120 }), searches: fc.nat(3) }),
		),
		cancel: sometimes(4, fc.record({ request: fc.integer({ min: 1, max: 14 }), ms: fc.constantFrom(0, 0, 1, 3, 10) })),
	})
	// A slot of its own for every item of a step: two people who want the same hour are another matter.
	.map((made) => {
		const [first] = made.items;
		const items =
			made.twins && first
				? made.items.map(() => first)
				: made.items.map((one, index) => ({ ...one, slot: (one.slot + index * 6) % 31 }));
		return { ...made, items };
	});

const settings: fc.Arbitrary<Partial<Settings>> = fc.record({
	intakeShowsVisit: fc.constantFrom(true, true, false),
	listShowsIntake: fc.constantFrom(true, true, false),
	// True: the clinic itself does nothing against a second visit.
	intakeReuse: fc.constantFrom(true, true, true, false),
	adminVisits: fc.constantFrom<'all' | 'own' | 'refused'>('all', 'all', 'all', 'own', 'refused'),
	createReply: fc.constantFrom<'visit' | 'idOnly' | 'noId'>('visit', 'visit', 'visit', 'idOnly', 'noId'),
	actionReply: fc.constantFrom<'visit' | 'code' | 'empty'>('visit', 'visit', 'code', 'empty'),
	visitTimes: fc.constantFrom<'digits' | 'numbers'>('digits', 'numbers'),
	availabilityShape: fc.constantFrom<'default' | 'byDay' | 'byProvider' | 'nested'>(
		'default',
		'byDay',
		'byProvider',
		'nested',
	),
});

export const plans: fc.Arbitrary<Plan> = fc.record({
	settings,
	steps: fc.array(step, { minLength: 1, maxLength: 3 }),
	jitter: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
});

export function isBooking(operation: Step['operation']): operation is Booking {
	return BOOKINGS.some((one) => one === operation);
}
