import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Execution, executionsOf, publish, runWorkflow } from '../../start/n8n-client.mjs';
import { example, firstOf, oneNodeWorkflow } from './clinic';
import { submitForm } from './forms';
import { clinic } from './running-clinic';

/** Runs an example from a trigger; a run that failed fails the test with n8n's message. */
async function run(file: string, trigger: string): Promise<Execution> {
	const execution = await runWorkflow(clinic.client, example(clinic, file), trigger);
	expect({ status: execution.status, error: execution.error }).toEqual({ status: 'success', error: undefined });
	return execution;
}

const ada = {
	id: '20000000001',
	firstName: 'Ada',
	lastName: 'Examplepatient',
	email: 'ada.examplepatient@example.com',
	dob: '1950-01-10',
	number: '',
};

/** The answers to the questions of who somebody is, in the order of the forms. */
function answersOf({ firstName, lastName, email, dob, number }: Omit<typeof ada, 'id'>): string[] {
	return [firstName, lastName, email, dob, number];
}

/** The visits that calls have made, as the clinic's own books have them. */
function booked() {
	return clinic.sandbox.clinic.journal.map(({ visitId }) => clinic.sandbox.clinic.visit(visitId));
}

test('n8n loads the node under its real name, also as a tool', async () => {
	const types = await clinic.client.get<Array<{ name: string }>>('/types/nodes.json');
	const names = types.map(({ name }) => name);
	expect(names).toContain('n8n-nodes-vsee-clinic.vSeeClinic');
	expect(names).toContain('n8n-nodes-vsee-clinic.vSeeClinicTool');
});

describe('1. web form to booked visit', () => {
	const file = '01-form-to-booked-visit.json';

	test('books one visit at the first free time, from fictitious data', async () => {
		const execution = await run(file, 'Try it with fictitious data');
		const [visit, ...more] = booked();
		expect(more).toEqual([]);
		expect(visit).toMatchObject({ type: 2, roomCode: 'exroom1', memberId: ada.id });
		const slot = firstOf(execution, 'Next free time');
		expect(new Date((visit?.start ?? 0) * 1000).toISOString()).toBe(new Date(slot.start ?? '').toISOString());
		expect(visit?.start).toBeGreaterThan(clinic.sandbox.clinic.now());
		expect(firstOf(execution, 'Say when').message).toMatch(
			/^Please come back on \w+day .* at \d+:\d\d (AM|PM) \(America\/Los_Angeles\)\.$/,
		);
		expect(clinic.sandbox.clinic.intake(visit?.intakeId ?? '').reason).toBe('Fictitious sore throat');
	});

	test('answers the patient on the form when it is published', async () => {
		const id = example(clinic, file);
		await publish(clinic.client, id);
		expect(await submitForm(`${clinic.client.url}/form/book-a-visit`, [...answersOf(ada), 'Fictitious cough'])).toMatch(
			/Your visit is booked[^]*Please come back on \w+day /,
		);
		expect(booked()).toMatchObject([{ memberId: ada.id }]);
		expect((await executionsOf(clinic.client, id)).map(({ status }) => status)).not.toContain('error');
	});

	test('books nothing for somebody whom nobody knows', async () => {
		await publish(clinic.client, example(clinic, file));
		const stranger = { ...ada, email: 'robin.fictitious@example.com' };
		expect(
			await submitForm(`${clinic.client.url}/form/book-a-visit`, [...answersOf(stranger), 'Fictitious cough']),
		).toMatch(/Thank you[^]*The front desk will call you/);
		expect(booked()).toEqual([]);
	});

	test('books nothing and says so when nothing is free', async () => {
		clinic.sandbox.settings.availabilityShape = 'emptyArray';
		const execution = await run(file, 'Try it with fictitious data');
		expect(execution.nodes).toContain('Say that nothing is free');
		expect(booked()).toEqual([]);
	});

	test('does not book again from an intake that is booked already', async () => {
		const first = await run(file, 'Try it with fictitious data');
		const slot = firstOf(first, 'Next free time');
		const visit = firstOf(first, 'Book the visit');
		const parameters = {
			resource: 'visit',
			operation: 'create',
			intake_id: visit.intake_id,
			start: slot.start,
			end: slot.end,
			room_code: { __rl: true, mode: 'id', value: 'exroom1' },
			additionalFields: { provider_id: { __rl: true, mode: 'id', value: slot.provider_id } },
		};
		const { id } = await clinic.client.post<{ id: string }>(
			'/rest/workflows',
			oneNodeWorkflow(clinic, 'Book it again', parameters),
		);
		const again = await runWorkflow(clinic.client, id, 'Start');
		expect([again.status, again.error]).toEqual(['success', undefined]);
		expect(firstOf(again, 'Clinic').id).toBe(visit.id);
		expect(booked()).toHaveLength(1);
	});
});

