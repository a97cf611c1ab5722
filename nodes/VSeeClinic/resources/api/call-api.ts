import { type Field, isBlank } from '../../descriptor/field';
import { asStored, boolean, choice, json } from '../../descriptor/fields';
import { operation, type OperationResult } from '../../descriptor/operation';
import { InputError } from '../../errors/input-error';
import { isRecord } from '../../model/json';
import { type Call, freePath, type Method, type Path } from '../../request/call';

/** A path that the user writes. */
const written: Field<Path> = {
	property: {
		displayName: 'Path',
		type: 'string',
		default: '',
		description: 'The path below the API endpoint, beginning with a slash',
		placeholder: 'e.g. /visits/current',
	},
	encode(raw, { label }) {
		if (isBlank(raw)) return undefined;
		if (typeof raw === 'string') return freePath(raw);
		throw new InputError(label, 'is not a text');
	},
};

const methods: Method[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

function results(data: unknown): OperationResult[] {
	if (Array.isArray(data) && data.every(isRecord)) return data.map((json) => ({ json }));
	if (isRecord(data)) return [{ json: data }];
	if (data === undefined) return [{ json: { success: true } }];
	const plain = data === null || typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean';
	return [{ json: { data: plain ? data : JSON.stringify(data) } }];
}

/** Any path below the base URL (contract 7: Settings, Payment, EMR, Pharmacy have no public pages). */
export const callApi = operation({
	value: 'call',
	name: 'Call',
	action: 'Call the API',
	description:
		'Call any path of the API that has no operation of its own here, such as those of Settings, Payment, EMR and Pharmacy, with the same care: credentials, retries, safe errors. Only for paths that VSee has told you; never invent one.',
	effect: 'create',
	fields: {
		method: choice('Method', 'The HTTP method', asStored(methods.map((value) => ({ name: value, value })))),
		path: written,
	},
	optional: {
		query: json('Query', 'Query parameters as a JSON object'),
		body: json('Body', 'The body as a JSON object'),
	},
	options: {
		repeatable: boolean(
			'Repeatable',
			'Whether the call may be sent again when its answer is lost. Only turn on when sending it twice ends in the same state. GET is always repeatable.',
		),
	},
	check({ method, body }) {
		if (method === 'GET' && body)
			throw new InputError(
				'Body',
				'cannot be sent with GET',
				'Put the values into Query, or choose another Method. Nothing was sent.',
			);
	},
	async run({ method, path, query, body }, context, withCustomParameters) {
		const call: Call = withCustomParameters({ method, path, query, body });
		const repeatable = method === 'GET' ? 'read' : context.options.repeatable === true ? 'replace' : undefined;
		const { data } = repeatable
			? await context.request(call, repeatable)
			: await context.createOnce({ call, allowsNoId: true });
		return results(data);
	},
});
