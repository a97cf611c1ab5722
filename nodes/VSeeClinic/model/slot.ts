import type { IDataObject } from 'n8n-workflow';

import { DAY_SECONDS } from './day';
import { idOf, isoOf, isRecord, numberOf, plainText, referenceOf, textOf } from './json';

/** A bookable time as the clinic gave it, with what its place in the reply says about it. Unix seconds. */
export interface Slot {
	start: number;
	end: number | null;
	provider_id: string | null;
	room_code: string | null;
	slot_id: string | null;
	/** Places left; null when the clinic does not say. */
	available: number | null;
	/** As it came. */
	raw: IDataObject;
}

const MAX_DEPTH = 4;

interface Place {
	provider_id?: string;
	room_code?: string;
}

function startOf(entry: IDataObject): number | null {
	return numberOf(entry.slot_start) ?? numberOf(entry.start);
}

/**
 * A number of places: a number, a string of digits, `false` for none, `true` for as many as `some`. Null when it is not
 * known.
 */
function toPlaces(value: unknown, some: number | null = null): number | null {
	const word = plainText(value).trim().toLowerCase();
	if (word === 'true' || word === 'false') return word === 'true' ? some : 0;
	const places = numberOf(value);
	return places === null ? null : Math.max(0, places);
}

/** Places left, from `slot_available` first. Null when the clinic does not say. */
function placesLeft(entry: IDataObject): number | null {
	return (
		toPlaces(entry.slot_available, 1) ??
		toPlaces(entry.quantity_left) ??
		toPlaces(entry.quantityLeft) ??
		toPlaces(entry.available)
	);
}

function providerOf(entry: IDataObject): string | null {
	return referenceOf(entry.provider_id) ?? referenceOf(entry.providerId);
}

function toSlot(entry: IDataObject, start: number, place: Place): Slot {
	return {
		start,
		raw: entry,
		end: numberOf(entry.slot_end) ?? numberOf(entry.end),
		provider_id: providerOf(entry) ?? place.provider_id ?? null,
		room_code: textOf(entry.room_code) ?? textOf(entry.roomCode) ?? place.room_code ?? null,
		slot_id: idOf(entry.slot_id) ?? idOf(entry.slotId) ?? idOf(entry.id),
		available: placesLeft(entry),
	};
}

/**
 * What a key says of the slots under it. One of digits is a day when they lie around that second, else a provider
 * (docs/api.md#slot-shapes: both occur). Null when nobody knows: right above a slot, it may be the place in a list.
 */
function placeOfKey(key: string, value: unknown, found: Slot[], place: Place): Place | null {
	const first = found[0]?.start;
	const isDay = key.includes('-') || (first !== undefined && Math.abs(first - Number(key)) < 2 * DAY_SECONDS);
	if (isDay) return place;
	if (isRecord(value) && startOf(value) !== null) return providerOf(value) === null ? null : place;
	return { ...place, provider_id: referenceOf(key) ?? undefined };
}

/** `{}`: no slots as the whole reply, or of a day or provider; anywhere else nobody knows what it says. */
function isEmptyRecord(value: unknown): boolean {
	return isRecord(value) && Object.keys(value).length === 0;
}

function readList(list: unknown[], place: Place, depth: number): Slot[] | null {
	const slots: Slot[] = [];
	for (const entry of list) {
		const bare = numberOf(entry);
		const found = bare === null ? readObject(entry, place, depth) : [toSlot({ start: bare }, bare, place)];
		if (found === null) return null;
		for (const slot of found) slots.push(slot);
	}
	return slots;
}

function readKeyed(entries: Array<[string, unknown]>, place: Place, depth: number): Slot[] | null {
	const slots: Slot[] = [];
	for (const [key, value] of entries) {
		if (!/^(\d{1,11}|\d{4}-\d{2}-\d{2})$/.test(key)) return null;
		const found = readAny(value, place, depth);
		const inherited = found && placeOfKey(key, value, found, place);
		if (!inherited) return null;
		for (const slot of found) slots.push({ ...slot, provider_id: slot.provider_id ?? inherited.provider_id ?? null });
	}
	return slots;
}

function readObject(value: unknown, place: Place, depth: number): Slot[] | null {
	if (!isRecord(value)) return null;
	const start = startOf(value);
	if (start !== null) return [toSlot(value, start, place)];
	if ('slots' in value) {
		if (isEmptyRecord(value.slots)) return null;
		const provider_id = providerOf(value) ?? place.provider_id;
		const room_code = textOf(value.room_code) ?? place.room_code;
		return readAny(value.slots, { provider_id, room_code }, depth);
	}
	return isEmptyRecord(value) ? null : readKeyed(Object.entries(value), place, depth);
}

function readAny(value: unknown, place: Place, depth: number): Slot[] | null {
	if (value === null || value === undefined || isEmptyRecord(value)) return [];
	if (depth >= MAX_DEPTH) return null;
	return Array.isArray(value) ? readList(value, place, depth + 1) : readObject(value, place, depth + 1);
}

/**
 * Reads an availability reply in any of the forms of docs/api.md#slot-shapes, earliest slot first.
 * @param roomCode the room that was asked for, for slots that do not name theirs
 * @returns null when the reply fits none of the forms: never an empty list, which would read as "no times free"
 */
export function readSlots(data: unknown, roomCode?: string): Slot[] | null {
	// A single object is not accepted as a slot: it may be the request echoed back.
	if (isRecord(data) && startOf(data) !== null) return null;
	const slots = readAny(data, { room_code: roomCode }, 0);
	return slots && slots.sort((a, b) => a.start - b.start);
}

/** A slot as the workflow sees it; its start, end, provider_id and room_code are what Visit: Create takes. */
export function simplifySlot(slot: Slot): IDataObject {
	const { start, end } = slot;
	return {
		start: isoOf(start),
		end: isoOf(end),
		duration_minutes: end === null ? null : (end - start) / 60,
		provider_id: slot.provider_id,
		room_code: slot.room_code,
		slot_id: slot.slot_id,
		available: slot.available,
	};
}
