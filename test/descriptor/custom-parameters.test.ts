import fc from 'fast-check';

import { customParameters, customValues, withCustom } from '../../nodes/VSeeClinic/descriptor/custom-parameters';
import { encodeQuery } from '../../nodes/VSeeClinic/request/body';
import { type Call, get, path, post } from '../../nodes/VSeeClinic/request/call';
import { refusal } from './caught';

const none = new Set<string>();
const declared = new Set(['room_code', 'start']);

describe('every form in which they may be entered', () => {
	const expected = { a: 'x', n: 7 };

	test.each([
		['JSON text of an object', '{"a":"x","n":7}'],
		['JSON text with blanks', '  { "a": "x", "n": 7 } \n'],
		['an object', { a: 'x', n: 7 }],
		[
			'a list of pairs',
			[
				{ name: 'a', value: 'x' },
				{ name: 'n', value: 7 },
			],
		],
		['JSON text of a list of pairs', '[{"name":"a","value":"x"},{"name":"n","value":7}]'],
		[
			"n8n's fixed collection",
			{
				parameter: [
					{ name: 'a', value: 'x' },
					{ name: 'n', value: 7 },
				],
			},
		],
		["JSON text of n8n's fixed collection", '{"parameters":[{"name":"a","value":"x"},{"name":"n","value":7}]}'],
		[
			'names with blanks around them, in pairs',
			[
				{ name: ' a ', value: 'x' },
				{ name: 'n\n', value: 7 },
			],
		],
		['names with blanks around them, in an object', { ' a ': 'x', 'n\n': 7 }],
	])('%s', (_name, raw) => {
		expect(customValues(raw, none)).toEqual(expected);
	});

	test.each([[undefined], [null], [''], ['  '], ['{}'], [{}], ['[]'], [[]]])('%j is none', (raw) => {
		expect(customValues(raw, declared)).toEqual({});
		expect(customValues(customParameters.default, declared)).toEqual({});
	});

	test.each([
		[{ list: [{ id: '1' }] }],
		[{ list: [{ name: 'only a name' }] }],
		[{ list: [] }],
		[{ a: [{ name: 'x', value: 1 }], b: 1 }],
		[{ nested: { name: 'x', value: 1 } }],
		[{ nothing: null, off: false, zero: 0, empty: '' }],
	])('%j is sent as it is', (raw) => {
		expect(customValues(raw, none)).toEqual(raw);
		expect(customValues(JSON.stringify(raw), none)).toEqual(raw);
	});
});

