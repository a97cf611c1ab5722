import { createServer, type Server } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright-core';

import { credentials, type Sandbox, startSandbox } from '../../sandbox';
import { ensureChromium } from '../../start/browser.mjs';
import { picture } from './picture';

/** Monday, 4 January 2027, 8:00 in the rooms of Los Angeles. */
const MONDAY = 1799078400;

let sandbox: Sandbox;
let browser: Browser;
let page: Page;
let receiver: Server;
let hook: string;
let received: string[];
const errors: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox({ now: MONDAY });
	receiver = createServer((request, response) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString('utf8')));
		request.on('end', () => {
			received.push(body);
			response.writeHead(200).end('{}');
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	const address = receiver.address();
	hook = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/webhook/vsee`;
	browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
});

afterAll(async () => {
	await browser?.close();
	await sandbox?.close();
	receiver?.close();
});

beforeEach(async () => {
	sandbox.reset();
	sandbox.webhooks.target(null);
	received = [];
	errors.length = 0;
	await open(1280);
});

afterEach(async () => {
	await page.close();
	expect(errors).toEqual([]);
});

async function open(width: number): Promise<void> {
	page = await browser.newPage({ viewport: { width, height: 800 } });
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
	page.on('request', (request) => {
		if (!request.url().startsWith(sandbox.origin)) errors.push(`asks for ${request.url()}`);
	});
	await page.goto(sandbox.origin);
	await page.locator('body[data-ready]').waitFor();
}

async function api(path: string, body: object): Promise<{ status: number; data: { id: string } }> {
	const headers = { 'content-type': 'application/json', 'x-apitoken': credentials.patientToken };
	const response = await fetch(sandbox.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
	const { data } = await response.json();
	return { status: response.status, data };
}

async function book(answers = {}): Promise<{ status: number; data: { id: string } }> {
	const intake = await api('/intakes', {
		room_code: 'exroom1',
		type: 2,
		reason_for_visit: 'Fictional cough',
		...answers,
	});
	const times = { slot_start: MONDAY + 7200, slot_end: MONDAY + 8100, provider_id: '800002' };
	return await api('/visits', { intake_id: intake.data.id, room_code: 'exroom1', type: 2, ...times });
}

const choice = (name: string) => page.getByRole('combobox', { name, exact: true });

test('a booking appears in the day by itself; the keyboard opens its answers and acts on it', async () => {
	const { data } = await book({ custom_notes: '<img src=x onerror="document.title=1">', custom_first_visit: false });
	const taken = page.locator('.column[aria-label="Quinn Sampleprovider, MD"] .taken');
	await taken.filter({ hasText: '10:00 AM Ada Examplepatient' }).waitFor();
	await page.locator('#call-list tr', { hasText: '/visits' }).first().waitFor();
	await taken.focus();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Ada Examplepatient' });
	await dialog.getByText('<img src=x onerror="document.title=1">').waitFor();
	expect(await dialog.locator('dd').allTextContents()).toEqual(
		expect.arrayContaining([data.id, 'Fictional cough', 'No']),
	);
	await dialog.getByRole('button', { name: 'Start' }).click();
	await dialog.getByText('In progress').waitFor();
	expect(sandbox.clinic.visit(data.id).status).toBe(25);
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'hidden' });
	expect(await page.title()).toBe('Example Clinic (sandbox)');
});

test('another day, by its buttons and by date; free times are those the API offers', async () => {
	await page.getByRole('button', { name: 'Next workday' }).click();
	await page.getByRole('heading', { name: 'Tuesday, January 5, 2027' }).waitFor();
	expect(await page.locator('.column .free').count()).toBe(32 + 16 + 32);
	await page.getByRole('textbox', { name: 'Date' }).fill('2027-01-11');
	await page.getByRole('heading', { name: 'Monday, January 11, 2027' }).waitFor();
	await page.locator('.taken', { hasText: 'Ada Examplepatient' }).waitFor();
	await choice('Room').selectOption('Second Example Room');
	await page.locator('.column[aria-label="Sasha Inventednurse"]').waitFor();
});

test('a fault set on the page applies to the call it names, as often as it says, and is removed', async () => {
	await choice('Call').selectOption('POST /visits');
	await choice('Fault').selectOption('Error status');
	await page.getByLabel('HTTP status').fill('503');
	await choice('How often').selectOption('2 times');
	await page.getByRole('button', { name: 'Add fault' }).click();
	const line = page.locator('#fault-list li');
	await line.getByText('2 left').waitFor();
	expect([(await book()).status, (await book()).status, (await book()).status]).toEqual([503, 503, 200]);
	await line.getByText('Used up').waitFor();
	expect(await line.textContent()).toContain('POST /visits, before the clinic acts, applied 2 times');
	await page.locator('#call-list .pill', { hasText: 'fault: status' }).first().waitFor();
	await page.getByRole('button', { name: 'Remove Error status' }).click();
	await page.getByText('Every call is answered as it should be.').waitFor();
});

test('the webhook address is saved, deliveries are listed and sent again; reset asks first and keeps it', async () => {
	await page.getByLabel('Address').fill(hook);
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('Sending', { exact: true }).waitFor();
	await book();
	const row = page.locator('#delivery-list tbody tr');
	await row.locator('summary', { hasText: 'visit.created' }).waitFor();
	await row.getByRole('button', { name: 'Send again' }).click();
	await row.nth(1).waitFor();
	await sandbox.webhooks.idle();
	expect(received).toHaveLength(2);
	expect(received[1]).toBe(received[0]);

	await page.getByRole('button', { name: 'Reset clinic…' }).click();
	await page.getByRole('button', { name: 'Keep everything' }).click();
	expect(sandbox.clinic.journal).toHaveLength(1);
	await page.getByRole('button', { name: 'Reset clinic…' }).click();
	await page.getByRole('button', { name: 'Reset clinic', exact: true }).click();
	await page.getByText('Nothing sent yet.').waitFor();
	expect(sandbox.clinic.journal).toEqual([]);
	expect(sandbox.webhooks.targetUrl).toBe(hook);
	expect(await page.getByLabel('Address').inputValue()).toBe(hook);
});

test('the waiting room empties by its own buttons', async () => {
	const card = page.locator('#waiting-list li', { hasText: 'Emil Examplepatient' });
	await card.getByRole('button', { name: 'Start' }).click();
	await card.getByText('In a call').waitFor();
	await card.getByRole('button', { name: 'Complete' }).click();
	await card.waitFor({ state: 'detached' });
});

test.each([
	[1280, 'sandbox-day'],
	[400, 'sandbox-day-narrow'],
])('the day with a booked visit, %i pixels wide', async (width, name) => {
	await page.close();
	await open(width);
	await book();
	await page.locator('.taken', { hasText: '10:00 AM Ada Examplepatient' }).waitFor();
	await picture(page, name);
});

test('what someone types stays, while calls arrive', async () => {
	await page.getByLabel('Address').fill('http://127.0.0.1:5678/web');
	await book();
	await page.locator('.taken').first().waitFor();
	expect(await page.getByLabel('Address').inputValue()).toBe('http://127.0.0.1:5678/web');
});

test.each([360, 400, 768])('nothing sticks out at %i pixels, and every control has a name', async (width) => {
	await page.close();
	await open(width);
	await book();
	await page.locator('.taken').first().waitFor();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	const nameless = page.locator('button, select, input').filter({ hasNotText: /\S/ });
	for (const control of await nameless.all()) {
		const named = await control.evaluate(
			(one) => one.getAttribute('aria-label') !== null || (one as HTMLInputElement).labels?.length === 1,
		);
		expect(named).toBe(true);
	}
});
