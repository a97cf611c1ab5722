// Faults that people report of clinics' automations, tried in every field of every operation that has the same.
import { type IDataObject, setGlobalState } from 'n8n-workflow';

import type { Field } from '../../nodes/VSeeClinic/descriptor/field';
import type { Operation, RawParameters } from '../../nodes/VSeeClinic/descriptor/operation';
import { resources } from '../../nodes/VSeeClinic/resources';
import { refusal } from '../descriptor/caught';
import { goodValues } from '../faults/corpus';

const operations = resources.flatMap(({ operations: of }) => of);

interface Place {
	operation: Operation;
	name: string;
	field: Field<unknown>;
	isAtTop: boolean;
}

const places = operations.flatMap((operation) => [
	...Object.entries(operation.fields).map(([name, field]): Place => ({ operation, name, field, isAtTop: true })),
	...Object.entries(operation.optional).map(([name, field]): Place => ({ operation, name, field, isAtTop: false })),
]);

/** Texts that people write for people: what they look like is nobody's business. */
const FREE_TEXTS = ['reason_for_visit', 'name'];

function placesOf(types: string[], but: string[] = []): Array<[string, Place]> {
	return places
		.filter(({ name, field }) => types.includes(field.property.type) && !but.includes(name))
		.map((place) => [
			`${place.operation.resource}: ${place.operation.value}, ${place.field.property.displayName}`,
			place,
		]);
}

/** Reads an item in which one field holds `value` and all others something good. */
function prepare({ operation, name, isAtTop }: Place, value: unknown, timezone = 'UTC') {
	const { top, collection } = goodValues(operation);
	const given: RawParameters = { required: top, collection: { ...collection }, options: {} };
	Object.assign(isAtTop ? (given.required = { ...top }) : given.collection, { [name]: value });
	return operation.prepare(given, timezone);
}

const identifiers = placesOf(['string', 'resourceLocator'], FREE_TEXTS);
const texts = placesOf(['string', 'resourceLocator']);

describe.each(texts)('%s', (_name, place) => {
	test.each([900000000000000001, 900000000000000002, 2 ** 53, -(2 ** 53), 1e21])(
		'the number %d has lost digits and is refused',
		(value) => {
			const told = refusal(() => prepare(place, value));
			expect(told).toContain(place.field.property.displayName);
			expect(told).toContain('as text');
		},
	);
});

describe.each(identifiers)('%s', (_name, place) => {
	test.each(['undefined', 'null', 'NaN', '[object Object]', ' undefined\n', 'MRN-undefined', 'MRN-[object Object]'])(
		'%j is empty, not a name',
		(value) => {
			expect(refusal(() => prepare(place, value))).toContain(place.field.property.displayName);
		},
	);

	test('blanks around it change nothing', () => {
		const good = place.isAtTop ? goodValues(place.operation).top[place.name] : '70001';
		const text = place.name === 'dob' ? '1990-01-31' : place.name === 'timezone' ? 'America/New_York' : String(good);
		const identity = JSON.stringify(prepare(place, text).identity);
		for (const around of [`${text} `, ` ${text}\n`, `\u00a0${text}\u200b`])
			expect(JSON.stringify(prepare(place, around).identity)).toBe(identity);
	});
});

describe.each(placesOf(['resourceLocator']))('%s', (_name, place) => {
	test.each([
		{ mode: 'list', value: '' },
		{ __rl: true, mode: 'list', value: '' },
		{ mode: 'id', value: ' ' },
	])('%j was not touched', (value) => {
		if (place.operation.required.includes(place.name))
			expect(refusal(() => prepare(place, value))).toContain('is empty');
		else
			expect(JSON.stringify(prepare(place, value).identity)).toBe(JSON.stringify(prepare(place, undefined).identity));
	});

	test('an ID in a locator without its mark counts', () => {
		const identity = JSON.stringify(prepare(place, '800002').identity);
		expect(JSON.stringify(prepare(place, { mode: 'id', value: '800002' }).identity)).toBe(identity);
		expect(JSON.stringify(prepare(place, { mode: 'list', value: 800002 }).identity)).toBe(identity);
	});
});

describe.each(placesOf(['resourceLocator']).filter(([, { name }]) => name === 'room_code'))('%s', (_name, place) => {
	test.each(['Example Room', { __rl: true, mode: 'id', value: 'Example Room' }])('the name of a room, %j', (value) => {
		expect(refusal(() => prepare(place, value))).toContain(
			'Room must be a room code such as exroom1: select it from the list',
		);
	});
});

