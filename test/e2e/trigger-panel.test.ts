import { type Editor, openEditor } from '../../start/browser.mjs';
import { ownerLogin } from '../../start/login.mjs';
import { picture } from './picture';
import { lab } from './running-lab';

let editor: Editor;
let example: string;
beforeAll(async () => {
	example = (await lab.examples())['06-one-url-many-workflows.json'] ?? '';
	editor = await openEditor(lab.url, ownerLogin(lab.folders.login));
});
afterAll(async () => {
	await editor?.close();
});

test('the panel says what to copy where, and shows the production URL', async () => {
	await editor.page.setViewportSize({ width: 1440, height: 1100 });
	await editor.openWorkflow(example);
	expect(await editor.page.locator('[data-test-id="node-issues"]').count()).toBe(0);
	await editor.openNode('VSee Clinic Trigger');
	// The notes on the canvas use the same words.
	const panel = editor.page.locator('#app-modals');
	await panel.getByText('one URL for the whole clinic').first().waitFor({ timeout: 20_000 });
	await panel.getByText('VSee Clinic Polling Trigger').first().waitFor();
	await panel.getByText('Receive events from VSee Clinic').first().waitFor();
	await panel.getByText('When will this node trigger my flow?').first().click();
	await panel.getByText('VSee never calls the Test URL', { exact: false }).first().waitFor();
	await panel.getByText('Webhook URLs', { exact: true }).first().click();
	await panel.locator('[class*="webhooks"]').getByText('Production URL', { exact: true }).first().click();
	const urls = panel.getByText(/\/webhook\/[\w-]+\/webhook/);
	await urls.first().waitFor({ timeout: 20_000 });
	expect(await urls.count()).toBe(1);
	await picture(editor.page, 'trigger-panel');
	expect(editor.errors).toEqual([]);
});
