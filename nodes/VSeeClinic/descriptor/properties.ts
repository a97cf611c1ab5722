import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Effect } from '../request/call';
import { customParameters } from './custom-parameters';
import type { Fields } from './field';
import type { Operation } from './operation';

/** A resource: its name in the menu and its operations. */
export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

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

/** How many items are under way at once unless the user says otherwise: writes go one by one, in order. */
export function defaultConcurrency(effect: Effect): number {
	return effect === 'read' ? 10 : 1;
}

/** Options that every operation has. */
function commonOptions({ effect }: Operation): INodeProperties[] {
	return [
		{
			displayName: 'Max Retries',
			name: 'maxRetries',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 10 },
			default: 4,
			description:
				'How often a request is sent again when VSee Clinic is busy or could not be reached. A booking whose answer was lost is looked up, not sent again.',
		},
		{
			displayName: 'Requests at Once',
			name: 'requestsAtOnce',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: defaultConcurrency(effect),
			description: 'How many items are worked on at the same time. The value of the first item counts.',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 30,
			description: 'How many seconds to wait for the answer to one request',
		},
		{
			displayName: 'User Token',
			name: 'userToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Login token to use instead of the credential's: the operation then acts as that person, such as the patient. Take it from User: Create Login Token.",
		},
	];
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

function listProperties(displayOptions: IDisplayOptions): INodeProperties[] {
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			displayOptions,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { ...displayOptions.show, returnAll: [false] } },
			description: 'Max number of results to return',
		},
	];
}

function simplifyProperty(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	};
}

/** The n8n parameters of one operation. */
export function operationProperties(operation: Operation): INodeProperties[] {
	const { resource, value, fields, optional, forms, options, returnsList, canSimplify } = operation;
	const displayOptions: IDisplayOptions = { show: { resource: [resource], operation: [value] } };
	const required = propertiesOf(fields).map((property) => ({
		...property,
		required: true,
		displayOptions,
	}));
	return [
		...required,
		...propertiesOf(forms).map((property) => ({ ...property, displayOptions })),
		...(returnsList ? listProperties(displayOptions) : []),
		...(canSimplify ? [simplifyProperty(displayOptions)] : []),
		collection(
			COLLECTION_NAMES[operation.collection],
			operation.collection,
			[...propertiesOf(optional), customParameters],
			displayOptions,
		),
		collection('Options', 'options', [...propertiesOf(options), ...commonOptions(operation)], displayOptions),
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
