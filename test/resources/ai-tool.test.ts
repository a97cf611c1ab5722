import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Field } from '../../nodes/VSeeClinic/descriptor/field';
import type { Operation } from '../../nodes/VSeeClinic/descriptor/operation';
import { resources } from '../../nodes/VSeeClinic/resources';
import { credentials } from '../../sandbox';
import { ADA, iso, NOW, slot, TestClinic } from '../engine/clinic';
import { runAgent, type Tool, toolNode } from './n8n';

const clinic = TestClinic.use();
const operations = resources.flatMap((resource) => resource.operations);
const named = operations.map((operation): [string, Operation] => [
	`${operation.resource}:${operation.value}`,
	operation,
]);

/** What the editor writes when a parameter is left to the model. */
function fromAi(name: string, { property }: Field<unknown>): INodeParameters[string] {
	const type = { number: 'number', boolean: 'boolean' }[String(property.type)] ?? 'string';
	const expression = `={{ $fromAI('${name}', \`${property.description ?? ''}\`, '${type}') }}`;
	return property.type === 'resourceLocator' ? { __rl: true, mode: 'id', value: expression } : expression;
}
function leftToTheModel({ resource, value, fields }: Operation, more: INodeParameters = {}): INodeParameters {
	const left = Object.entries(fields).map(([name, field]) => [name, fromAi(name, field)]);
	return { descriptionType: 'auto', resource, operation: value, ...Object.fromEntries(left), ...more };
}
function operationOf(name: string): Operation {
	const found = named.find(([other]) => other === name)?.[1];
	if (!found) throw new Error(`no operation ${name}`);
	return found;
}

describe('the tool that n8n makes of each operation', () => {
	const made = new Map<string, Tool>();
	beforeAll(async () => {
		await runAgent(
			operations.map((operation) => leftToTheModel(operation)),
			clinic.access,
			async (tools) => {
				for (const [index, [name]] of named.entries()) {
					const tool = tools[index];
					if (tool) made.set(name, tool);
				}
			},
		);
	});

	test.each(named)('%s: names, descriptions and plain types of its parameters', (name, { fields }) => {
		const shape = made.get(name)?.schema.shape ?? {};
		const derived = Object.entries(shape).map(([key, { description, _def }]) => [key, description, _def.typeName]);
		expect(derived).toEqual(
			Object.entries(fields).map(([key, { property }]) => [key, property.description, 'ZodString']),
		);
	});

	test.each(named)('%s: the model is told which operation it is', (name, { action }) => {
		expect(made.get(name)?.description).toBe(`${action} in VSee Clinic`);
	});

	test('no two tools are told alike', () => {
		expect(new Set([...made.values()].map(({ description }) => description)).size).toBe(operations.length);
	});
});

describe('the texts an agent reads', () => {
	/** Where ids and codes come from. Not the ones that a person brings along. */
	const SOURCE = /\b(Intake|Visit|User|Room|File|Push Endpoint|Availability): [A-Z]|“-”/;
	const ids = named.flatMap(([name, { fields }]) =>
		Object.entries(fields)
			.filter(([key]) => /(_id|room_code|token)$/.test(key))
			.map(([key, field]): [string, string, string] => [name, key, field.property.description ?? '']),
	);

	test.each(ids)('%s says where %s comes from', (_name, _key, description) => {
		expect(description).toMatch(SOURCE);
	});

	test.each(named)('%s says what it is for, in whole sentences', (_name, { description }) => {
		expect(description.length).toBeGreaterThan(30);
		expect(description.length).toBeLessThan(600);
		expect(description).toMatch(/^[A-Z].*\S$/);
	});

	test.each(named.filter(([, { effect, resource }]) => effect === 'create' && resource === 'visit'))(
		'%s tells to create the intake first, and that asking again books once',
		(_name, { description }) => {
			expect(description).toContain('Create the intake first');
			expect(description).toMatch(/Asking again .* returns the same visit/);
		},
	);

	test.each(named.filter(([, { fields }]) => 'start' in fields))(
		'%s says where its time comes from',
		(_name, { description, fields }) => {
			expect(`${description} ${fields.start?.property.description ?? ''}`).toMatch(/Availability/);
		},
	);

	test.each(['visit:delete', 'visit:close', 'visit:complete'])('%s tells that it cannot be undone', (name) => {
		expect(operationOf(name).description).toContain('Cannot be undone.');
	});

	test('every entry of the menus has its description', () => {
		const menus = toolNode().description.properties.filter(({ name }) => name === 'operation');
		const entries = menus.flatMap(({ options = [] }) =>
			options.map((option) => ('description' in option ? option.description : undefined)),
		);
		expect(entries).toHaveLength(operations.length);
		for (const text of entries) expect(text).toEqual(expect.any(String));
	});
});

