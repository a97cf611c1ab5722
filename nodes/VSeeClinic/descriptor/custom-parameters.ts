import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors/input-error';
import { isRecord, plainText } from '../model/json';
import type { Call } from '../request/call';
import { isBlank } from './field';
import { parseJson, refuseEmptyFilter } from './fields';

const LABEL = 'Custom Parameters';
const HINT = 'Enter Custom Parameters as {"name": "value"} or as [{"name": "…", "value": "…"}]. Nothing was sent.';

/** The parameter that every operation has: for what VSee adds tomorrow, or calls otherwise than we think. */
export const customParameters: INodeProperties = {
	displayName: LABEL,
	name: 'customParameters',
	type: 'json',
	default: '{}',
	placeholder: '{ "name": "value" }',
	description:
		'Extra API parameters this node has no field for, as JSON: an object, or a list of name/value pairs. They are sent as they are.',
};

function pairs(list: unknown[]): IDataObject {
	const found = list.map((entry) => {
		if (!isRecord(entry) || typeof entry.name !== 'string' || entry.name.trim() === '') {
			throw new InputError(LABEL, 'must be pairs of a name and a value', HINT);
		}
		return [entry.name.trim(), entry.value] as const;
	});
	return Object.fromEntries(found);
}

function read(raw: unknown): IDataObject {
	if (isBlank(raw)) return {};
	const value = parseJson(raw, LABEL);
	if (Array.isArray(value)) return pairs(value);
	if (!isRecord(value)) throw new InputError(LABEL, 'is not a JSON object', HINT);
	const [only, ...others] = Object.values(value);
	// The form in which n8n stores name/value pairs of a fixed collection.
	if (
		others.length === 0 &&
		Array.isArray(only) &&
		only.length > 0 &&
		only.every((entry) => isRecord(entry) && 'name' in entry && 'value' in entry)
	) {
		return pairs(only);
	}
	return pairs(Object.entries(value).map(([name, entry]) => ({ name, value: entry })));
}

function refuse(name: string, label = LABEL): never {
	throw new InputError(
		label,
		`contains “${name}”, which has a field of its own here`,
		`Enter “${name}” in its own field and remove it from ${label}. Nothing was sent.`,
	);
}

/**
 * The custom parameters of an item.
 * @throws InputError when they cannot be read, or name a parameter that the operation declares
 */
export function customValues(raw: unknown, declared: Set<string>): IDataObject {
	const values = read(raw);
	for (const name of Object.keys(values)) {
		if (name === '__proto__') throw new InputError(LABEL, 'contains a name that cannot be sent', HINT);
		if (declared.has(name)) refuse(name);
	}
	return values;
}

/**
 * The custom parameters together with what the forms of the operation hold, by their labels.
 * @throws InputError when a form names a parameter that the operation declares, or one that is there already
 */
export function joinedValues(
	custom: IDataObject,
	forms: Array<[string, IDataObject]>,
	declared: Set<string>,
): IDataObject {
	const all = { ...custom };
	for (const [label, values] of forms) {
		for (const [name, value] of Object.entries(values)) {
			if (declared.has(name)) refuse(name, label);
			if (Object.hasOwn(all, name))
				throw new InputError(
					label,
					`contains “${name}”, which is in Custom Parameters too`,
					`Remove “${name}” from one of them. Nothing was sent.`,
				);
			all[name] = value;
		}
	}
	return all;
}

/** The call with the custom parameters: in the body when there is one, else in the query. */
export function withCustom(call: Call, custom: IDataObject): Call {
	const names = Object.keys(custom);
	if (names.length === 0) return call;
	const own = { ...call.query, ...call.body, ...call.file?.fields };
	for (const name of names) if (Object.hasOwn(own, name) && own[name] !== undefined) refuse(name);
	if (call.file) {
		const fields = Object.fromEntries(
			Object.entries(custom).map(([name, value]) => [
				name,
				typeof value === 'object' ? JSON.stringify(value) : plainText(value),
			]),
		);
		return { ...call, file: { ...call.file, fields: { ...call.file.fields, ...fields } } };
	}
	if (call.body) return { ...call, body: { ...call.body, ...custom } };
	for (const [name, value] of Object.entries(custom))
		if (typeof value !== 'string') refuseEmptyFilter(value, `${LABEL}: “${name}”`);
	return { ...call, query: { ...call.query, ...custom } };
}
