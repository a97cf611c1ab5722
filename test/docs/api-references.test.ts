import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const TEXT_FILE = /\.(?:ts|mts|js|mjs|cjs|md|json|ya?ml)$/;
const NOT_OURS = /(?:^|\/)(?:node_modules|dist|coverage|\.git|\.clinic)$|^start\/n8n$/;

/** The text files of the package, by their path in it. */
function textFiles(folder = ''): [path: string, text: string][] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry): [string, string][] => {
		const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
		if (entry.isDirectory()) return NOT_OURS.test(path) ? [] : textFiles(path);
		return entry.isFile() && TEXT_FILE.test(path) ? [[path, readFileSync(join(ROOT, path), 'utf8')]] : [];
	});
}

/** The anchors that GitHub makes of a page's headings. */
function anchorsOf(page: string): string[] {
	const prose = page.replace(/^```[\s\S]*?^```/gm, '');
	return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\- ]/gu, '')
			.replace(/ /g, '-'),
	);
}

/** Every match with its place; `captured` is the first group. */
function matchesIn(files: [path: string, text: string][], pattern: RegExp): { place: string; captured: string }[] {
	return files.flatMap(([path, text]) =>
		[...text.matchAll(pattern)].map(({ 0: match, 1: captured = '', index }) => ({
			place: `${path}:${text.slice(0, index).split('\n').length} ${match}`,
			captured,
		})),
	);
}

const files = textFiles();
const page = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
const anchors = anchorsOf(page);

test('every heading of docs/api.md has an anchor of its own', () => {
	expect(anchors.length).toBeGreaterThan(40);
	expect(new Set(anchors).size).toBe(anchors.length);
});

test('every reference to docs/api.md leads to a heading of it', () => {
	const references = matchesIn(files, /\bapi\.md#([\w-]*)/g);
	expect(references.length).toBeGreaterThan(100);
	expect(references.filter(({ captured }) => !anchors.includes(captured))).toEqual([]);
});

test('every link inside docs/api.md leads to a heading of it', () => {
	const links = matchesIn([['docs/api.md', page]], /\]\(#([^)]*)\)/g);
	expect(links.length).toBeGreaterThan(20);
	expect(links.filter(({ captured }) => !anchors.includes(captured))).toEqual([]);
});

test('nothing cites a description of the API by the number of a section', () => {
	expect(matchesIn(files, /\bcontract(?:'s)?[,:]?[\s*/]+(?:sections?\s+)?[(§]*\d/gi)).toEqual([]);
});

test('open points are numbered from 1 to 32, and the code names no other', () => {
	const points = matchesIn([['docs/api.md', page.slice(page.indexOf('## Open points'))]], /^\| (\d+) \|/gm);
	const numbers = points.map(({ captured }) => captured);
	expect(numbers).toEqual(Array.from({ length: 32 }, (_, index) => String(index + 1)));
	const named = matchesIn(files, /\bopen point (\d+)/gi);
	expect(named.filter(({ captured }) => !numbers.includes(captured))).toEqual([]);
});

test('every sample that docs/api.md names is in test/samples', () => {
	const named = matchesIn([['docs/api.md', page]], /`([\w-]+\.json)`/g).map(({ captured }) => captured);
	expect(named).toContain('visit-walkin.json');
	const samples = readdirSync(join(ROOT, 'test/samples'));
	expect(named.filter((name) => !samples.includes(name))).toEqual([]);
});
