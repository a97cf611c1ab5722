/** How long n8n takes to load the built package. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { npm, runCommand } from '../start/commands.mjs';
import { ensureNode24 } from '../start/node24.mjs';
import { clinicFolders, root } from '../start/paths.mjs';
import { median, type Section, table } from './section';

const ROUNDS = 15;
const MAX_MS = 30;
const run = promisify(execFile);

interface Loaded {
	ms: number;
	heap: number;
}

/** Loads the nodes and the credential of the package in processes of their own. */
export async function load(): Promise<Section[]> {
	const { logs } = clinicFolders();
	await runCommand('Building the nodes', [...npm(), 'run', 'build'], { cwd: root, logFile: join(logs, 'bench.log') });
	const { executable } = await ensureNode24(logs);
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const classes = [...n8n.nodes, ...n8n.credentials].flatMap((file) => [file, basename(file).split('.')[0] ?? '']);
	const script = ['--expose-gc', 'bench/load-once.cjs', 'node_modules/n8n-workflow', ...classes];
	const all: Loaded[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const { stdout } = await run(executable, script, { cwd: root });
		all.push(JSON.parse(stdout) as Loaded);
	}
	const ms = all.map((loaded) => loaded.ms);
	return [
		{
			title: 'Loading',
			text: `The three nodes and the credential of the built package, required and made in a new process that has loaded n8n-workflow before, as n8n does at its start. Median of ${ROUNDS} processes.`,
			table: table(
				['', 'ms', 'least and most', 'heap, MB'],
				[
					[
						'n8n-nodes-vsee-clinic',
						median(ms).toFixed(1),
						`${Math.min(...ms).toFixed(1)} to ${Math.max(...ms).toFixed(1)}`,
						median(all.map(({ heap }) => heap)).toFixed(2),
					],
				],
			),
			bars: [],
			goals: [
				{
					goal: `loading: at most ${MAX_MS} ms`,
					measured: `${median(ms).toFixed(1)} ms`,
					isReached: median(ms) <= MAX_MS,
				},
			],
		},
	];
}
