import type { IDataObject } from 'n8n-workflow';

import { isBlank } from '../descriptor/field';
import type { Operation } from '../descriptor/operation';
import { defaultConcurrency } from '../descriptor/properties';
import { InputError } from '../errors/input-error';
import { plainText } from '../model/json';
import type { RequestOptions } from '../request/session';

/** The options that every operation has, read. */
export interface ItemOptions extends RequestOptions {
	requestsAtOnce: number;
}

/** n8n's own limit for a request; a longer wait is a mistake in the unit. Seconds. */
const MAX_TIMEOUT_SECONDS = 300;

function numberIn(
	options: IDataObject,
	name: string,
	label: string,
	defaultValue: number,
	min: number,
	max: number,
): number {
	const raw = options[name];
	if (isBlank(raw)) return defaultValue;
	const value = typeof raw === 'string' ? Number(raw) : raw;
	if (typeof value === 'number' && value >= min && value <= max) return value;
	throw new InputError(label, `must be a number from ${min} to ${max}`);
}

/** A token as a header takes it. @throws InputProblem */
function tokenIn({ userToken }: IDataObject): string | undefined {
	if (isBlank(userToken)) return undefined;
	const token = plainText(userToken).trim();
	if (/^(?!(NaN|null|undefined)$)[\x21-\x7e]{1,4096}$/.test(token)) return token;
	throw new InputError(
		'User Token',
		'is not a token: it is too long, or contains blanks or control characters or others that no token has',
	);
}

/**
 * Reads the options that every operation has, of one item.
 * @throws InputProblem when one of them cannot be used
 */
export function readOptions(options: IDataObject, operation: Operation): ItemOptions {
	return {
		timeoutMs: numberIn(options, 'timeout', 'Timeout', 30, 0.05, MAX_TIMEOUT_SECONDS) * 1000,
		maxRetries: Math.floor(numberIn(options, 'maxRetries', 'Max Retries', 4, 0, 10)),
		requestsAtOnce: Math.floor(
			numberIn(options, 'requestsAtOnce', 'Requests at Once', defaultConcurrency(operation.effect), 1, 100),
		),
		userToken: tokenIn(options),
	};
}
