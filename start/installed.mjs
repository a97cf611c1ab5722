/**
 * Whether a node_modules folder holds what its package-lock.json asks for.
 *
 * npm writes node_modules/.package-lock.json as the last act of an installation, so a missing one means that there was
 * none, or that it was broken off. Its content is compared, not its date: git gives files the time of the checkout.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder the folder of a package-lock.json
 * @returns {boolean}
 */
export function isInstalled(folder) {
	const written = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(written)) return false;
	try {
		const wanted = packages(join(folder, 'package-lock.json'));
		const found = packages(written);
		return Object.entries(wanted).every(([path, { version, optional, devOptional, extraneous }]) => {
			if (path === '' || version === undefined) return true;
			const there = found[path];
			// Packages for other platforms are optional and rightly absent, and npm leaves out what nothing needs.
			return there === undefined ? Boolean(optional || devOptional || extraneous) : there.version === version;
		});
	} catch {
		return false;
	}
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, extraneous?: boolean }>}
 */
function packages(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}
