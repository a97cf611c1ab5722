import { simplifyIntake } from '../../nodes/VSeeClinic/model/intake';
import { record } from './samples';

const KEYS = ['id', 'type', 'reason_for_visit', 'provider_id', 'visit_id', 'attachments', 'created', 'modified'];

test('an intake', () => {
	expect(simplifyIntake(record('intake-get'))).toEqual({
		id: '6955b900-0a1b-4c2d-8e3f-000000000001',
		type: 'walk_in',
		reason_for_visit: 'Fictional sore throat',
		provider_id: null,
		visit_id: null,
		attachments: [{ id: '6955b8f2-0a1b-4c2d-8e3f-00000000000a', name: 'fictional-photo.png' }],
		created: '2026-01-01T00:00:00.000Z',
		modified: '2026-01-01T00:00:05.000Z',
		custom_is_allergic: 'No',
	});
});

test('the intake inside a visit, with the visit made from it', () => {
	const { intake } = record('visit-walkin');
	expect(simplifyIntake(JSON.parse(JSON.stringify(intake)))).toEqual({
		id: '6955b900-0a1b-4c2d-8e3f-000000000001',
		type: 'walk_in',
		reason_for_visit: 'Fictional sore throat',
		provider_id: '800002',
		visit_id: '70001',
		attachments: [],
		created: '2026-01-01T00:00:00.000Z',
		modified: '2026-01-01T00:00:12.000Z',
	});
});

test.each([[{}], [{ id: '', attachments: 'none', created: 'soon', type: 'x', provider: [] }]])(
	'%j: all keys, null when unknown',
	(intake) => {
		expect(simplifyIntake(intake)).toEqual({
			id: null,
			type: 'unknown',
			reason_for_visit: null,
			provider_id: null,
			visit_id: null,
			attachments: [],
			created: null,
			modified: null,
		});
		expect(Object.keys(simplifyIntake(intake))).toEqual(KEYS);
	},
);

test.each([
	[{ provider: '800002' }, { provider_id: '800002' }],
	[{ provider: 800002 }, { provider_id: '800002' }],
	[{ provider: { id: 800002 } }, { provider_id: '800002' }],
	[{ provider_id: '0', provider: 0 }, { provider_id: null }],
	[{ provider_id: 800003, provider: '800002' }, { provider_id: '800003' }],
	[{ visit_id: 70001 }, { visit_id: '70001' }],
	[{ type: 2 }, { type: 'scheduled' }],
	[
		{ attachments: [{ id: 'f1', name: 'a.png', path: 'files/secret', size: 1 }, 'f2', null] },
		{ attachments: [{ id: 'f1', name: 'a.png' }] },
	],
	[{ attachments: [{ _id: 7 }] }, { attachments: [{ id: '7', name: null }] }],
])('%j', (intake, expected) => {
	expect(simplifyIntake(intake)).toMatchObject(expected);
});

test("the clinic's own keys stay as they came", () => {
	const own = {
		custom_is_allergic: 'No',
		pain_scale: 7,
		answers: [{ q: 1 }],
		nothing: null,
		location_of_pain: 'throat',
		telephone_consent: true,
		birth_control: 'none',
		sex_education: 'yes',
		phone_type_of_visit: false,
		error: 'none',
	};
	expect(simplifyIntake({ id: 'i', ...own })).toMatchObject(own);
});

test.each([
	'dob',
	'date_of_birth',
	'gender',
	'phone',
	'Phone',
	'phone_number',
	'mobile_phone',
	'phone2',
	'phone_home_number',
	'birthday',
	'birth_date',
	'dob_year',
	'sex',
	'sex_at_birth',
	'gender_identity',
	'ssn_last4',
	'address_line_1',
	'insurance_member_id',
	'address',
	'street_addr',
	'insurance',
	'insurances',
	'location',
	'member',
	'member_id',
	'room_code',
	'consultation',
])('%s does not come through', (key) => {
	expect(Object.keys(simplifyIntake({ id: 'i', [key]: 'fictional' }))).toEqual(KEYS);
});

test('a key of the clinic cannot take the place of one of ours, or of the prototype', () => {
	const found = simplifyIntake(JSON.parse('{"id":"i","__proto__":{"polluted":true},"constructor":"own"}'));
	expect(found).toMatchObject({ id: 'i', constructor: 'own' });
	expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
	expect(found.polluted).toBeUndefined();
});
