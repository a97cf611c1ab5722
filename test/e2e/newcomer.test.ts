import { credentials } from '../../sandbox';
import { keepCredential, runWorkflow } from '../../start/n8n-client.mjs';
import { credentialName, credentialType, example, firstOf, startAfresh } from './clinic';
import { Newcomer } from './newcomer';
import { picture } from './picture';
import { until } from './trigger-lab';

let newcomer: Newcomer;
beforeAll(async () => {
	newcomer = await Newcomer.start();
	newcomer.page.setDefaultTimeout(20_000);
});
afterAll(async () => {
	await newcomer?.stop();
});
beforeEach(() => {
	startAfresh(newcomer.clinic);
});

interface Workflow {
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
}

test('an example books a visit that the page of the clinic shows with the name of the patient', async () => {
	const { clinic, editor } = newcomer;
	const execution = await runWorkflow(
		clinic.client,
		example(clinic, '01-form-to-booked-visit.json'),
		'Try it with fictitious data',
	);
	const start = new Date(firstOf(execution, 'Next free time').start ?? '');
	const page = await editor.page.context().newPage();
	await page.goto(clinic.sandbox.origin);
	await page
		.getByRole('textbox', { name: 'Date' })
		.fill(start.toLocaleDateString('sv', { timeZone: 'America/Los_Angeles' }));
	await page.locator('.taken', { hasText: 'Ada Examplepatient' }).first().waitFor();
	await page.close();
});

test('a custom API call begins with GET', async () => {
	await newcomer.firstStep('Make a custom API call');
	await newcomer.shows('method', 'GET');
});

test('a dropdown that was added and not touched sends nothing', async () => {
	const { calls } = newcomer.clinic.sandbox;
	await newcomer.firstStep('Create an intake');
	await newcomer.pick('room_code', 'Example Room');
	await newcomer.choose('custom_first_visit', 'Yes');
	await newcomer.choose('custom_consent', 'Yes');
	await newcomer.addTo('Add Field', 'Provider');
	await newcomer.executeStep();
	await newcomer.output.getByText('1 item').waitFor();
	const answers = { custom_first_visit: true, custom_consent: true };
	expect(calls.matching('POST', '/intakes').map(({ body }) => body)).toEqual([{ room_code: 'exroom1', ...answers }]);
});

test.each([
	['01-form-to-booked-visit.json', 'Appointment'],
	['02-front-desk-walk-in.json', 'Walk-In'],
	['04-after-the-visit.json', 'Appointment'],
	['05-whole-visit.json', 'Appointment'],
	['10-no-show-and-cancel.json', 'Appointment'],
	['11-agent.json', 'Appointment'],
])('the intake of %s has no field in red', async (file, type) => {
	const id = example(newcomer.clinic, file);
	const { nodes } = await newcomer.clinic.client.get<Workflow>(`/rest/workflows/${id}`);
	const intake = nodes.find(({ parameters }) => parameters.resource === 'intake');
	await newcomer.editor.openWorkflow(id);
	await newcomer.editor.openNode(intake?.name ?? '');
	await newcomer.field('type').waitFor();
	await newcomer.shows('type', type);
	await newcomer.panel.getByText('Intake Form', { exact: true }).waitFor();
	expect(await newcomer.panel.locator('[data-test-id="parameter-issues"], .has-issues').count()).toBe(0);
	// A question that n8n adds when the step is opened would have to be answered from then on.
	expect(await newcomer.panel.getByText('(required)', { exact: false }).count()).toBe(0);
});

test('an example runs as before when somebody has looked into its steps', async () => {
	const { clinic, editor, page, panel } = newcomer;
	await editor.openWorkflow(example(clinic, '05-whole-visit.json'));
	await editor.openNode('Write the intake');
	await panel.getByText('Intake Form', { exact: true }).waitFor();
	await newcomer.close();
	await page.locator('[data-test-id="execute-workflow-button"]:visible').first().click();
	await page.getByText('Workflow executed successfully').first().waitFor({ timeout: 60_000 });
	expect(clinic.sandbox.clinic.journal).toHaveLength(1);
});

test('the panel of the polling trigger says when to use it, and a test event shows a visit', async () => {
	await newcomer.emptyCanvas();
	await newcomer.add('VSee Clinic Polling', 'On visit created');
	await newcomer.panel.getByText('Use this trigger when VSee cannot reach your n8n', { exact: false }).waitFor();
	await newcomer.panel.getByText('VSee Clinic Trigger starts within seconds', { exact: false }).waitFor();
	await picture(newcomer.page, 'polling-trigger-panel');
	await newcomer.executeStep();
	await newcomer.output.getByText('1 item').waitFor();
	const cells = newcomer.output.locator('tbody td');
	expect(await cells.first().textContent()).toBe('visit.created');
	await newcomer.output.getByText('Examplepatient', { exact: false }).first().waitFor();
	await newcomer.page.mouse.move(0, 0);
	await picture(newcomer.page, 'polling-test-event');
});

