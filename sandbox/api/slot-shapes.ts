import { DateTime } from 'luxon';

import type { Slot } from '../clinic/slots';
import { jsonReply, type Reply } from '../http/reply';
import { type Json, type JsonObject, textOf } from '../json';
import type { AvailabilityShape } from '../settings';

/**
 * Prints slots in one of the forms a tolerant reader has to know (docs/api.md#slot-shapes). `zone` decides which day a
 * slot is on.
 */
export function printSlots(slots: Slot[], shape: AvailabilityShape, zone: string): Reply {
	return jsonReply(shapeSlots(slots, shape, zone));
}

function shapeSlots(slots: Slot[], shape: AvailabilityShape, zone: string): Json {
	const day = (slot: Slot) => localDay(slot, zone).toISODate() ?? '';
	const provider = (slot: Slot) => slot.providerId;
	switch (shape) {
		case 'default':
			return { data: slots.map(whole) };
		case 'array':
			return { data: slots.map(({ start, end }) => ({ start, end })) };
		case 'digits':
			return { data: slots.map(inDigits) };
		case 'booleans':
			return { data: slots.map((slot) => ({ ...whole(slot), slot_available: slot.available > 0 })) };
		case 'sdkOnly':
			return { data: slots.map(sdkSlot) };
		case 'startEnd':
			return { data: slots.map(startEndSlot) };
		case 'byDay':
			return { data: groupEach(slots, day, whole) };
		case 'byDaySecond':
			return { data: groupEach(slots, (slot) => String(localDay(slot, zone).toSeconds()), whole) };
		case 'byProvider':
			return { data: groupEach(slots, provider, ({ start, end }) => ({ start, end })) };
		case 'nested':
			return { data: providerEntries(slots) };
		case 'nestedByDay':
			return { data: groupBy(slots, day, providerEntries) };
		case 'bareStarts':
			return { data: slots.map((slot) => slot.start) };
		case 'camelCase':
			return { data: slots.map(camelCase) };
		case 'slotStart':
			return {
				data: slots.map(({ start, end, providerId }) => ({
					slot_start: start,
					slot_end: end,
					provider_id: providerId,
				})),
			};
		case 'emptyArray':
			return { data: [] };
		case 'emptyObject':
			return { data: {} };
		case 'null':
			return { data: null };
		case 'top':
			return slots.map(whole);
		case 'topByDay':
			return groupEach(slots, day, whole);
		case 'unrecognised':
			return { data: { calendar: { version: 3, weeks: [{ pattern: 'MTWTF', blocks: slots.length }] } } };
	}
}

/** A slot with the names of VSee's SDK and nothing else (docs/api.md#slot-shapes, `availability.json`). */
function sdkSlot(slot: Slot): JsonObject {
	return {
		slot_id: `${slot.providerId}-${slot.start}`,
		slot_start: slot.start,
		slot_end: slot.end,
		slot_booked: slot.booked,
		slot_available: slot.available,
	};
}

/** The slot as the sandbox prints it by default: the SDK's names, with its provider and room. */
function whole(slot: Slot): JsonObject {
	return { ...sdkSlot(slot), provider_id: slot.providerId, room_code: slot.roomCode };
}

function inDigits(slot: Slot): JsonObject {
	return Object.fromEntries(Object.entries(whole(slot)).map(([name, value]) => [name, textOf(value)]));
}

/** Plain `start` and `end`, which no source of docs/api.md names. */
function startEndSlot({ start, end, providerId, roomCode }: Slot): JsonObject {
	return { slot_id: `${providerId}-${start}`, start, end, provider_id: providerId, room_code: roomCode };
}

function camelCase(slot: Slot): JsonObject {
	const { start, end, providerId, roomCode, booked, available } = slot;
	return {
		slotId: `${providerId}-${start}`,
		start,
		end,
		providerId,
		roomCode,
		quantityBooked: booked,
		quantityLeft: available,
	};
}

function localDay(slot: Slot, zone: string): DateTime {
	return DateTime.fromSeconds(slot.start, { zone }).startOf('day');
}

function groupBy(slots: Slot[], key: (slot: Slot) => string, print: (slots: Slot[]) => Json[]): JsonObject {
	const members = new Map<string, Slot[]>();
	for (const slot of slots) members.set(key(slot), [...(members.get(key(slot)) ?? []), slot]);
	return Object.fromEntries([...members].map(([name, own]) => [name, print(own)]));
}

function groupEach(slots: Slot[], key: (slot: Slot) => string, print: (slot: Slot) => Json): JsonObject {
	return groupBy(slots, key, (own) => own.map(print));
}

function providerEntries(slots: Slot[]): Json[] {
	const byProvider = groupBy(
		slots,
		(slot) => slot.providerId,
		(own) => own.map(({ start, end }) => ({ start, end })),
	);
	return Object.entries(byProvider).map(([providerId, own]) => ({ provider_id: providerId, slots: own ?? [] }));
}
