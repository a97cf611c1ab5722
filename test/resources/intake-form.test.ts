import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters, ResourceMapperField } from 'n8n-workflow';

import { questionsOf, resourceMapping } from '../../nodes/VSeeClinic/methods/intake-form';
import { ADA, NOW, TestClinic, told } from '../engine/clinic';
import { editor } from './n8n';

const clinic = TestClinic.use();
const publicly = () => ({ baseUrl: clinic.sandbox.url, accountCode: 'exampleclinic' });

/** The questions, as the editor reads them. */
async function questions(): Promise<ResourceMapperField[]> {
	const { fields } = await resourceMapping.getIntakeFields.call(
		editor({ resource: 'intake', operation: 'create' }, publicly()),
	);
	return fields;
}
/** What the editor stores when these answers are given. */
async function form(
	value: INodeParameters,
	change: (field: ResourceMapperField) => ResourceMapperField = (field) => field,
): Promise<INodeParameters> {
	const schema = (await questions()).map(change).map((field): INodeParameters => JSON.parse(JSON.stringify(field)));
	clinic.sandbox.calls.clear();
	return { intakeForm: { mappingMode: 'defineBelow', matchingColumns: [], schema, value } };
}
/** Answers to the questions that the clinic has marked as required. */
const REQUIRED = { custom_first_visit: 'true', custom_consent: 'true' };
const bodies = () => clinic.wire('POST').map(({ body }) => body);

describe('the questions of the clinic', () => {
	test('come from its account, with titles, types, required marks and choices', async () => {
		const plain = { defaultMatch: false, canBeUsedToMatch: false, display: true, defaultValue: null };
		expect(await questions()).toEqual([
			{
				...plain,
				id: 'custom_is_allergic',
				displayName: 'Any allergies?',
				required: false,
				type: 'options',
				options: ['No', 'Yes', 'Not sure'].map((name) => ({ name, value: name })),
			},
			{ ...plain, id: 'custom_pain_level', displayName: 'Pain from 0 to 10', required: false, type: 'number' },
			{
				...plain,
				id: 'custom_first_visit',
				displayName: 'Is this your first visit? (required)',
				required: true,
				type: 'options',
				options: [
					{ name: 'Yes', value: 'true' },
					{ name: 'No', value: 'false' },
				],
			},
			{ ...plain, id: 'custom_notes', displayName: 'Anything else?', required: false, type: 'string' },
			{
				...plain,
				id: 'custom_consent',
				displayName: 'I agree (required)',
				required: true,
				type: 'options',
				options: [
					{ name: 'Yes', value: 'true' },
					{ name: 'No', value: 'false' },
				],
			},
		]);
		expect(clinic.said).toEqual(['GET /accounts/-']);
	});

	test('VSee’s own sample: without a title the placeholder or the key, without what has a field here', () => {
		const { data } = JSON.parse(readFileSync(join(__dirname, '../samples/account-get.json'), 'utf8'));
		expect(questionsOf(data).map(({ id, displayName, type, required }) => [id, displayName, type, required])).toEqual([
			['custom_is_allergic', 'Custom is allergic', 'string', false],
		]);
	});

	test('other types, choices with names, deeper nesting, and a key that comes twice', () => {
		const schema = {
			onset: { type: 'string', format: 'date-time' },
			weight: { type: 'number', title: 'Weight' },
			tags: { type: 'array' },
			more: { type: 'object' },
			side: {
				type: 'string',
				enum: [
					{ value: 'l', name: 'Left' },
					{ code: 'r', label: 'Right' },
				],
			},
			level: { type: 'integer', enum: [1, 2] },
			mood: { type: 'string' },
		};
		const section = {
			schema,
			form: [{ key: 'mood', placeholder: 'How do you feel?', titleMap: [{ value: 'g', name: 'Good' }] }],
		};
		const found = questionsOf({
			intake_steps: [{ pages: { first: [{ sections: [section] }] } }],
			post_intake_steps: { only: { schema: { weight: { type: 'string' } } } },
		});
		expect(found.map(({ id, displayName, type, options }) => [id, displayName, type, options])).toEqual([
			['onset', 'Onset', 'dateTime', undefined],
			['weight', 'Weight', 'number', undefined],
			['tags', 'Tags', 'array', undefined],
			['more', 'More', 'object', undefined],
			[
				'side',
				'Side',
				'options',
				[
					{ name: 'Left', value: 'l' },
					{ name: 'Right', value: 'r' },
				],
			],
			[
				'level',
				'Level',
				'options',
				[
					{ name: '1', value: 1 },
					{ name: '2', value: 2 },
				],
			],
			['mood', 'How do you feel?', 'options', [{ name: 'Good', value: 'g' }]],
		]);
	});

	test.each([
		null,
		'x',
		{},
		{ intake_steps: null },
		{ intake_steps: [null, 1, { sections: 'x' }], post_intake_steps: {} },
		{ intake_steps: [{ schema: { a: null, b: 'text', c: [] } }] },
	])('%j holds none, and is no error', (account) => expect(questionsOf(account)).toEqual([]));

	test('a form that never ends is left', () => {
		let nested: object = { schema: { a: {} } };
		for (let depth = 0; depth < 50; depth++) nested = { nested };
		expect(questionsOf({ intake_steps: nested })).toEqual([]);
	});

	test('an account that cannot be read is told in words', async () => {
		clinic.sandbox.faults.add({
			kind: 'status',
			status: 404,
			path: '/accounts',
			body: { code: 404, message: 'Account not found' },
		});
		await expect(questions()).rejects.toThrow('VSee Clinic refused this: Account not found');
	});
});