describe('what cannot be sent', () => {
	test.each([
		['no JSON', '{a: 1}'],
		['half of JSON', '{"a":'],
		['a text', '"text"'],
		['a number', '7'],
		['a number itself', 7],
		['null in JSON', 'null'],
		['true', true],
		['a list of texts', ['a']],
		['a pair without a name', [{ value: 1 }]],
		['a pair with a blank name', [{ name: ' ', value: 1 }]],
		['a blank name in an object', { ' ': 1 }],
		['a pair whose name is no text', [{ name: 7, value: 1 }]],
		['a list in a list', [[{ name: 'a', value: 1 }]]],
	])('%s', (_name, raw) => {
		expect(refusal(() => customValues(raw, none))).toContain('Custom Parameters');
	});

	test('what was entered is not repeated', () => {
		expect(refusal(() => customValues('Ada Examplepatient', none))).not.toContain('Ada');
		expect(refusal(() => customValues([{ name: 7, value: 'Ada' }], none))).not.toContain('Ada');
	});

	test.each([
		['{"__proto__":{"polluted":1}}'],
		[[{ name: '__proto__', value: { polluted: 1 } }]],
		[{ parameter: [{ name: '__proto__', value: { polluted: 1 } }] }],
		['[{"name":"__proto__","value":1}]'],
	])('__proto__ in %j', (raw) => {
		expect(refusal(() => customValues(raw, none))).toContain('cannot be sent');
		expect({}).not.toHaveProperty('polluted');
	});

	test.each(['constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', (name) => {
		expect(Object.entries(customValues([{ name, value: 'v' }], declared))).toEqual([[name, 'v']]);
		expect(withCustom(get(path`/visits`), customValues({ [name]: 'v' }, declared)).query).toEqual({ [name]: 'v' });
	});
});

describe('a parameter that has a field of its own', () => {
	test.each([
		['{"start":1}', 'start'],
		[{ x: 1, room_code: 'r' }, 'room_code'],
		[[{ name: ' start', value: 1 }], 'start'],
		[{ ' room_code ': 'r' }, 'room_code'],
		[{ p: [{ name: 'room_code', value: 'r' }] }, 'room_code'],
	])('%j is refused by its name', (raw, name) => {
		expect(refusal(() => customValues(raw, declared))).toContain(`“${name}”`);
	});

	test('one that the call sends under its wire name, too', () => {
		expect(refusal(() => withCustom(post(path`/visits`, { slot_start: 1 }), { slot_start: 2 }))).toContain(
			'“slot_start”',
		);
		expect(refusal(() => withCustom(post(path`/visits`, {}, { query: { version: 2 } }), { version: 3 }))).toContain(
			'“version”',
		);
		expect(refusal(() => withCustom(post(path`/visits`, { provider_id: 0 }), { provider_id: 7 }))).toContain(
			'“provider_id”',
		);
		const file = { fields: { 'meta.category': 'x' }, fileName: 'f', mimeType: 'image/png', bytes: new Uint8Array() };
		expect(refusal(() => withCustom({ method: 'POST', path: path`/files`, file }, { 'meta.category': 'y' }))).toContain(
			'“meta.category”',
		);
	});

	test('one that was left empty is not sent and may be given', () => {
		expect(withCustom(get(path`/visits`, { fields: undefined }), { fields: 'id' }).query).toEqual({ fields: 'id' });
	});
});

describe('where they go', () => {
	test('into the body when there is one', () => {
		expect(withCustom(post(path`/visits`, { id: '1' }, { query: { version: 2 } }), { a: [1], b: null })).toEqual({
			method: 'POST',
			path: '/visits',
			body: { id: '1', a: [1], b: null },
			query: { version: 2 },
		});
		expect(withCustom(post(path`/visits`, {}), { a: 1 }).body).toEqual({ a: 1 });
	});

	test('else into the query, lists joined by commas', () => {
		const call = withCustom(get(path`/users`, { limit: 1 }), {
			type: [200, 600],
			sort: { full_name: 'asc' },
			on: true,
		});
		expect(call.body).toBeUndefined();
		expect(decodeURIComponent(encodeQuery(call.query))).toBe('?limit=1&type=200,600&sort={"full_name":"asc"}&on=true');
	});

	test.each([[null], [undefined], [[]], [[null]]])('%j in the query would not be sent, and is refused', (value) => {
		expect(refusal(() => withCustom(get(path`/users`), { id: value }))).toContain('Custom Parameters: “id” is');
	});

	test('into the fields of a file', () => {
		const file = { fields: { 'meta.category': 'x' }, fileName: 'f', mimeType: 'image/png', bytes: new Uint8Array() };
		const { file: sent } = withCustom({ method: 'POST', path: path`/files`, file }, { n: 7, o: { a: 1 }, t: 'x' });
		expect(sent).toEqual({ ...file, fields: { 'meta.category': 'x', n: '7', o: '{"a":1}', t: 'x' } });
	});

	test('nowhere when there are none, and the call stays as it was', () => {
		const call: Call = get(path`/visits`, { limit: 1 });
		expect(withCustom(call, {})).toBe(call);
		withCustom(call, { a: 1 });
		expect(call).toEqual({ method: 'GET', path: '/visits', query: { limit: 1 } });
	});
});

test('any JSON object comes through as it is, text or value', () => {
	const name = fc.string({ minLength: 1 }).filter((text) => text !== '__proto__' && text.trim() === text);
	const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer()));
	fc.assert(
		fc.property(fc.dictionary(name, value, { minKeys: 2, noNullPrototype: true }), (values) => {
			expect(customValues(values, none)).toEqual(values);
			expect(customValues(JSON.stringify(values), none)).toEqual(values);
			expect(
				customValues(
					Object.entries(values).map(([key, entry]) => ({ name: key, value: entry })),
					none,
				),
			).toEqual(values);
		}),
	);
});
