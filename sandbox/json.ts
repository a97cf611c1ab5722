/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; `undefined` members are left out when it is printed. */
export interface JsonObject {
	[key: string]: Json | undefined;
}

/** True for a JSON object, false for arrays, null and plain values. */
export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON without claiming to know what is in it; throws like `JSON.parse`. */
export function parseJson(text: string): unknown {
	return JSON.parse(text);
}

/** A value as text: a string as it is, anything else as its JSON, nothing as an empty text. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return value === undefined ? '' : JSON.stringify(value);
}