describe('intake:create with answers', () => {
	test('sends them beside the declared fields, each in its type', async () => {
		const answers = {
			custom_is_allergic: 'Not sure',
			custom_pain_level: 7,
			custom_first_visit: 'false',
			custom_notes: 'Fictional note',
			custom_consent: 'true',
		};
		const ran = await clinic.run('intake:create', {
			room_code: 'exroom1',
			...(await form(answers)),
			additionalFields: { member_id: ADA, customParameters: '{"custom_source":"desk"}' },
		});
		const sent = {
			custom_is_allergic: 'Not sure',
			custom_pain_level: 7,
			custom_first_visit: false,
			custom_notes: 'Fictional note',
			custom_consent: true,
			custom_source: 'desk',
		};
		expect(bodies()).toEqual([{ room_code: 'exroom1', member_id: ADA, ...sent }]);
		expect(ran.json).toEqual([expect.objectContaining(sent)]);
	});

	test('takes expressions, item by item', async () => {
		const items = [{ json: { pain: '3', first: true } }, { json: { pain: 4, first: 'false' } }];
		const ran = await clinic.run(
			'intake:create',
			{
				room_code: 'exroom1',
				...(await form({
					custom_pain_level: '={{ $json.pain }}',
					custom_first_visit: '={{ $json.first }}',
					custom_consent: 'true',
				})),
			},
			{ items },
		);
		expect(ran.error).toBeUndefined();
		expect(bodies()).toEqual([
			{ room_code: 'exroom1', custom_pain_level: 3, custom_first_visit: true, custom_consent: true },
			{ room_code: 'exroom1', custom_pain_level: 4, custom_first_visit: false, custom_consent: true },
		]);
	});

	test('sends nothing for what is blank, and nothing that was taken off the form', async () => {
		const parameters = await form(
			{ custom_is_allergic: null, custom_pain_level: '', custom_notes: 'old', custom_first_visit: '={{ undefined }}' },
			(field) => ({ ...field, removed: field.required || field.id === 'custom_notes' }),
		);
		await clinic.run('intake:create', { room_code: 'exroom1', ...parameters });
		expect(bodies()).toEqual([{ room_code: 'exroom1' }]);
	});

	test.each([
		['Is this your first visit? (required)', { custom_consent: 'true' }],
		['I agree (required)', { custom_first_visit: 'false', custom_consent: '={{ undefined }}' }],
		['Is this your first visit? (required)', {}],
	])('“%s” must be answered: %j', async (question, answers) => {
		const ran = await clinic.run('intake:create', { room_code: 'exroom1', ...(await form(answers)) });
		expect(told(ran).message).toContain(`Intake Form: “${question}” needs an answer`);
		expect(clinic.wire()).toEqual([]);
	});

	test.each([
		{},
		{ intakeForm: { mappingMode: 'defineBelow', value: null } },
		{ intakeForm: { mappingMode: 'defineBelow', value: {}, schema: [], matchingColumns: [] } },
	])('without answers nothing changes: %j', async (parameters) => {
		expect((await clinic.run('intake:create', { room_code: 'exroom1', ...parameters })).error).toBeUndefined();
		expect(bodies()).toEqual([{ room_code: 'exroom1' }]);
	});

	test('times go out as unix seconds, lists and objects as JSON', async () => {
		const field = (id: string, type: string) => ({
			id,
			displayName: id,
			required: false,
			defaultMatch: false,
			display: true,
			type,
		});
		const schema = [field('onset', 'dateTime'), field('tags', 'array'), field('more', 'object')];
		const value = { onset: '2050-06-15 14:00', tags: '[1,"b"]', more: '{"a":null}' };
		await clinic.run(
			'intake:create',
			{ room_code: 'exroom1', intakeForm: { mappingMode: 'defineBelow', schema, value } },
			{ timezone: 'Europe/Berlin' },
		);
		expect(bodies()).toEqual([{ room_code: 'exroom1', onset: NOW, tags: [1, 'b'], more: { a: null } }]);
	});

	const json = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;
	test.each([
		['a word for a number', { custom_pain_level: json('much') }, 'Intake Form: “Pain from 0 to 10” is not a number'],
		[
			'an answer that is no choice',
			{ custom_is_allergic: json('Perhaps') },
			'Intake Form: “Any allergies?” is not one of the choices of the clinic’s form',
		],
		[
			'neither yes nor no',
			{ custom_first_visit: json('maybe') },
			'Intake Form: “Is this your first visit? (required)” is not one of the choices of the clinic’s form',
		],
	])('%s is refused before anything is sent', async (_what, answers, message) => {
		const ran = await clinic.run('intake:create', { room_code: 'exroom1', ...(await form(answers)) });
		expect([told(ran).message, clinic.wire()]).toEqual([message, []]);
		expect(`${told(ran).message} ${told(ran).description}`).not.toMatch(/much|Perhaps|maybe/);
	});

	test.each([
		[
			'a declared field',
			{ reason_for_visit: 'x', ...REQUIRED },
			{},
			'Intake Form contains “reason_for_visit”, which has a field of its own here',
		],
		[
			'a custom parameter',
			{ custom_notes: 'x', ...REQUIRED },
			{ customParameters: '{"custom_notes":"y"}' },
			'Intake Form contains “custom_notes”, which is in Custom Parameters too',
		],
	])('an answer under the name of %s is refused by name', async (_what, answers, additionalFields, message) => {
		const ran = await clinic.run('intake:create', { room_code: 'exroom1', ...(await form(answers)), additionalFields });
		expect([told(ran).message, clinic.wire()]).toEqual([message, []]);
	});
});

describe('intake:update with answers', () => {
	test('an answer alone is a change', async () => {
		const intake_id = clinic.intake();
		await clinic.run('intake:update', { intake_id, ...(await form({ custom_consent: 'true' })) });
		expect(bodies()).toEqual([{ custom_consent: true }]);
		expect(clinic.sandbox.clinic.intake(intake_id).extra).toEqual({ custom_consent: true });
	});

	test('no answer and no field is none', async () => {
		expect(told(await clinic.run('intake:update', { intake_id: clinic.intake(), ...(await form({})) })).message).toBe(
			'Update Fields is empty: there is nothing to change',
		);
	});
});
