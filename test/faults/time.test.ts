import { CONTINUE, TestClinic } from '../engine/clinic';
import { instantsOf, wallTime } from '../model/wall-clock';

const clinic = TestClinic.use();
const HOUR = 3600;

/** Six zones and the instants at which their clocks change in 2026 (Kathmandu's never do: the days of New York's). */
const ZONES: Array<[zone: string, changes: string[]]> = [
	['America/New_York', ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z']],
	['America/Los_Angeles', ['2026-03-08T10:00:00Z', '2026-11-01T09:00:00Z']],
	['Europe/Berlin', ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z']],
	['Australia/Lord_Howe', ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z']],
	['Asia/Kathmandu', ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z']],
	['America/St_Johns', ['2026-03-08T05:30:00Z', '2026-11-01T04:30:00Z']],
];

/** Quarters of an hour around a change, as the clocks on the wall read if they ran on from before it. */
function quarters(change: number, zone: string): string[] {
	const before = Date.parse(`${wallTime(change - 3 * HOUR, zone)}Z`) / 1000;
	return Array.from({ length: 25 }, (_, n) => new Date((before + n * 900) * 1000).toISOString().slice(0, 19));
}

/** The rule: the first of two instants; in a gap, as long after the change as it is written after its beginning. */
function meant(wall: string, zone: string): number {
	const found = instantsOf(wall, zone);
	if (found.length > 0) return Math.min(...found);
	for (let minutes = 15; minutes <= 120; minutes += 15) {
		const earlier = instantsOf(new Date(Date.parse(`${wall}Z`) - minutes * 60_000).toISOString().slice(0, 19), zone);
		if (earlier.length > 0) return Math.max(...earlier) + minutes * 60;
	}
	throw new Error(`${wall} is never shown in ${zone}`);
}

interface Way {
	operation: string;
	/** Where the start stands on the wire. */
	sent: () => unknown[];
	parameters: (intake: string) => Parameters<TestClinic['run']>[1];
}

const numbers = (method: string, path: RegExp, key: string, from: 'body' | 'query') => () =>
	clinic.wire(method, path).map(({ body, query }) => {
		const values: unknown = from === 'body' ? body : query;
		return Number(typeof values === 'object' && values !== null ? Reflect.get(values, key) : Number.NaN);
	});

const WAYS: Way[] = [
	{
		operation: 'visit:create',
		sent: numbers('POST', /^\/visits$/, 'slot_start', 'body'),
		parameters: (intake_id) => ({
			intake_id,
			room_code: 'exroom1',
			start: '={{ $json.wall }}',
			end: '={{ $json.later }}',
			options: { maxRetries: 0 },
		}),
	},
	{
		operation: 'visit:update',
		sent: numbers('POST', /^\/visits\/\d+$/, 'start', 'body'),
		parameters: () => ({ visit_id: '30000000007', updateFields: { start: '={{ $json.wall }}' } }),
	},
	{
		operation: 'visit:getMany',
		sent: numbers('GET', /^\/visits$/, 'start_time', 'query'),
		parameters: () => ({ filters: { start_time: '={{ $json.wall }}' }, options: { requestsAtOnce: 1 } }),
	},
	{
		operation: 'recording:getMany',
		sent: numbers('GET', /^\/visits$/, 'start_time', 'query'),
		parameters: () => ({ filters: { start_time: '={{ $json.wall }}' }, options: { requestsAtOnce: 1 } }),
	},
	{
		operation: 'availability:getMany',
		sent: numbers('GET', /^\/availability$/, 'start', 'query'),
		parameters: () => ({
			filters: { room_code: 'exroom1', start: '={{ $json.wall }}', end: '={{ $json.later }}' },
			options: { requestsAtOnce: 1 },
		}),
	},
];

describe.each(ZONES)('%s', (zone, changes) => {
	const walls = changes.flatMap((change) => quarters(Date.parse(change) / 1000, zone));
	const items = walls.map((wall) => ({
		json: { wall, later: new Date((meant(wall, zone) + 900) * 1000).toISOString() },
	}));

	test.each(WAYS)(
		'$operation reads a time without an offset by the one rule',
		async ({ operation, sent, parameters }) => {
			await clinic.run(operation, parameters(clinic.intake()), { items, timezone: zone, node: CONTINUE });
			expect(sent()).toEqual(walls.map((wall) => meant(wall, zone)));
		},
	);

	test('what comes out is the instant that went in, in UTC', async () => {
		const starts = walls.map((wall) => meant(wall, zone));
		const ids = starts.map((start) => {
			const found = clinic.sandbox.clinic.visit('30000000007');
			const id = clinic.sandbox.clinic.ids.decimal('visit', 30000070001);
			clinic.sandbox.clinic.visits.set(id, { ...found, id, start, end: start + 900 });
			return id;
		});
		const got = await clinic.run(
			'visit:get',
			{ visit_id: '={{ $json.id }}' },
			{ items: ids.map((id) => ({ json: { id } })), timezone: zone },
		);
		expect(got.json.map(({ start }) => start)).toEqual(starts.map((start) => new Date(start * 1000).toISOString()));
		// And what came out goes in again as it is.
		const again = await clinic.run(
			'visit:getMany',
			{ filters: { start_time: '={{ $json.start }}' }, options: { requestsAtOnce: 1 } },
			{ items: got.json.map((json) => ({ json })), timezone: zone },
		);
		expect(again.error).toBeUndefined();
		expect(numbers('GET', /^\/visits$/, 'start_time', 'query')()).toEqual(starts);
	});
});
