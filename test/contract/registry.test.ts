import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import type { Operation } from '../../nodes/VSeeClinic/descriptor/operation';
import { operationProperties } from '../../nodes/VSeeClinic/descriptor/properties';
import { findOperation, resources } from '../../nodes/VSeeClinic/resources';
import { VSeeClinic } from '../../nodes/VSeeClinic/VSeeClinic.node';
import { node } from '../request/node';
import { entriesOf } from './entries-of';
import { COMMON, EFFECTS, LOCATORS, OTHERS, type Row, TABLE } from './interface';

const COLLECTIONS = ['additionalFields', 'updateFields', 'filters'];
const operations = resources.flatMap(({ operations: of }) => of);
const named = operations.map((operation): [string, Operation] => [
	`${operation.resource}:${operation.value}`,
	operation,
]);
const { description } = new VSeeClinic();

function known(resource: string, value: string): Operation {
	const found = findOperation(resource, value);
	if (!found) throw new Error(`${resource}:${value} is missing`);
	return found;
}

function property(operation: Operation, name: string): INodeProperties {
	const found = operationProperties(operation).find((entry) => entry.name === name);
	if (!found) throw new Error(`${name} is missing`);
	return found;
}

const names = (properties: INodeProperties[]) => properties.map(({ name }) => name);
const sorted = (texts: string[]) => [...texts].sort();
const shownName = ({ displayName, name }: { displayName?: string; name: string }) => displayName ?? name;

/** One sentence without a full stop, or several that all end in one: n8n's rule. */
function endsProperly(text: string): boolean {
	const several = /[.?!]\s+\S/.test(text.replace(/\be\.g\. /g, ''));
	return text.trim() === text && /^[A-Z“]/.test(text) && (several ? /[.?!]$/.test(text) : !text.endsWith('.'));
}

describe('the registry', () => {
	test('every operation once, under the resource that lists it, and found by its name', () => {
		const all = named.map(([name]) => name);
		expect(new Set(all).size).toBe(all.length);
		for (const { value, operations: of } of resources)
			for (const operation of of)
				expect([operation.resource, findOperation(value, operation.value)]).toEqual([value, operation]);
		expect(findOperation('visit', 'nobodyKnows')).toBeUndefined();
		expect(findOperation('visit:create', '')).toBeUndefined();
	});

	test('the resources and operations of the interface, and no others', () => {
		const expected = {
			...Object.fromEntries(
				Object.entries(TABLE).map(([resource, rows]) => [resource, sorted(rows.map(({ operation }) => operation))]),
			),
			...operationsOf(OTHERS),
		};
		expect(
			Object.fromEntries(
				resources.map(({ value, operations: of }) => [value, sorted(of.map((operation) => operation.value))]),
			),
		).toEqual(expected);
	});

	test.each(Object.entries(EFFECTS))('%s is declared a %s', (name, effect) => {
		const [resource = '', value = ''] = name.split(':');
		expect(known(resource, value).effect).toBe(effect);
	});
});

function operationsOf(others: typeof OTHERS): Record<string, string[]> {
	return Object.fromEntries(Object.entries(others).map(([resource, of]) => [resource, sorted(Object.keys(of))]));
}

const ROWS = Object.entries(TABLE).flatMap(([resource, rows]) =>
	rows.map((row): [string, string, Row] => [resource, row.operation, row]),
);

describe.each(ROWS)('the table of the interface: %s %s', (resource, value, row) => {
	test('required parameters, at top level, in its order', () => {
		const operation = known(resource, value);
		const top = operationProperties(operation).filter(({ required }) => required);
		expect(names(top)).toEqual(row.required.filter((name) => !operation.moved.includes(name)));
		expect(operation.required).toEqual(row.required);
		expect(Object.keys(operation.fields)).toEqual([...row.required, ...(row.top ?? [])]);
	});

	test('the others in its collection', () => {
		const operation = known(resource, value);
		expect(operation.collection).toBe(row.collection);
		expect(sorted(names(entriesOf(property(operation, row.collection))))).toEqual(
			sorted([...row.optional, ...operation.moved, 'customParameters']),
		);
	});

	test('options, Return All and Limit, Simplify', () => {
		const operation = known(resource, value);
		expect(sorted(names(entriesOf(property(operation, 'options'))))).toEqual(
			sorted([...(row.options ?? []), ...Object.keys(COMMON), 'requestsAtOnce']),
		);
		const top = names(operationProperties(operation));
		expect([top.includes('returnAll'), top.includes('limit'), top.includes('simplify')]).toEqual([
			row.many ?? false,
			row.many ?? false,
			row.simplify ?? false,
		]);
	});
});

describe.each(
	Object.entries(OTHERS).flatMap(([resource, of]) =>
		Object.entries(of).map(([value, required]): [string, string, string[]] => [resource, value, required]),
	),
)('the table of the interface: %s %s', (resource, value, required) => {
	test('what it cannot do without stands at top level', () => {
		expect(names(operationProperties(known(resource, value)))).toEqual(expect.arrayContaining(required));
	});
});

