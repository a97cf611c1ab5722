/**
 * `npm run bench`: all benches, beside n8n's own nodes in the same run, into docs/benchmarks.md and its chart. With
 * names (`npm run bench -- lists load`) only these, printed instead. Asserts nothing: times belong to the machine.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

import { ensureNode24 } from '../start/node24.mjs';
import { clinicFolders, root } from '../start/paths.mjs';
import { chart } from './chart';
import { lists } from './lists';
import { load } from './load';
import { requests } from './requests';
import { type Section, table } from './section';
import { polling, webhook } from './triggers';

const benches = { requests, lists, webhook, polling, load };
type Name = keyof typeof benches;

/** A section, with the load of the machine before and after it. */
interface Measured {
	section: Section;
	busy: [before: number, after: number];
}

/** How many processes wanted the processor in the last minute, on average. */
const busyNow = () => loadavg()[0] ?? NaN;

async function measured(name: Name): Promise<Measured[]> {
	process.stderr.write(`${name} …\n`);
	const before = busyNow();
	const sections = await benches[name]();
	return sections.map((section) => ({ section, busy: [before, busyNow()] }));
}

function print({ section: { title, text, table: rows }, busy: [before, after] }: Measured): string {
	const load = `Load of the machine before and after: ${before.toFixed(1)} and ${after.toFixed(1)}.`;
	return `## ${title}\n${text}\n\n${rows}\n\n${load}`;
}

async function machine(): Promise<string> {
	const { executable } = await ensureNode24(clinicFolders().logs);
	const node = execFileSync(executable, ['--version'], { encoding: 'utf8' }).trim();
	const { version } = JSON.parse(readFileSync(join(root, 'start/n8n/node_modules/n8n/package.json'), 'utf8')) as {
		version: string;
	};
	const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
	const [cpu] = cpus();
	const memory = Math.round(totalmem() / 2 ** 30);
	return `n8n ${version}, Node ${node}, this package ${own.version}; ${cpus().length} processors (${cpu?.model ?? 'unknown'}), ${memory} GB, ${process.platform}. The clinic is on the same machine and takes its share. Load is the number of processes that want a processor, on average over a minute: above ${cpus().length} they wait for each other, and times grow.`;
}

async function page(all: Measured[]): Promise<string> {
	const goals = all.flatMap(({ section }) => section.goals);
	const rows = goals.map(({ goal, measured: result, isReached }) => [goal, result, isReached ? 'yes' : '**no**']);
	return [
		'# Benchmarks',
		'Made by `npm run bench`; times belong to the machine, ratios to the nodes. n8n’s own nodes run in the same run, in turn.',
		await machine(),
		'![How many times as fast as n8n’s own nodes](images/benchmarks.svg)',
		table(['goal', 'measured', 'reached'], rows),
		...all.map(print),
	].join('\n\n');
}

async function main(names: string[]): Promise<void> {
	const known = Object.keys(benches).filter((name): name is Name => name in benches);
	const all: Measured[] = [];
	for (const name of known) if (names.length === 0 || names.includes(name)) all.push(...(await measured(name)));
	if (names.length > 0)
		return console.log(all.map((one) => `${print(one)}\n${JSON.stringify(one.section.goals)}`).join('\n'));
	writeFileSync(join(root, 'docs/images/benchmarks.svg'), chart(all.flatMap(({ section }) => section.bars)));
	writeFileSync(join(root, 'docs/benchmarks.md'), `${await page(all)}\n`);
	execFileSync(
		process.execPath,
		[join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', 'docs/benchmarks.md'],
		{
			cwd: root,
		},
	);
}

main(process.argv.slice(2)).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
