/** What package.json says of this package, and what is still missing there before it may be published. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../start/paths.mjs';

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {string} homepage
 * @property {string} bugs
 * @property {{ node: string, n8n: string }} engines the oldest versions
 * @property {{ name: string, email: string }} author
 * @property {{ type: string, url: string }} repository
 * @property {{ nodes: string[], credentials: string[] }} n8n
 */

/** @returns {Manifest} */
export function readManifest() {
	return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/**
 * The address of the repository as a person opens it. Every link to it begins with this.
 * @param {Manifest} manifest
 */
export function repositoryAddress({ repository }) {
	return repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

/** What stands in package.json until an owner of the repository fills it in: nobody else can. */
const PLACEHOLDERS = { owner: 'github.com/n8n-nodes-vsee-clinic/', email: '@users.noreply.github.com' };

/**
 * What only an owner can fill in and has not.
 * @param {Manifest} manifest
 * @returns {string[]} a sentence for each
 */
export function openPlaceholders(manifest) {
	const sentences = [];
	if (repositoryAddress(manifest).includes(PLACEHOLDERS.owner))
		sentences.push(
			`package.json: "repository" (${repositoryAddress(manifest)}) is a placeholder. Put the real address there and in "homepage", then let "npm test" name the links that still lead to the old one.`,
		);
	if (manifest.author.email.endsWith(PLACEHOLDERS.email))
		sentences.push(
			`package.json: "author" (${manifest.author.email}) is a placeholder. Put the name and the e-mail address of the maintainer there; the address must be the one of the npm account that publishes.`,
		);
	return sentences;
}

/**
 * What n8n would look for in the package and not find.
 * @param {Manifest} manifest
 * @returns {string[]} paths below the root
 */
export function missingFiles({ n8n }) {
	return [...n8n.nodes, ...n8n.credentials].filter((path) => !existsSync(join(root, path)));
}
