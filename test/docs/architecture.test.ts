import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

function filesBelow(folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map(({ name }) => name);
}

const known = new Set(['nodes', 'credentials', 'sandbox', 'scripts', 'start'].flatMap(filesBelow));
const files = [...page.matchAll(/`([\w./-]+\.(?:ts|mjs))`/g)].map(([, file = '']) => file);
const folders = [...page.matchAll(/`((?:[\w-]+\/)+)`/g)].map(([, folder = '']) => folder);

test('every file that ARCHITECTURE.md names exists', () => {
	expect(files.length).toBeGreaterThan(20);
	expect(files.filter((file) => !known.has(basename(file)) && !existsSync(join(root, file)))).toEqual([]);
});

test('every folder that ARCHITECTURE.md names exists', () => {
	const there = (folder: string) =>
		existsSync(join(root, folder)) || existsSync(join(root, 'nodes/VSeeClinic', folder));
	expect(folders.length).toBeGreaterThan(3);
	expect(folders.filter((folder) => !there(folder))).toEqual([]);
});