test('2. front desk: puts the patient into the waiting room now', async () => {
	const execution = await run('02-front-desk-walk-in.json', 'Try it with fictitious data');
	expect(booked()).toMatchObject([{ type: 1, roomCode: 'exroom1', status: 10, memberId: ada.id }]);
	expect(firstOf(execution, 'Say what was done').title).toBe('The patient is in the waiting room');
});

describe('3. nightly sync', () => {
	const file = '03-nightly-sync.json';
	const names = (execution: Execution, node: string) =>
		execution
			.items(node)
			.map(({ json }) => json.visit_id)
			.sort();

	test('writes only what changed', async () => {
		const first = await run(file, 'Try it now');
		const inWindow = names(first, 'As a row');
		expect(inWindow.length).toBeGreaterThan(1);
		expect(names(first, 'Add new rows')).toEqual(inWindow);

		const second = await run(file, 'Try it now');
		expect(second.nodes).not.toContain('Add new rows');
		expect(second.nodes).not.toContain('Update changed rows');

		const changed = clinic.sandbox.clinic.visit('30000000007');
		expect(inWindow).toContain(changed.id);
		changed.status = 40;
		await run('02-front-desk-walk-in.json', 'Try it with fictitious data');
		const walkIn = booked()[0]?.id;
		const third = await run(file, 'Try it now');
		expect(names(third, 'Update changed rows')).toEqual([changed.id]);
		expect(names(third, 'Add new rows')).toEqual([walkIn]);
		expect(await tableRows()).toHaveLength(inWindow.length + 1);
		expect((await tableRows()).find(({ visit_id }) => visit_id === changed.id)).toMatchObject({ status: 'cancelled' });
	});

	async function tableRows(): Promise<Array<Record<string, unknown>>> {
		const personal = await clinic.client.get<{ id: string }>('/rest/projects/personal');
		const folder = `/rest/projects/${personal.id}/data-tables`;
		const tables = await clinic.client.get<{ data: Array<{ id: string; name: string }> }>(folder);
		const id = tables.data.find(({ name }) => name === 'vsee_visits')?.id ?? '';
		return (await clinic.client.get<{ data: Array<Record<string, unknown>> }>(`${folder}/${id}/rows?take=100`)).data;
	}
});

test('4. after the visit: stores the summary and prepares a follow-up', async () => {
	const execution = await run('04-after-the-visit.json', 'Try it now');
	const visit = firstOf(execution, 'Only the last one');
	expect(visit.status).toBe('completed');
	expect(readdirSync(clinic.folders.files)).toEqual([`visit-${visit.id}-summary.pdf`]);
	expect(
		readFileSync(join(clinic.folders.files, `visit-${visit.id}-summary.pdf`))
			.subarray(0, 5)
			.toString(),
	).toBe('%PDF-');
	const intake = firstOf(execution, 'Prepare the follow-up');
	expect(clinic.sandbox.clinic.intake(intake.id ?? '')).toMatchObject({
		reason: `Follow-up of visit ${visit.id}`,
		memberId: visit.member_id,
		providerId: visit.provider_id,
	});
});

test('5. a whole visit, from the intake to the summary', async () => {
	const execution = await run('05-whole-visit.json', 'Try it now');
	expect(booked()).toMatchObject([{ type: 2, status: 30, memberId: ada.id }]);
	const [visit] = booked();
	const [slot, later] = [firstOf(execution, 'Next free time'), firstOf(execution, 'A later free time')].map(
		({ start }) => new Date(start ?? '').getTime(),
	);
	expect(later).toBeGreaterThan(slot ?? Infinity);
	expect((visit?.start ?? 0) * 1000).toBe(later);
	expect([visit?.actualStart, visit?.actualEnd]).toEqual([expect.any(Number), expect.any(Number)]);
	expect(execution.items('Get the summary')[0]?.binary?.data?.mimeType).toBe('application/pdf');
});

