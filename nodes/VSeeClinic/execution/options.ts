import type { IDataObject } from 'n8n-workflow';

import { encodeId } from '../descriptor/fields';
import { isBlank } from '../descriptor/field';
import type { Operation } from '../descriptor/operation';
import { atOnce } from '../descriptor/properties';
import { isRecord } from '../model/record';
import { InputProblem } from '../request/input-problem';
import type { Manner } from '../request/session';
import type { Once } from './create-once';

/** The Options of one item, read. */
export interface ItemOptions extends Manner, Once {
	requestsAtOnce: number;
	binaryPropertyName: string;
	/** As entered, for the options that only one operation has. */
	entered: IDataObject;
}

/** n8n's own limit for a request; a longer wait is a mistake in the unit. Seconds. */
const LONGEST_TIMEOUT = 300;

function numberIn(options: IDataObject, name: string, label: string, byDefault: number, least: number, most: number): number {
	const raw = options[name];
	if (isBlank(raw)) return byDefault;
	const value = typeof raw === 'string' ? Number(raw) : raw;
	if (typeof value === 'number' && value >= least && value <= most) return value;
	throw new InputProblem(label, `must be a number from ${least} to ${most}`);
}

/**
 * Reads the Options of an item.
 * @throws InputProblem when one of them cannot be used
 */
export function readOptions(raw: unknown, operation: Operation): ItemOptions {
	const options = isRecord(raw) ? raw : {};
	const property = options.binaryPropertyName;
	return {
		timeoutMs: numberIn(options, 'timeout', 'Timeout', 30, 0.05, LONGEST_TIMEOUT) * 1000,
		maxRetries: Math.floor(numberIn(options, 'maxRetries', 'Max Retries', 4, 0, 10)),
		requestsAtOnce: Math.floor(numberIn(options, 'requestsAtOnce', 'Requests at Once', atOnce(operation.effect), 1, 100)),
		userToken: encodeId(options.userToken, 'User Token'),
		reuseExisting: options.reuseExisting !== false,
		retryWhenNotFound: options.retryWhenNotFound === true,
		binaryPropertyName: typeof property === 'string' && property.trim() !== '' ? property.trim() : 'data',
		entered: options,
	};
}
