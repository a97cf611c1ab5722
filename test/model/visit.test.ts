import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../nodes/VSeeClinic/model/json';
import { isVisit, simplifyVisit } from '../../nodes/VSeeClinic/model/visit';
import { VISIT_KEYS } from '../contract/interface';
import { record } from './samples';

const NOTHING: IDataObject = {
	id: null,
	status: 'unknown',
	status_code: null,
	type: 'unknown',
	subtype: null,
	start: null,
	end: null,
	actual_start: null,
	actual_end: null,
	member_id: null,
	member_name: null,
	provider_id: null,
	provider_name: null,
	intake_id: null,
	reason_for_visit: null,
	room_code: null,
	visit_group_id: null,
	related_walkin_id: null,
	consultation: null,
};

const walkIn = record('visit-walkin');

test('a walk-in', () => {
	expect(simplifyVisit(walkIn)).toEqual({
		...NOTHING,
		id: '70001',
		status: 'pending',
		status_code: 10,
		type: 'walk_in',
		start: '2026-01-01T00:00:12.000Z',
		end: '2026-01-01T00:15:12.000Z',
		member_id: '800001',
		member_name: 'Ada Examplepatient',
		provider_id: '800002',
		provider_name: 'Quinn Sampleprovider',
		intake_id: '6955b900-0a1b-4c2d-8e3f-000000000001',
		reason_for_visit: 'Fictional sore throat',
	});
});

test('a visit of the recordings list, its times numbers', () => {
	expect(simplifyVisit(record('visits-recordings'))).toEqual({
		...NOTHING,
		id: '70002',
		status: 'completed',
		status_code: 30,
		type: 'scheduled',
		start: '2026-01-01T01:10:00.000Z',
		end: '2026-01-01T01:25:00.000Z',
		actual_start: '2026-01-01T01:10:10.000Z',
	});
});

test.each([
	['webhook-v1-visit-ended', '2026-01-01T01:25:09.000Z'],
	['webhook-v2-visit-ended', '2026-01-01T01:25:09.000Z'],
])('%s', (name, ended) => {
	expect(simplifyVisit(record(name))).toEqual({
		...NOTHING,
		id: '70002',
		status: 'cancelled',
		status_code: 40,
		member_id: '800001',
		start: '2026-01-01T01:10:00.000Z',
		end: '2026-01-01T01:25:00.000Z',
		actual_start: '2026-01-01T01:10:00.000Z',
		actual_end: ended,
	});
});

describe('always the same keys', () => {
	test.each([
		['visit-walkin', walkIn],
		['nothing', {}],
		[
			'only wrong types',
			{ id: {}, start: [], status: true, member: 'x', intake: 'y', provider: null, visit_group: 7, room_code: 9 },
		],
	])('%s', (_name, visit) => {
		expect(Object.keys(simplifyVisit(visit))).toEqual(VISIT_KEYS);
	});

	test('unknown values are null', () => {
		expect(simplifyVisit({})).toEqual(NOTHING);
		expect(
			simplifyVisit({
				id: '',
				start: '',
				member_id: null,
				room_code: '',
				member: {},
				provider: { first_name: '', last_name: null },
			}),
		).toEqual(NOTHING);
	});
});

test('ids are strings, as numbers and as text, and never rounded', () => {
	const found = simplifyVisit({
		id: 70001,
		member_id: 800001,
		provider_id: '99999999999',
		visit_group_id: 5,
		intake: { id: 'i-1' },
	});
	expect(found).toMatchObject({
		id: '70001',
		member_id: '800001',
		provider_id: '99999999999',
		visit_group_id: '5',
		intake_id: 'i-1',
	});
});

