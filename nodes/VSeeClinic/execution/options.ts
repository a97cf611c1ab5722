import type { IDataObject } from 'n8n-workflow';

import { readField } from '../descriptor/field';
import type { Operation } from '../descriptor/operation';
import { operationOptions } from '../descriptor/request-options';
import { resultFields } from '../descriptor/result-fields';
import type { RequestOptions } from '../request/session';

/** The options that every operation has, read. */
export interface ItemOptions extends RequestOptions {
	requestsAtOnce: number;
	/** Whether what VSee says in an error is shown whole: it may then name a patient. */
	fullMessages: boolean;
}

/** What is wanted of the results. */
export interface ResultOptions {
	/** How many records; undefined for all. */
	limit?: number;
	simplify: boolean;
}

/** Whether a node of this type is the tool of an AI agent: n8n adds the word to the name of the type. */
export function isAgentTool(nodeType: string): boolean {
	return nodeType.endsWith('Tool');
}

/**
 * Reads the options that every operation has, of one item.
 * @param nodeType the type of the node; n8n gives the tool of an AI agent a type of its own
 * @throws InputError when one of them cannot be used
 */
export function readOptions(options: IDataObject, { effect }: Pick<Operation, 'effect'>, nodeType = ''): ItemOptions {
	const fields = operationOptions(effect);
	return {
		timeoutMs: readField(fields.timeout, options.timeout) * 1000,
		maxRetries: readField(fields.maxRetries, options.maxRetries),
		requestsAtOnce: readField(fields.requestsAtOnce, options.requestsAtOnce),
		userToken: readField(fields.userToken, options.userToken),
		// What an agent's tool returns is sent to its model.
		fullMessages: readField(fields.fullMessages, options.fullMessages) && !isAgentTool(nodeType),
	};
}

/**
 * Reads Return All, Limit and Simplify of one item, where the operation has them.
 * @param entered what was entered under a name
 * @throws InputError when one of them cannot be used
 */
export function readResultOptions(operation: Operation, entered: (name: string) => unknown): ResultOptions {
	const { returnAll, limit, simplify } = resultFields;
	const isLimited = operation.returnsList && !readField(returnAll, entered('returnAll'));
	return {
		limit: isLimited ? readField(limit, entered('limit')) : undefined,
		simplify: operation.canSimplify && readField(simplify, entered('simplify')),
	};
}
