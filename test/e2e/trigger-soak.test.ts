import { lab } from './running-lab';
import { until } from './trigger-lab';

/** How many events, by their kind: 400, or the full soak of 2,000 with `npm run test:long`. */
const all = Number(process.env.SOAK_EVENTS ?? 400);
const share = (percent: number) => Math.round((all * percent) / 100);
const events = {
	all,
	duplicates: share(10),
	foreign: share(5),
	invented: share(5),
	unknown: share(3),
	notChosen: share(7),
};
const wantedCount = all - share(10) - share(5) - share(5) - share(3) - share(7);
const atOnce = 10;
const chosen = [
	'visit.started',
	'visit.completed',
	'visit.cancelled',
	'visit.ended',
	'visit.note.signed_and_sent',
	'visit.invoice.processed',
	'user.created',
];
/** What is sent, and the name under which it is chosen. */
const types: Array<[type: string, status: number, name: string]> = [
	['visit.updated', 25, 'visit.started'],
	['visit.ended', 30, 'visit.completed'],
	['visit.ended', 40, 'visit.cancelled'],
	['visit.ended', 50, 'visit.ended'],
	['visit.note.signed_and_sent', 30, 'visit.note.signed_and_sent'],
	['visit.invoice.processed', 30, 'visit.invoice.processed'],
	['user.created', 0, 'user.created'],
];

/** Numbers from 0 to 1, the same in every run. */
function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1664525 + 1013904223) % 2 ** 32;
		return state / 2 ** 32;
	};
}
const roll = dice(20270104);

function shuffled<Value>(values: Value[]): Value[] {
	const all = [...values];
	for (let last = all.length - 1; last > 0; last--) {
		const at = Math.floor(roll() * (last + 1));
		[all[last], all[at]] = [all[at] as Value, all[last] as Value];
	}
	return all;
}
const any = <Value>(values: readonly Value[]): Value => values[Math.floor(roll() * values.length)] as Value;

let made = 0;
/** An envelope of version 1 or 2 at random. */
function envelope(
	type: string,
	status: number,
	{ about, clinic = 'exampleclinic' }: { about: string; clinic?: string },
) {
	const [id, created, second] = [
		`6955ccf6-0a1b-4c2d-8e3f-${String(++made).padStart(12, '0')}`,
		1767230000 + Math.floor(roll() * 3600),
		roll() < 0.5,
	];
	const words: Record<number, string> = { 30: 'completed', 40: 'cancelled' };
	const data = {
		id: about,
		member_id: '20000000001',
		provider_id: roll() < 0.5 ? null : '800002',
		status: second ? (words[status] ?? status) : String(status),
	};
	return second
		? { version: '2.0', id, type, created, clinic_code: clinic, data }
		: { version: '1.0', id, type, created, account_code: clinic, data };
}

function mix() {
	const visits = [...lab.sandbox.clinic.visits.keys()];
	const people = [...lab.sandbox.clinic.people.keys()];
	const about = (type: string) => any(type === 'user.created' ? people : visits);
	const some = <Made>(count: number, make: () => Made): Made[] => Array.from({ length: count }, make);
	const { duplicates, foreign, invented, unknown, notChosen } = events;
	const names = new Map<string, string>();
	const wanted = some(wantedCount, () => {
		const [type, status, name] = any(types);
		const body = envelope(type, status, { about: about(type) });
		names.set(body.id, name);
		return body;
	});
	const others = {
		foreign: some(foreign, () =>
			envelope('visit.ended', 30, { about: any(visits), clinic: any(['otherclinic', 'exampleclinic2']) }),
		),
		invented: some(invented, () => envelope('visit.ended', 30, { about: `9999${Math.floor(roll() * 1e6)}` })),
		unknown: some(unknown, () => envelope('visit.rescheduled', 20, { about: any(visits) })),
		notChosen: some(notChosen, () => envelope('visit.created', 10, { about: any(visits) })),
	};
	const repeated = some(duplicates, () => any(wanted));
	return {
		names,
		foreign: others.foreign,
		deliveries: shuffled([...wanted, ...repeated, ...Object.values(others).flat()]),
	};
}

test(
	`${all} events in random order: every wanted one runs once, none is lost, no foreign one runs`,
	async () => {
		const { id, hook } = await lab.collecting('Soak', { events: chosen });
		const { names, foreign, deliveries } = mix();
		expect(deliveries).toHaveLength(events.all);
		lab.sandbox.webhooks.target(hook, { concurrency: atOnce, timeout: 60_000 });
		const began = Date.now();
		for (const body of deliveries) lab.sandbox.webhooks.raw(body);
		await lab.sandbox.webhooks.idle();
		const delivered = Date.now() - began;
		const ran = () => new Set(lab.collector.ids).size;
		await until(() => ran() >= names.size, `${names.size - ran()} of ${names.size} wanted events have not run`);
		await lab.quiet(id);
		const run = Date.now() - began;

		const times = lab.sandbox.webhooks.deliveries.map(({ ms }) => ms ?? Infinity).sort((a, b) => a - b);
		const runs = new Map<unknown, number>();
		for (const event of lab.collector.ids) runs.set(event, (runs.get(event) ?? 0) + 1);
		const statuses: Record<string, number> = {};
		for (const { status } of lab.sandbox.webhooks.deliveries)
			statuses[String(status)] = (statuses[String(status)] ?? 0) + 1;
		const counts = {
			delivered: times.length,
			answers: statuses,
			wanted: names.size,
			ranOnce: [...runs].filter(([event, count]) => count === 1 && names.has(String(event))).length,
			ranTwice: [...runs.values()].filter((count) => count > 1).length,
			lost: [...names.keys()].filter((event) => !runs.has(event)).length,
			foreignRan: foreign.filter((event) => runs.has(event.id)).length,
			otherRan: [...runs.keys()].filter((event) => !names.has(String(event))).length,
			wrongName: lab.collector.received.filter(({ event, event_id }) => names.get(String(event_id)) !== event).length,
			unverified: lab.collector.received.filter(({ verified }) => verified !== true).length,
			executions: await lab.executions(id),
		};
		console.log(
			`${JSON.stringify(counts)}\n${atOnce} at a time: all answered after ${(delivered / 1000).toFixed(1)} s, all run after ${(run / 1000).toFixed(1)} s; answer median ${times[times.length >> 1]} ms, p99 ${times[Math.floor(times.length * 0.99)]} ms`,
		);
		expect(counts).toEqual({
			delivered: all,
			answers: { 200: all - events.foreign, 403: events.foreign },
			wanted: wantedCount,
			ranOnce: wantedCount,
			ranTwice: 0,
			lost: 0,
			foreignRan: 0,
			otherRan: 0,
			wrongName: 0,
			unverified: 0,
			executions: wantedCount,
		});

		await lab.halt();
		await lab.boot();
		const again = deliveries.filter((body) => names.has(body.id)).slice(0, 200);
		for (const body of again) lab.sandbox.webhooks.raw(body);
		await lab.sandbox.webhooks.idle();
		const last = envelope('visit.ended', 30, { about: '70001' });
		lab.sandbox.webhooks.raw(last);
		await until(() => lab.collector.ids.includes(last.id), 'the last event has not run');
		await lab.quiet(id);
		const after = {
			ran: lab.collector.ids.length - counts.ranOnce - 1,
			executions: (await lab.executions(id)) - counts.executions - 1,
		};
		console.log(
			`After a restart ${again.length} of them came again: ${after.ran} ran, ${after.executions} executions began.`,
		);
		expect(after).toEqual({ ran: 0, executions: 0 });
	},
	120_000 + all * 600,
);
