import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Field } from '../../descriptor/field';
import { inputError } from '../../errors/input-error';
import { isRecord, plainText } from '../../model/json';
import type { RequestOptions } from '../../request/session';
import { pollingOptions, pollingRoom } from './polling-properties';

/** What the user wants to hear of, and how VSee is asked for it. */
export interface PollingParameters {
	events: string[];
	roomCode?: string;
	simplify: boolean;
	daysBack: number;
	daysAhead: number;
	statuses: string[];
	providerIds: string[];
	requestOptions: RequestOptions;
}

function listOf(value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : plainText(value).split(',');
	return entries.map((entry) => plainText(entry).trim()).filter((entry) => entry !== '');
}

/** A parameter. What n8n throws for a failing expression quotes the data: it is not passed on. */
function parameter(node: IPollFunctions, name: string, fallback: IDataObject | boolean | string | string[]): unknown {
	try {
		return node.getNodeParameter(name, fallback);
	} catch {
		throw inputError(
			'A parameter of this trigger',
			'could not be read: its expression failed',
			'Open the trigger and look at its expressions. There is no item before a trigger that they could use.',
		);
	}
}

/** Reads the parameters of the trigger. @throws InputError */
export function readPollingParameters(node: IPollFunctions): PollingParameters {
	const timezone = node.getTimezone();
	const raw = parameter(node, 'options', {});
	const options = isRecord(raw) ? raw : {};
	const read = <Wire>(field: Field<Wire>, value: unknown): Wire | undefined =>
		field.encode(value, { label: field.property.displayName, timezone });
	const { daysBack, daysAhead, timeout, maxRetries, providerIds } = pollingOptions;
	return {
		events: listOf(parameter(node, 'events', [])),
		roomCode: read(pollingRoom, parameter(node, 'room_code', '')),
		simplify: parameter(node, 'simplify', true) !== false,
		daysBack: read(daysBack, options.daysBack) ?? 2,
		daysAhead: read(daysAhead, options.daysAhead) ?? 60,
		statuses: listOf(options.statuses),
		providerIds: read(providerIds, options.providerIds) ?? [],
		requestOptions: {
			timeoutMs: (read(timeout, options.timeout) ?? 30) * 1000,
			maxRetries: read(maxRetries, options.maxRetries) ?? 4,
		},
	};
}
