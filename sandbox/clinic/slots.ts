import { DateTime } from 'luxon';

import type { Clinic } from './clinic';
import { isActive } from './clinic';
import type { Consultation, Person, Room, Visit } from './records';

/** A bookable time of one provider (docs/api.md#availability). Times in unix seconds. */
export interface Slot {
	start: number;
	end: number;
	providerId: string;
	roomCode: string;
	booked: number;
	available: number;
}

/** What kind of slot is looked for: its length in minutes and its places. */
export interface SlotKind {
	minutes: number;
	places: number;
	group: boolean;
}

/** What is looked for in a room. */
export interface SlotSearch {
	room: Room;
	kind: SlotKind;
	/** Only these providers; left out: all of the room. */
	providerIds?: string[];
	/** Unix seconds; a slot lies wholly inside. */
	from: number;
	to: number;
	/** A visit that is being moved does not occupy its old slot. */
	ignoreVisitId?: string;
	/** Slots without a free place are listed too, with `available` 0. */
	includeFull?: boolean;
}

/** The kind of slot a consultation needs, or the room's default specialty when there is none. */
export function slotKind(room: Room, consultation: Consultation | null): SlotKind {
	if (consultation === null) return { minutes: room.specialties[0]?.duration ?? 15, places: 1, group: false };
	return {
		minutes: consultation.duration,
		places: consultation.slots,
		group: consultation.slots > 1,
	};
}

/** All free slots of a search, ordered by start, then by provider. Slots in the clinic's past are not offered. */
export function freeSlots(clinic: Clinic, search: SlotSearch): Slot[] {
	const now = clinic.now();
	const from = Math.max(search.from, now);
	const to = Math.min(search.to, now + clinic.settings.bookableDays * 86400);
	const found: Slot[] = [];
	for (const provider of providersOf(clinic, search)) {
		const taken = appointments(clinic, provider.id, search.ignoreVisitId).filter(
			(visit) => (visit.end ?? 0) > from && (visit.start ?? 0) < to,
		);
		for (const start of startTimes(provider, search, from, to)) {
			const slot = slotAt(search, provider.id, start, taken);
			if (slot !== null) found.push(slot);
		}
	}
	return found.sort((a, b) => a.start - b.start || a.providerId.localeCompare(b.providerId));
}

/** The start of the first free slot from now on, or null. */
export function firstFreeStart(clinic: Clinic, search: Omit<SlotSearch, 'from' | 'to'>): number | null {
	for (let week = 0; week * 7 < clinic.settings.bookableDays; week++) {
		const from = clinic.now() + week * 7 * 86400;
		const first = freeSlots(clinic, { ...search, from, to: from + 8 * 86400 })[0];
		if (first !== undefined) return first.start;
	}
	return null;
}

/** Whether a provider has no other appointment in that time. */
export function isFree(clinic: Clinic, providerId: string, start: number, end: number, ignoreVisitId: string): boolean {
	return !appointments(clinic, providerId, ignoreVisitId).some((visit) => overlaps(visit, start, end));
}

function providersOf(clinic: Clinic, search: SlotSearch): Person[] {
	const wanted = search.providerIds ?? search.room.providerIds;
	return search.room.providerIds.filter((id) => wanted.includes(id)).flatMap((id) => clinic.people.get(id) ?? []);
}

// Walk-ins and e-consults hold no slot: only scheduled visits make a provider busy.
function appointments(clinic: Clinic, providerId: string, ignoreVisitId?: string): Visit[] {
	const found: Visit[] = [];
	for (const visit of clinic.visits.values()) {
		if (visit.type === 2 && visit.providerId === providerId && visit.id !== ignoreVisitId && isActive(visit))
			found.push(visit);
	}
	return found;
}

function overlaps(visit: Visit, start: number, end: number): boolean {
	return visit.start !== null && visit.end !== null && visit.start < end && visit.end > start;
}

function* startTimes(provider: Person, search: SlotSearch, from: number, to: number): Generator<number> {
	const hours = provider.practice?.hours;
	if (hours === undefined) return;
	const length = search.kind.minutes * 60;
	let day = DateTime.fromSeconds(from, { zone: search.room.timezone }).startOf('day');
	for (; day.toSeconds() < to; day = day.plus({ days: 1 })) {
		if (day.weekday > 5) continue;
		const closing = Math.min(to, day.set({ hour: hours.to }).toSeconds());
		for (let start = day.set({ hour: hours.from }).toSeconds(); start + length <= closing; start += length) {
			if (start >= from) yield start;
		}
	}
}

function slotAt(search: SlotSearch, providerId: string, start: number, taken: Visit[]): Slot | null {
	const end = start + search.kind.minutes * 60;
	const clashes = taken.filter((visit) => overlaps(visit, start, end));
	const inGroup = clashes.filter(
		(visit) =>
			visit.groupId !== null && visit.start === start && visit.end === end && visit.roomCode === search.room.code,
	);
	const busy = clashes.length > inGroup.length || (clashes.length > 0 && !search.kind.group);
	const booked = busy ? search.kind.places : inGroup.length;
	const available = Math.max(0, search.kind.places - booked);
	if (available === 0 && search.includeFull !== true) return null;
	return { start, end, providerId, roomCode: search.room.code, booked, available };
}
