import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { commonOptions, resultFields } from './common-options';
import { customParameters } from './custom-parameters';
import type { Fields } from './field';
import type { Operation, Resource } from './operation';

const COLLECTION_NAMES = { additionalFields: 'Additional Fields', filters: 'Filters', updateFields: 'Update Fields' };

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
	const placeholder = { filters: 'Add Filter', options: 'Add Option' }[name] ?? 'Add Field';
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
			displayOptions: { show: { ...displayOptions.show, returnAll: [false] } },
		})),
	];
	const ofRecord = propertiesOf({ simplify }).map((property) => ({ ...property, displayOptions }));
	return [...(returnsList ? ofList : []), ...(canSimplify ? ofRecord : [])];
}

/** The n8n parameters of one operation. */
export function operationProperties(operation: Operation): INodeProperties[] {
	const { resource, value, effect, fields, optional, forms, options } = operation;
	const displayOptions: IDisplayOptions = { show: { resource: [resource], operation: [value] } };
	const required = propertiesOf(fields).map((property) => ({
		...property,
		required: true,
		displayOptions,
	}));
	return [
		...required,
		...propertiesOf(forms).map((property) => ({ ...property, displayOptions })),
		...resultProperties(operation, displayOptions),
		collection(
			COLLECTION_NAMES[operation.collection],
			operation.collection,
			[...propertiesOf(optional), customParameters],
			displayOptions,
		),
		collection('Options', 'options', propertiesOf({ ...options, ...commonOptions(effect) }), displayOptions),
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
