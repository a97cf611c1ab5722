import type { NodeParameterValueType } from 'n8n-workflow';

import type { Field } from '../../descriptor/field';
import { boolean } from '../../descriptor/fields';
import { isRecord, plainText } from '../../model/json';
import type { VisitFilters } from './filters';

/** What the user wants to hear of, and how. */
export interface TriggerParameters extends VisitFilters {
	events: string[];
	verify: boolean;
	simplify: boolean;
	ignoreDuplicates: boolean;
}

/** The switches of the trigger: how the editor shows them, and how they are read. All are on by default. */
export const SWITCHES = {
	verify: boolean(
		'Verify',
		'Whether to read the visit or user from VSee before the workflow runs. VSee does not sign its events: without this, anyone who knows the URL can start the workflow with invented data. If VSee does not answer within 5 seconds, the workflow runs with “verified” set to false.',
		true,
	),
	simplify: boolean('Simplify', 'Whether to return a simplified version of the response instead of the raw data', true),
	ignoreDuplicates: boolean(
		'Ignore Duplicates',
		'Whether an event that VSee sends twice starts the workflow only once',
		true,
	),
};

/** Reads a switch, also from text. What is neither on nor off counts as on: a webhook has nobody to ask. */
function isOn(field: Field<boolean>, entered: unknown): boolean {
	const raw = typeof entered === 'string' ? entered.trim().toLowerCase() : entered;
	try {
		return field.encode(raw, { label: field.property.displayName, timezone: 'UTC' }) ?? true;
	} catch {
		return true;
	}
}

/** A list of the editor: chosen values, or text with commas. */
function listOf(entered: unknown): string[] {
	const entries: unknown[] = Array.isArray(entered) ? entered : plainText(entered).split(',');
	return entries.map((entry) => plainText(entry).trim()).filter((entry) => entry !== '');
}

/** A filter that is a text: blank filters nothing. A list that an expression gave and that turned out empty selects nothing. */
function filterOf(entered: unknown): string[] | undefined {
	const entries = listOf(entered);
	return entries.length > 0 || Array.isArray(entered) ? entries : undefined;
}

/**
 * Reads the parameters of the trigger.
 * @param parameter gives the value of a parameter, or the fallback: n8n hands them out in another way to a webhook than to a run
 */
export function readTriggerParameters(
	parameter: (name: string, fallback: NodeParameterValueType) => unknown,
): TriggerParameters {
	const entered = parameter('options', {});
	const options = isRecord(entered) ? entered : {};
	const statuses = listOf(options.statuses);
	return {
		events: listOf(parameter('events', [])),
		verify: isOn(SWITCHES.verify, parameter('verify', true)),
		simplify: isOn(SWITCHES.simplify, parameter('simplify', true)),
		ignoreDuplicates: isOn(SWITCHES.ignoreDuplicates, options.ignoreDuplicates),
		statuses: statuses.length > 0 ? statuses : undefined,
		roomCodes: filterOf(options.roomCodes),
		providerIds: filterOf(options.providerIds),
	};
}
