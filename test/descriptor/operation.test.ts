import type { IDataObject } from 'n8n-workflow';

import { boolean, id, instant, text } from '../../nodes/VSeeClinic/descriptor/fields';
import {
	operation,
	type RawParameters,
	resource,
	type UntypedOperation,
} from '../../nodes/VSeeClinic/descriptor/operation';
import type { CreateResult, OperationContext } from '../../nodes/VSeeClinic/descriptor/operation-context';
import { operationProperties } from '../../nodes/VSeeClinic/descriptor/properties';
import { InputError } from '../../nodes/VSeeClinic/errors/input-error';
import { isRecord } from '../../nodes/VSeeClinic/model/json';
import { get, path, post } from '../../nodes/VSeeClinic/request/call';
import type { Done } from '../../nodes/VSeeClinic/request/outcome';
import { entriesOf } from '../contract/entries-of';
import { refusal } from './caught';

/** Answers every call with what it was asked, and by which way. */
function echo(more: Partial<OperationContext> = {}): OperationContext {
	const answer = (data: IDataObject): Promise<CreateResult> =>
		Promise.resolve({ kind: 'done', data, reply: { data }, headers: {}, isOwn: true });
	return {
		request: ({ method, path: to, query, body }, effect) => answer({ way: effect, method, to, query, body }),
		createOnce: ({ call: { method, path: to, query, body }, lookup, reread }) =>
			answer({ way: 'once', method, to, query, body, traced: lookup?.sourceLabel, reread: reread?.('7').path }),
		exclusively: () => Promise.reject(new Error('not used')),
		tryRead: () => Promise.reject(new Error('not used')),
		addHint: () => undefined,
		inputFile: () => Promise.reject(new Error('no file')),
		options: {},
		simplify: true,
		...more,
	};
}

const said = {
	value: 'try',
	name: 'Try',
	action: 'Try an example',
	description: 'Try it',
	fields: { record_id: id('Record ID', 'x'), start: instant('Start', 'x') },
	optional: { note: text('Note', 'x'), urgent: boolean('Urgent', 'x') },
};
const echoed = ({ data }: Done) => (isRecord(data) ? [{ json: data }] : []);

const replace = operation({
	...said,
	effect: 'replace',
	request: ({ record_id, ...body }) => post(path`/examples/${record_id}`, body),
	output: echoed,
});

const entered = (required: Record<string, unknown> = {}, collection: IDataObject = {}): RawParameters => ({
	required: { record_id: 'r1', start: '2026-01-31 14:30', ...required },
	collection,
	options: {},
});
const result = async (of: UntypedOperation, values: RawParameters, clinic = echo()) =>
	(await of.prepare(values, 'UTC').execute(clinic)).map(({ json }) => json);

describe('what is sent', () => {
	test('every declared field that was entered, encoded; nothing for what was not', async () => {
		expect(Object.keys((await result(replace, entered()))[0]?.body ?? {})).toEqual(['start']);
		expect(await result(replace, entered())).toEqual([
			{ way: 'replace', method: 'POST', to: '/examples/r1', body: { start: 1769869800 } },
		]);
		const all = entered(
			{ start: 100_000_000, record_id: { __rl: true, mode: 'id', value: 'a/b' } },
			{ note: ' n ', urgent: 'false', nobody: 'knows' },
		);
		expect(await result(replace, all)).toEqual([
			{
				way: 'replace',
				method: 'POST',
				to: '/examples/a%2Fb',
				body: { start: 100_000_000, note: ' n ', urgent: false },
			},
		]);
	});

	test('custom parameters beside them', async () => {
		const found = await result(replace, entered({}, { note: 'n', customParameters: '{"extra":[1],"zero":0}' }));
		expect(found[0]?.body).toEqual({ start: 1769869800, note: 'n', extra: [1], zero: 0 });
	});

	test('through a custom parameter no declared one, entered or not, nor one of the path', () => {
		for (const name of ['note', 'urgent', 'start', 'record_id']) {
			expect(refusal(() => replace.prepare(entered({}, { customParameters: { [name]: 'x' } }), 'UTC'))).toContain(
				`“${name}”`,
			);
		}
	});

	test('a list of the collection does not have to be there', () => {
		expect(() =>
			replace.prepare({ required: { record_id: 'r1', start: 1769869800 }, collection: {}, options: {} }, 'UTC'),
		).not.toThrow();
	});

	test.each(['record_id', 'start'])('nothing without %s, which is named', (name) => {
		for (const blank of ['', '  ', null, undefined, { __rl: true, mode: 'list', value: '' }]) {
			if (name === 'start' && typeof blank === 'object' && blank !== null) continue;
			expect(refusal(() => replace.prepare(entered({ [name]: blank }), 'UTC'))).toContain(
				`${name === 'start' ? 'Start' : 'Record ID'} is empty`,
			);
		}
	});

	test('a field that cannot be read is named before anything else happens', () => {
		expect(refusal(() => replace.prepare(entered({ start: 'soon' }), 'UTC'))).toContain('Start is not a time');
		expect(refusal(() => replace.prepare(entered({}, { urgent: 'perhaps' }), 'UTC'))).toContain('Urgent is neither');
	});
});

