import { CONTINUE, SEEDED, slot, TestClinic, told } from './clinic';

const clinic = TestClinic.use();
const visit = SEEDED.confirmed;

const kinds = [
	{ effect: 'read', operation: 'visit:get', parameters: () => ({ visit_id: visit }), method: 'GET', path: '/visits' },
	{
		effect: 'replace',
		operation: 'visit:update',
		parameters: () => ({ visit_id: visit, updateFields: slot(3) }),
		method: 'POST',
		path: '/visits',
	},
	{
		effect: 'create visit',
		operation: 'visit:create',
		parameters: () => ({ intake_id: clinic.intake(), room_code: 'exroom1', ...slot() }),
		method: 'POST',
		path: '/visits',
	},
	{
		effect: 'create walk-in',
		operation: 'visit:createWalkIn',
		parameters: () => ({ intake_id: clinic.intake(), room_code: 'exroom1' }),
		method: 'POST',
		path: '/visits',
	},
	{
		effect: 'create e-consult',
		operation: 'visit:createEConsult',
		parameters: () => ({ intake_id: clinic.intake(), room_code: 'exroom1' }),
		method: 'POST',
		path: '/visits',
	},
	{
		effect: 'create intake',
		operation: 'intake:create',
		parameters: () => ({ room_code: 'exroom1' }),
		method: 'POST',
		path: '/intakes',
	},
];
const asctime = (date: Date) => {
	const [day, month, rest] = [date.toUTCString().slice(0, 3), date.toUTCString().slice(8, 11), date.toISOString()];
	return `${day} ${month} ${rest.slice(8, 10)} ${rest.slice(11, 19)} ${rest.slice(0, 4)}`;
};

/** Retry-After as it stands in the header, and the pause it asks for, from least to most, in milliseconds. */
const pauses: Array<[string, () => string | undefined, number, number]> = [
	['of one second', () => '1', 950, 3000],
	['of half a second', () => '0.5', 450, 2500],
	['of zero', () => '0', 0, 2000],
	['as an HTTP date', () => new Date(Date.now() + 2000).toUTCString(), 950, 4000],
	['as a date in the oldest form', () => asctime(new Date(Date.now() + 2000)), 950, 4000],
	['as a date that has passed', () => new Date(Date.now() - 60_000).toUTCString(), 0, 2000],
	['absent', () => undefined, 200, 2500],
	['below zero', () => '-5', 200, 2500],
	['that is no time', () => 'soon', 200, 2500],
];

test.each(kinds)(
	'$effect is sent again after a 429: it was not processed',
	async ({ operation, parameters, method, path }) => {
		clinic.sandbox.faults.add({ kind: 'throttle', method, path, retryAfter: '0' });
		const ran = await clinic.run(operation, { ...parameters(), options: { maxRetries: 1 } });
		expect(ran.error).toBeUndefined();
		expect(ran.json).toHaveLength(1);
		expect(clinic.sandbox.calls.matching(method, path).map(({ status }) => status)).toEqual([429, 200]);
	},
);

test.each(pauses)('waits for a Retry-After %s', async (_name, header, least, most) => {
	clinic.sandbox.faults.add({ kind: 'throttle', retryAfter: header() });
	await clinic.run('visit:get', { visit_id: visit, options: { maxRetries: 1 } });
	const [first, second] = clinic.sandbox.calls.list;
	const pause = (second?.at ?? NaN) - (first?.at ?? NaN);
	expect(pause).toBeGreaterThanOrEqual(least);
	expect(pause).toBeLessThan(most);
});

test.each(kinds)(
	'$effect stops at once when more than a minute is asked for',
	async ({ operation, parameters, method, path }) => {
		clinic.sandbox.faults.add({ kind: 'throttle', method, path, retryAfter: '61', count: -1 });
		const ran = await clinic.run(operation, parameters());
		expect(told(ran)).toEqual({
			message: 'VSee Clinic is receiving too many requests',
			description: expect.stringMatching(/pause of 61 seconds.*Nothing was changed/),
			httpCode: '429',
			itemIndex: 0,
		});
		expect(ran.error?.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 61_000 });
		expect(clinic.sandbox.calls.count(method, path)).toBe(1);
		expect(clinic.booked).toEqual([]);
	},
);

test('a date more than a minute away stops as well', async () => {
	clinic.sandbox.faults.add({ kind: 'throttle', retryAfter: new Date(Date.now() + 3_600_000).toUTCString() });
	expect((await clinic.run('visit:get', { visit_id: visit })).error?.failure).toEqual({
		cause: 'rate-limited',
		retryAfterMs: expect.any(Number),
	});
	expect(clinic.sandbox.calls.count()).toBe(1);
});

