import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	byId,
	comparePictures,
	firstPicture,
	missingVisits,
} from '../../../nodes/VSeeClinic/triggers/polling/compare-pictures';
import { eventId } from '../../../nodes/VSeeClinic/triggers/polling/event-id';
import {
	decodeVisit,
	type Picture,
	restorePicture,
	storePicture,
} from '../../../nodes/VSeeClinic/triggers/polling/picture';
import type { TimeWindow } from '../../../nodes/VSeeClinic/triggers/polling/visit-state';
import { DAY, inShort, NOW, observation, SimulatedClinic, visit, windowAt } from './clinic-history';

type Deed =
	| { kind: 'book'; startsIn: number }
	| { kind: 'move'; which: number; startsIn: number }
	| { kind: 'assign' | 'cancel' | 'complete' | 'confirm' | 'delete' | 'remove' | 'start'; which: number }
	| { kind: 'wait'; seconds: number }
	/** `hides`: what share of the visits the list leaves out; `refuses`: of those whose read by id fails. */
	| { kind: 'poll'; fault: 'killed' | 'list' | 'none'; hides: number; refuses: number }
	| { kind: 'restart' };

const startsIn = fc.oneof(
	fc.integer({ min: -DAY, max: 5 * DAY }),
	fc.integer({ min: 50 * DAY, max: 95 * DAY }),
	fc.integer({ min: -6 * DAY, max: -DAY }),
);
const which = fc.nat({ max: 30 });
const share = fc.oneof(fc.constant(0), fc.constant(0.3));
const deed: fc.Arbitrary<Deed> = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('book' as const), startsIn }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), which, startsIn }) },
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constantFrom('assign', 'cancel', 'complete', 'confirm', 'delete', 'remove', 'start'),
			which,
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('wait' as const),
			seconds: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: DAY, max: 20 * DAY })),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('poll' as const),
			fault: fc.constantFrom('none', 'none', 'none', 'list', 'killed'),
			hides: share,
			refuses: share,
		}),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

/** What the trigger ought to know of a visit: its state when it was last told of, or met. */
interface Known {
	start: number;
	end: number;
	status: number;
	provider: unknown;
}

const stateIn = (record: IDataObject): Known => ({
	start: Number(record.start),
	end: Number(record.end),
	status: Number(record.status),
	provider: record.provider_id,
});
const inWindow = (start: number, { from, to }: TimeWindow) => start >= from && start <= to;
const NAMES: Record<number, string> = { 20: 'confirmed', 25: 'started', 30: 'completed', 40: 'cancelled' };

/**
 * What has truly happened, told from the clinic's own records and from nothing that the trigger computes. It knows of
 * every visit when it was made and where it stood at each poll.
 */
class Truth {
	private readonly known = new Map<string, Known>();
	private readonly everTold = new Set<string>();
	private readonly wasAt = new Map<string, number>();
	private window: TimeWindow;

	constructor(
		private readonly clinic: SimulatedClinic,
		private readonly since: number,
	) {
		this.window = windowAt(clinic.now);
		for (const [id, record] of clinic.visits) {
			if (inWindow(Number(record.start), this.window)) this.known.set(id, stateIn(record));
		}
		this.noteStarts();
	}

	private noteStarts(): void {
		this.wasAt.clear();
		for (const [id, record] of this.clinic.visits) this.wasAt.set(id, Number(record.start));
	}

	/** The events of a good poll, of which some visits could neither be listed nor read. */
	events(window: TimeWindow, isUnseen: (id: string) => boolean): string[] {
		const events: string[] = [];
		for (const id of new Set([...this.known.keys(), ...this.clinic.visits.keys()])) {
			if (!isUnseen(id)) events.push(...this.eventsOf(id, window).map((event) => `${id} ${event}`));
			else if (!inWindow(this.known.get(id)?.start ?? 0, window)) this.known.delete(id);
		}
		this.window = window;
		this.noteStarts();
		return events;
	}

	private eventsOf(id: string, window: TimeWindow): string[] {
		const before = this.known.get(id);
		const record = this.clinic.visits.get(id);
		const after = record && stateIn(record);
		if (!before) return record && after && inWindow(after.start, window) ? this.arrival(id, record, after) : [];
		const isGone = !inWindow(before.start, window) && !(after && inWindow(after.start, window));
		if (isGone || !after) this.known.delete(id);
		if (isGone) return [];
		if (!after) return ['removed'];
		if (inWindow(after.start, window)) this.known.set(id, after);
		else this.known.delete(id);
		const status = after.status === before.status ? undefined : NAMES[after.status];
		return [
			...(status === 'confirmed' ? [status] : []),
			...(after.start !== before.start || after.end !== before.end ? ['rescheduled'] : []),
			...(after.provider === before.provider ? [] : ['provider_changed']),
			...(status !== undefined && status !== 'confirmed' ? [status] : []),
		];
	}

	private arrival(id: string, { created }: IDataObject, after: Known): string[] {
		this.known.set(id, after);
		const isNew = Number(created) >= this.since && !this.everTold.has(id);
		this.everTold.add(id);
		if (isNew) return ['created', ...(NAMES[after.status] === undefined ? [] : [NAMES[after.status] ?? ''])];
		const was = this.wasAt.get(id) ?? Infinity;
		// A start that the window has reached meanwhile may have come there by time alone: nothing is told then.
		const mayBeTime = after.start >= this.window.to;
		return !inWindow(was, this.window) && !mayBeTime ? ['rescheduled'] : [];
	}
}

