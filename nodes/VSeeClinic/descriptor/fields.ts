import type { IDataObject } from 'n8n-workflow';

import { InputError, inputError } from '../errors/input-error';
import { isRecord, plainText } from '../model/json';
import { type Field, isBlank } from './field';
import { encodeEntryId, encodeId, encodeLine, refuseInexactNumbers } from './identifier';
import { type ListSource, locatorProperty } from './locator';
import { readInstant, refuseImpossibleDate } from './time';

/** An id as plain text. */
export function id(displayName: string, description: string, placeholder = ''): Field<string> {
	return {
		property: { displayName, type: 'string', default: '', description, placeholder },
		encode: (raw, { label }) => encodeId(raw, label),
	};
}

/** An id that can be picked from a list or typed in. */
export function locator(displayName: string, list: ListSource, description: string): Field<string> {
	return {
		property: { ...locatorProperty(displayName, list), description },
		encode: (raw, { label }) => encodeId(raw, label, list.wrong),
	};
}

type TextProperty = Partial<Field<string>['property']>;

/**
 * A text of one line that names or finds something, such as a code, an e-mail address or a filter: without blanks
 * around it.
 */
export function line(displayName: string, description: string, more: TextProperty = {}): Field<string> {
	return {
		property: { displayName, type: 'string', default: '', description, ...more },
		encode: (raw, { label }) => encodeLine(raw, label),
	};
}

/** Names separated by commas, also given as a list. */
export function names(displayName: string, description: string, placeholder = ''): Field<string> {
	const one = line(displayName, description, { placeholder });
	return {
		...one,
		encode: (raw, context) =>
			one.encode(Array.isArray(raw) ? raw.map((name) => one.encode(name, context)).join(',') : raw, context),
	};
}

/** Free text, sent exactly as it was entered. */
export function text(displayName: string, description: string, more: TextProperty = {}): Field<string> {
	return {
		property: { displayName, type: 'string', default: '', description, ...more },
		encode(raw, { label }) {
			if (isBlank(raw)) return undefined;
			refuseInexactNumbers(raw, label);
			if (typeof raw === 'string') return raw;
			if ((typeof raw === 'number' && Number.isFinite(raw)) || typeof raw === 'boolean') return String(raw);
			throw new InputError(label, 'is not a text');
		},
	};
}

/** A point in time: entered in any form, sent as whole unix seconds (docs/api.md#values). */
export function instant(displayName: string, description: string): Field<number> {
	return {
		property: { displayName, type: 'dateTime', default: '', description },
		encode: (raw, context) => (isBlank(raw) ? undefined : readInstant(raw, context)),
	};
}

/** A day of the calendar, such as a date of birth: sent as YYYY-MM-DD (docs/api.md#values). */
export function date(displayName: string, description: string): Field<string> {
	return {
		property: { displayName, type: 'string', default: '', description, placeholder: 'e.g. 1990-01-31' },
		encode(raw, { label }) {
			const day = encodeLine(raw, label);
			if (day !== undefined) refuseImpossibleDate(day, label);
			return day;
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
				max === Infinity ? `is not a ${kind} of ${min} or more` : `must be a ${kind} from ${min} to ${max}`,
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
			const word = plainText(raw).trim().toLowerCase();
			if (word === 'true' || word === '1') return true;
			if (word === 'false' || word === '0') return false;
			throw new InputError(label, 'is neither true nor false');
		},
	};
}

/** Reads a JSON parameter: the text of the editor, or what an expression gave. @throws InputError */
export function parseJson(raw: unknown, label: string): unknown {
	const value = typeof raw === 'string' ? parseText(raw, label) : raw;
	refuseInexactNumbers(value, label);
	return value;
}

function parseText(text: string, label: string): unknown {
	try {
		return JSON.parse(text);
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

/**
 * The entries of a list: an array, its JSON, or a text with commas.
 * @throws InputError
 */
export function entriesOf(raw: unknown, label: string): unknown[] {
	const given = typeof raw === 'string' && /^\s*[[{]/.test(raw) ? parseJson(raw, label) : raw;
	if (typeof given === 'string') return given.split(',').filter((entry) => !isBlank(entry));
	return Array.isArray(given) ? given : [given];
}

/** Refuses nothing, or an empty list, as a filter: not sent, it would mean “all”. @throws InputError */
export function refuseEmptyFilter(filter: unknown, label: string): void {
	if ([filter].flat().some((entry) => !isBlank(entry))) return;
	throw new InputError(
		label,
		Array.isArray(filter) ? 'is an empty list' : 'is empty',
		`Give “${label}” a value, or remove this filter to get everything. Nothing was sent.`,
	);
}

/** A list of ids: separated by commas, as an array of ids, or as an array of objects with an `id` or `_id`. */
export function idList(displayName: string, description: string): Field<string[]> {
	return {
		property: { displayName, type: 'string', default: '', description },
		encode(raw, { label }) {
			const entries = isBlank(raw) ? [] : entriesOf(raw, label);
			return entries.length > 0 ? entries.map((entry) => encodeEntryId(entry, label)) : undefined;
		},
	};
}

/** The same as a filter, which an empty list does not leave out. */
export function idFilter(displayName: string, description: string): Field<string[]> {
	const list = idList(displayName, description);
	return {
		...list,
		encode(raw, context) {
			if (isBlank(raw)) return undefined;
			refuseEmptyFilter(entriesOf(raw, context.label), context.label);
			return list.encode(raw, context);
		},
	};
}
