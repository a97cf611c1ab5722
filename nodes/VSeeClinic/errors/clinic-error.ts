import type { INode, NodeError } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InputError } from './input-error';

type Cause = NonNullable<NodeApiError['failure']>;

/** Says what “…” means, once, to a person who can do something about it. */
const SHORTENED =
	'Words that could be a person were left out; turn on “Full Error Messages” under Options to see them.';

/** What an error says: what happened, what to do, and n8n's own reason where the response proves it. */
export interface ErrorText {
	message: string;
	advice: string;
	failure?: Cause;
}

/** What is known of a call that did not succeed, beside its text. */
interface ErrorDetails {
	httpCode?: string;
	/** n8n's own reason, where the response proves it. */
	failure?: Cause;
	cancelled?: boolean;
	/** The change was refused, but an earlier try, whose reply was lost, may have made it. */
	mayBeChanged?: boolean;
	/** The call may have made a record: where to look for it, '' when nothing leads to it. */
	lostCreate?: string;
	/** The response was larger than what is read: less at once may come through. */
	isTooLarge?: boolean;
	/** The message leaves out words of VSee that could be a person. */
	isShortened?: boolean;
	/** More than fits in one line: n8n shows it below the message. */
	description?: string;
}

/** A call that did not succeed, as plain text that is safe to print: no tokens, no patient data, no bodies. */
export class ClinicError extends Error {
	override readonly name = 'ClinicError';

	/**
	 * @param message what happened
	 * @param advice what to do now
	 */
	constructor(
		message: string,
		readonly advice: string,
		readonly details: ErrorDetails = {},
	) {
		super(message);
	}
}

/** What happened and what to do, in one line. */
function joined(what: string, advice: string): string {
	const end = what === '' || /[.!?…]$/.test(what) ? '' : '.';
	return `${what}${end} ${advice}`.trim();
}

/**
 * The text of a thrown value. `message` is one line that is complete by itself (an AI agent and an item's `error` get
 * nothing else): what happened and what to do. Errors that are not ours are named, never quoted.
 */
export function describeError(error: unknown): { message: string; description?: string } {
	if (error instanceof ClinicError)
		return { message: joined(error.message, error.advice), description: error.details.description };
	if (error instanceof InputError) return { message: joined(error.message, error.hint) };
	return {
		message:
			'This item could not be processed: a value or an expression of this node could not be read. Check its parameters; nothing more was sent.',
	};
}

/** The one line of an error, for Continue On Fail. */
export function toLine(error: unknown): string {
	return describeError(error).message;
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
	const { message, description } = describeError(error);
	const isShortened = error instanceof ClinicError && error.details.isShortened === true;
	const made =
		error instanceof ClinicError
			? new NodeApiError(node, { message }, { message, itemIndex, ...reason(error) })
			: new NodeOperationError(node, message, { itemIndex });
	// n8n replaces texts in which it finds a system code, even inside a word.
	made.message = message;
	made.description = isShortened && canShowInFull ? joined(description ?? '', SHORTENED) : description;
	return made;
}

function reason({ details: { httpCode, failure } }: ClinicError) {
	return { httpCode, failure };
}

/** The same error with an addition to its description. */
export function appendDescription(error: NodeError, addition: string): NodeError {
	if (addition !== '') error.description = `${error.description ?? ''}${addition}`.trim();
	return error;
}
