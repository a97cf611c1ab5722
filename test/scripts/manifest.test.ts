import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { missingFiles, openPlaceholders, readManifest, repositoryAddress } from '../../scripts/manifest.mjs';

const root = join(__dirname, '../..');
const manifest = readManifest();
const address = repositoryAddress(manifest);
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const files = (folder: string, end: string) =>
	readdirSync(join(root, folder), { encoding: 'utf8' })
		.filter((name) => name.endsWith(end))
		.map((name) => join(folder, name));

const pages = [...files('.', '.md'), ...files('docs', '.md'), ...files('.github/ISSUE_TEMPLATE', '.yml')];
const loadedByN8n = [...files('nodes/VSeeClinic', '.node.json'), ...files('credentials', '.ts')];

test('package.json names one repository, and everything there is below it', () => {
	expect(address).toMatch(/^https:\/\/github\.com\/[\w-]+\/n8n-nodes-vsee-clinic$/);
	expect(manifest.homepage).toBe(`${address}#readme`);
	expect(manifest.bugs).toBe(`${address}/issues`);
});

test.each([...pages, ...loadedByN8n])('%s links to this repository only by the address of package.json', (file) => {
	const links = read(file).match(/https:\/\/github\.com\/[\w-]+\/n8n-nodes-vsee-clinic[^\s"')>]*/g) ?? [];
	expect(links.filter((link) => !link.startsWith(address))).toEqual([]);
});

test.each(loadedByN8n)('%s leads to pages that exist in the repository', (file) => {
	const links = read(file).match(/https:\/\/github\.com\/[^\s"']+/g) ?? [];
	expect(links).not.toEqual([]);
	for (const link of links) {
		const [, path = 'README.md'] = link.split(/\/blob\/main\/|#readme$/);
		expect(read(path === '' ? 'README.md' : (path.split('#')[0] ?? ''))).not.toBe('');
	}
});

test('a placeholder stops publishing, each with a sentence that says what to put there', () => {
	const filled = {
		...manifest,
		author: { name: 'Example Maintainer', email: 'maintainer@example.org' },
		repository: { type: 'git', url: 'git+https://github.com/example/n8n-nodes-vsee-clinic.git' },
	};
	expect(openPlaceholders(filled)).toEqual([]);
	expect(openPlaceholders({ ...filled, author: { name: '', email: 'maintainers@users.noreply.github.com' } })).toEqual([
		expect.stringContaining('"author"'),
	]);
	const url = 'git+https://github.com/n8n-nodes-vsee-clinic/n8n-nodes-vsee-clinic.git';
	expect(openPlaceholders({ ...filled, repository: { type: 'git', url } })).toEqual([
		expect.stringContaining('"repository"'),
	]);
});

test('a package without what n8n loads is not packed', () => {
	const n8n = { nodes: ['dist/nodes/NotBuilt.node.js'], credentials: ['package.json'] };
	expect(missingFiles({ ...manifest, n8n })).toEqual(['dist/nodes/NotBuilt.node.js']);
});

test('what publishes says the versions that the README says', () => {
	const oldest = manifest.engines.n8n.replace('>=', '');
	const newest = JSON.parse(read('start/n8n/package.json')).dependencies.n8n;
	const compatibility = read('README.md').split('## Compatibility')[1]?.split('\n## ')[0] ?? '';
	expect(compatibility).toContain(oldest);
	expect(compatibility).toContain(newest);
});
