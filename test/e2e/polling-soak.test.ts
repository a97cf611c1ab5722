import { setTimeout as pause } from 'node:timers/promises';

import type { Visit } from '../../sandbox';
import { publish } from '../../start/n8n-client.mjs';
import { credentialName, credentialType } from './clinic';
import { TriggerLab, until } from './trigger-lab';

/** 150 visits and 300 changes, or the full soak of 1,000 and 3,000 with `npm run test:long`. */
const counts = process.env.LONG ? { visits: 1000, changes: 3000 } : { visits: 150, changes: 300 };
const DAY = 86_400;
/** n8n polls at most once a minute at one time; with twelve times that is every five seconds. */
const pollTimes = {
	item: Array.from({ length: 12 }, (_, n) => ({ mode: 'custom', cronExpression: `${n * 5} * * * * *` })),
};
const EVENTS = [
	'created',
	'confirmed',
	'rescheduled',
	'provider_changed',
	'started',
	'completed',
	'cancelled',
	'removed',
];
const NAMES: Record<string, string> = {
	confirmed: 'confirmed',
	in_progress: 'started',
	completed: 'completed',
	cancelled: 'cancelled',
};
const STATUSES: Record<number, string> = {
	10: 'pending',
	20: 'confirmed',
	25: 'in_progress',
	30: 'completed',
	40: 'cancelled',
};

/** A visit's state, written alike from the clinic's own records and from what the trigger gave. `-` is no visit. */
type Written = string;
const written = (status: unknown, start: unknown, end: unknown, provider: unknown): Written =>
	[status, start, end, provider ?? null].join(' ');
const iso = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000).toISOString());
const truly = (visit: Visit | undefined): Written =>
	visit ? written(STATUSES[visit.status], iso(visit.start), iso(visit.end), visit.providerId) : '-';

let lab: TriggerLab;
beforeAll(async () => {
	lab = await TriggerLab.start();
});
afterAll(async () => {
	await lab?.stop();
});

let state = 20270105;
/** Numbers from 0 to 1, the same in every run. */
function roll(): number {
	state = (state * 1664525 + 1013904223) % 2 ** 32;
	return state / 2 ** 32;
}
const any = <Value>(values: readonly Value[]): Value => values[Math.floor(roll() * values.length)] as Value;
const now = () => Math.floor(Date.now() / 1000);

/** The clinic's visits, and every state that each of them has ever been in. */
class Deeds {
	readonly history = new Map<string, Set<Written>>();
	private readonly left: string[] = [];
	private next = 50_000_000_000;

	constructor(private readonly sample: Visit) {
		lab.sandbox.clinic.visits.clear();
	}

	get visits(): Map<string, Visit> {
		return lab.sandbox.clinic.visits;
	}

	book(created = now()): void {
		const id = String(++this.next);
		const start = now() + Math.floor((0.2 + roll() * 40) * DAY);
		const times = { start, end: start + 900, created, modified: created };
		this.visits.set(id, { ...this.sample, id, status: 10, providerId: any([null, '800002']), ...times });
		this.left.push(id);
		this.note(id);
	}

	/** What happens to one visit, or a new one. */
	act(): void {
		if (roll() < 0.1) return this.book();
		const id = any(this.left);
		const visit = this.visits.get(id);
		if (!visit) return this.book();
		const kind = roll();
		const change: Partial<Visit> = { modified: now() };
		if (kind < 0.3) change.start = now() + Math.floor((0.2 + roll() * 40) * DAY);
		else if (kind < 0.5) change.providerId = any([null, '800002', '800003']);
		else if (kind < 0.95) change.status = any([20, 25, 30, 40].filter((status) => status > visit.status));
		else if (kind < 0.97) return this.leave(id, () => this.visits.delete(id));
		else return this.leave(id, () => this.move(visit, now() + 200 * DAY));
		if (change.start) change.end = change.start + 900;
		if (visit.status === 40 && change.status === undefined && kind >= 0.5) return;
		Object.assign(visit, change);
		this.note(id);
	}

	private move(visit: Visit, start: number): void {
		Object.assign(visit, { start, end: start + 900, modified: now() });
	}

	/** The last that the trigger can see of a visit: it is gone, or out of its window. */
	private leave(id: string, deed: () => void): void {
		deed();
		this.left.splice(this.left.indexOf(id), 1);
		this.note(id);
	}

	private note(id: string): void {
		const states = this.history.get(id) ?? new Set();
		states.add(truly(this.visits.get(id)));
		this.history.set(id, states);
	}
}

const FAULTS = [
	{ kind: 'status', status: 502 },
	{ kind: 'reset' },
	{ kind: 'half' },
	{ kind: 'html' },
	{ kind: 'truncatedJson' },
	{ kind: 'throttle', retryAfter: '1' },
	{ kind: 'status', status: 403 },
	{ kind: 'delay', ms: 6000 },
] as const;

interface Item {
	event: string;
	event_id: string;
	visit: Record<string, unknown>;
	previous: Record<string, unknown> | null;
}

const before = ({ previous }: Item): Written =>
	previous ? written(previous.status, previous.start, previous.end, previous.provider_id) : '-';
const after = ({ event, visit }: Item): Written =>
	event === 'visit.removed' ? '-' : written(visit.status, visit.start, visit.end, visit.provider_id);

