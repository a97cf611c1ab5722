import type { Locator, Page } from 'playwright-core';

import { type Editor, openEditor } from '../../start/browser.mjs';
import { ownerLogin } from '../../start/login.mjs';
import { type ClinicWithN8n, startClinicWithN8n } from './clinic';
import { until } from './trigger-lab';

/** Somebody who works in n8n's editor with the mouse and the keyboard, and goes by the words on the screen. */
export class Newcomer {
	readonly page: Page;
	/** The parameters of the open node. */
	readonly panel: Locator;
	/** What the open node has put out. */
	readonly output: Locator;
	/** The field of n8n's list of nodes. */
	private readonly search: Locator;

	private constructor(
		readonly clinic: ClinicWithN8n,
		readonly editor: Editor,
	) {
		this.page = editor.page;
		this.panel = this.page.locator('[data-test-id="node-parameters"]');
		this.output = this.page.locator('[data-test-id="output-panel"]');
		this.search = this.page.locator('[data-test-id="node-creator-search-bar"]');
	}

	static async start(): Promise<Newcomer> {
		const clinic = await startClinicWithN8n();
		try {
			return new Newcomer(clinic, await openEditor(clinic.client.url, ownerLogin(clinic.folders.login)));
		} catch (error) {
			await clinic.stop();
			throw error;
		}
	}

	async stop(): Promise<void> {
		await this.editor.close();
		await this.clinic.stop();
	}

	/** A new workflow without any step. */
	async emptyCanvas(): Promise<void> {
		await this.page.goto(`${this.clinic.client.url}/workflow/new`, { waitUntil: 'domcontentloaded' });
		await this.page.locator('[data-test-id="canvas-add-button"]').click({ timeout: 60_000 });
		await this.search.waitFor();
	}

	/** Adds a trigger or a step of a node by the words of n8n's list, which is open; the panel of the step is open then. */
	async add(node: string, action: string): Promise<void> {
		await this.search.fill(node);
		// n8n lists a trigger without the word.
		const named = new RegExp(`^\\s*${node}( Trigger)?\\s*$`);
		await this.page.locator('[data-test-id="node-creator-item-name"]', { hasText: named }).first().click();
		await this.page.getByText(action, { exact: true }).first().click();
		await this.panel.waitFor();
	}

	/** A new workflow of "Trigger manually" and this step of VSee Clinic, whose panel is open. */
	async firstStep(action: string): Promise<void> {
		await this.emptyCanvas();
		await this.page.getByText('Trigger manually', { exact: true }).first().click();
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
		// The list goes by itself, and not at once.
		await this.search.waitFor({ state: 'hidden' });
		await this.page.locator('[data-test-id="node-creator-plus-button"]').click();
		await this.search.waitFor();
		await this.add('VSee Clinic', action);
	}

	field(name: string): Locator {
		return this.panel.locator(`[data-test-id="parameter-input-${name}"]`);
	}

	async selectCredential(name: string): Promise<void> {
		await this.panel.locator('[data-test-id="node-credentials-select"]').click();
		await this.page.locator('[data-test-id^="node-credentials-select-item"]:visible', { hasText: name }).click();
	}

	/** Waits until a field shows this value. */
	async shows(name: string, value: string): Promise<void> {
		const input = this.field(name).locator('input').first();
		await until(async () => (await input.inputValue()) === value, `${name} does not show ${value}`, 20_000);
	}

	/** Fills in n8n's dialog for the first credential. */
	async connect(): Promise<void> {
		await this.panel.getByText('Connect to VSee Clinic').click();
		const dialog = this.page.locator('[data-test-id="credential-edit-dialog"]');
		for (const [name, value] of Object.entries(this.clinic.credential))
			await dialog.locator(`[data-test-id="parameter-input-${name}"] input`).fill(value);
		// n8n takes what was typed 200 ms later, and shows nowhere that it has.
		await this.page.waitForTimeout(500);
		await this.page.locator('[data-test-id="credential-save-button"]').click();
		// It closes by itself when the test of the credential has passed.
		await dialog.waitFor({ state: 'hidden' });
	}

	/** Selects from a dropdown that is read from the clinic. */
	async pick(name: string, entry: string): Promise<void> {
		await this.field(name).locator('[data-test-id="rlc-input"]').click();
		const entries = this.page.locator('[data-test-id="rlc-item"]:visible');
		await entries.filter({ hasText: entry }).first().click();
		await entries.first().waitFor({ state: 'hidden' });
	}

	/** Enters the ID of a resource locator by hand. */
	async enterId(name: string, value: string): Promise<void> {
		await this.field(name).locator('[data-test-id="rlc-mode-selector"]').click();
		await this.page.locator('[data-test-id="mode-id"]:visible').click();
		await this.field(name).locator('input').last().pressSequentially(value, { delay: 30 });
	}

	/** Switches a field to an expression and types it; the editor closes the braces by itself. */
	async enterExpression(name: string, beginning: string): Promise<void> {
		await this.field(name).hover();
		const options = this.panel.locator(`[data-test-id="${name}-parameter-input-options-container"]`);
		await options.getByText('Expression', { exact: true }).click();
		await this.field(name).locator('.cm-content').click();
		await this.page.keyboard.type(beginning);
	}

	/** Selects one of the fixed choices of a field. */
	async choose(name: string, choice: string): Promise<void> {
		await this.field(name).locator('input').first().click();
		const choices = this.page.locator('.el-select-dropdown__item:visible');
		await choices.getByText(choice, { exact: true }).click();
		await choices.first().waitFor({ state: 'hidden' });
	}

	/** Adds an entry of a collection by the words of its button. */
	async addTo(button: string, entry: string): Promise<void> {
		await this.panel.locator(`[data-test-id="collection-parameter-add"] input[placeholder="${button}"]`).click();
		const options = this.page.locator('[data-test-id="collection-parameter-option"]:visible');
		await options.getByText(entry, { exact: true }).click();
	}

	/** Runs the open step and waits for its end. */
	async executeStep(): Promise<void> {
		const end = this.page
			.locator('.el-notification', { hasText: /Node executed successfully|Problem in node/ })
			.first();
		// On a busy machine n8n's editor now and then misses a click or the end of a run; the second click may only stop that run.
		let hasEnded = false;
		for (let clicks = 1; clicks <= 3 && !hasEnded; clicks++) {
			await this.page.locator('[data-test-id="node-execute-button"]').first().click();
			hasEnded = await end.waitFor({ timeout: 30_000 }).then(
				() => true,
				() => false,
			);
		}
		if (!hasEnded) throw new Error('n8n does not say that the step has run');
		await this.editor.dismissNotices();
	}

	async close(): Promise<void> {
		await this.page.locator('[data-test-id="ndv-close-button"]').click();
		await this.panel.waitFor({ state: 'hidden' });
	}
}
