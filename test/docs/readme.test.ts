import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { resources } from '../../nodes/VSeeClinic/resources';
import { measure } from '../../scripts/animated-png';
import { withOperationTable, withResourceTable } from '../../scripts/operation-tables';

const root = join(__dirname, '../..');
const read = (page: string) => readFileSync(join(root, page), 'utf8');

test.each([
	['README.md', withResourceTable],
	['docs/operations.md', withOperationTable],
])('the table of %s is the registry (npm run docs)', (page, withTable) => {
	expect(read(page)).toBe(withTable(read(page)));
});

const pages = ['', 'docs', 'sandbox', '.github'].flatMap((folder) =>
	readdirSync(join(root, folder), { encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name)),
);

/** The anchor of a heading, as GitHub makes it. */
const anchor = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(' ', '-');
const anchors = (page: string) => [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading ?? ''));

test.each(pages)('every link of %s leads to a file and a heading that exist', (page) => {
	const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link]) => link ?? '')
		.filter((link) => !/^[a-z]+:/.test(link));
	const broken = links.filter((link) => {
		const [file = '', heading] = link.split('#');
		const target = file === '' ? page : join(dirname(page), file);
		return !existsSync(join(root, target)) || (heading !== undefined && !anchors(target).includes(heading));
	});
	expect(broken).toEqual([]);
});

test.each(pages)('every operation that %s names is in the panel under that name', (page) => {
	const names = resources.flatMap(({ name, operations }) => operations.map((one) => `${name}: ${one.name}`));
	const isOperation = new RegExp(`^(${resources.map(({ name }) => name).join('|')}): `);
	const named = [...read(page).matchAll(/\*+([^*\n]+?)\*+/g)].map(([, words]) => words ?? '');
	expect(named.filter((words) => isOperation.test(words) && !names.includes(words))).toEqual([]);
});

test('README shows every example, and none that is not there', () => {
	const linked = [...read('README.md').matchAll(/\(examples\/([^)]+\.json)\)/g)].map(([, file]) => file);
	expect(linked.sort()).toEqual(readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.json')));
});

/** What is seen before scrolling. */
const FIRST_LINES = 20;
const MAX_PICTURE_BYTES = 1_500_000;

test('the first screen of README shows a moving picture', () => {
	const firstScreen = read('README.md').split('\n').slice(0, FIRST_LINES).join('\n');
	const [, file = ''] = /!\[[^\]]{20,}\]\((docs\/images\/[\w-]+\.png)\)/.exec(firstScreen) ?? [];
	const picture = readFileSync(join(root, file));
	expect(measure(picture)).toEqual({ width: 880, height: 560, frames: 7 });
	expect(picture.length).toBeLessThan(MAX_PICTURE_BYTES);
});

test('every picture is shown on some page', () => {
	const shown = pages.flatMap((page) => [...read(page).matchAll(/images\/([\w-]+\.\w+)/g)].map(([, file]) => file));
	expect(readdirSync(join(root, 'docs', 'images')).filter((file) => !shown.includes(file))).toEqual([]);
});
