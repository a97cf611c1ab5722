import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { animatedPng, type Frame } from '../../scripts/animated-png';
import { root } from '../../start/paths.mjs';
import { example } from './clinic';
import { clinic } from './running-clinic';
import { editor } from './running-editor';

const TIMEOUT = { timeout: 20_000 };
const makesPictures = process.env.SCREENSHOTS === '1';
/** As wide as a page on GitHub shows it. */
const SIZE = { width: 880, height: 560 };

const frames: Frame[] = [];
beforeAll(async () => {
	await editor.page.setViewportSize(SIZE);
});

async function frame(page: Page, seconds: number): Promise<void> {
	if (makesPictures) frames.push({ png: await page.screenshot({ animations: 'disabled' }), seconds });
}

async function fillIn(form: Page): Promise<void> {
	for (const [label, answer] of [
		['First name', 'Ada'],
		['Last name', 'Examplepatient'],
		['E-mail', 'ada.examplepatient@example.com'],
		['Date of birth', '1950-01-10'],
		['Reason for your visit', 'Fictional cough'],
	] as const)
		await form.getByLabel(label).fill(answer, TIMEOUT);
}

test('what a patient fills in becomes a visit on the sandbox page', async () => {
	const { page } = editor;
	await editor.openWorkflow(example(clinic, '01-form-to-booked-visit.json'));
	const start = page.locator('[data-test-id="canvas-node"][data-node-name="Web form"]');
	await start.waitFor(TIMEOUT);
	await page.locator('[data-test-id="zoom-to-fit"]').click();
	await frame(page, 1.4);

	await start.hover();
	const [form] = await Promise.all([
		page.context().waitForEvent('page', TIMEOUT),
		page.locator('[data-test-id="execute-workflow-button-Web form"]').click(TIMEOUT),
	]);
	await form.setViewportSize(SIZE);
	await form.getByLabel('First name').waitFor(TIMEOUT);
	// The whole form in one picture.
	await form.evaluate(() => document.documentElement.style.setProperty('zoom', '0.6'));
	await frame(form, 1.2);
	await fillIn(form);
	await frame(form, 1.5);
	await form.getByRole('button', { name: 'Submit' }).click(TIMEOUT);

	await form.getByText('Your visit is booked').waitFor(TIMEOUT);
	await page.bringToFront();
	// Not n8n's notice, which may have gone while the form was in front.
	await page
		.locator('[data-node-name="Answer the patient"] [data-test-id="canvas-node-status-success"]')
		.waitFor(TIMEOUT);
	await editor.dismissNotices();
	await frame(page, 1.5);
	await form.bringToFront();
	await frame(form, 1.5);

	const [booked, ...others] = clinic.sandbox.clinic.journal;
	expect(others).toEqual([]);
	const { start: begin } = clinic.sandbox.clinic.visit(booked?.visitId ?? '');
	await form.goto(clinic.sandbox.origin);
	await form.getByRole('textbox', { name: 'Date' }).fill(dayIn('America/Los_Angeles', begin ?? 0));
	const visit = form.locator('.taken', { hasText: 'Ada Examplepatient' }).first();
	await visit.waitFor(TIMEOUT);
	await form.getByRole('textbox', { name: 'Date' }).blur();
	await visit.evaluate((element) => element.scrollIntoView({ block: 'center' }));
	await frame(form, 1.5);
	await visit.click();
	await form.getByRole('dialog', { name: 'Ada Examplepatient' }).getByText('Fictional cough').waitFor(TIMEOUT);
	await frame(form, 2);
	expect(editor.errors).toEqual([]);
	if (makesPictures) writeFileSync(join(root, 'docs', 'images', 'form-to-visit.png'), animatedPng(frames));
});

/** The day of a moment in a time zone, as YYYY-MM-DD. */
function dayIn(timeZone: string, seconds: number): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone }).format(seconds * 1000);
}