/** The names of what lies between two states, by the words of the interface. */
function between(was: Written, is: Written): string[] {
	if (is === '-') return ['removed'];
	const [status, start, end, provider] = is.split(' ');
	const name = NAMES[status ?? ''];
	if (was === '-') return ['created', ...(name ? [name] : [])];
	const [oldStatus, oldStart, oldEnd, oldProvider] = was.split(' ');
	return [
		...(status !== oldStatus && name ? [name] : []),
		...(start !== oldStart || end !== oldEnd ? ['rescheduled'] : []),
		...(provider !== oldProvider ? ['provider_changed'] : []),
	];
}

/** Follows what was told of one visit from its first state to its last, step by step. */
function audit(items: Item[], first: Written, last: Written, states: Set<Written>) {
	const steps = new Map<string, Item[]>();
	for (const item of items) {
		const key = `${before(item)}>${after(item)}`;
		steps.set(key, [...(steps.get(key) ?? []), item]);
	}
	let invented = 0;
	for (const [key, told] of steps) {
		const [was = '', is = ''] = key.split('>');
		const names = told.map(({ event }) => event.replace('visit.', '')).sort();
		const isTrue = states.has(is) && (was === '-' || states.has(was));
		if (!isTrue || names.join() !== between(was, is).sort().join()) invented++;
	}
	let at = first;
	const open = new Set(steps.keys());
	for (let key = [...open].find((step) => step.startsWith(`${at}>`)); key !== undefined;) {
		open.delete(key);
		at = key.split('>')[1] ?? '';
		key = [...open].find((step) => step.startsWith(`${at}>`));
	}
	return { invented: invented + open.size, lost: at === last ? 0 : 1 };
}

async function publishPolling(): Promise<string> {
	const trigger = {
		id: 'trigger',
		name: 'Polling',
		type: 'n8n-nodes-vsee-clinic.vSeeClinicPollingTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { pollTimes, events: EVENTS.map((event) => `visit.${event}`) },
		credentials: { [credentialType]: { id: lab.credentialId, name: credentialName } },
	};
	const { id } = await lab.client.post<{ id: string }>('/rest/workflows', {
		name: 'Polling soak',
		nodes: [trigger, lab.sendToCollector(220)],
		connections: { Polling: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await publish(lab.client, id);
	return id;
}

/** Waits until so many more lists were read without a fault. */
async function polled(times: number): Promise<void> {
	const lists = () => lab.sandbox.calls.count('GET', '/visits');
	const from = lists();
	await until(() => lists() >= from + times, 'n8n has not polled');
}

test(
	`${counts.visits} visits, ${counts.changes} changes, faults, a power cut: each net change told once, under its name`,
	async () => {
		const [sample] = lab.sandbox.clinic.visits.values();
		if (!sample) throw new Error('The sandbox has no visit');
		const deeds = new Deeds(sample);
		for (let n = 0; n < counts.visits; n++) deeds.book(now() - 5 * DAY);
		const firstStates = new Map([...deeds.visits].map(([id, visit]) => [id, truly(visit)]));
		const id = await publishPolling();
		await polled(1);
		const began = Date.now();
		const batch = Math.ceil(counts.changes / 60);
		for (let done = 0; done < counts.changes; done += batch) {
			for (let n = 0; n < batch; n++) deeds.act();
			if (roll() < 0.3) lab.sandbox.faults.add({ ...any(FAULTS), path: any(['/^/visits$/', '/^/visits/\\d+$/']) });
			// Lists are cut for a while, and have to be put together.
			lab.sandbox.settings.visitListCap = roll() < 0.5 ? Math.floor(counts.visits / 3) : 0;
			if (done <= counts.changes / 2 && done + batch > counts.changes / 2) {
				// What n8n itself loses of a run that is under way is not measured here: no poll starts one at that moment.
				lab.sandbox.faults.clear();
				lab.sandbox.faults.add({ kind: 'status', status: 502, path: '/^/visits$/', count: -1 });
				await polled(8);
				await lab.quiet(id);
				await lab.kill();
				for (let n = 0; n < batch; n++) deeds.act();
				lab.sandbox.faults.clear();
				await lab.boot();
			}
			await pause(1500);
		}
		lab.sandbox.faults.clear();
		// A refusal of the last polls may leave a visit for the next ones.
		await polled(12);
		await lab.quiet(id);

		const items = lab.collector.received as unknown as Item[];
		const ids = items.map(({ event_id }) => event_id);
		const result = { told: items.length, twice: ids.length - new Set(ids).size, lost: 0, invented: 0 };
		for (const [visitId, states] of deeds.history) {
			const first = firstStates.get(visitId) ?? '-';
			const told = [...new Map(items.map((item) => [item.event_id, item])).values()];
			const { lost, invented } = audit(
				told.filter(({ visit }) => visit.id === visitId),
				first,
				truly(deeds.visits.get(visitId)),
				states,
			);
			result.lost += lost;
			result.invented += invented;
		}
		const failed = await lab.executions(id, ['error']);
		const crashed = await lab.executions(id, ['crashed']);
		const polls = lab.sandbox.calls.count('GET', '/visits');
		console.log(
			`${JSON.stringify(result)}\n${counts.visits} visits, ${counts.changes} changes in ${Math.round((Date.now() - began) / 1000)} s; ${polls} lists read, ${lab.sandbox.calls.count('GET', /^\/visits\/\d+$/)} visits read by id, ${await lab.executions(id)} executions, of which ${failed} polls failed by a fault, ${crashed} crashed`,
		);
		expect(crashed).toBe(0);
		expect(result).toEqual({ told: expect.any(Number), twice: 0, lost: 0, invented: 0 });
		expect(result.told).toBeGreaterThan(counts.changes / 3);
	},
	240_000 + counts.changes * 200,
);
