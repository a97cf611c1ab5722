import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { InputError, inputError } from '../errors/input-error';
import { unixSeconds } from '../model/instant';
import { isRecord, plainText } from '../model/json';
import { type Field, isBlank } from './field';
import { type ListSource, locatorProperty, valueOfLocator } from './locator';

/** No id of VSee is longer than 36 characters (contract 1.7); SSO codes go up to 128. */
const MAX_ID_LENGTH = 128;

/** An id or code as it is sent: a string, exactly as given but for blanks around it. */
export function encodeId(raw: unknown, label: string): string | undefined {
	if (isBlank(raw)) return undefined;
	if (typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0) return String(raw);
	if (typeof raw !== 'string') throw new InputError(label, 'is not an ID: it must be a text or a whole number');
	const id = raw.trim();
	if (id.length > MAX_ID_LENGTH || /[\p{Cc}\p{Cs}\s]/u.test(id)) {
		throw new InputError(label, 'is not an ID of VSee Clinic: it is too long or contains blanks or control characters');
	}
	// In a path these two would reach another one.
	if (id === '.' || id === '..') throw new InputError(label, 'is not an ID of VSee Clinic');
	if (['[object Object]', 'NaN', 'null', 'undefined'].includes(id)) {
		throw new InputError(
			label,
			'is empty',
			`The expression of “${label}” gave no value. Check where the ID comes from; nothing was sent.`,
		);
	}
	return id;
}

/** An id as plain text. */
export function id(displayName: string, description: string, placeholder = ''): Field<string> {
	return {
		property: { displayName, type: 'string', default: '', description, placeholder },
		encode: (raw, { label }) => encodeId(valueOfLocator(raw), label),
	};
}

/** An id that can be picked from a list or typed in. */
export function locator(displayName: string, list: ListSource, description: string): Field<string> {
	return {
		property: { ...locatorProperty(displayName, list), description },
		encode: (raw, { label }) => encodeId(valueOfLocator(raw), label),
	};
}

/** Free text. */
export function text(
	displayName: string,
	description: string,
	more: Partial<Field<string>['property']> = {},
): Field<string> {
	return {
		property: { displayName, type: 'string', default: '', description, ...more },
		encode(raw, { label }) {
			if (isBlank(raw)) return undefined;
			if (typeof raw === 'string') return raw;
			if (typeof raw === 'number' && Number.isFinite(raw)) return String(raw);
			if (typeof raw === 'boolean') return String(raw);
			throw new InputError(label, 'is not a text');
		},
	};
}

/** A point in time: entered in any form, sent as whole unix seconds (contract 1.7). */
export function instant(displayName: string, description: string): Field<number> {
	return {
		property: { displayName, type: 'dateTime', default: '', description },
		encode(raw, { label, timezone }) {
			if (isBlank(raw)) return undefined;
			const seconds = unixSeconds(raw, timezone);
			if (seconds !== undefined) return seconds;
			throw new InputError(
				label,
				'is not a time that can be read',
				`Enter “${label}” as 2026-01-31T14:30:00Z, as 2026-01-31 14:30 (in the time zone of the workflow) or as unix seconds, between 1970 and 9999. Nothing was sent.`,
			);
		},
	};
}

type NumberProperty = Partial<Field<number>['property']>;

/** A number within the limits that the editor shows, or of zero or more. */
export function number(displayName: string, description: string, more: NumberProperty = {}): Field<number> {
	return limitedNumber(displayName, description, more, 'number', Number.isFinite);
}

/** A whole number within the limits that the editor shows, or of zero or more. */
export function integer(displayName: string, description: string, more: NumberProperty = {}): Field<number> {
	return limitedNumber(displayName, description, more, 'whole number', Number.isSafeInteger);
}

function limitedNumber(
	displayName: string,
	description: string,
	more: NumberProperty,
	kind: string,
	isKind: (value: number) => boolean,
): Field<number> {
	const { minValue: min = 0, maxValue: max = Infinity } = more.typeOptions ?? {};
	return {
		property: { displayName, type: 'number', default: 0, description, ...more },
		encode(raw, { label }) {
			if (isBlank(raw)) return undefined;
			const value = typeof raw === 'string' ? Number(raw) : raw;
			if (typeof value === 'number' && isKind(value) && value >= min && value <= max) return value;
			throw new InputError(
				label,
				max === Infinity ? `is not a ${kind} of ${min} or more` : `is not a ${kind} from ${min} to ${max}`,
			);
		},
	};
}

