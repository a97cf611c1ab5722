import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Execution, executionsOf, publish, runWorkflow } from '../../start/n8n-client.mjs';
import { type ClinicWithN8n, example, firstOf, oneNodeWorkflow, startClinicWithN8n } from './clinic';
import { submitForm } from './forms';

let clinic: ClinicWithN8n;
beforeAll(async () => {
	clinic = await startClinicWithN8n();
});
afterAll(async () => {
	await clinic?.stop();
});
beforeEach(() => {
	clinic.sandbox.reset();
});

/** Runs an example from a trigger; a run that failed fails the test with n8n's message. */
async function run(file: string, trigger: string): Promise<Execution> {
	const execution = await runWorkflow(clinic.client, example(clinic, file), trigger);
	expect({ status: execution.status, error: execution.error }).toEqual({ status: 'success', error: undefined });
	return execution;
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
		expect(visit).toMatchObject({ type: 2, roomCode: 'exroom1' });
		const slot = firstOf(execution, 'Next free time');
		expect(new Date((visit?.start ?? 0) * 1000).toISOString()).toBe(new Date(slot.start ?? '').toISOString());
		expect(visit?.start).toBeGreaterThan(clinic.sandbox.clinic.now());
		expect(firstOf(execution, 'Say when').message).toMatch(/^Please come back on \w+day /);
		expect(clinic.sandbox.clinic.intake(visit?.intakeId ?? '').reason).toBe('Fictitious sore throat');
	});

	test('answers the patient on the form when it is published', async () => {
		const id = example(clinic, file);
		await publish(clinic.client, id);
		expect(
			await submitForm(`${clinic.client.url}/form/book-a-visit`, ['Robin Fictitious', 'Fictitious cough']),
		).toMatch(/Your visit is booked[^]*Please come back on \w+day /);
		expect(booked()).toHaveLength(1);
		expect((await executionsOf(clinic.client, id)).map(({ status }) => status)).not.toContain('error');
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
	expect(booked()).toMatchObject([{ type: 1, roomCode: 'exroom1', status: 10 }]);
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
		expect(names(first, 'Add the new')).toEqual(inWindow);

		const second = await run(file, 'Try it now');
		expect(second.nodes).not.toContain('Add the new');
		expect(second.nodes).not.toContain('Change the changed');

		const changed = clinic.sandbox.clinic.visit('30000000007');
		expect(inWindow).toContain(changed.id);
		changed.status = 40;
		await run('02-front-desk-walk-in.json', 'Try it with fictitious data');
		const walkIn = booked()[0]?.id;
		const third = await run(file, 'Try it now');
		expect(names(third, 'Change the changed')).toEqual([changed.id]);
		expect(names(third, 'Add the new')).toEqual([walkIn]);
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
	expect(booked()).toMatchObject([{ type: 2, status: 30 }]);
	const [visit] = booked();
	const [slot, later] = [firstOf(execution, 'Next free time'), firstOf(execution, 'A later free time')].map(
		({ start }) => new Date(start ?? '').getTime(),
	);
	expect(later).toBeGreaterThan(slot ?? Infinity);
	expect((visit?.start ?? 0) * 1000).toBe(later);
	expect([visit?.actualStart, visit?.actualEnd]).toEqual([expect.any(Number), expect.any(Number)]);
	expect(execution.items('Get the summary')[0]?.binary?.data?.mimeType).toBe('application/pdf');
});
