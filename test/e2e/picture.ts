import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { root } from '../../start/paths.mjs';

/** Saves what is shown under docs/images, when the pictures are to be made anew (SCREENSHOTS=1). */
export async function picture(of: Locator | Page, name: string): Promise<void> {
	if (process.env.SCREENSHOTS !== '1') return;
	await of.screenshot({ path: join(root, 'docs', 'images', `${name}.png`), animations: 'disabled' });
}
