import { DateTime } from 'luxon';

import { Parameters } from '../api/parameters';
import { ApiError } from '../api-error';
import { type Clinic, isActive } from '../clinic/clinic';
import type { Person, Room, Visit } from '../clinic/records';
import { freeSlots, type Slot, slotKind } from '../clinic/slots';
import type { Json, JsonObject } from '../json';
import { personName } from './visit-card';

/** The day of a room as the page draws it, in minutes since local midnight. `date`, `room` and `consultation` choose it. */
export function dayCalendar(clinic: Clinic, query: JsonObject): JsonObject {
	const given = new Parameters(query);
	const room = clinic.room(given.text('room') ?? [...clinic.rooms.keys()][0] ?? '');
	const consultation = room.consultations.find((one) => one.id === given.text('consultation')) ?? null;
	const today = DateTime.fromSeconds(clinic.now(), { zone: room.timezone });
	const day = readDay(given.text('date'), room.timezone, today);
	const search = { room, kind: slotKind(room, consultation), from: day.toSeconds(), to: day.endOf('day').toSeconds() };
	const slots = freeSlots(clinic, search);
	const providers = room.providerIds.flatMap((id) => clinic.people.get(id) ?? []);
	const columns = providers.map((provider) => providerColumn(clinic, room, provider, day, slots));
	return {
		date: day.toISODate(),
		label: day.toFormat('cccc, LLLL d, yyyy'),
		isToday: day.hasSame(today, 'day'),
		isWeekend: day.weekday > 5,
		previous: nextWorkday(day, -1),
		next: nextWorkday(day, 1),
		nowMinute: day.hasSame(today, 'day') ? minuteOf(today) : null,
		clock: today.toFormat('ccc, LLL d, yyyy, h:mm a'),
		zone: room.timezone,
		room: room.code,
		rooms: [...clinic.rooms.values()].map(({ code, name }) => ({ code, name })),
		consultation: consultation?.id ?? '',
		consultations: [
			{ id: '', label: `${slotKind(room, null).minutes} minutes (room default)` },
			...room.consultations.map((one) => ({ id: one.id, label: one.description })),
		],
		...visibleHours(columns),
		providers: columns,
	};
}

interface Column extends JsonObject {
	id: string;
	name: string;
	opens: number;
	closes: number;
	free: Json[];
	taken: Array<{ start: number; end: number; label: string; detail: string; status: number; visitIds: string[] }>;
}

function readDay(date: string | undefined, zone: string, today: DateTime): DateTime {
	if (date === undefined || date === '') return today.startOf('day');
	const day = DateTime.fromISO(date, { zone }).startOf('day');
	if (!day.isValid) throw new ApiError(400, 'date must be YYYY-MM-DD');
	return day;
}

function providerColumn(clinic: Clinic, room: Room, provider: Person, day: DateTime, slots: Slot[]): Column {
	const hours = provider.practice?.hours ?? { from: 0, to: 0 };
	const own = slots.filter((slot) => slot.providerId === provider.id);
	// The free places of a group that has begun to fill stand in its own block.
	const free = own.filter((slot) => slot.booked === 0);
	return {
		id: provider.id,
		name: personName(clinic, provider.id) ?? '',
		opens: hours.from * 60,
		closes: hours.to * 60,
		free: free.map(({ start, end, available }) => ({
			start: minuteOfSecond(start, room.timezone),
			end: minuteOfSecond(end, room.timezone),
			time: DateTime.fromSeconds(start, { zone: room.timezone }).toFormat('h:mm a'),
			places: available > 1 ? `${available} places free` : null,
		})),
		taken: takenTimes(clinic, { room, provider, day, slots: own }),
	};
}

interface ProviderDay {
	room: Room;
	provider: Person;
	day: DateTime;
	slots: Slot[];
}

// Visits of one group share one time and are drawn as one.
function takenTimes(clinic: Clinic, { room, provider, day, slots }: ProviderDay): Column['taken'] {
	const groups = new Map<string, Visit[]>();
	for (const visit of clinic.visits.values()) {
		if (visit.type !== 2 || visit.providerId !== provider.id || !isActive(visit) || visit.start === null) continue;
		if (!DateTime.fromSeconds(visit.start, { zone: room.timezone }).hasSame(day, 'day')) continue;
		const key = visit.groupId ?? visit.id;
		groups.set(key, [...(groups.get(key) ?? []), visit]);
	}
	return [...groups.values()].flatMap((visits) => {
		const [first] = visits;
		if (first?.start == null || first.end === null) return [];
		const names = visits.map((visit) => personName(clinic, visit.memberId) ?? 'No patient');
		const time = DateTime.fromSeconds(first.start, { zone: room.timezone }).toFormat('h:mm a');
		return [
			{
				start: minuteOfSecond(first.start, room.timezone),
				end: minuteOfSecond(first.end, room.timezone),
				label: first.groupId === null ? names.join(', ') : groupLabel(visits.length, first.start, slots),
				detail: first.roomCode === room.code ? time : `${time}, in ${clinic.room(first.roomCode).name}`,
				status: first.status,
				visitIds: visits.map((visit) => visit.id),
			},
		];
	});
}

function groupLabel(booked: number, start: number, slots: Slot[]): string {
	const left = slots.find((slot) => slot.start === start && slot.booked > 0)?.available;
	return `Group, ${booked} booked${left === undefined ? '' : `, ${left} free`}`;
}

function visibleHours(columns: Column[]): { opens: number; closes: number } {
	const starts = columns.flatMap((column) => [column.opens, ...column.taken.map((one) => one.start)]);
	const ends = columns.flatMap((column) => [column.closes, ...column.taken.map((one) => one.end)]);
	if (columns.length === 0) return { opens: 9 * 60, closes: 17 * 60 };
	return { opens: Math.floor(Math.min(...starts) / 60) * 60, closes: Math.ceil(Math.max(...ends) / 60) * 60 };
}

function minuteOf(time: DateTime): number {
	return time.hour * 60 + time.minute;
}

function minuteOfSecond(second: number, zone: string): number {
	return minuteOf(DateTime.fromSeconds(second, { zone }));
}

function nextWorkday(day: DateTime, step: 1 | -1): string | null {
	let next = day.plus({ days: step });
	while (next.weekday > 5) next = next.plus({ days: step });
	return next.toISODate();
}
