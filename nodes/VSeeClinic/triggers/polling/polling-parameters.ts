import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { readField } from '../../descriptor/field';
import { resultFields } from '../../descriptor/result-fields';
import { inputError } from '../../errors/input-error';
import { isRecord } from '../../model/json';
import type { RequestOptions } from '../../request/session';
import { chosenEvents } from '../chosen-events';
import { pollingOptions, pollingRoom } from './polling-properties';

/** What the user wants to hear of, and how VSee is asked for it. */
export interface PollingParameters {
	events: string[];
	roomCode?: string;
	simplify: boolean;
	daysBack: number;
	daysAhead: number;
	/** Codes on the wire; undefined filters nothing. */
	statuses?: number[];
	providerIds?: string[];
	requestOptions: RequestOptions;
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
	const entered = parameter(node, 'options', {});
	const options = isRecord(entered) ? entered : {};
	const { daysBack, daysAhead, timeout, maxRetries, fullMessages, providerIds, statuses } = pollingOptions;
	return {
		events: chosenEvents(parameter(node, 'events', [])),
		roomCode: readField(pollingRoom, parameter(node, 'room_code', '')),
		simplify: readField(resultFields.simplify, parameter(node, 'simplify', true)),
		daysBack: readField(daysBack, options.daysBack),
		daysAhead: readField(daysAhead, options.daysAhead),
		statuses: readField(statuses, options.statuses),
		providerIds: readField(providerIds, options.providerIds),
		requestOptions: {
			timeoutMs: readField(timeout, options.timeout) * 1000,
			maxRetries: readField(maxRetries, options.maxRetries),
			fullMessages: readField(fullMessages, options.fullMessages),
		},
	};
}
