import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../model/json';
import { FIELD_NAMES } from './field-names';

/** Names and types of a reply's fields: a type, a list of one shape, or shapes by name. */
export type Shape = string | Shape[] | { [name: string]: Shape };

/** Deeper than any reply of the API description. */
const MAX_DEPTH = 8;
/** Entries of a list that are looked at. */
const MAX_ENTRIES = 50;

/** A key that is data itself (an id, a day) or the clinic's own would tell something: its kind is shown in its place. */
function nameOf(key: string): string {
	if (FIELD_NAMES.has(key)) return key;
	if (/^\d{4}-\d{2}-\d{2}$/.test(key)) return '<day>';
	return /^(\d+|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(key) ? '<id>' : '<custom>';
}

function isShapes(shape: Shape): shape is { [name: string]: Shape } {
	return typeof shape === 'object' && !Array.isArray(shape);
}

/** Two shapes that occur in the same place, as one. */
function merged(one: Shape, other: Shape): Shape {
	if (typeof one === 'string' && typeof other === 'string')
		return [...new Set([...one.split('|'), ...other.split('|')])].sort().join('|');
	if (Array.isArray(one) && Array.isArray(other)) return mergedAll([...one, ...other]);
	if (isShapes(one) && isShapes(other)) {
		const both = { ...one };
		for (const [name, shape] of Object.entries(other))
			both[name] = name in both ? merged(both[name] ?? '', shape) : shape;
		return both;
	}
	return typeof one === 'string' ? other : one;
}

function mergedAll(shapes: Shape[]): Shape[] {
	const [first, ...others] = shapes;
	return first === undefined ? [] : [others.reduce(merged, first)];
}

/** The shape of a reply: names and types, never a value. */
export function shapeOf(value: unknown, depth = 0): Shape {
	if (value === null || value === undefined) return 'null';
	if (depth >= MAX_DEPTH) return '…';
	if (Array.isArray(value)) return mergedAll(value.slice(0, MAX_ENTRIES).map((entry) => shapeOf(entry, depth + 1)));
	if (!isRecord(value)) return typeof value;
	const shapes: { [name: string]: Shape } = {};
	for (const [key, entry] of Object.entries(value)) {
		const name = nameOf(key);
		const shape = shapeOf(entry, depth + 1);
		const before = shapes[name];
		shapes[name] = before === undefined ? shape : merged(before, shape);
	}
	return shapes;
}

/** The kinds of files that a reply may name; any other type is the server's own word. */
const CONTENT_TYPES = ['application/json', 'application/octet-stream', 'application/pdf', 'text/html', 'text/plain'];

/** The content type of a reply whose body is not read. */
export function contentTypeShape(headers: Record<string, string>): IDataObject {
	const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
	return { content_type: type === '' ? 'none' : CONTENT_TYPES.includes(type) ? type : 'other' };
}
