/** n8n's editor in Chromium, for tests and for the pictures in the documentation. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/**
 * Chromium, installed from Debian where it is missing and this user may do so.
 * @returns {Promise<string>} its program
 */
export async function ensureChromium() {
	if (existsSync(chromium)) return chromium;
	const sentence = `There is no Chromium at ${chromium}. Install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH to it.`;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(sentence);
	const run = promisify(execFile);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		await run('apt-get', ['update'], { env, maxBuffer: 2 ** 26 });
		await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, maxBuffer: 2 ** 26 });
	} catch (error) {
		throw new Error(`${sentence} (apt-get tried and failed: ${String(error).slice(0, 300)})`);
	}
	return chromium;
}

/**
 * @typedef {object} Editor
 * @property {import('playwright-core').Page} page
 * @property {Set<string>} strangers hosts outside this machine that the page asked for something
 * @property {string[]} errors what went wrong in the page's scripts
 * @property {(workflowId: string) => Promise<void>} openWorkflow
 * @property {(name: string) => Promise<void>} openNode opens the panel of a node on the canvas
 * @property {() => Promise<void>} closeNode
 * @property {() => Promise<void>} dismissNotices closes n8n's notices, of which each would otherwise go some time by itself
 * @property {() => Promise<void>} close
 */

/**
 * Opens the editor, signed in through its own sign-in page.
 * @param {string} url of n8n
 * @param {{ email: string, password: string }} login
 * @returns {Promise<Editor>}
 */
export async function openEditor(url, { email, password }) {
	const { chromium: launcher } = await import('playwright-core');
	const profile = mkdtempSync(join(tmpdir(), 'vsee-clinic-chromium-'));
	const context = await launcher.launchPersistentContext(profile, {
		executablePath: await ensureChromium(),
		headless: true,
		viewport: { width: 1440, height: 900 },
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	const page = context.pages()[0] ?? (await context.newPage());
	const { strangers, errors } = watch(page);
	await page.goto(`${url}/signin`, { waitUntil: 'domcontentloaded' });
	await page.locator('input[name="emailOrLdapLoginId"]').fill(email, { timeout: 60_000 });
	await page.locator('input[name="password"]').fill(password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'), { timeout: 60_000 });
	return {
		page,
		strangers,
		errors,
		...moves(page, url),
		close: async () => {
			await context.close();
			rmSync(profile, { recursive: true, force: true });
		},
	};
}

/** @param {import('playwright-core').Page} page */
function watch(page) {
	/** @type {Set<string>} */
	const strangers = new Set();
	/** @type {string[]} */
	const errors = [];
	page.on('request', (request) => {
		const { protocol, hostname } = new URL(request.url());
		if (protocol.startsWith('http') && hostname !== '127.0.0.1') strangers.add(hostname);
	});
	page.on('pageerror', (error) => errors.push(error.message));
	return { strangers, errors };
}

/** @param {import('playwright-core').Page} page @param {string} url */
function moves(page, url) {
	const panel = page.locator('[data-test-id="ndv"], [data-test-id="node-parameters"]').first();
	return {
		openWorkflow: async (/** @type {string} */ id) => {
			await page.goto(`${url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
			await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
			// n8n moves the steps into view first and then fades the canvas in; a click before that goes astray.
			const isShown = () => {
				const canvas = document.querySelector('.vue-flow');
				return canvas !== null && getComputedStyle(canvas).opacity === '1';
			};
			await page.waitForFunction(isShown, undefined, { timeout: 60_000 });
		},
		openNode: async (/** @type {string} */ name) => {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
			await panel.waitFor({ timeout: 30_000 });
		},
		closeNode: async () => {
			await page.keyboard.press('Escape');
			await panel.waitFor({ state: 'hidden', timeout: 30_000 });
		},
		dismissNotices: async () => {
			const areGone = () => {
				const buttons = document.querySelectorAll('.el-notification__closeBtn');
				for (const button of buttons) if (button instanceof HTMLElement) button.click();
				return document.querySelector('.el-notification') === null;
			};
			await page.waitForFunction(areGone, undefined, { timeout: 30_000 });
		},
	};
}