describe('how it is sent', () => {
	test('a create once, under its trace, and read again by its id', async () => {
		const create = operation({
			...said,
			effect: 'create',
			request: (body) => post(path`/examples`, body),
			reread: (made) => get(path`/examples/${made}`),
			output: echoed,
			lookup: ({ record_id }) => ({
				sourceCall: get(path`/sources/${record_id}`),
				createdId: () => null,
				read: (made) => get(path`/examples/${made}`),
				list: { query: {}, window: {} },
				relation: () => 'ended',
				namesSource: () => false,
				timeOf: () => null,
				requestedTime: null,
				uniqueKey: `example of source ${record_id}`,
				sourceLabel: `source ${record_id}`,
			}),
		});
		expect(await result(create, entered())).toMatchObject([
			{ way: 'once', method: 'POST', to: '/examples', traced: 'source r1', reread: '/examples/7' },
		]);
	});

	test.each(['read', 'replace'] as const)('a %s as what it is', async (effect) => {
		const of = operation({
			...said,
			effect,
			request: ({ record_id }) => get(path`/examples/${record_id}`),
			output: echoed,
		});
		expect(await result(of, entered())).toMatchObject([{ way: effect, method: 'GET' }]);
	});

	test('several requests, each with the custom parameters', async () => {
		const run = operation({
			...said,
			effect: 'read',
			async run({ record_id, note }, clinic, extended) {
				const first = await clinic.request(extended(get(path`/a/${record_id}`, { note })), 'read');
				const second = await clinic.request(extended(post(path`/b`, {})), 'replace');
				return [first, second].flatMap(echoed);
			},
		});
		expect(await result(run, entered({}, { note: 'n', customParameters: { extra: 1 } }))).toMatchObject([
			{ way: 'read', to: '/a/r1', query: { note: 'n', extra: 1 } },
			{ way: 'replace', to: '/b', body: { extra: 1 } },
		]);
	});
});

describe('results', () => {
	const many = operation({
		...said,
		effect: 'read',
		returnsList: true,
		canSimplify: true,
		request: () => get(path`/examples`),
		output: (_answer, { record_id }, simplify) => [1, 2, 3].map((n) => ({ json: { n, record_id, simplify } })),
	});

	test('no more than wanted', async () => {
		expect(await result(many, entered(), echo({ limit: 2 }))).toHaveLength(2);
		expect(await result(many, entered(), echo({ limit: 9 }))).toHaveLength(3);
		expect(await result(many, entered())).toHaveLength(3);
	});

	test('are made with the values, simplified or not', async () => {
		expect((await result(many, entered()))[0]).toEqual({ n: 1, record_id: 'r1', simplify: true });
		expect((await result(many, entered(), echo({ simplify: false })))[0]).toMatchObject({ simplify: false });
	});
});

describe('checks and remarks', () => {
	const checked = operation({
		...said,
		effect: 'replace',
		request: () => post(path`/examples`, {}),
		output: echoed,
		check({ note }, custom) {
			if (note === undefined && Object.keys(custom).length === 0) throw new InputError('Note', 'is missing');
		},
		hint: ({ start }) => (start < 200_000_000 ? 'That was long ago.' : undefined),
	});

	test('a check sees the values and the custom parameters', () => {
		expect(refusal(() => checked.prepare(entered(), 'UTC'))).toContain('Note is missing');
		expect(() => checked.prepare(entered({}, { note: 'n' }), 'UTC')).not.toThrow();
		expect(() => checked.prepare(entered({}, { customParameters: { x: 1 } }), 'UTC')).not.toThrow();
	});

	test('a remark stops nothing', () => {
		expect(checked.prepare(entered({ start: 100_000_000 }, { note: 'n' }), 'UTC').hint).toBe('That was long ago.');
		expect(checked.prepare(entered({}, { note: 'n' }), 'UTC').hint).toBeUndefined();
	});
});

test('the same order has the same identity, any other value another', () => {
	const identity = (values: RawParameters, timezone = 'UTC') =>
		JSON.stringify(replace.prepare(values, timezone).identity);
	const first = identity(entered());
	expect(identity(entered({ start: 1769869800, record_id: ' r1 ' }))).toBe(first);
	const others = [
		identity(entered({ record_id: 'r2' })),
		identity(entered({ start: 100_000_000 })),
		identity(entered({}, { note: 'n' })),
		identity(entered({}, { customParameters: { n: 1 } })),
		identity(entered(), 'Asia/Kathmandu'),
	];
	expect(new Set([first, ...others]).size).toBe(6);
});

describe('where its parameters stand', () => {
	const propertiesOf = (of: UntypedOperation) =>
		resource('example', 'Example', [of]).operations.flatMap(operationProperties);

	test.each([
		['read', false, 'additionalFields'],
		['read', true, 'filters'],
		['create', false, 'additionalFields'],
		['replace', false, 'updateFields'],
	] as const)('%s, many %s: %s', (effect, manyRecords, collection) => {
		const of = operation({
			...said,
			effect,
			returnsList: manyRecords,
			request: () => get(path`/examples`),
			output: echoed,
		});
		expect(of.collection).toBe(collection);
		const names = propertiesOf(of).map(({ name }) => name);
		expect(names).toEqual([
			'record_id',
			'start',
			...(manyRecords ? ['returnAll', 'limit'] : []),
			collection,
			'options',
		]);
	});

	test('where it says', () => {
		const of = operation({
			...said,
			effect: 'read',
			collection: 'filters',
			options: { loud: boolean('Loud', 'x') },
			request: () => get(path`/examples`),
			output: echoed,
		});
		const byName = new Map(propertiesOf(of).map((property) => [property.name, property]));
		const entries = (name: string) =>
			entriesOf(byName.get(name) ?? { displayName: '', name: '', type: 'string', default: '' }).map(
				(entry) => entry.name,
			);
		expect(entries('filters')).toEqual(['customParameters', 'note', 'urgent']);
		expect(entries('options')).toEqual([
			'fullMessages',
			'loud',
			'maxRetries',
			'requestsAtOnce',
			'timeout',
			'userToken',
		]);
	});
});
