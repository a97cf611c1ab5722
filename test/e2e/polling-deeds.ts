import type { Sandbox, Visit } from '../../sandbox';

export const DAY = 86_400;
export const EVENTS = [
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
export type Written = string;
const written = (status: unknown, start: unknown, end: unknown, provider: unknown): Written =>
	[status, start, end, provider ?? null].join(' ');
const iso = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000).toISOString());
export const truly = (visit: Visit | undefined): Written =>
	visit ? written(STATUSES[visit.status], iso(visit.start), iso(visit.end), visit.providerId) : '-';

let state = 20270105;
/** Numbers from 0 to 1, the same in every run. */
export function roll(): number {
	state = (state * 1664525 + 1013904223) % 2 ** 32;
	return state / 2 ** 32;
}
export const any = <Value>(values: readonly Value[]): Value => values[Math.floor(roll() * values.length)] as Value;
export const now = () => Math.floor(Date.now() / 1000);

/** Of all visits of a file: what was received in one test is not taken for that of another. */
let lastId = 50_000_000_000;

/** The clinic's visits, and every state that each of them has ever been in. */
export class Deeds {
	readonly history = new Map<string, Set<Written>>();
	private readonly left: string[] = [];

	private readonly sample: Visit;
	readonly visits: Map<string, Visit>;

	/** Begins with a clinic that has no visits. */
	constructor({ clinic }: Sandbox) {
		this.visits = clinic.visits;
		const [sample] = this.visits.values();
		if (!sample) throw new Error('The sandbox has no visit');
		this.sample = sample;
		this.visits.clear();
	}

	book(created = now()): string {
		const id = String(++lastId);
		const start = now() + Math.floor((0.2 + roll() * 40) * DAY);
		const times = { start, end: start + 900, created, modified: created };
		this.visits.set(id, { ...this.sample, id, status: 10, providerId: any([null, '800002']), ...times });
		this.left.push(id);
		this.note(id);
		return id;
	}

	/** What happens to one visit, or a new one. */
	act(): void {
		const id = any(this.left);
		const visit = roll() < 0.1 ? undefined : this.visits.get(id);
		if (!visit) return void this.book();
		const kind = roll();
		const change: Partial<Visit> = { modified: now() };
		if (kind < 0.3) change.start = now() + Math.floor((0.2 + roll() * 40) * DAY);
		else if (kind < 0.5) change.providerId = any([null, '800002', '800003']);
		else if (kind < 0.95) change.status = any([20, 25, 30, 40].filter((status) => status > visit.status));
		// One that was booked just now may not have been seen yet: moved out of the window, it is told by nobody.
		else if (kind < 0.97 || visit.created > now() - DAY) return this.leave(id, () => this.visits.delete(id));
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

export interface Item {
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
export function audit(items: Item[], first: Written, last: Written, states: Set<Written>) {
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