test('free slots wired straight into bookings of one intake make one visit, and a sentence', async () => {
	const { clinic, editor, page } = newcomer;
	clinic.sandbox.settings.intakeReuse = true;
	const step = (name: string, x: number, parameters: object) => ({
		id: name,
		name,
		type: 'n8n-nodes-vsee-clinic.vSeeClinic',
		typeVersion: 1,
		position: [x, 0],
		parameters,
		credentials: { [credentialType]: { id: clinic.credentialId, name: credentialName } },
	});
	const room = { __rl: true, mode: 'id', value: 'exroom1' };
	const next = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const { id } = await clinic.client.post<{ id: string }>('/rest/workflows', {
		name: 'Five slots',
		nodes: [
			{
				id: 's',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			step('Intake', 220, {
				resource: 'intake',
				operation: 'create',
				room_code: room,
				additionalFields: { type: 'scheduled' },
			}),
			step('Slots', 440, { resource: 'availability', operation: 'getMany', room_code: room, limit: 5 }),
			step('Book', 660, {
				resource: 'visit',
				operation: 'create',
				intake_id: "={{ $('Intake').first().json.id }}",
				room_code: room,
				start: '={{ $json.start }}',
				end: '={{ $json.end }}',
			}),
		],
		connections: { Start: next('Intake'), Intake: next('Slots'), Slots: next('Book') },
		settings: { executionOrder: 'v1' },
	});
	await editor.openWorkflow(id);
	await page.locator('[data-test-id="execute-workflow-button"]:visible').first().click();
	await page.locator('.el-notification', { hasText: 'Book' }).first().waitFor({ timeout: 60_000 });
	expect(clinic.sandbox.clinic.journal).toHaveLength(1);
	await editor.dismissNotices();
	await editor.openNode('Book');
	await newcomer.output.getByText('one intake makes one visit', { exact: false }).first().waitFor();
	await newcomer.close();
});

test('the room of free slots is at top level; without it the error names it', async () => {
	await newcomer.firstStep('List free slots of a room');
	await newcomer.field('room_code').waitFor();
	await newcomer.executeStep();
	await newcomer.output.getByText('Room is empty: select a room', { exact: false }).first().waitFor();
});

test.each([
	['Get many users', 'Add Filter', 'Type', 'type', ['Patient', 'Provider']],
	['Get many users', 'Add Filter', 'Subtype', 'subtype', ['Doctor', 'Nurse']],
	['Get many visits', 'Add Filter', 'Status', 'status', ['Confirmed', 'Completed']],
	['Create an intake', 'Add Field', 'Type', 'type', ['Appointment', 'Walk-In']],
])('%s: %s > %s is selected by name', async (action, button, label, name, choices) => {
	await newcomer.firstStep(action);
	await newcomer.addTo(button, label);
	await newcomer.field(name).locator('input').first().click();
	const options = newcomer.page.locator('.el-select-dropdown__item:visible');
	for (const choice of choices) await options.getByText(choice, { exact: true }).first().waitFor();
});

describe('Check Access', () => {
	beforeAll(async () => {
		const { client, credential } = newcomer.clinic;
		for (const [name, apiToken] of [
			['Token of a patient', credentials.patientToken],
			['No token', ''],
		] as const)
			await keepCredential(client, { name, type: credentialType, data: { ...credential, apiToken } });
	});

	test.each([
		[credentialName, 'check-access-admin', '18 of 18 checks are ok', '', 18],
		['Token of a patient', 'check-access-patient', '17 of 18 checks are ok; refused: users', 'refused', 1],
		['No token', 'check-access-no-token', '8 of 18 checks are ok; refused: users, current_user', 'refused', 4],
	])('with %s', async (credential, name, summary, sought, rows) => {
		await newcomer.firstStep('Check what the credential can do');
		await newcomer.selectCredential(credential);
		await newcomer.executeStep();
		await newcomer.output.getByText('18 items', { exact: false }).waitFor();
		await newcomer.output.locator('[data-test-id="node-hint"]').getByText(summary, { exact: false }).waitFor();
		if (sought !== '') {
			await newcomer.output.locator('[data-test-id="ndv-search-container"]').click();
			await newcomer.output.locator('[data-test-id="ndv-search"]').fill(sought);
			await newcomer.output.getByText(`${rows} of 18 items`, { exact: false }).waitFor();
		}
		const found = newcomer.output.locator('tbody tr').filter({ hasText: /ok|refused/ });
		await until(async () => (await found.count()) === rows, `there are not ${rows} rows`, 20_000);
		await picture(newcomer.page, name);
	});
});

test('no script of the page failed', () => {
	expect(newcomer.editor.errors).toEqual([]);
});
