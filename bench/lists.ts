/** Large lists and many items in n8n's engine, each contender in a process of its own, with its memory. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { build } from 'esbuild';

import { ensureNode24 } from '../start/node24.mjs';
import { clinicFolders, toolsFolder } from '../start/paths.mjs';
import type { Measure } from './engine-contender';
import { median, type Section, table, times } from './section';

const VISITS = 50_000;
const ROUNDS = 5;
const COUNTS = [100, 1000, 10_000];
const run = promisify(execFile);

/** A visit of about 300 bytes, as a list of VSee without its long fields has it. */
function visit(n: number): object {
	const start = Math.floor(Date.now() / 1000) + n * 900;
	return {
		id: String(30_000_070_000 + n),
		status: '20',
		type: '2',
		subtype: '3',
		start: String(start),
		end: String(start + 900),
		member_id: '20000000001',
		provider_id: '800002',
		member: { first_name: 'Ada', last_name: 'Examplepatient' },
		provider: { first_name: 'Quinn', last_name: 'Sampleprovider' },
		intake: { id: `6955ccf6-0a1b-4c2d-8e3f-${String(n).padStart(12, '0')}` },
	};
}

async function startClinic(): Promise<{ url: string; bytes: number; close: () => void }> {
	const list = Buffer.from(JSON.stringify({ data: Array.from({ length: VISITS }, (_, n) => visit(n)) }));
	const one = Buffer.from(JSON.stringify({ data: visit(1) }));
	const server = createServer(({ url }, response) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end(url?.includes('/visits/') ? one : list),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/api_v3`, bytes: list.length, close: () => server.close() };
}

/** One process for each measure; bundled as the package is. */
async function contender(url: string): Promise<(name: string, items?: number) => Promise<Measure>> {
	const { executable } = await ensureNode24(clinicFolders().logs);
	const outfile = `${toolsFolder}/bench/engine-contender.cjs`;
	await build({
		entryPoints: ['bench/engine-contender.ts'],
		bundle: true,
		platform: 'node',
		target: 'node20',
		packages: 'external',
		outfile,
	});
	return async (name, items = 1) => {
		const { stdout } = await run(executable, [outfile, name, url, String(items)]);
		return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measure;
	};
}

type Results = Map<string, Measure[]>;

async function inTurn(names: string[], measure: (name: string) => Promise<Measure>): Promise<Results> {
	const results: Results = new Map(names.map((name) => [name, []]));
	for (let round = 0; round < ROUNDS; round++) {
		for (const name of round % 2 === 0 ? names : [...names].reverse()) results.get(name)?.push(await measure(name));
	}
	return results;
}

function middle(results: Results, name: string, key: keyof Measure): number {
	return median((results.get(name) ?? []).map((measured) => measured[key]));
}

const LISTS = {
	'list-http-split': 'HTTP Request + Split Out',
	'list-simplify': 'VSee Clinic, Simplify on',
	'list-raw': 'VSee Clinic, Simplify off',
};

function listSection(results: Results, bytes: number): Section {
	const ratio = (name: string, key: keyof Measure) =>
		middle(results, name, key) / middle(results, 'list-http-split', key);
	const time = ratio('list-simplify', 'processorMs');
	const memory = ratio('list-simplify', 'peak');
	return {
		title: `${VISITS.toLocaleString('en')} visits in one reply`,
		text: `*Visit: Get Many*, Return All, a reply of ${(bytes / 1e6).toFixed(1)} MB, in n8n's engine; each run in a new process, median of ${ROUNDS}. The time of the processor is the one to compare: the other one grows with whatever else the machine does.`,
		table: table(
			['', 'ms of the processor', 'to HTTP Request', 'ms', 'most memory, MB', 'to HTTP Request'],
			Object.entries(LISTS).map(([name, label]) => [
				label,
				middle(results, name, 'processorMs').toFixed(0),
				ratio(name, 'processorMs').toFixed(2),
				middle(results, name, 'ms').toFixed(0),
				middle(results, name, 'peak'),
				ratio(name, 'peak').toFixed(2),
			]),
		),
		bars: [
			{ name: `${VISITS.toLocaleString('en')} visits, Simplify on`, ratio: 1 / time },
			{ name: `${VISITS.toLocaleString('en')} visits, Simplify off`, ratio: 1 / ratio('list-raw', 'processorMs') },
		],
		goals: [
			{
				goal: `${VISITS.toLocaleString('en')} visits with Simplify: at most 1.3 times the time and the memory of HTTP Request + Split Out`,
				measured: `time ${times(time)}, memory ${times(memory)}`,
				isReached: time <= 1.3 && memory <= 1.3,
			},
		],
	};
}

function costSection(at: Map<number, Results>): Section {
	const each = (count: number, name: string) => {
		const results = at.get(count);
		return results ? (middle(results, name, 'processorMs') / count) * 1000 : NaN;
	};
	const peak = (count: number, name: string) => {
		const results = at.get(count);
		return results ? middle(results, name, 'peak') : NaN;
	};
	const names = { 'get-http': 'HTTP Request', get: 'VSee Clinic' };
	return {
		title: 'Cost of one item',
		text: `*Visit: Get* for 100 to 10,000 items in n8n's engine, where the clinic answers at once: microseconds of the processor for each item, and the most memory of the process. Each run in a new process, median of ${ROUNDS}. It must not rise with the number of items.`,
		table: table(
			['', ...COUNTS.map((count) => `${count.toLocaleString('en')} items`)],
			Object.entries(names).flatMap(([name, label]) => [
				[`${label}, µs for each`, ...COUNTS.map((count) => each(count, name).toFixed(0))],
				[`${label}, most memory, MB`, ...COUNTS.map((count) => peak(count, name))],
			]),
		),
		bars: [],
		goals: [
			{
				goal: 'the cost of an item does not rise from 1,000 to 10,000 items',
				measured: `${each(1000, 'get').toFixed(0)} to ${each(10_000, 'get').toFixed(0)} µs`,
				isReached: each(10_000, 'get') <= each(1000, 'get'),
			},
		],
	};
}

/** Runs the benches of n8n's engine. */
export async function lists(): Promise<Section[]> {
	const clinic = await startClinic();
	try {
		const measure = await contender(clinic.url);
		const large = await inTurn(Object.keys(LISTS), measure);
		const at = new Map<number, Results>();
		for (const count of COUNTS)
			at.set(count, await inTurn(['get-http', 'get'], async (name) => await measure(name, count)));
		return [listSection(large, clinic.bytes), costSection(at)];
	} finally {
		clinic.close();
	}
}
