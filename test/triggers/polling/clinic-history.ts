import type { IDataObject } from 'n8n-workflow';

import { byId, type Observation, type PollingEvent } from '../../../nodes/VSeeClinic/triggers/polling/compare-pictures';
import type { TimeWindow } from '../../../nodes/VSeeClinic/triggers/polling/visit-state';

export const DAY = 86_400;
export const NOW = 1_780_000_000;

/** A Visit as VSee lists it (docs/api.md#the-visit-object), as far as a poll looks at it. */
export function visit(id: string, more: IDataObject = {}): IDataObject {
	return {
		id,
		status: '20',
		type: '2',
		start: String(NOW + DAY),
		end: String(NOW + DAY + 900),
		provider_id: '800002',
		created: NOW - 10 * DAY,
		modified: NOW - 10 * DAY,
		...more,
	};
}

export function windowAt(now: number, daysBack = 2, daysAhead = 60): TimeWindow {
	return { from: now - daysBack * DAY, to: now + daysAhead * DAY };
}

/** What a poll at a moment sees, unless something else is said. */
export function observation(
	visits: IDataObject[],
	more: Partial<Omit<Observation, 'visits'>> & { now?: number } = {},
): Observation {
	const { now = NOW, ...rest } = more;
	return { window: windowAt(now), visits: byId(visits), found: new Map(), asked: new Set(), date: now, ...rest };
}

/** Deeds of a clinic, and the state that each visit is in: what truly happened. */
export class SimulatedClinic {
	readonly visits = new Map<string, IDataObject>();
	private nextId = 30_000_070_001;

	constructor(public now: number) {}

	book(startsIn: number, more: IDataObject = {}): string {
		const id = String(this.nextId++);
		const start = this.now + startsIn;
		const times = { start, end: start + 900, created: this.now, modified: this.now };
		this.visits.set(id, visit(id, { status: 10, provider_id: null, ...times, ...more }));
		return id;
	}

	change(id: string, change: IDataObject): void {
		const before = this.visits.get(id);
		if (before) this.visits.set(id, { ...before, ...change, modified: this.now });
	}

	move(id: string, startsIn: number): void {
		const start = this.now + startsIn;
		this.change(id, { start, end: start + 900 });
	}

	remove(id: string): void {
		this.visits.delete(id);
	}

	/** The list of a window, as the clinic gives it. */
	list({ from, to }: TimeWindow): IDataObject[] {
		return [...this.visits.values()].filter(({ start }) => Number(start) >= from && Number(start) <= to);
	}
}

/** An event in short, for comparing. */
export function inShort({ event, visitId }: { event: PollingEvent; visitId: string }): string {
	return `${visitId} ${event.replace('visit.', '')}`;
}
