import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { root } from '../../start/paths.mjs';
import { picture } from './picture';
import { clinic } from './running-clinic';
import { editor } from './running-editor';
import { type WrittenStep, writtenSteps } from './written-steps';

const TIMEOUT = { timeout: 20_000 };
/** What can be selected: entries of a list of n8n’s, and of the list of nodes and what they can do. */
const CHOICES = ':is([data-test-id="rlc-item"], [role="option"], [data-test-id="node-creator-item-name"])';
const steps = writtenSteps(readFileSync(join(root, 'docs', 'first-workflow.md'), 'utf8'));

let sandboxPage: Page;
beforeAll(async () => {
	sandboxPage = await editor.page.context().newPage();
	await sandboxPage.goto(clinic.sandbox.origin);
	await editor.page.bringToFront();
});

/** Waits for the end of what moves on the screen, such as a button on its way back from a run. */
async function standsStill(page: Page): Promise<void> {
	const isStill = () => document.getAnimations().every(({ playState }) => playState !== 'running');
	await page.waitForFunction(isStill, undefined, TIMEOUT);
}

/** A person who follows the page: finds what it names on the screen, and nothing by any other name. */
class Follower {
	private field?: string;
	private isOpen = false;
	private dragged?: string;
	private clicked: Locator | undefined;
	private looksAt: Page = editor.page;

	async follow({ verb, name }: WrittenStep): Promise<void> {
		if (verb === 'picture') {
			await this.openList();
			await standsStill(this.looksAt);
			return await picture(this.looksAt, name);
		}
		this.looksAt = verb === 'shows' ? sandboxPage : editor.page;
		await standsStill(this.looksAt);
		if (verb === 'field') await this.goTo(name);
		else if (verb === 'drag') this.dragged = name;
		else if (verb === 'select') await this.select(name);
		else if (verb === 'type') await this.type(name);
		else if (verb === 'press') await this.closePanel(name);
		else if (verb === 'see' || verb === 'shows') await this.see(name);
		else await this.click(name, verb);
	}

	/** What n8n draws around the label of the field and its control. */
	private get control(): Locator {
		const text = editor.page.getByText(this.field ?? '', { exact: true });
		return editor.page.locator('label:visible').filter({ has: text }).last().locator('xpath=../..');
	}

	private async goTo(field: string): Promise<void> {
		this.field = field;
		if (this.dragged === undefined) return;
		const { mouse } = editor.page;
		const pill = editor.page.locator('[data-test-id="ndv-input-panel"]').getByText(this.dragged, { exact: true });
		await pill.first().hover(TIMEOUT);
		await mouse.down();
		await this.control.locator('input').last().hover(TIMEOUT);
		await mouse.up();
		// n8n takes a dropped value a moment later: until then the field is still empty for it.
		await this.control.filter({ hasText: '{{' }).waitFor(TIMEOUT);
		await this.control.locator('[data-test-id="parameter-issues"]').waitFor({ state: 'hidden', ...TIMEOUT });
		this.dragged = undefined;
	}

	private async click(name: string, verb: 'click' | 'double-click'): Promise<void> {
		this.leaveField();
		const { page } = editor;
		await editor.dismissNotices();
		const target = page
			.getByRole('button', { name, exact: true })
			.or(page.locator('[data-test-id="canvas-add-button"]', { hasText: name }).locator('button'))
			.or(page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`))
			.or(page.locator('[data-test-id="resources-list-item-workflow"]').getByText(name, { exact: true }))
			.or(page.locator('header').getByText(name, { exact: true }))
			.or(page.getByPlaceholder(name, { exact: true }));
		// n8n has a second button of the name on the canvas, which shows itself only to a pointer above it.
		const one = target.locator('visible=true').last();
		await (verb === 'click' ? one.click(TIMEOUT) : one.dblclick(TIMEOUT));
		this.clicked = one;
	}

	private async select(name: string): Promise<void> {
		await this.openList();
		const choice = editor.page.locator(CHOICES).getByText(name, { exact: true }).locator('visible=true');
		await choice.first().click(TIMEOUT);
		await choice.first().waitFor({ state: 'hidden', ...TIMEOUT });
		this.leaveField();
	}

	/** Opens the list of the field that was named just before, if there is one. */
	private async openList(): Promise<void> {
		if (this.field === undefined || this.isOpen) return;
		await this.control.locator('input').last().click(TIMEOUT);
		await editor.page.locator(`${CHOICES}:visible`).first().waitFor(TIMEOUT);
		this.isOpen = true;
	}

	private leaveField(): void {
		this.field = undefined;
		this.isOpen = false;
	}

	private async type(text: string): Promise<void> {
		if (this.field !== undefined) await this.control.locator('input, [contenteditable="true"]').last().click(TIMEOUT);
		// n8n puts the cursor into the field of a list that opens, a moment later.
		const takesText = () => document.activeElement?.matches('input, [contenteditable="true"]') === true;
		await editor.page.waitForFunction(takesText, undefined, TIMEOUT);
		await editor.page.keyboard.type(text);
		this.leaveField();
	}

	/** Presses a key until the panel of the step is closed: the first time may close only what has opened above it. */
	private async closePanel(key: string): Promise<void> {
		const panel = editor.page.locator('[data-test-id="ndv"], [data-test-id="node-parameters"]').first();
		for (let times = 0; times < 2 && (await panel.isVisible()); times++) {
			await editor.page.keyboard.press(key);
			await standsStill(editor.page);
		}
		await panel.waitFor({ state: 'hidden', ...TIMEOUT });
	}

	/** Clicks once more when nothing happens: on a busy machine n8n's editor now and then misses the end of a run. */
	private async seeAnywhere(name: string): Promise<void> {
		const text = this.looksAt.getByText(name, { exact: true }).locator('visible=true').first();
		const isSeen = await text.waitFor(TIMEOUT).then(
			() => true,
			() => false,
		);
		if (isSeen) return;
		if (this.looksAt === editor.page) await this.clicked?.click(TIMEOUT);
		await text.waitFor(TIMEOUT);
	}

	/** As the value of the field that was named just before, else anywhere. */
	private async see(name: string): Promise<void> {
		if (this.field === undefined) return await this.seeAnywhere(name);
		const input = await this.control.locator('input').last().elementHandle(TIMEOUT);
		await editor.page.waitForFunction(
			([element, value]) => element instanceof HTMLInputElement && element.value === value,
			[input, name] as const,
			TIMEOUT,
		);
		this.leaveField();
	}
}

test('the page names something in every part that a person does', () => {
	expect(steps.length).toBeGreaterThan(40);
});

test('each step of docs/first-workflow.md can be done by the names it prints', async () => {
	const follower = new Follower();
	for (const step of steps) {
		try {
			await follower.follow(step);
		} catch (error) {
			const seen = join(tmpdir(), 'first-workflow.png');
			await editor.page.screenshot({ path: seen });
			const said = `docs/first-workflow.md says: ${step.verb} “${step.name}”`;
			throw new Error(`${said}. It cannot be done on the screen of ${seen}: ${String(error)}`);
		}
	}
	const { clinic: books } = clinic.sandbox;
	const visits = [...books.journal].map(({ visitId }) => books.visit(visitId));
	expect(visits.map(({ status, memberId }) => [status, memberId])).toEqual([
		[30, '20000000001'],
		[10, '20000000001'],
	]);
	expect(editor.errors).toEqual([]);
}, 300_000);
