import type { NodeParameterValueType } from 'n8n-workflow';

import { type Field, readField } from '../../descriptor/field';
import { boolean, idFilter } from '../../descriptor/fields';
import { resultFields } from '../../descriptor/result-fields';
import { isRecord } from '../../model/json';
import { chosenEvents } from '../chosen-events';
import { visitFilterFields } from '../visit-filter';
import type { EventFilters } from './filter-event';

/** What the user wants to hear of, and how. */
export interface TriggerParameters {
	events: string[];
	verify: boolean;
	simplify: boolean;
	ignoreDuplicates: boolean;
	/** @throws InputError when a filter cannot be read */
	readFilters: () => EventFilters;
}

/** The switches of the trigger: how the editor shows them, and how they are read. All are on by default. */
export const SWITCHES = {
	verify: boolean(
		'Verify',
		'Whether to read the visit or user from VSee before the workflow runs. VSee does not sign its events: without this, anyone who knows the URL can start the workflow with invented data. If VSee does not answer within 5 seconds, the workflow runs with “verified” set to false.',
		true,
	),
	simplify: resultFields.simplify,
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

/** The filters of the trigger: how the editor shows them, and how they are read. */
export const FILTERS = {
	...visitFilterFields,
	roomCodes: idFilter(
		'Room Codes',
		'Only visits in these rooms, by their codes, separated by commas. A visit without a known room starts the workflow too.',
	),
};

/**
 * Reads the parameters of the trigger.
 * @param parameter gives the value of a parameter, or the fallback: n8n hands them out in another way to a webhook than to a run
 */
export function readTriggerParameters(
	parameter: (name: string, fallback: NodeParameterValueType) => unknown,
): TriggerParameters {
	const entered = parameter('options', {});
	const options = isRecord(entered) ? entered : {};
	return {
		events: chosenEvents(parameter('events', [])),
		verify: isOn(SWITCHES.verify, parameter('verify', true)),
		simplify: isOn(SWITCHES.simplify, parameter('simplify', true)),
		ignoreDuplicates: isOn(SWITCHES.ignoreDuplicates, options.ignoreDuplicates),
		readFilters: () => ({
			statuses: readField(FILTERS.statuses, options.statuses),
			roomCodes: readField(FILTERS.roomCodes, options.roomCodes),
			providerIds: readField(FILTERS.providerIds, options.providerIds),
		}),
	};
}
