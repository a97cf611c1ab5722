import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor, type Editor } from '../../start/browser.mjs';
import { ownerLogin } from '../../start/login.mjs';
import { root } from '../../start/paths.mjs';
import { example, startClinicWithN8n, type ClinicWithN8n } from './clinic';

let clinic: ClinicWithN8n;
let editor: Editor;
beforeAll(async () => {
	clinic = await startClinicWithN8n();
	editor = await openEditor(clinic.client.url, ownerLogin(clinic.folders.login));
});
afterAll(async () => {
	await editor?.close();
	await clinic?.stop();
});

/** Saves what is on the screen under docs/images when the pictures are to be made anew (SCREENSHOTS=1). */
async function picture(name: string): Promise<void> {
	if (process.env.SCREENSHOTS !== '1') return;
	const folder = join(root, 'docs', 'images');
	mkdirSync(folder, { recursive: true });
	await editor.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

const parameter = (name: string) => editor.page.locator(`[data-test-id="parameter-input-${name}"]`);

test('an example opens with every node known, and none in want of anything', async () => {
	await editor.openWorkflow(example(clinic, '01-form-to-booked-visit.json'));
	const canvas = editor.page.locator('[data-test-id="canvas-node"]');
	await editor.page.locator('[data-test-id="canvas-node"][data-node-name="Book the visit"]').waitFor();
	expect(await canvas.count()).toBeGreaterThanOrEqual(12);
	expect(await editor.page.locator('[data-test-id="node-issues"]').count()).toBe(0);
	await picture('workflow');
});

test('the node opens with its parameters, credential and resource', async () => {
	await editor.openNode('Book the visit');
	for (const name of ['resource', 'operation', 'intake_id', 'start', 'end', 'simplify']) await parameter(name).first().waitFor({ timeout: 20_000 });
	await expect(editor.page.locator('[data-test-id="node-credentials-select"], [data-test-id="credential-edit-button"]').first().isVisible()).resolves.toBe(true);
	await picture('node');
	await editor.closeNode();
});

test('a run from the canvas goes through a whole visit', async () => {
	await editor.openWorkflow(example(clinic, '05-whole-visit.json'));
	await editor.page.locator('[data-test-id="execute-workflow-button"]:visible').first().click();
	await editor.page.getByText('Workflow executed successfully').first().waitFor({ timeout: 60_000 });
	expect([...clinic.sandbox.clinic.journal].map(({ visitId }) => clinic.sandbox.clinic.visit(visitId).status)).toEqual([30]);
	await editor.page.locator('.el-notification__closeBtn').first().click();
	await editor.page.locator('.el-notification').first().waitFor({ state: 'detached' });
	await editor.page.getByText('Execute workflow').first().waitFor();
	await picture('whole-visit');
	await editor.openNode('Book the visit');
	await editor.page.getByText('pending').first().waitFor({ timeout: 20_000 });
	await picture('node-output');
	await editor.closeNode();
});

test('nothing was asked of a host outside this machine, and no script of the page failed', () => {
	expect([...editor.strangers]).toEqual([]);
	expect(editor.errors).toEqual([]);
});
