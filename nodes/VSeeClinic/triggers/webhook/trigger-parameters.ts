import type { NodeParameterValueType } from 'n8n-workflow';

import { isRecord, plainText } from '../../model/json';

/** What the user wants to hear of, and how. */
export interface TriggerParameters {
	events: string[];
	verify: boolean;
	simplify: boolean;
	ignoreDuplicates: boolean;
	statuses: string[];
	roomCodes: string[];
	providerIds: string[];
}

/** A list of the editor: chosen values, or text with commas. */
function listOf(value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : plainText(value).split(',');
	return entries.map((entry) => plainText(entry).trim()).filter((entry) => entry !== '');
}

/** Reads the parameters of the trigger. n8n hands them out in another way to a webhook than to a run. */
export function readTriggerParameters(
	parameter: (name: string, fallback: NodeParameterValueType) => unknown,
): TriggerParameters {
	const entered = parameter('options', {});
	const options = isRecord(entered) ? entered : {};
	return {
		events: listOf(parameter('events', [])),
		verify: parameter('verify', true) !== false,
		simplify: parameter('simplify', true) !== false,
		ignoreDuplicates: options.ignoreDuplicates !== false,
		statuses: listOf(options.statuses),
		roomCodes: listOf(options.roomCodes),
		providerIds: listOf(options.providerIds),
	};
}
