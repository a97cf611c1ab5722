import type { INodeProperties } from 'n8n-workflow';

/** What a value is read with: how the editor calls it, and the workflow's time zone (IANA). */
export interface EncodeContext {
	label: string;
	timezone: string;
}

/** One user-facing parameter: how n8n shows it, and how its value is written on the wire. */
export interface Field<Wire> {
	/** The n8n parameter, without its name; at top level it is shown together with its operation. */
	readonly property: Omit<INodeProperties, 'name' | 'required'>;
	/**
	 * @returns the value as it goes over the wire, or undefined when nothing was entered
	 * @throws InputError when what was entered cannot be sent
	 */
	encode(raw: unknown, context: EncodeContext): Wire | undefined;
}

/** A field that always has a value. */
export interface DefaultedField<Wire> extends Field<Wire> {
	encode(raw: unknown, context: EncodeContext): Wire;
}

/** A field for which the editor suggests a value, which counts only when it is entered. */
export function withSuggestion<Wire>(field: Field<Wire>, value: string): Field<Wire> {
	return { ...field, property: { ...field.property, default: value } };
}

/** A field that, when nothing was entered, has the value that the editor shows as its default. */
export function withDefault<Wire extends boolean | number | string>(
	field: Field<Wire>,
	value: Wire,
): DefaultedField<Wire> {
	return {
		property: { ...field.property, default: value },
		encode: (raw, context) => field.encode(raw, context) ?? value,
	};
}

/**
 * The value of a field, which a refusal calls by the name that the editor shows.
 * @param timezone IANA zone of the workflow; only times need it
 * @throws InputError when what was entered cannot be sent
 */
export function readField<Value>(
	field: { property: Field<unknown>['property']; encode(raw: unknown, context: EncodeContext): Value },
	raw: unknown,
	timezone = 'UTC',
): Value {
	return field.encode(raw, { label: field.property.displayName, timezone });
}

export type Fields = Record<string, Field<unknown>>;
export type WireOf<F> = F extends Field<infer Wire> ? Wire : never;
/** The encoded values of an operation: the required ones always there, the optional ones when entered. */
export type Values<R extends Fields, O extends Fields> = { [K in keyof R]: WireOf<R[K]> } & {
	[K in keyof O]?: WireOf<O[K]>;
};

/** A text without blanks and invisible characters around it, as they come along when it is copied. */
export function trimmed(text: string): string {
	return text.replace(/^[\s\u200b-\u200f\u2060]+|[\s\u200b-\u200f\u2060]+$/g, '');
}

/** Whether nothing was entered. */
export function isBlank(raw: unknown): boolean {
	return raw === undefined || raw === null || (typeof raw === 'string' && trimmed(raw) === '');
}
