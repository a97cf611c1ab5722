import type { INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../errors/input-error';
import { plainText } from '../model/json';
import { type Field, isBlank, trimmed } from './field';
import { entriesOf, refuseEmptyFilter } from './fields';
import { refuseEmptyWord } from './identifier';

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

/** What else may be entered, for lists that VSee may make longer: how it is sent, or undefined. */
type OtherWords<Wire> = (word: string) => Wire | undefined;

/** The choice of a stored value or of what is sent for it. @throws InputError */
function findChoice<Wire>(
	choices: ReadonlyArray<Choice<Wire>>,
	raw: unknown,
	label: string,
	other?: OtherWords<Wire>,
): Wire {
	const word = trimmed(plainText(raw));
	refuseEmptyWord(word, label);
	const found = choices.find(({ value, wire }) => word !== '' && (value === word || String(wire) === word));
	if (found) return found.wire;
	const wire = other?.(word);
	if (wire !== undefined) return wire;
	throw new InputError(label, `is not one of ${choices.map(({ value }) => value).join(', ')}`);
}

/** One of a few values. */
export function choice<Wire extends number | string>(
	displayName: string,
	description: string,
	choices: ReadonlyArray<Choice<Wire>>,
	other?: OtherWords<Wire>,
): Field<Wire> {
	return {
		property: {
			displayName,
			type: 'options',
			default: choices[0]?.value ?? '',
			options: optionsOf(choices),
			description,
		},
		encode: (raw, { label }) => (isBlank(raw) ? undefined : findChoice(choices, raw, label, other)),
	};
}

/**
 * Several of a few values, as a filter: chosen ones, a list, or text with commas.
 * @param preset the stored value that is chosen when the filter is added: an empty list is no preset
 */
export function choiceFilter<Wire extends number | string>(
	displayName: string,
	description: string,
	choices: ReadonlyArray<Choice<Wire>>,
	preset: string,
	other?: OtherWords<Wire>,
): Field<Wire[]> {
	return {
		property: { displayName, type: 'multiOptions', default: [preset], options: optionsOf(choices), description },
		encode(raw, { label }) {
			if (isBlank(raw)) return undefined;
			const entries = entriesOf(raw, label);
			refuseEmptyFilter(entries, label);
			return entries.map((entry) => findChoice(choices, entry, label, other));
		},
	};
}