describe.each(placesOf(['dateTime']))('%s', (_name, place) => {
	const label = place.field.property.displayName;
	const read = (value: unknown, timezone: string) => place.field.encode(value, { label, timezone });

	test.each([0, 2027, 46096.6, 20270315, 99_999_999, -1, 202703151030, 20270315103000])(
		'the number %d is no unix time',
		(value) => {
			expect(refusal(() => prepare(place, value))).toContain(label);
			expect(refusal(() => prepare(place, String(value).padStart(9, '0')))).toContain(label);
		},
	);

	test('the zone DEFAULT is the default zone of n8n', () => {
		for (const defaultTimezone of ['Asia/Kathmandu', 'America/Los_Angeles']) {
			setGlobalState({ defaultTimezone });
			const of = (timezone: string) => read('2031-07-01 02:30', timezone);
			expect(of('DEFAULT')).toBe(of(defaultTimezone));
			expect(of('DEFAULT')).not.toBe(of('UTC'));
		}
	});

	test.each(['Mars/Phobos', 'Europe/Atlantis', 'local time'])('the zone %s does not exist', (zone) => {
		for (const time of ['2031-07-01 02:30', '2031-07-01', '2031-W05-6T10'])
			expect(refusal(() => read(time, zone))).toContain('time zone of the workflow');
		expect([read('2031-07-01T02:30:00Z', zone), read(1940000000, zone)]).toEqual([1940639400, 1940000000]);
	});
});

describe.each(placesOf(['boolean']))('%s', (_name, place) => {
	test.each(['true ', ' TRUE', '\tfalse', 'False\n'])('%j is read as what it says', (value) => {
		const identity = JSON.stringify(prepare(place, value.trim().toLowerCase() === 'true').identity);
		expect(JSON.stringify(prepare(place, value).identity)).toBe(identity);
	});
});

/** Filters that are lists: without one of them, the clinic would answer with everybody. */
const lists: Array<[string, string]> = [
	['user:getMany', 'id'],
	['user:getMany', 'status'],
	['user:getMany', 'type'],
	['user:getMany', 'role'],
	['user:getMany', 'subtype'],
	['visit:getMany', 'status'],
	['recording:getMany', 'status'],
];

describe.each(lists)('%s, %s', (of, name) => {
	const place = places.find(
		({ operation, name: field }) => `${operation.resource}:${operation.value}` === of && field === name,
	);
	if (!place) throw new Error(`${of} has no ${name}`);

	test.each([[[]], [[null]], [[undefined]], [['']], ['[]'], ['[null]'], [',']])('%j is no filter', (value) => {
		expect(refusal(() => prepare(place, value))).toContain(place.field.property.displayName);
	});
});

test('no multiple choice or list of IDs is missing above', () => {
	const found = placesOf(['multiOptions']).map(([, { operation, name }]) => [
		`${operation.resource}:${operation.value}`,
		name,
	]);
	expect(lists).toEqual(expect.arrayContaining(found));
});

describe.each(operations.map((operation) => [`${operation.resource}: ${operation.value}`, operation] as const))(
	'%s, Custom Parameters',
	(_name, operation) => {
		const read = (customParameters: IDataObject | string) => {
			const { top, collection } = goodValues(operation);
			return operation.prepare({ required: top, collection: { ...collection, customParameters }, options: {} }, 'UTC');
		};

		test.each([
			'{"mrn":900000000000000001}',
			'{"a":{"b":[1,9007199254740993]}}',
			'[{"name":"mrn","value":900000000000000002}]',
			'{"mrn":-9007199254740992}',
		])('%s has lost digits', (value) => {
			expect(refusal(() => read(value))).toContain('Custom Parameters');
			expect(refusal(() => read(JSON.parse(value)))).toContain('Custom Parameters');
		});
	},
);

