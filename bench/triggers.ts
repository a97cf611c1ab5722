/** The benches of both triggers, each a program of its own, as sections of the page. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../start/paths.mjs';
import { rowsOf, type Section, times } from './section';

const run = promisify(execFile);

/** What a program of this folder prints. */
async function printed(program: string, ...more: string[]): Promise<string> {
	const tsx = [join(root, 'node_modules/tsx/dist/cli.mjs'), '--require', './bench/ts-before-json.cjs'];
	const { stdout } = await run(process.execPath, [...tsx, `bench/${program}`, ...more], { cwd: root, maxBuffer: 1e8 });
	return stdout.trim();
}

/** The printed text before, in and after its tables. */
function tablesOf(text: string): string[] {
	return text.split('\n\n').filter((part) => part.startsWith('|'));
}

function sentencesOf(text: string): string {
	return text
		.split('\n\n')
		.filter((part) => part !== '' && !part.startsWith('|'))
		.map((part) => (part.endsWith('.') ? part : `${part}.`))
		.join(' ');
}

export async function webhook(): Promise<Section[]> {
	const text = await printed('webhook.ts', '90');
	const tables = tablesOf(text);
	const rowOf = (name: string) => rowsOf(tables[0] ?? '').find(([cell]) => cell === name) ?? [];
	const [, , , time = NaN, , rate = NaN] = rowOf('VSee Clinic Trigger, Verify off').map(Number);
	const [, , , unwanted = NaN] = rowOf('… an event that is not selected').map(Number);
	return [
		{
			title: 'Webhook events',
			text: sentencesOf(text),
			table: tables.join('\n\n'),
			bars: [{ name: 'webhook events, Verify off', ratio: rate }],
			goals: [
				{
					goal: "the trigger, Verify off, like for like: at least 0.8 of the events a second of n8n's Webhook node, at most 1.25 of its time",
					measured: `${rate.toFixed(2)} of the events, ${time.toFixed(2)} of the time`,
					isReached: rate >= 0.8 && time <= 1.25,
				},
				{
					goal: "an event that is not selected: no slower than n8n's Webhook node",
					measured: `${unwanted.toFixed(2)} of the time`,
					isReached: unwanted <= 1,
				},
			],
		},
	];
}

export async function polling(): Promise<Section[]> {
	const text = await printed('polling.ts');
	const [table = ''] = tablesOf(text);
	const [[, http = NaN] = [], [, poll = NaN] = []] = rowsOf(table).map((row) => row.map(Number));
	return [
		{
			title: 'A poll of 5,000 visits that have not changed',
			text: sentencesOf(text).replaceAll('\n', ' '),
			table,
			bars: [],
			goals: [
				{
					goal: 'a poll without changes: at most 1.3 times the time in which HTTP Request reads the same reply',
					measured: times(poll / http),
					isReached: poll / http <= 1.3,
				},
			],
		},
	];
}
