import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Field } from '../../nodes/VSeeClinic/descriptor/field';
import type { Operation } from '../../nodes/VSeeClinic/descriptor/operation';
import { resources } from '../../nodes/VSeeClinic/resources';
import { CONTINUE, TestClinic } from '../engine/clinic';
import { AWKWARD, FAILING, goodValues, WORDS } from './corpus';

const clinic = TestClinic.use();
const operations = resources.flatMap(({ operations: of }) => of);

interface Place {
	name: string;
	label: string;
	in: 'answer' | 'collection' | 'options' | 'top';
}

function placesOf(operation: Operation): Place[] {
	const of = (fields: Record<string, Field<unknown>>, where: Place['in']) =>
		Object.entries(fields).map(([name, { property }]): Place => ({ name, label: property.displayName, in: where }));
	const options: Array<[string, string]> = [
		['maxRetries', 'Max Retries'],
		['requestsAtOnce', 'Requests at Once'],
		['timeout', 'Timeout'],
		['userToken', 'User Token'],
		...Object.entries(operation.options).map(([name, { property }]): [string, string] => [name, property.displayName]),
	];
	return [
		...of(operation.fields, 'top'),
		...of(operation.optional, 'collection'),
		{ name: 'customParameters', label: 'Custom Parameters', in: 'collection' },
		...(operation.returnsList
			? [
					{ name: 'limit', label: 'Limit', in: 'top' } as const,
					{ name: 'returnAll', label: 'Return All', in: 'top' } as const,
				]
			: []),
		...(operation.canSimplify ? [{ name: 'simplify', label: 'Simplify', in: 'top' } as const] : []),
		...Object.entries(operation.forms).flatMap(([name, { property }]): Place[] => [
			{ name, label: property.displayName, in: 'top' },
			{ name, label: `${property.displayName}: “custom_question”`, in: 'answer' },
		]),
		...options.map(([name, label]): Place => ({ name, label, in: 'options' })),
	];
}

/** Every parameter by expression from the item, so that one run of the engine takes the whole corpus. */
function parametersOf(operation: Operation, place: Place, expression: string): INodeParameters {
	const good = goodValues(operation);
	const put = (values: INodeParameters, where: Place['in']) =>
		place.in === where ? { ...values, [place.name]: expression } : values;
	const answer = {
		[place.name]: {
			mappingMode: 'defineBelow',
			value: { custom_question: expression },
			schema: [{ id: 'custom_question', displayName: 'custom_question', type: 'number' }],
		},
	};
	return {
		...put(good.top, 'top'),
		...(place.in === 'answer' ? answer : {}),
		[operation.collection]: put(good.collection, 'collection'),
		options: put({ requestsAtOnce: 1, ...(place.name === 'maxRetries' ? {} : { maxRetries: 0 }) }, 'options'),
	};
}