describe('JSON of its own', () => {
	const place = (of: string, name: string) => {
		const found = places.find(
			({ operation, name: field }) => `${operation.resource}:${operation.value}` === of && field === name,
		);
		if (!found) throw new Error(`${of} has no ${name}`);
		return found;
	};

	test.each([
		['api:call', 'query', '{"id":900000000000000001}', 'Query'],
		['api:call', 'query', '{"id":[]}', 'Query'],
		['api:call', 'query', '{"id":[null]}', 'Query'],
		['api:call', 'query', '{"member_id":"undefined"}', 'Query'],
		['api:call', 'body', '{"a":[{"id":900000000000000001}]}', 'Body'],
		['api:call', 'path', '/visits/undefined', 'Path'],
		['api:call', 'path', 'users/null/insurances', 'Path'],
		['api:call', 'path', '/visits/[object Object]', 'Path'],
		['api:call', 'path', '/visits/%75ndefined', 'Path'],
		['intake:update', 'consultation', '{"id":900000000000000001}', 'Consultation'],
		[
			'insurance:import',
			'insurances',
			'[{"card_type":"primary","subscriber_number":900000000000000001}]',
			'Insurances',
		],
		['insurance:import', 'insurances', '[{"card_type":"primary","subscriber_number":"undefined"}]', 'Insurances'],
		['insurance:import', 'insurances', '[{"card_type":"primary","subscriber_num":"null"}]', 'Insurances'],
		['insurance:import', 'insurances', '[{"card_type":"primary","guarantor_dob":"1990-02-31"}]', 'guarantor_dob'],
		['insurance:import', 'insurances', '[{"card_type":"primary","guarantor_dob":"01/31/1990"}]', 'guarantor_dob'],
		['user:createLoginToken', 'code', 'mrn-UnDefined', 'Code contains “UnDefined”: a part of it is empty'],
		['user:createLoginToken', 'code', 'nan', 'Code is empty'],
		['user:createLoginToken', 'code', 'INFINITY', 'Code is empty'],
		['user:createLoginToken', 'code', 'invalid date', 'Code is empty'],
		['user:createLoginToken', 'timezone', 'Mars/Phobos', 'Time Zone'],
		['user:createLoginToken', 'timezone', 'DEFAULT', 'Time Zone'],
		['user:createLoginToken', 'timezone', 'local', 'Time Zone'],
		['user:createLoginToken', 'timezone', 'system', 'Time Zone'],
		['user:createLoginToken', 'timezone', 'UTC+3', 'Time Zone'],
		['user:createLoginToken', 'timezone', '+03:00', 'Time Zone'],
		['user:createPortalLink', 'next', '/visits/start/undefined', 'Page to Open'],
		['intake:create', 'attachments', '[{}]', 'Attachments'],
		['intake:update', 'attachments', '{}', 'Attachments'],
	])('%s, %s: %s is refused', (of, name, value, label) => {
		expect(refusal(() => prepare(place(of, name), value))).toContain(label);
		if (/^[[{]/.test(value)) expect(refusal(() => prepare(place(of, name), JSON.parse(value)))).toContain(label);
	});

	test('answers to the clinic’s own form', () => {
		const [operation] = operations.filter(({ resource, value }) => resource === 'intake' && value === 'create');
		const answer = (value: unknown, type: string) =>
			operation?.prepare(
				{
					required: {
						room_code: 'exroom1',
						intakeForm: {
							mappingMode: 'defineBelow',
							value: { q: value },
							schema: [{ id: 'q', displayName: 'Question', type }],
						},
					},
					collection: {},
					options: {},
				},
				'UTC',
			);
		expect(refusal(() => answer(900000000000000001, 'string'))).toContain('Question');
		expect(refusal(() => answer(900000000000000001, 'number'))).toContain('Question');
		expect(refusal(() => answer('{"a":900000000000000001}', 'object'))).toContain('Question');
		for (const day of ['1990-02-31', ' 1990-02-31 ', '1990-02-31T00:00:00', '1990-02-31 08:30', '1990-2-31'])
			expect(refusal(() => answer(day, 'string'))).toContain('Question');
		for (const text of ['1990-02-28T00:00:00', ' 1990-2-8 ', '1990-2-31 is no day', '555-555-0100', '1990-02-31-7'])
			expect(() => answer(text, 'string')).not.toThrow();
		expect(refusal(() => answer(20270315, 'dateTime'))).toContain('Question');
	});

	test('a search span in the wrong unit is remarked, a usual one is not', () => {
		for (const name of ['availability:getMany', 'availability:getNext']) {
			expect([15, 30, 899].map((value) => prepare(place(name, 'duration'), value).hint)).toEqual(
				Array(3).fill(expect.stringContaining('seconds')),
			);
			expect([900, 86_400].map((value) => prepare(place(name, 'duration'), value).hint)).toEqual([
				undefined,
				undefined,
			]);
		}
	});
});
