import type { GenericValue, INodeParameters, NodeParameterValueType } from 'n8n-workflow';

import type { Operation } from '../../nodes/VSeeClinic/descriptor/operation';
import { iso, SEEDED, slot } from '../engine/clinic';

/** What nobody should enter, and somebody will. */
export const AWKWARD: Array<{ name: string; value: GenericValue }> = [
	{ name: 'empty', value: '' },
	{ name: 'blanks', value: ' \t ' },
	{ name: 'null', value: null },
	{ name: 'an empty array', value: [] },
	{ name: 'an array', value: ['70001', '70002'] },
	{ name: 'an array of arrays', value: [[[]]] },
	{ name: 'an empty object', value: {} },
	{ name: 'an object', value: { a: { b: [1] } } },
	{ name: 'a locator without a value', value: { __rl: true, mode: 'id' } },
	{ name: 'a locator of an object', value: { __rl: true, mode: 'id', value: { a: 1 } } },
	{ name: 'a megabyte', value: 'a'.repeat(1024 * 1024) },
	{ name: 'control characters', value: 'a\u0000b\u001b[31m\u007f' },
	{ name: 'half a surrogate pair', value: 'a\ud800b' },
	{ name: 'right to left', value: 'שלום\u202eabc' },
	{ name: 'emoji', value: '👩🏽‍⚕️🇺🇸' },
	{ name: 'a way up', value: '../../admin' },
	{ name: 'an encoded way up', value: '..%2f..%2fadmin' },
	{ name: 'dots', value: '..' },
	{ name: 'another path', value: 'a/b?c=d#e' },
	{ name: 'another host', value: '//evil.example/x' },
	{ name: 'a header', value: 'x\r\nX-Injected: yes' },
	{ name: '__proto__', value: '__proto__' },
	{ name: 'an object with __proto__', value: JSON.parse('{"__proto__": {"polluted": true}}') },
	{ name: 'JSON with __proto__', value: '{"__proto__": {"polluted": true}}' },
	{ name: 'constructor', value: 'constructor' },
	{ name: 'NaN', value: Number.NaN },
	{ name: 'Infinity', value: Number.POSITIVE_INFINITY },
	{ name: '2^53', value: 2 ** 53 },
	{ name: '-1', value: -1 },
	{ name: '-0', value: -0 },
	{ name: 'half', value: 0.5 },
	{ name: '1e21', value: 1e21 },
	{ name: 'true', value: true },
	{ name: 'false', value: false },
	{ name: 'year 1', value: '0001-01-01T00:00:00Z' },
	{ name: 'year 9999', value: '9999-12-31T23:59:59Z' },
	{ name: 'year 10000', value: '+010000-01-01T00:00:00Z' },
	{ name: 'a time that is skipped', value: '2026-03-08T02:30:00' },
	{ name: 'a time that comes twice', value: '2026-11-01T01:30:00' },
	{ name: 'a leap day', value: '2028-02-29' },
	{ name: 'no leap day', value: '2027-02-29' },
	{ name: 'a leap second', value: '2016-12-31T23:59:60Z' },
	{ name: 'a date of somewhere', value: '31/01/2026' },
	{ name: 'broken JSON', value: '{"a":' },
	{ name: 'a function', value: '={{ process.exit() }}' },
];

/** Words that a broken expression leaves; as a text they are sent as they are, as an ID they are refused. */
export const WORDS = ['undefined', 'null', '[object Object]'];

/** Expressions that fail when n8n works them out. */
export const FAILING = [
	'={{ $json.value.no.such.thing }}',
	'={{ $("No such node").item.json.id }}',
	'={{ (() => { throw new Error("Jane Roe 1980-01-01") })() }}',
];

const GOOD: Record<string, NodeParameterValueType> = {
	intake_id: '6955b900-0a1b-4c2d-8e3f-00000000ffff',
	visit_id: SEEDED.confirmed,
	room_code: 'exroom1',
	provider_id: '800002',
	user_id: '20000000001',
	file_id: '6955b900-0a1b-4c2d-8e3f-00000000fffe',
	start: iso(slot(0).start),
	end: iso(slot(0).end),
	reason: 'patient_cancel_appointment',
	name: 'Example',
	first_name: 'Ada',
	last_name: 'Examplepatient',
	code: 'example-1',
	portal_url: 'https://example.com',
	token: 'abc',
	next: '/u/example-room',
	account_code: '-',
	domain: 'exampleclinic.example.com',
	binaryPropertyName: 'data',
	category: 'user_document',
	insurances: '[{"card_type":"primary"}]',
	key: 'example@example.com',
	type: '10',
	endpoint_id: '6955b900-0a1b-4c2d-8e3f-00000000fffd',
	method: 'GET',
	path: '/rooms',
};

/** An update that changes nothing is refused for its own reason, whichever of its parameters is left blank. */
const CHANGES: Record<string, INodeParameters> = {
	'intake:update': { location: 'CA', phone: '5555550100' },
	'visit:update': { start: iso(slot(0).start), end: iso(slot(0).end), provider_id: '800002' },
	'insurance:import': { insurances: '[{"card_type":"primary"}]' },
};

/** Values of every required parameter, so that only the one in question can fail. */
export function goodValues(operation: Operation): { top: INodeParameters; collection: INodeParameters } {
	const top = Object.fromEntries(Object.keys(operation.fields).map((name) => [name, GOOD[name] ?? 'x']));
	return {
		top: { ...top, ...(operation.returnsList ? { returnAll: false, limit: 2 } : {}) },
		collection: CHANGES[`${operation.resource}:${operation.value}`] ?? {},
	};
}
