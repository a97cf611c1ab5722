import { InputError } from '../errors/input-error';
import { plainText } from '../model/json';
import type { Effect } from '../request/call';
import { type Field, isBlank, withDefault } from './field';
import { boolean, integer, number } from './fields';
import { refuseInexactNumbers } from './identifier';

const MAX_TOKEN_LENGTH = 4096;

/** A login token, as a header takes it. */
const userToken: Field<string> = {
	property: {
		displayName: 'User Token',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			"Login token to use instead of the credential's: the operation then acts as that person, such as the patient. Take it from User: Create Login Token.",
	},
	encode(raw, { label }) {
		if (isBlank(raw)) return undefined;
		refuseInexactNumbers(raw, label);
		const token = plainText(raw).trim();
		const isWord = ['NaN', 'null', 'undefined'].includes(token);
		if (/^[\x21-\x7e]+$/.test(token) && token.length <= MAX_TOKEN_LENGTH && !isWord) return token;
		throw new InputError(
			label,
			'is not a token: it is too long, or contains blanks or other characters that no token has',
		);
	},
};

const fullMessages = boolean(
	'Full Error Messages',
	'Whether to show the whole text of an error from VSee Clinic, except tokens and keys. It may name a patient, and stays in the executions of n8n. Has no effect when an AI agent calls.',
);

/** A field that n8n does not show where the node is the tool of an AI agent. */
function notForAgents<Wire>(field: Field<Wire>): Field<Wire> {
	return { ...field, property: { ...field.property, displayOptions: { hide: { '@tool': [true] } } } };
}

/** How patiently and how openly VSee is asked: options of the node and of the polling trigger. */
export const requestOptions = {
	fullMessages: withDefault(notForAgents(fullMessages), false),
	maxRetries: withDefault(
		integer(
			'Max Retries',
			'How often a request is sent again when VSee Clinic is busy or could not be reached. A booking whose answer was lost is looked up, not sent again.',
			{ typeOptions: { minValue: 0, maxValue: 10 } },
		),
		4,
	),
	/** Seconds. */
	timeout: withDefault(
		number('Timeout', 'How many seconds to wait for the answer to one request', {
			// n8n's own limit for a request; a longer wait is a mistake in the unit.
			typeOptions: { minValue: 0.05, maxValue: 300 },
		}),
		30,
	),
};

const requestsAtOnce = {
	read: withDefault(
		integer(
			'Requests at Once',
			'How many requests to send in parallel at most. The node begins with 16 and finds out how many VSee Clinic takes well. Taken from the first item. When VSee Clinic asks for a pause, all of them wait.',
			{ typeOptions: { minValue: 1, maxValue: 100 } },
		),
		50,
	),
	write: withDefault(
		integer(
			'Requests at Once',
			'How many items to process in parallel. Taken from the first item. With 1, items are sent in their order.',
			{ typeOptions: { minValue: 1, maxValue: 100 } },
		),
		1,
	),
};

/** The options of every operation that sends requests. */
export function operationOptions(effect: Effect) {
	return {
		...requestOptions,
		requestsAtOnce: effect === 'read' ? requestsAtOnce.read : requestsAtOnce.write,
		userToken,
	};
}