const OUTSIDE = /undefined|\[object|NaN|Infinity/;

/** What is wrong with what went over the wire since `from`. */
function wrongOnWire(from: number): string[] {
	return clinic.sandbox.calls.list.slice(from).flatMap(({ method, path, query, headers, body, n }) => {
		const wire = JSON.stringify([path, query, body]);
		const wrong: string[] = [];
		if (OUTSIDE.test(wire)) wrong.push(`call ${n}: ${method} ${wire.slice(0, 200)}`);
		if (path.split('/').some((part) => part === '..' || part === '.' || /[\r\n]/.test(part)))
			wrong.push(`call ${n}: path ${path.slice(0, 200)}`);
		if (headers['x-injected'] !== undefined || Object.keys(headers).some((name) => /injected/.test(name)))
			wrong.push(`call ${n}: header`);
		return wrong;
	});
}

/** For the operation that takes a file in. */
const binary = {
	data: { data: Buffer.from('fictional').toString('base64'), mimeType: 'text/plain', fileName: 'note.txt' },
};

const name = ({ resource, value }: Operation) => `${resource}:${value}`;
let tried = 0;

describe.each(operations.map((operation) => [name(operation), operation] as const))('%s', (of, operation) => {
	test.each(placesOf(operation).map((place) => [place.label, place] as const))(
		'%s: a sentence that names it, or a correct request',
		async (_label, place) => {
			const items: INodeExecutionData[] = AWKWARD.map(({ value }) => ({ json: { value }, binary }));
			const from = clinic.sandbox.calls.list.length;
			const ran = await clinic.run(of, parametersOf(operation, place, '={{ $json.value }}'), {
				items,
				node: CONTINUE,
				timezone: 'America/New_York',
			});
			tried += items.length;
			expect(ran.error).toBeUndefined();
			expect(wrongOnWire(from)).toEqual([]);
			// Without Continue On Fail the first that cannot be read stops the run before anything is sent, and is named with its item.
			const first = ran.items.findIndex(
				({ json }) => typeof json.error === 'string' && json.error.startsWith(place.label),
			);
			if (first >= 0) {
				const sent = clinic.sandbox.calls.list.length;
				const stopped = await clinic.run(of, parametersOf(operation, place, '={{ $json.value }}'), {
					items,
					timezone: 'America/New_York',
				});
				expect([clinic.sandbox.calls.list.length - sent, stopped.error?.message.includes(place.label)]).toEqual([
					0,
					true,
				]);
				expect(stopped.error?.context?.itemIndex).toBe(
					AWKWARD.findIndex((_value, index) =>
						ran.items.some(
							({ json, pairedItem }) => Object(pairedItem).item === index && String(json.error).startsWith(place.label),
						),
					),
				);
			}
			for (const [index, { name: what }] of AWKWARD.entries()) {
				const told = ran.items.filter(
					({ pairedItem }) => typeof pairedItem === 'object' && !Array.isArray(pairedItem) && pairedItem.item === index,
				);
				for (const { json } of told) {
					if (typeof json.error !== 'string') continue;
					// Either the clinic's own refusal of a well-formed request, or a sentence about this parameter.
					const refused = /^VSee Clinic|may have been|^No free slot|^The API endpoint/.test(json.error);
					const named = json.error.includes(place.label);
					if (!refused && !named) throw new Error(`${what}: ${json.error.slice(0, 300)}`);
					expect(json.error).not.toMatch(/[\r\n]/);
					expect(json.error.length).toBeLessThan(900);
				}
			}
		},
	);

	test('its IDs refuse the words that a broken expression leaves', async () => {
		for (const place of placesOf(operation).filter(
			({ name: field, in: where }) => where === 'top' && /_id$|^room_code$/.test(field),
		)) {
			const items = WORDS.map((value) => ({ json: { value } }));
			const ran = await clinic.run(of, parametersOf(operation, place, '={{ $json.value }}'), { items, node: CONTINUE });
			tried += items.length;
			expect(clinic.said).toEqual([]);
			expect(ran.json).toEqual(WORDS.map(() => ({ error: expect.stringContaining(place.label) })));
		}
	});

	test('an expression that fails stops the run at its item, and nothing of a later item is sent', async () => {
		const place = placesOf(operation)[0];
		if (!place) return;
		const items = [{ json: { value: 1 } }, { json: { value: 1 } }];
		for (const failing of FAILING) {
			const from = clinic.sandbox.calls.list.length;
			const ran = await clinic.run(of, parametersOf(operation, place, failing), { items });
			tried++;
			// Check Access asks one question after the other: with an expression that only gave nothing, both items do.
			const reads = operation.value === 'checkAccess' ? 60 : 8;
			expect(clinic.sandbox.calls.list.length - from).toBeLessThanOrEqual(operation.effect === 'read' ? reads : 1);
			if (ran.error) expect(ran.error.context?.itemIndex ?? 0).toBe(0);
		}
	});
});

afterAll(() => process.stderr.write(`bad input: ${tried} values in ${operations.length} operations\n`));
