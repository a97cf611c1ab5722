import type { IDataObject } from 'n8n-workflow';

import { asStored, choice } from '../../descriptor/choice';
import { type Field, isBlank, withSuggestion } from '../../descriptor/field';
import { boolean, json, refuseEmptyFilter } from '../../descriptor/fields';
import { encodeLine, refuseEmptyWord } from '../../descriptor/identifier';
import { operation } from '../../descriptor/operation';
import type { OperationResult } from '../../descriptor/operation-context';
import { InputError } from '../../errors/input-error';
import { isJson, isRecord } from '../../model/json';
import { type Call, freePath, type Method, type Path } from '../../request/call';

const object = json('Query', 'Query parameters as a JSON object');

/** The query: nothing, an empty list or an empty word in it would ask for everything. */
const query: Field<IDataObject> = {
	...object,
	encode(raw, context) {
		const values = object.encode(raw, context);
		for (const [name, value] of Object.entries(values ?? {})) {
			const label = `${context.label}: “${name}”`;
			refuseEmptyFilter(value, label);
			for (const entry of [value].flat()) if (typeof entry === 'string') refuseEmptyWord(entry, label);
		}
		return values;
	},
};

/** A path that the user writes. */
const written: Field<Path> = {
	property: {
		displayName: 'Path',
		type: 'string',
		default: '',
		description: 'The part of the address after the API endpoint',
		placeholder: 'e.g. /visits/current',
	},
	encode(raw, { label }) {
		if (isBlank(raw)) return undefined;
		const entered = encodeLine(raw, label) ?? '';
		const isAddress = /^[a-z][a-z\d+.-]*:/i.test(entered);
		const path = freePath(entered.startsWith('/') || isAddress ? entered : `/${entered}`);
		refuseEmptyWord(decodeURIComponent(path), label);
		return path;
	},
};

const METHODS: Method[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];
const methods = asStored(METHODS.map((value) => ({ name: value, value })));

function results(data: unknown): OperationResult[] {
	if (Array.isArray(data) && data.every(isRecord)) return data.map((json) => ({ json }));
	if (isRecord(data)) return [{ json: data }];
	if (data === undefined) return [{ json: { success: true } }];
	return [{ json: { data: isJson(data) ? data : null } }];
}

/** Any path below the base URL (docs/api.md#other-areas: Settings, Payment, EMR, Pharmacy have no public pages). */
export const callApi = operation({
	value: 'call',
	name: 'Call',
	action: 'Make a custom API call',
	description:
		'Call a path of the API that this node has no operation for, such as those of Settings, Payment, EMR and Pharmacy. Use only paths that VSee has given you.',
	effect: 'create',
	onlyReads: (entered) => entered('method') === 'GET',
	fields: {
		method: withSuggestion(choice('Method', 'The HTTP method', methods), 'GET'),
		path: written,
	},
	optional: {
		query,
		body: json('Body', 'The body as a JSON object'),
	},
	options: {
		repeatable: boolean(
			'Repeatable',
			'Whether the call may be sent again when its answer is lost. Turn on only when sending it twice does no harm. GET is always repeatable.',
		),
	},
	check({ method, body }) {
		if (method === 'GET' && body)
			throw new InputError(
				'Body',
				'cannot be sent with GET',
				'Enter the values under Query, or select another Method. Nothing was sent.',
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