describe('an agent at work', () => {
	const said = (answer: string): IDataObject[] => JSON.parse(answer);
	const tool = (tools: Tool[], index: number): Tool => {
		const found = tools[index];
		if (!found) throw new Error('no such tool');
		return found;
	};

	test('looks for slots, books the chosen one, and asked twice books once', async () => {
		const search: INodeParameters = {
			resource: 'availability',
			operation: 'getMany',
			limit: 3,
			filters: { room_code: 'exroom1', start: "={{ $fromAI('from', 'ISO time', 'string') }}", provider_id: '800002' },
		};
		const intake = leftToTheModel(operationOf('intake:create'), {
			additionalFields: { reason_for_visit: "={{ $fromAI('reason', 'Why', 'string') }}", member_id: ADA },
		});
		const booking = leftToTheModel(operationOf('visit:create'));
		const visits: IDataObject[] = [];
		await runAgent([intake, search, booking], clinic.access, async (tools) => {
			const [created] = said(await tool(tools, 0).invoke({ room_code: 'exroom1', reason: 'Fictional cough' }));
			const slots = said(await tool(tools, 1).invoke({ from: iso(NOW) }));
			const chosen = { intake_id: created?.id, room_code: 'exroom1', start: slots[1]?.start, end: slots[1]?.end };
			for (let times = 0; times < 2; times++) visits.push(...said(await tool(tools, 2).invoke(chosen)));
		});
		expect(visits).toHaveLength(2);
		expect(visits[1]).toEqual(visits[0]);
		expect(visits[0]).toMatchObject({ type: 'scheduled', reason_for_visit: 'Fictional cough' });
		expect([clinic.bookings, clinic.booked.length]).toEqual([1, 1]);
	});

	test.each(['visit:bookNext', 'visit:createWalkIn', 'visit:createEConsult'])(
		'%s asked twice makes one visit',
		async (name) => {
			const intake_id = clinic.intake();
			const optional = name === 'visit:bookNext' ? { additionalFields: { start: slot().start } } : {};
			const answers: string[] = [];
			await runAgent([leftToTheModel(operationOf(name), optional)], clinic.access, async (tools) => {
				for (let times = 0; times < 2; times++)
					answers.push(await tool(tools, 0).invoke({ intake_id, room_code: 'exroom1' }));
			});
			expect(said(answers[1] ?? '')).toEqual(said(answers[0] ?? ''));
			expect([clinic.bookings, clinic.booked]).toEqual([1, [intake_id]]);
		},
	);

	test('asked again after a lost answer it books once', async () => {
		clinic.sandbox.faults.add({ kind: 'reset', method: 'POST', path: '/visits', when: 'after' });
		clinic.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: '/intakes', skip: 1 });
		const intake_id = clinic.intake();
		const answers: string[] = [];
		await runAgent(
			[leftToTheModel(operationOf('visit:create'), { options: { maxRetries: 0 } })],
			clinic.access,
			async (tools) => {
				const args = { intake_id, room_code: 'exroom1', start: iso(slot().start), end: iso(slot().end) };
				const first = await tool(tools, 0)
					.invoke(args)
					.catch((error: Error) => error.message);
				answers.push(first, await tool(tools, 0).invoke(args));
			},
		);
		expect(answers[0]).toMatch(
			/^The visit may have been booked: .*Running this item again returns that visit if VSee Clinic shows it by then/s,
		);
		expect(said(answers[1] ?? '')).toEqual([expect.objectContaining({ intake_id, start: iso(slot().start) })]);
		expect(clinic.booked).toEqual([intake_id]);
	});

	test('is told what to do when it invents an ID, and never a secret', async () => {
		const told: string[] = [];
		await runAgent([leftToTheModel(operationOf('visit:get'))], clinic.access, async (tools) => {
			for (const visit_id of ['12345', ''])
				told.push(
					await tool(tools, 0)
						.invoke({ visit_id })
						.catch((error: Error) => error.message),
				);
		});
		expect(told[0]).toMatch(/^VSee Clinic refused this: Visit not found\. Check the IDs/);
		expect(told[1]).toMatch(/^Visit ID is empty\. Enter “Visit ID”/);
		expect(told.join()).not.toContain(credentials.adminToken);
	});
});
