import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { customParameters } from './custom-parameters';
import type { Fields } from './field';
import type { Operation, Resource } from './operation';
import { operationOptions } from './request-options';
import { resultFields } from './result-fields';

const COLLECTION_NAMES = { additionalFields: 'Additional Fields', filters: 'Filters', updateFields: 'Update Fields' };

/** Of a parameter: that it has a value. */
const IS_THERE = { _cnd: { exists: true } } as const;

function byName<T extends { displayName?: string; name: string }>(entries: T[]): T[] {
	return [...entries].sort((a, b) => (a.displayName ?? a.name).localeCompare(b.displayName ?? b.name));
}

function propertiesOf(fields: Fields): INodeProperties[] {
	return Object.entries(fields).map(([name, field]) => ({ ...field.property, name }));
}

function firstOf(entries: Array<{ value: string }>): string {
	return entries[0]?.value ?? '';
}

function collection(
	displayName: string,
	name: string,
	entries: INodeProperties[],
	displayOptions: IDisplayOptions,
): INodeProperties {
	const placeholder = { Filters: 'Add Filter', Options: 'Add Option' }[displayName] ?? 'Add Field';
	return {
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		displayOptions,
		options: byName(entries),
	};
}

/** Return All, Limit and Simplify, where the operation has them. */
function resultProperties({ returnsList, canSimplify }: Operation, displayOptions: IDisplayOptions): INodeProperties[] {
	const { returnAll, limit, simplify } = resultFields;
	const ofList = [
		...propertiesOf({ returnAll }).map((property) => ({ ...property, displayOptions })),
		...propertiesOf({ limit }).map((property) => ({
			...property,
			// Not shown for false: n8n drops a limit that is hidden, and a saved “false” is a text.
			displayOptions: { ...displayOptions, hide: { ...displayOptions.hide, returnAll: [true] } },
		})),
	];
	const ofRecord = propertiesOf({ simplify }).map((property) => ({ ...property, displayOptions }));
	return [...(returnsList ? ofList : []), ...(canSimplify ? ofRecord : [])];
}

/**
 * Parameters at top level. Those that older workflows have in the collection are not required, or n8n would report them
 * as missing.
 */
function topLevelProperties(operation: Operation, displayOptions: IDisplayOptions): INodeProperties[] {
	const { fields, required, moved } = operation;
	const isAsked = (name: string) => required.includes(name) && !moved.includes(name);
	return propertiesOf(fields).map((property) => ({
		...property,
		...(isAsked(property.name) ? { required: true } : {}),
		displayOptions,
	}));
}

/** The collection: what is optional, and what an earlier version has saved in it. */
function collectionProperty(operation: Operation, displayOptions: IDisplayOptions): INodeProperties {
	const { collection: name, fields, optional, moved } = operation;
	const saved = propertiesOf(fields)
		.filter((property) => moved.includes(property.name))
		.map((property) => ({ ...property, displayOptions: { show: { [property.name]: [IS_THERE] } } }));
	// Filters or updates that hold nothing of the kind are called what they are; the name in the workflow stays.
	const isBare = Object.keys(optional).length === 0;
	const entries = [...propertiesOf(optional), ...saved, customParameters];
	return collection(COLLECTION_NAMES[isBare ? 'additionalFields' : name], name, entries, displayOptions);
}

/**
 * Forms, shown once the locators that are required are filled. n8n asks for their questions when it shows them and not
 * when a credential is selected: one that is there from the start stays empty for whoever selects the credential later.
 */
function formProperties({ fields, forms, required }: Operation, { show }: IDisplayOptions): INodeProperties[] {
	// Only of a locator does the editor see that an expression is there; of a text it would take what the expression gives.
	const locators = required.filter((name) => fields[name]?.property.type === 'resourceLocator');
	const isFilled = Object.fromEntries(locators.map((name) => [name, [IS_THERE]]));
	return propertiesOf(forms).map((property) => ({ ...property, displayOptions: { show: { ...show, ...isFilled } } }));
}

/** The n8n parameters of one operation. */
export function operationProperties(operation: Operation): INodeProperties[] {
	const { resource, value, effect, options, sendsNothing } = operation;
	const displayOptions: IDisplayOptions = { show: { resource: [resource], operation: [value] } };
	const allOptions = propertiesOf({ ...options, ...(sendsNothing ? {} : operationOptions(effect)) });
	return [
		...topLevelProperties(operation, displayOptions),
		...formProperties(operation, displayOptions),
		...resultProperties(operation, displayOptions),
		collectionProperty(operation, displayOptions),
		...(allOptions.length > 0 ? [collection('Options', 'options', allOptions, displayOptions)] : []),
	];
}

function operationMenu({ value, operations }: Resource): INodeProperties {
	const options: INodePropertyOptions[] = byName(operations).map(({ name, value: of, action, description }) => ({
		name,
		value: of,
		action,
		description,
	}));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options,
		default: firstOf(operations),
	};
}

/** All parameters of the node, from the registry. */
export function nodeProperties(resources: Resource[]): INodeProperties[] {
	const menu: INodePropertyOptions[] = byName(resources).map(({ name, value }) => ({ name, value }));
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: menu,
			default: firstOf(resources),
		},
		...resources.map(operationMenu),
		...resources.flatMap(({ operations }) => operations.flatMap(operationProperties)),
	];
}
