import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isoTime } from './iso-time';

/** Whether a value of the clinic's answer is an object with keys. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is JSON, and so can be part of an item. */
export function isJson(value: unknown): value is GenericValue {
	return ['boolean', 'number', 'object', 'string'].includes(typeof value);
}

/**
 * A string or number as the string the clinic means by it (ids, codes; docs/api.md#values); null when it is neither.
 */
export function idOf(value: unknown): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** The ID of a record that another one refers to: 0 means none, like null (docs/api.md#the-visit-object). */
export function referenceOf(value: unknown): string | null {
	const id = idOf(value);
	return id === '0' ? null : id;
}

/** A value as text for people and headers: what is no string, number or boolean is ''. */
export function plainText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A text of the clinic's answer, or null. */
export function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A number or a string of digits (docs/api.md#values: read both alike); null when it is neither. */
export function numberOf(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	return typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : null;
}

/** Unix seconds of the clinic as ISO 8601 UTC with `Z`; null when unknown. */
export function isoOf(value: unknown): string | null {
	const seconds = numberOf(value);
	if (seconds === null || Math.abs(seconds) > 8.64e12) return null;
	return isoTime(seconds);
}

/** Whether an answer is a record that names itself: what every create must answer. */
export function hasId(data: unknown): boolean {
	return isRecord(data) && idOf(data.id) !== null;
}

/** Records in `data`, whether a list came, or null or an empty object for "none". */
export function recordsOf(data: unknown): IDataObject[] {
	return Array.isArray(data) ? data.filter(isRecord) : [];
}

/** Whether a reply is a list of records or one of the forms in which the clinic sends an empty list. */
export function isList(data: unknown): boolean {
	if (Array.isArray(data)) return data.every(isRecord);
	return data === null || (isRecord(data) && Object.keys(data).length === 0);
}
