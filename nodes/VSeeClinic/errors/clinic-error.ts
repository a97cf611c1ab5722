import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeError, NodeOperationError } from 'n8n-workflow';

import { InputError } from './input-error';

type Cause = NonNullable<NodeApiError['failure']>;

/** Says what “…” means, once, to a person who can do something about it. */
const SHORTENED =
	' Words that could be a person were left out; turn on “Full Error Messages” under Options to see them.';

/** A call that did not succeed, as plain text that is safe to print: no tokens, no patient data, no bodies. */
export class ClinicError extends Error {
	/**
	 * @param message what happened
	 * @param advice what to do now
	 * @param details the HTTP status and, where the answer proves it, n8n's reason; `isShortened`: the message leaves out
	 * words of VSee that could be a person
	 */
	constructor(
		message: string,
		readonly advice: string,
		readonly details: { httpCode?: string; failure?: Cause; cancelled?: boolean; isShortened?: boolean } = {},
	) {
		super(message);
	}
}

/** What a thrown value says, in two safe sentences. Errors that are not ours are named, never quoted. */
export function describeError(error: unknown): { message: string; advice: string } {
	if (error instanceof ClinicError) return { message: error.message, advice: error.advice };
	if (error instanceof InputError) return { message: error.message, advice: error.hint };
	return {
		message: 'This item could not be processed',
		advice: 'A value or an expression of this node could not be read. Check its parameters; nothing more was sent.',
	};
}

/** The same in one line, for Continue On Fail. */
export function toLine(error: unknown): string {
	const { message, advice } = describeError(error);
	return `${message}${/[.!?…]$/.test(message) ? '' : '.'} ${advice}`;
}

/**
 * A fresh n8n error from plain values: what n8n or the HTTP library threw is never wrapped, since it carries
 * the request, its headers and its body.
 * @param canShowInFull whether the user has the option “Full Error Messages”: not where an AI agent calls
 */
export function nodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
	canShowInFull = true,
): NodeApiError | NodeOperationError {
	const { message, advice } = describeError(error);
	const isShortened = error instanceof ClinicError && error.details.isShortened === true;
	const description = isShortened && canShowInFull ? `${advice}${SHORTENED}` : advice;
	const made =
		error instanceof ClinicError
			? new NodeApiError(node, { message }, { message, description, itemIndex, ...error.details })
			: new NodeOperationError(node, message, { description, itemIndex });
	// n8n replaces texts in which it finds a system code, even inside a word.
	made.message = message;
	made.description = description;
	return made;
}

/** The same error with a remark after its advice. */
export function appendDescription(error: Error, addition: string): Error {
	if (error instanceof NodeError) error.description = `${error.description ?? ''}${addition}`;
	return error;
}