/** The trigger as it is, as far as it is pure: list, reads by id, comparison, storing. */
class Trigger {
	stored: string;

	constructor(
		private readonly clinic: SimulatedClinic,
		private readonly hasDate: boolean,
	) {
		const { now } = clinic;
		const seen = observation(clinic.list(windowAt(now)), { now, date: hasDate ? now : null });
		this.stored = JSON.stringify(storePicture(firstPicture('clinic', seen)));
	}

	private get picture(): Picture {
		const picture = restorePicture(JSON.parse(this.stored));
		if (!picture) throw new Error('The picture cannot be read');
		return picture;
	}

	poll(isHidden: (id: string) => boolean, isRefused: (id: string) => boolean) {
		const { clinic, picture } = this;
		const { now } = clinic;
		const window = windowAt(now);
		// A fault of the list: a visit that is known, and whose start has not left the window.
		const hidden = [...picture.visits].filter(
			([id, text]) => isHidden(id) && inWindow(decodeVisit(text).start ?? 0, window),
		);
		const hides = new Set(hidden.map(([id]) => id));
		const visits = clinic.list(window).filter(({ id }) => !hides.has(String(id)));
		const asked = missingVisits(picture, { visits: byId(visits), window });
		const found = asked
			.filter((id) => !isRefused(id))
			.map((id): [string, IDataObject | null] => [id, clinic.visits.get(id) ?? null]);
		const seen = observation(visits, {
			now,
			found: new Map(found),
			asked: new Set(asked),
			date: this.hasDate ? now : null,
		});
		return { ...comparePictures(picture, seen), unseen: new Set(asked.filter(isRefused)) };
	}
}

function clinicWithVisits(): SimulatedClinic {
	const clinic = new SimulatedClinic(NOW - 10 * DAY);
	for (const days of [1, 9, 12, 40, 65, 71, 80]) clinic.book(days * DAY);
	clinic.now = NOW;
	clinic.visits.set('1', visit('1', { modified: NOW }));
	return clinic;
}

function act(clinic: SimulatedClinic, deed: Deed): void {
	const pick = (which: number) => [...clinic.visits.keys()][which % Math.max(1, clinic.visits.size)] ?? '';
	switch (deed.kind) {
		case 'book':
			clinic.book(deed.startsIn);
			break;
		case 'move':
			clinic.move(pick(deed.which), deed.startsIn);
			break;
		case 'wait':
			clinic.now += deed.seconds;
			break;
		case 'assign':
			clinic.change(pick(deed.which), { provider_id: String(800_000 + (clinic.now % 3)) });
			break;
		case 'delete':
			clinic.remove(pick(deed.which));
			break;
		case 'remove':
			clinic.change(pick(deed.which), { provider_id: null });
			break;
		case 'cancel':
		case 'complete':
		case 'confirm':
		case 'start': {
			const status = { cancel: 40, complete: 30, confirm: 20, start: 25 }[deed.kind];
			clinic.change(pick(deed.which), { status });
		}
	}
}

/** A number for a visit that stays the same, so that a share of them can be picked. */
const lot = (id: string, salt: number) => ((Number(id) * 7919 + salt * 104_729) % 997) / 997;

function play(deeds: Deed[], hasDate: boolean): { events: number } {
	const clinic = clinicWithVisits();
	const trigger = new Trigger(clinic, hasDate);
	const truth = new Truth(clinic, NOW - (hasDate ? 60 : 0));
	const ids = new Set<string>();
	let events = 0;
	clinic.now += 1;
	for (const [step, deed] of [...deeds, { kind: 'poll', fault: 'none', hides: 0, refuses: 0 } as const].entries()) {
		act(clinic, deed);
		if (deed.kind === 'restart') trigger.stored = JSON.stringify(JSON.parse(trigger.stored));
		// A poll whose list could not be read, and one whose process is killed before n8n has stored anything, tell nothing.
		if (deed.kind !== 'poll' || deed.fault === 'list') continue;
		const { changes, picture, unseen } = trigger.poll(
			(id) => lot(id, step) < deed.hides,
			(id) => lot(id, step + 1) < deed.refuses,
		);
		if (deed.fault === 'killed') continue;
		trigger.stored = JSON.stringify(storePicture(picture));
		const expected = truth.events(windowAt(clinic.now), (id) => unseen.has(id));
		expect([...changes.map(inShort)].sort()).toEqual([...expected].sort());
		for (const change of changes) {
			expect(ids).not.toContain(eventId(change));
			ids.add(eventId(change));
		}
		events += changes.length;
		clinic.now += 1;
	}
	return { events };
}

describe('any history of a clinic, polled at any moments, with any faults', () => {
	it('is told net change by net change: once, under the right name, and nothing else', () => {
		let events = 0;
		fc.assert(
			fc.property(fc.array(deed, { maxLength: 60 }), fc.boolean(), (deeds, hasDate) => {
				events += play(deeds, hasDate).events;
			}),
			{ numRuns: process.env.LONG ? 50_000 : 1500 },
		);
		expect(events).toBeGreaterThan(1000);
	});
});