/** Yes or no. */
export function boolean(displayName: string, description: string, defaultValue = false): Field<boolean> {
	return {
		property: { displayName, type: 'boolean', default: defaultValue, description },
		encode(raw, { label }) {
			if (isBlank(raw)) return undefined;
			const word = plainText(raw).trim();
			if (word === 'true' || word === '1') return true;
			if (word === 'false' || word === '0') return false;
			throw new InputError(label, 'is neither true nor false');
		},
	};
}

/** One of a few values: its name in the menu, what is stored in the workflow, and what is sent. */
export interface Choice<Wire> {
	name: string;
	value: string;
	wire: Wire;
	description?: string;
}

/** Choices that are sent as they are stored. */
export function asStored<Value extends string>(
	entries: ReadonlyArray<{ name: string; value: Value; description?: string }>,
): Array<Choice<Value>> {
	return entries.map((entry) => ({ ...entry, wire: entry.value }));
}

function optionsOf(choices: ReadonlyArray<Choice<unknown>>): INodePropertyOptions[] {
	return choices.map(({ name, value, description }) => ({ name, value, ...(description ? { description } : {}) }));
}

/** The choice of a stored value or of what is sent for it. @throws InputError */
function findChoice<Wire>(choices: ReadonlyArray<Choice<Wire>>, raw: unknown, label: string): Wire {
	const word = plainText(raw).trim();
	const found = choices.find(({ value, wire }) => word !== '' && (value === word || String(wire) === word));
	if (found) return found.wire;
	throw new InputError(label, `is not one of ${choices.map(({ value }) => value).join(', ')}`);
}

/** One of a few values. */
export function choice<Wire extends number | string>(
	displayName: string,
	description: string,
	choices: ReadonlyArray<Choice<Wire>>,
): Field<Wire> {
	return {
		property: {
			displayName,
			type: 'options',
			default: choices[0]?.value ?? '',
			options: optionsOf(choices),
			description,
		},
		encode: (raw, { label }) => (isBlank(raw) ? undefined : findChoice(choices, raw, label)),
	};
}

/** Several of a few values: chosen ones, or text with commas. */
export function choices<Wire extends number | string>(
	displayName: string,
	description: string,
	of: ReadonlyArray<Choice<Wire>>,
): Field<Wire[]> {
	return {
		property: { displayName, type: 'multiOptions', default: [], options: optionsOf(of), description },
		encode(raw, { label }) {
			const given: unknown[] = typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? raw : [raw];
			const found = given.filter((entry) => !isBlank(entry)).map((entry) => findChoice(of, entry, label));
			return found.length > 0 ? found : undefined;
		},
	};
}

/** Reads a JSON parameter: the text of the editor, or what an expression gave. */
export function parseJson(raw: unknown, label: string): unknown {
	if (typeof raw !== 'string') return raw;
	try {
		return JSON.parse(raw);
	} catch {
		throw inputError(
			label,
			'is not valid JSON',
			`Write “${label}” as JSON, such as {"name": "value"}. Nothing was sent.`,
		);
	}
}

/** A JSON object. */
export function json(displayName: string, description: string): Field<IDataObject> {
	return {
		property: { displayName, type: 'json', default: '', description },
		encode(raw, { label }) {
			if (isBlank(raw)) return undefined;
			const value = parseJson(raw, label);
			if (isRecord(value)) return value;
			throw new InputError(label, 'is not a JSON object');
		},
	};
}

/** A list of ids: separated by commas, as an array of ids, or as an array of objects with an `id`. */
export function idList(displayName: string, description: string): Field<string[]> {
	return {
		property: { displayName, type: 'string', default: '', description },
		encode(raw, { label }) {
			if (isBlank(raw)) return undefined;
			const given = typeof raw === 'string' && raw.trim().startsWith('[') ? parseJson(raw, label) : raw;
			const list = typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : [given];
			const found = list.map((entry: unknown) => encodeId(isRecord(entry) ? entry.id : entry, label));
			const known = found.filter((entry): entry is string => entry !== undefined);
			return known.length > 0 ? known : undefined;
		},
	};
}
