import type { IDataObject } from 'n8n-workflow';

import { isBlank } from '../descriptor/field';
import type { Operation } from '../descriptor/operation';
import { atOnce } from '../descriptor/properties';
import { InputProblem } from '../errors/input-error';
import { plainText } from '../model/json';
import type { Manner } from '../request/session';

/** The options that every operation has, read. */
export interface ItemOptions extends Manner {
	requestsAtOnce: number;
}

/** n8n's own limit for a request; a longer wait is a mistake in the unit. Seconds. */
const LONGEST_TIMEOUT = 300;

function numberIn(
	options: IDataObject,
	name: string,
	label: string,
	byDefault: number,
	least: number,
	most: number,
): number {
	const raw = options[name];
	if (isBlank(raw)) return byDefault;
	const value = typeof raw === 'string' ? Number(raw) : raw;
	if (typeof value === 'number' && value >= least && value <= most) return value;
	throw new InputProblem(label, `must be a number from ${least} to ${most}`);
}

/** A token as a header takes it. @throws InputProblem */
function tokenIn({ userToken }: IDataObject): string | undefined {
	if (isBlank(userToken)) return undefined;
	const token = plainText(userToken).trim();
	if (/^(?!(NaN|null|undefined)$)[\x21-\x7e]{1,4096}$/.test(token)) return token;
	throw new InputProblem(
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
		timeoutMs: numberIn(options, 'timeout', 'Timeout', 30, 0.05, LONGEST_TIMEOUT) * 1000,
		maxRetries: Math.floor(numberIn(options, 'maxRetries', 'Max Retries', 4, 0, 10)),
		requestsAtOnce: Math.floor(
			numberIn(options, 'requestsAtOnce', 'Requests at Once', atOnce(operation.effect), 1, 100),
		),
		userToken: tokenIn(options),
	};
}
