import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { YES_NO } from '../descriptor/form-answers';
import { isRecord, numberOf, plainText, recordsOf, textOf } from '../model/json';
import { get, path } from '../request/call';
import { requestList } from './list-pages';

/**
 * Steps hold sections, which hold a schema; whoever nests deeper is not followed (docs/api.md#intake-form: walk it
 * tolerantly).
 */
const MAX_DEPTH = 8;
/**
 * Parameters of an intake that have fields of their own in this node (docs/api.md#creating-an-intake,
 * docs/api.md#updating-an-intake).
 */
const DECLARED = new Set([
	'room_code',
	'type',
	'reason_for_visit',
	'provider_id',
	'member_id',
	'attachments',
	'location',
	'phone',
	'consultation',
	'id',
	'intake_id',
]);
const TYPES = new Map<string, FieldType>([
	['integer', 'number'],
	['number', 'number'],
	['array', 'array'],
	['object', 'object'],
	['datetime', 'dateTime'],
	['date-time', 'dateTime'],
]);

/** A section of the form: the questions by their key, and how the form shows them. */
interface Section {
	schema: IDataObject;
	form: IDataObject[];
}

function sectionsIn(value: unknown, depth = 0): Section[] {
	if (depth > MAX_DEPTH) return [];
	if (Array.isArray(value)) return value.flatMap((entry: unknown) => sectionsIn(entry, depth + 1));
	if (!isRecord(value)) return [];
	if (isRecord(value.schema)) return [{ schema: value.schema, form: recordsOf(value.form) }];
	return Object.values(value).flatMap((entry) => sectionsIn(entry, depth + 1));
}

/** `custom_pain_level` as `Custom pain level`, for a question without a title. */
function fromKey(key: string): string {
	const words = key.replace(/[_-]+/g, ' ').trim();
	return words === '' ? key : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Choices: plain values, or objects with a value and a name. */
function choicesOf(list: unknown): INodePropertyOptions[] {
	const entries: unknown[] = Array.isArray(list) ? list : [];
	const choices = entries.map((entry) => {
		const value = isRecord(entry) ? (entry.value ?? entry.code) : entry;
		const name = isRecord(entry) ? (textOf(entry.name) ?? textOf(entry.label) ?? textOf(entry.title)) : null;
		return { name: name ?? plainText(value), value: typeof value === 'number' ? value : plainText(value) };
	});
	return choices.filter(({ name }) => name !== '');
}

/** A whole number with both limits is a choice, or n8n would take any other; a wide range is not listed. */
const MAX_LISTED_NUMBERS = 25;

function numbersOf({ type, minimum, maximum }: IDataObject): INodePropertyOptions[] {
	const [first, last] = [numberOf(minimum), numberOf(maximum)];
	if (type !== 'integer' || first === null || last === null || last - first >= MAX_LISTED_NUMBERS) return [];
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
		name: String(first + index),
		value: first + index,
	}));
}

/** What the clinic calls a question, in the first of the places where a form says it. */
function titleOf(key: string, schema: IDataObject, shown: IDataObject): string {
	const [title] = [schema.title, shown.title, shown.placeholder].map(textOf).filter((text) => text !== null);
	return title ?? fromKey(key);
}

function question(key: string, schema: IDataObject, shown: IDataObject = {}): ResourceMapperField {
	const named = choicesOf(shown.titleMap);
	const listed = [named, choicesOf(schema.enum), numbersOf(schema)];
	const choices = listed.find(({ length }) => length > 0) ?? [];
	const options = schema.type === 'boolean' ? YES_NO : choices;
	const type = TYPES.get(textOf(schema.format) ?? '') ?? TYPES.get(textOf(schema.type) ?? '') ?? 'string';
	const title = titleOf(key, schema, shown);
	const required = schema.required === true;
	return {
		id: key,
		// The editor has no mark of its own for a question that may be left blank until the form is used.
		displayName: required ? `${title} (required)` : title,
		required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: options.length > 0 ? 'options' : type,
		...(options.length > 0 ? { options } : {}),
		// No question is answered before a person has looked at it, whatever the form would put there.
		defaultValue: null,
	};
}

/** The questions of the clinic's own intake form, each once, without those that have a field in this node. */
export function questionsOf(account: unknown): ResourceMapperField[] {
	const { intake_steps: before, post_intake_steps: after } = isRecord(account) ? account : {};
	const found = new Map<string, ResourceMapperField>();
	for (const { schema, form } of sectionsIn([before, after])) {
		for (const [key, answer] of Object.entries(schema)) {
			if (DECLARED.has(key) || found.has(key) || !isRecord(answer)) continue;
			found.set(
				key,
				question(
					key,
					answer,
					form.find((entry) => entry.key === key),
				),
			);
		}
	}
	return [...found.values()];
}

/** Reads the clinic's intake form from its account (docs/api.md#intake-form, public). */
async function getIntakeFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	// A room may be entered before there is a credential: the editor shows this in place of an error.
	if (!this.getNode().credentials?.vSeeClinicApi)
		return {
			fields: [],
			emptyFieldsNotice:
				'Select a credential first: the questions of your clinic appear here. Once it is selected, close this panel and open it again.',
		};
	const { data } = await requestList(this, get(path`/accounts/-`));
	return {
		fields: questionsOf(data),
		emptyFieldsNotice:
			'The account of this clinic has no intake form with questions of its own. Use Custom Parameters for what it expects.',
	};
}

/** The forms behind the resource mappers of the node. */
export const resourceMapping = { getIntakeFields };
