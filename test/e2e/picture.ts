import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { root } from '../../start/paths.mjs';

async function save(of: Locator | Page, folder: string, name: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await of.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** Saves what is shown under docs/images, when the pictures are to be made anew (SCREENSHOTS=1). */
export async function picture(of: Locator | Page, name: string): Promise<void> {
	if (process.env.SCREENSHOTS === '1') await save(of, join(root, 'docs', 'images'), name);
}

/** Saves what a newcomer sees in a folder outside the repository (WALK_PICTURES), to compare two versions by eye. */
export async function walkPicture(of: Locator | Page, name: string): Promise<void> {
	const folder = process.env.WALK_PICTURES ?? '';
	if (folder !== '') await save(of, folder, name);
}
