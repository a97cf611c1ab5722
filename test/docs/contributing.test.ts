import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

test('the operation that CONTRIBUTING.md adds can be added to the code as it is', () => {
	const [, diff = ''] = page.split(/```diff\n([\s\S]+?\n)```/);
	expect(diff).toContain('nodes/VSeeClinic/resources/index.ts');
	// Throws, with git's words, when a line that the diff builds on has changed.
	execFileSync('git', ['apply', '--check', '-'], { cwd: root, input: diff, encoding: 'utf8' });
});

test('every command that it names is one of package.json', () => {
	const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const named = [...page.matchAll(/`npm run ([a-z:]+)`/g)].map(([, name]) => name ?? '');
	expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