test.each(kinds)(
	'$effect that is throttled for ever stops as rate-limited, never as open',
	async ({ operation, parameters, method, path }) => {
		clinic.sandbox.faults.add({ kind: 'throttle', method, path, retryAfter: '0', count: -1 });
		const ran = await clinic.run(operation, { ...parameters(), options: { maxRetries: 2 } }, { node: CONTINUE });
		expect(ran.items).toEqual([
			{
				json: { error: expect.stringMatching(/^VSee Clinic is receiving too many requests\. It was still busy/) },
				pairedItem: { item: 0 },
			},
		]);
		expect(clinic.sandbox.calls.count(method, path)).toBe(3);
	},
);

test('a 429 pauses every item of the run, not only its own', async () => {
	clinic.sandbox.settings.latency = 40;
	clinic.sandbox.faults.add({ kind: 'throttle', retryAfter: '1', skip: 4 });
	const items = Array.from({ length: 24 }, (_, n) => ({ json: { n } }));
	const ran = await clinic.run(
		'visit:get',
		{ visit_id: visit, options: { requestsAtOnce: 4, maxRetries: 1 } },
		{ items },
	);
	expect(ran.json).toHaveLength(24);
	const calls = clinic.sandbox.calls.list;
	const struck = calls.find(({ fault }) => fault === 'throttle');
	const refusedAt = (struck?.at ?? NaN) + (struck?.ms ?? NaN);
	// What was sent before the refusal had come back may still arrive.
	const during = calls.filter(({ at }) => at > refusedAt + 30 && at < refusedAt + 950);
	expect(during).toEqual([]);
	expect(calls.filter(({ at }) => at >= refusedAt + 950).length).toBeGreaterThanOrEqual(24 - 8);
});

describe('a 503 with Retry-After', () => {
	const unavailable = (retryAfter: string) =>
		({ kind: 'status', status: 503, headers: { 'retry-after': retryAfter } }) as const;
	const tried = (method: string) => clinic.sandbox.calls.matching(method, '/visits').map(({ status }) => status);

	test.each(kinds.slice(0, 2))('$effect waits as long as it asks', async ({ operation, parameters, method, path }) => {
		clinic.sandbox.faults.add({ ...unavailable('1'), method, path });
		const ran = await clinic.run(operation, { ...parameters(), options: { maxRetries: 1 } });
		expect(ran.error).toBeUndefined();
		const [first, second] = clinic.sandbox.calls.matching(method, path);
		expect((second?.at ?? NaN) - (first?.at ?? NaN)).toBeGreaterThanOrEqual(950);
	});

	test('a read stops at once when more than a minute is asked for', async () => {
		clinic.sandbox.faults.add({ ...unavailable('61'), path: '/visits', count: -1 });
		const ran = await clinic.run('visit:get', { visit_id: visit });
		expect(ran.error?.message).toMatch(/pause of 61 seconds/);
		expect(ran.error?.failure).toEqual({ cause: 'temporarily-unavailable', retryAfterMs: 61_000 });
		expect(tried('GET')).toEqual([503]);
	});

	test('a booking is looked up after the pause, and never sent again by itself', async () => {
		clinic.sandbox.faults.add({ ...unavailable('1'), method: 'POST', path: '/visits', when: 'after' });
		const intake_id = clinic.intake();
		const ran = await clinic.run('visit:create', { intake_id, room_code: 'exroom1', ...slot() });
		expect(ran.error).toBeUndefined();
		expect(clinic.booked).toEqual([intake_id]);
		expect(tried('POST')).toEqual([503]);
		const calls = clinic.sandbox.calls.list;
		const lost = calls.findIndex(({ status }) => status === 503);
		expect((calls[lost + 1]?.at ?? NaN) - (calls[lost]?.at ?? NaN)).toBeGreaterThanOrEqual(950);
	});

	test('a booking that was not made is not sent again either', async () => {
		clinic.sandbox.faults.add({ ...unavailable('0'), method: 'POST', path: '/visits', when: 'before', count: -1 });
		const ran = await clinic.run('visit:create', {
			intake_id: clinic.intake(),
			room_code: 'exroom1',
			...slot(),
			options: { maxRetries: 1 },
		});
		expect(ran.error?.message).toMatch(/^The visit may have been booked/);
		expect(tried('POST')).toEqual([503]);
		expect(clinic.booked).toEqual([]);
	});
});