describe('14. find the patient or make one', () => {
	const people = () => [...clinic.sandbox.clinic.people.values()];
	const before = () => people().length;

	/** Asks the sub-workflow for a person, from a workflow that calls it. */
	async function find(person: Partial<typeof ada>): Promise<Record<string, string>> {
		const { firstName, lastName, email, dob, number } = { ...ada, ...person };
		const fields = { first_name: firstName, last_name: lastName, email, date_of_birth: dob, patient_number: number };
		const execution = await runWorkflow(
			clinic.client,
			example(clinic, '14-find-or-make-patient.json'),
			trigger,
			fields,
		);
		expect({ status: execution.status, error: execution.error }).toEqual({ status: 'success', error: undefined });
		return firstOf(execution, execution.nodes.at(-1) ?? '');
	}
	const trigger = 'When called by another workflow';

	test('takes the one patient with the same e-mail, name and date of birth', async () => {
		expect(await find({})).toMatchObject({ result: 'found', member_id: ada.id });
		expect(await find({ email: ' Ada.ExamplePatient@example.com ' })).toMatchObject({ member_id: ada.id });
		expect(clinic.sandbox.calls.count('POST')).toBe(0);
	});

	test('two people who share an e-mail are told apart, and neither is taken for the other', async () => {
		const child = people().find(({ id }) => id === '20000000002');
		Object.assign(child ?? {}, { email: ada.email, firstName: 'Ben', dob: '2015-03-04' });
		expect(await find({})).toMatchObject({ result: 'found', member_id: ada.id });
		expect(await find({ firstName: 'Ben', dob: '2015-03-04' })).toMatchObject({ member_id: '20000000002' });
		expect(await find({ firstName: 'Cleo', dob: '2016-03-04' })).toMatchObject({ result: 'no_number', member_id: '' });
	});

	test('an e-mail that contains another is another', async () => {
		Object.assign(people().find(({ id }) => id === '20000000002') ?? {}, {
			...ada,
			id: '20000000002',
			email: `x${ada.email}`,
		});
		expect(await find({})).toMatchObject({ result: 'found', member_id: ada.id });
	});

	test('of several who fit, none is taken', async () => {
		const { firstName, lastName, email, dob } = ada;
		Object.assign(people().find(({ id }) => id === '20000000031') ?? {}, { firstName, lastName, email, dob });
		expect(await find({ number: 'own-0001' })).toMatchObject({ result: 'several', member_id: '' });
		expect(clinic.sandbox.calls.count('POST')).toBe(0);
	});

	test('makes a patient from the own number, once', async () => {
		const count = before();
		const robin = {
			firstName: 'Robin',
			lastName: 'Fictitious',
			email: 'robin@example.com',
			dob: '1999-12-31',
			number: 'own-7',
		};
		const made = await find(robin);
		expect(made.result).toBe('made');
		expect(await find(robin)).toMatchObject({ result: 'found', member_id: made.member_id });
		expect(before()).toBe(count + 1);
	});

	test('a clinic without SSO: nobody is made, and the front desk is told', async () => {
		clinic.sandbox.faults.add({ path: '/users/sso', method: 'POST', kind: 'status', status: 403, count: -1 });
		const told = await find({ email: 'robin@example.com', number: 'own-8' });
		expect(told).toMatchObject({ result: 'not_made', member_id: '' });
		expect(told.message).toContain('enable SSO');
	});
});

test('13. both triggers: the same booking, told twice, is acted on once, also by a later run', async () => {
	const file = '13-both-triggers.json';
	const first = await run(file, 'Try it now');
	expect(first.items('Note the change')).toHaveLength(2);
	expect(first.items('Act on the change').map(({ json }) => json.event)).toEqual(['visit.created']);
	const second = await run(file, 'Try it now');
	expect(second.nodes).not.toContain('Act on the change');
});