test.each([
	[{ _id: '70001' }, { id: '70001' }],
	[{ intake_id: 'i-1' }, { intake_id: 'i-1' }],
	[{ intake: { id: 'i-1' }, intake_id: 'i-2' }, { intake_id: 'i-1' }],
	[
		{ visit_group_id: 'g1', visit_group: { consultation: { id: 'c1' } }, intake: { consultation: { id: 'c2' } } },
		{ consultation: { id: 'c1' } },
	],
	[{ intake: { consultation: { id: 'c2' } } }, { consultation: { id: 'c2' } }],
	[{ member: { full_name: 'Ada Examplepatient' } }, { member_name: 'Ada Examplepatient' }],
	[{ provider: { last_name: 'Sampleprovider' } }, { provider_name: 'Sampleprovider' }],
	[
		{ type: 2, subtype: '3' },
		{ type: 'scheduled', subtype: 'video' },
	],
	[
		{ type: 2, subtype: 4 },
		{ type: 'e_consult', subtype: 'e_consult' },
	],
	[{ room_code: 'exroom1' }, { room_code: 'exroom1' }],
	[
		{ status: 99, type: 99, subtype: 99 },
		{ status: 'unknown', status_code: 99, type: 'unknown', subtype: null },
	],
])('%j', (visit, expected) => {
	expect(simplifyVisit(visit)).toMatchObject(expected);
});

test('nothing personal comes through, under any key', () => {
	const { member } = walkIn;
	const found = JSON.stringify(
		simplifyVisit({
			...walkIn,
			dob: '1990-01-01',
			phone: '5555550100',
			address: '1 Fictional Way',
			insurance: { number: 'FICTION-1' },
			meeting: { conference_pin: 123456, phone_numbers: { US: ['5555550100'] } },
			member: { ...(isRecord(member) ? member : {}), street_addr: '1 Fictional Way', email: 'ada@example.com' },
		}),
	);
	expect(found).not.toMatch(/dob|gender|phone|address|street|insurance|email|vseeid|pin/i);
	expect(found).not.toMatch(/1990-01-01|5555550100|Fictional Way|FICTION-1|123456|example\.com/);
});

describe('whether a reply is a visit', () => {
	test.each([
		[walkIn],
		[{ id: '1', status: 40 }],
		[{ id: 1, start: null }],
		[{ id: '1', member_id: '2' }],
		[{ _id: 1, status: 40 }],
	])('%j is one', (data) => {
		expect(isVisit(data)).toBe(true);
	});

	test.each([
		[undefined],
		[null],
		['70001'],
		[[]],
		[{}],
		[{ id: '1' }],
		[{ status: 40 }],
		[{ id: '', status: 40 }],
		[{ _id: '1' }],
		[{ id: '1', success: true }],
	])('%j is none', (data) => {
		expect(isVisit(data)).toBe(false);
	});
});

test('the room of a visit may stand in an object of its own, and a started appointment names its walk-in', () => {
	expect(simplifyVisit({ id: '1', room: { code: 'exroom1' }, related_walkin_id: 70009 })).toMatchObject({
		room_code: 'exroom1',
		related_walkin_id: '70009',
	});
	expect(simplifyVisit({ id: '1', room_code: 'exroom2', room: { code: 'exroom1' } }).room_code).toBe('exroom2');
	expect(simplifyVisit({ id: '1', room: 'exroom1', related_walkin_id: '' })).toMatchObject({
		room_code: null,
		related_walkin_id: null,
	});
});

test('a patient or provider without a key of its own is the one of the record', () => {
	const people = { member: { id: 800001 }, provider: { id: '800002' } };
	expect(simplifyVisit({ id: '1', ...people })).toMatchObject({ member_id: '800001', provider_id: '800002' });
	expect(simplifyVisit({ id: '1', ...people, provider_id: null }).provider_id).toBeNull();
});

test('a provider or walk-in of 0 is none', () => {
	expect(simplifyVisit({ id: '1', provider_id: 0, related_walkin_id: '0', visit_group_id: 0 })).toMatchObject({
		provider_id: null,
		visit_group_id: null,
		related_walkin_id: null,
	});
});