describe.each(named)('%s', (_name, operation) => {
	const properties = operationProperties(operation);
	const collections = properties.filter(({ name }) => COLLECTIONS.includes(name));
	const entries = collections.flatMap(entriesOf);
	const options = properties.filter(({ name }) => name === 'options').flatMap(entriesOf);

	test('no name twice at top level, in the collection, or in Options', () => {
		for (const level of [properties, entries, options]) expect(new Set(names(level)).size).toBe(level.length);
		expect(names(entries).filter((name) => names(properties).includes(name))).toEqual(operation.moved);
	});

	test('one collection, then Options, and before them only what is required, Return All, Limit and Simplify', () => {
		expect(collections).toHaveLength(1);
		const last = [operation.collection, ...(operation.sendsNothing ? [] : ['options'])];
		expect(names(properties).slice(-last.length)).toEqual(last);
		const others = properties.slice(0, -last.length).filter(({ required }) => !required);
		expect([...operation.moved, ...Object.keys(operation.forms), 'returnAll', 'limit', 'simplify']).toEqual(
			expect.arrayContaining(names(others)),
		);
		expect(operation.required.filter((name) => !operation.moved.includes(name))).toEqual(
			names(properties.filter(({ required }) => required)),
		);
	});

	test('custom parameters in the collection, the five options with their defaults in Options', () => {
		expect(entries.find(({ name }) => name === 'customParameters')).toMatchObject({ type: 'json', default: '{}' });
		if (operation.sendsNothing) return expect(options).toEqual([]);
		const defaults = Object.fromEntries(options.map(({ name, default: value }) => [name, value]));
		expect(defaults).toMatchObject({ ...COMMON, requestsAtOnce: operation.effect === 'read' ? 50 : 1 });
		expect(options.find(({ name }) => name === 'userToken')).toMatchObject({ typeOptions: { password: true } });
	});

	test('entries in the order of their names', () => {
		for (const level of [entries, options])
			expect(level.map(shownName)).toEqual(level.map(shownName).sort((a, b) => a.localeCompare(b)));
	});

	test('every description says something and ends as it should', () => {
		const texts = [
			operation.description,
			...[...properties, ...entries, ...options]
				.filter(({ type }) => type !== 'collection')
				.map(({ description: text }) => text ?? ''),
		];
		expect(texts.filter((text) => text.length < 5 || !endsProperly(text))).toEqual([]);
		expect(operation.action).toMatch(/^[A-Z][^.]+$/);
		expect(operation.name).toMatch(/^[A-Z]/);
	});

	test('shown for this operation only', () => {
		for (const { displayOptions } of properties)
			expect(displayOptions?.show).toMatchObject({ resource: [operation.resource], operation: [operation.value] });
		for (const entry of [...entries, ...options]) expect(entry).not.toHaveProperty('required');
	});

	test('API names as the API spells them, our own in camel case', () => {
		expect(names(options).filter((name) => !/^[a-z][a-zA-Z]*$/.test(name))).toEqual([]);
		expect(names([...properties, ...entries]).filter((name) => !/^([a-z][a-z_]*|[a-z][a-zA-Z]*)$/.test(name))).toEqual(
			[],
		);
	});

	test('the ids of rooms, providers, patients and consultations can be picked from a list', () => {
		const found = [...properties, ...entries].filter(({ name }) => LOCATORS.includes(name));
		expect(found.filter(({ type }) => type !== 'resourceLocator').map(({ name }) => name)).toEqual([]);
		const searches = Object.keys(new VSeeClinic().methods.listSearch);
		for (const { modes = [] } of found) {
			const [list, id] = modes;
			expect([list?.name, id?.name]).toEqual(['list', 'id']);
			expect(searches).toContain(list?.typeOptions?.searchListMethod);
		}
	});

	test('n8n fills in the defaults, keeps them when read again, and asks for what is required', () => {
		const start = { resource: operation.resource, operation: operation.value };
		const filled = NodeHelpers.getNodeParameters(description.properties, start, true, false, node, description);
		// A form waits for the room: n8n asks for its questions when it shows it.
		const waiting = properties.filter(({ displayOptions }) => displayOptions?.show?.room_code !== undefined);
		expect(names(waiting)).toEqual(
			operation.resource === 'intake' && operation.value === 'create' ? ['intakeForm'] : [],
		);
		const shown = properties.filter((property) => !waiting.includes(property));
		expect(sorted(Object.keys(filled ?? {}))).toEqual(sorted(['resource', 'operation', ...names(shown)]));
		expect(NodeHelpers.getNodeParameters(description.properties, filled, true, false, node, description)).toEqual(
			filled,
		);
		const blank = properties.filter(
			({ required, default: value }) =>
				required &&
				(value === '' || (typeof value === 'object' && value !== null && 'value' in value && value.value === '')),
		);
		const issues = NodeHelpers.getNodeParametersIssues(
			description.properties,
			{ ...node, parameters: filled ?? {} },
			description,
		);
		expect(sorted(Object.keys(issues?.parameters ?? {}))).toEqual(sorted(names(blank)));
	});

	test('all optional parameters and options at once are good for n8n', () => {
		const all = (level: INodeProperties[]) =>
			Object.fromEntries(level.map(({ name, default: value }) => [name, value]));
		const given = {
			resource: operation.resource,
			operation: operation.value,
			[operation.collection]: {
				...all(entries),
				...(operation.moved.includes('insurances') ? { insurances: '[]' } : {}),
			},
			options: all(options),
		};
		const filled = NodeHelpers.getNodeParameters(description.properties, given, true, false, node, description) ?? {};
		const keys = (value: unknown) => sorted(Object.keys(typeof value === 'object' && value !== null ? value : {}));
		expect([keys(filled[operation.collection]), keys(filled.options)]).toEqual([
			sorted(names(entries)),
			sorted(names(options)),
		]);
	});
});

