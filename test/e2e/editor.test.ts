import { example, oneNodeWorkflow } from './clinic';
import { picture } from './picture';
import { clinic } from './running-clinic';
import { editor } from './running-editor';

const parameter = (name: string) => editor.page.locator(`[data-test-id="parameter-input-${name}"]`);

test('an example opens with every node known, and none in want of anything', async () => {
	await editor.openWorkflow(example(clinic, '01-form-to-booked-visit.json'));
	const canvas = editor.page.locator('[data-test-id="canvas-node"]');
	await editor.page.locator('[data-test-id="canvas-node"][data-node-name="Book the visit"]').waitFor();
	await canvas.nth(11).waitFor();
	expect(await editor.page.locator('[data-test-id="node-issues"]').count()).toBe(0);
});

test('the node opens with its parameters, credential and resource', async () => {
	await editor.openNode('Book the visit');
	for (const name of ['resource', 'operation', 'intake_id', 'start', 'end', 'simplify'])
		await parameter(name).first().waitFor({ timeout: 20_000 });
	await editor.page
		.locator('[data-test-id="node-credentials-select"], [data-test-id="credential-edit-button"]')
		.first()
		.waitFor();
	await editor.closeNode();
});

describe('one node', () => {
	const unchosen = { __rl: true, mode: 'list', value: '' };
	let workflowId = '';
	const choices = () => editor.page.locator('[data-test-id="rlc-item"]:visible');

	/** Opens the dropdown of a parameter and waits for so many choices. */
	async function openList(name: string, atLeast: number): Promise<string[]> {
		await editor.page.locator(`[data-test-id="resource-locator-${name}"] [data-test-id="rlc-input"]`).click();
		await choices()
			.nth(atLeast - 1)
			.waitFor({ timeout: 20_000 });
		return await choices().allTextContents();
	}

	beforeAll(async () => {
		const workflow = oneNodeWorkflow(clinic, 'My first workflow', {
			resource: 'room',
			operation: 'getProvider',
			room_code: unchosen,
			provider_id: unchosen,
		});
		workflowId = (await clinic.client.post<{ id: string }>('/rest/workflows', workflow)).id;
		await editor.openWorkflow(workflowId);
	});

	test('rooms and providers are chosen from the clinic, those of one name told apart', async () => {
		await editor.openNode('Clinic');
		expect(await openList('room_code', 3)).toEqual(
			['Example Room', 'Second Example Room', 'Third Example Room'].map((name) => expect.stringContaining(name)),
		);
		await choices().first().click();
		await choices().first().waitFor({ state: 'hidden' });
		const providers = await openList('provider_id', 3);
		expect(new Set(providers).size).toBe(providers.length);
		expect(providers.filter((name) => name.includes('Quinn Sampleprovider'))).toHaveLength(2);
		await picture(editor.page, 'dropdown-providers');
		await choices().first().click();
	});

	test('the credential tells that it works', async () => {
		await editor.page.locator('[data-test-id="credential-edit-button"]').click();
		await editor.page.getByText('Connection tested successfully').waitFor({ timeout: 20_000 });
		await picture(editor.page, 'credential');
	});

	test('the settings of a workflow hold what is to be switched off for the sake of patients', async () => {
		await editor.openWorkflow(workflowId);
		await editor.page.locator('[data-test-id="workflow-menu"]').click();
		await editor.page.getByRole('menuitem', { name: 'Settings', exact: true }).click();
		const dialog = editor.page.locator('[data-test-id="workflow-settings-dialog"]');
		await dialog.getByText('Save successful production executions').waitFor();
		await editor.page.locator('.el-loading-mask:visible').first().waitFor({ state: 'detached' });
		await picture(editor.page, 'workflow-settings');
		await editor.page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
	});
});

test('the agent stands there with its tools', async () => {
	await editor.openWorkflow(example(clinic, '11-agent.json'));
	for (const tool of ['Free times', 'Write down the reason', 'Book a time'])
		await editor.page.locator(`[data-test-id="canvas-node"][data-node-name="${tool}"]`).waitFor();
	await picture(editor.page, 'agent');
});

test('nothing was asked of a host outside this machine, and no script of the page failed', () => {
	expect([...editor.strangers]).toEqual([]);
	expect(editor.errors).toEqual([]);
});