describe('a parameter that has moved to top level', () => {
	const MOVED: Array<
		[resource: string, operation: string, collection: string, name: string, value: NodeParameterValueType]
	> = [
		['availability', 'getMany', 'filters', 'room_code', { __rl: true, mode: 'id', value: 'exroom1' }],
		['availability', 'getMany', 'filters', 'room_code', 'exroom1'],
		['availability', 'getNext', 'filters', 'room_code', 'exroom1'],
		['insurance', 'import', 'updateFields', 'insurances', '[{"card_type":"primary"}]'],
	];
	const filled = (parameters: INodeParameters) =>
		NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description) ?? {};

	test.each(MOVED)(
		'%s: %s keeps %s.%s where it was saved, and asks for nothing more',
		(resource, operation, collection, name, value) => {
			const saved = { resource, operation, user_id: '800001', [collection]: { [name]: value } };
			const parameters = filled(saved);
			expect(parameters[collection]).toEqual({ [name]: value });
			expect(
				NodeHelpers.getNodeParametersIssues(description.properties, { ...node, parameters }, description),
			).toBeNull();
			const read = known(resource, operation).prepare(
				{ required: { user_id: '800001' }, collection: { [name]: value }, options: {} },
				'UTC',
			);
			const atTop = known(resource, operation).prepare(
				{ required: { user_id: '800001', [name]: value }, collection: {}, options: {} },
				'UTC',
			);
			expect(JSON.stringify(read.identity)).toBe(JSON.stringify(atTop.identity));
		},
	);

	test.each(MOVED)(
		'%s: %s offers it at top level when nothing is in %s.%s',
		(resource, operation, collection, name) => {
			const parameters = filled({ resource, operation });
			expect(parameters).toHaveProperty(name);
			const entry = entriesOf(property(known(resource, operation), collection)).find((one) => one.name === name);
			if (!entry) throw new Error('It is not there');
			expect(NodeHelpers.displayParameter({}, entry, node, description)).toBe(false);
		},
	);
});

describe('what an agent is offered', () => {
	test.each(named.filter(([, { sendsNothing }]) => !sendsNothing))(
		'%s: not Full Error Messages',
		(_name, operation) => {
			const entry = entriesOf(property(operation, 'options')).find(({ name }) => name === 'fullMessages');
			if (!entry) throw new Error('It is not there');
			const shownIn = (name: string) => NodeHelpers.displayParameter({}, entry, node, { ...description, name });
			expect([shownIn('vSeeClinic'), shownIn('vSeeClinicTool')]).toEqual([true, false]);
		},
	);
});

test('a custom API call begins as a read', () => {
	expect(property(known('api', 'call'), 'method').default).toBe('GET');
});

test('a collection that holds Custom Parameters alone is not called filters or updates', () => {
	const bare = operations.filter(({ optional }) => Object.keys(optional).length === 0);
	expect(bare.length).toBeGreaterThan(10);
	for (const operation of bare) expect(property(operation, operation.collection).displayName).toBe('Additional Fields');
});

describe('the node', () => {
	const menus = description.properties.filter(({ name }) => name === 'resource' || name === 'operation');

	test('menus in the order of their names, each starting with something it has', () => {
		expect(menus).toHaveLength(1 + resources.length);
		for (const { options = [], default: first } of menus) {
			const shown = options.map(shownName);
			expect(shown).toEqual([...shown].sort((a, b) => a.localeCompare(b)));
			expect(options.map((option) => ('value' in option ? option.value : undefined))).toContain(first);
			expect(new Set(shown).size).toBe(shown.length);
		}
	});

	/** The API calls the kind and the state of everything by these two names; each record has its own values. */
	const SHARED = ['type', 'status'];

	test('one name has one meaning: the same kind of value in all operations', () => {
		const kinds = new Map<string, Set<string>>();
		for (const [, operation] of named) {
			const all = operationProperties(operation);
			for (const { name, type } of [...all, ...all.filter((entry) => entry.type === 'collection').flatMap(entriesOf)]) {
				kinds.set(name, (kinds.get(name) ?? new Set()).add(type));
			}
		}
		expect(
			[...kinds]
				.filter(([name, types]) => types.size > 1 && !SHARED.includes(name))
				.map(([name, types]) => `${name}: ${[...types].join(', ')}`),
		).toEqual([]);
	});
});
