/**
 * VSee Clinic Trigger beside n8n's own Webhook node, in the same run of the same n8n: how long one delivery takes to be
 * answered, and how many events per second run when eight are delivered at once. Once like for like (n8n prepares its
 * expression engine for both), once with the shortcut that n8n keeps for its own Webhook node.
 * `npx tsx bench/webhook.ts [deliveries]`
 */
import { setTimeout as pause } from 'node:timers/promises';

import { deliver, TriggerLab, until } from '../test/e2e/trigger-lab';

const deliveries = Number(process.argv[2] ?? 200);
const AT_ONCE = 8;
const WARM_UP = 10;
const SETTLE_MS = 100;
const SHORTCUT = 'N8N_EXPRESSION_ENGINE_ALLOW_WEBHOOK_ISOLATE_SKIP';

let made = 0;
const event = (more = {}) => ({
	version: '1.0',
	id: `6955ccf6-0a1b-4c2d-8e3f-${String(++made).padStart(12, '0')}`,
	type: 'visit.ended',
	created: 1767230710,
	account_code: 'exampleclinic',
	data: { id: '70001', member_id: '20000000001', provider_id: '800002', status: '30' },
	...more,
});

interface Contender {
	name: string;
	hook: string;
	body: () => object;
	/** Whether each delivery starts a run. */
	runs: boolean;
	/** Milliseconds from delivery to 200, one at a time. */
	times: number[];
	/** Events per second, eight at once, until the last run has ended. One for each round. */
	rates: number[];
}

async function contenders(lab: TriggerLab, path: string): Promise<Contender[]> {
	const chosen = { events: ['visit.completed'] };
	const webhook = {
		id: 'hook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
	await lab.behind('Webhook', webhook);
	const trusting = await lab.collecting('Verify off', { ...chosen, verify: false });
	const forgetful = await lab.collecting('Duplicates too', {
		...chosen,
		verify: false,
		options: { ignoreDuplicates: false },
	});
	const verifying = await lab.collecting('Verify on', chosen);
	const old = await lab.collecting('Version 1', { ...chosen, verify: false }, 1);
	const seen = event();
	const other = () => event({ type: 'visit.created' });
	return [
		{ name: "n8n's Webhook node", hook: `${lab.url}/webhook/${path}`, body: event, runs: true },
		{ name: 'VSee Clinic Trigger, Verify off', hook: trusting.hook, body: event, runs: true },
		{ name: '… Ignore Duplicates off too', hook: forgetful.hook, body: event, runs: true },
		{ name: '… saved as version 1', hook: old.hook, body: event, runs: true },
		{ name: '… Verify on', hook: verifying.hook, body: event, runs: true },
		{ name: '… an event that came before', hook: verifying.hook, body: () => seen, runs: false },
		{ name: '… an event that is not selected', hook: verifying.hook, body: other, runs: false },
	].map((contender) => ({ ...contender, times: [], rates: [] }));
}

function shuffled<Entry>(entries: Entry[]): Entry[] {
	return entries
		.map((entry) => ({ entry, place: Math.random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ entry }) => entry);
}

async function send({ name, hook, body }: Contender): Promise<number> {
	const sent = body();
	const began = performance.now();
	const { status, text } = await deliver(hook, sent);
	if (status !== 200) throw new Error(`${name} answered ${status}: ${text}`);
	return performance.now() - began;
}

/** Each round in another order, so that whatever else the machine does, and what came before, strikes all alike. */
async function oneAtATime(lab: TriggerLab, all: Contender[]): Promise<void> {
	for (let n = -WARM_UP; n < deliveries; n++) {
		for (const contender of shuffled(all)) {
			const before = lab.collector.received.length;
			const ms = await send(contender);
			if (n >= 0) contender.times.push(ms);
			// The run of one must not be under way while the next is measured, nor n8n be making its next expression engine.
			if (contender.runs) await until(() => lab.collector.received.length > before, `${contender.name} has not run`);
			await pause(SETTLE_MS);
		}
	}
}

async function rate(lab: TriggerLab, contender: Contender, count: number): Promise<number> {
	const before = lab.collector.received.length;
	const began = performance.now();
	let left = count;
	const sender = async () => {
		while (left-- > 0) await send(contender);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sender));
	if (contender.runs) await until(() => lab.collector.received.length >= before + count, 'not all events have run');
	return (count / (performance.now() - began)) * 1000;
}

async function manyAtOnce(lab: TriggerLab, all: Contender[]): Promise<void> {
	const rounds = 3;
	for (let round = 0; round < rounds; round++) {
		for (const contender of shuffled(all))
			contender.rates.push(await rate(lab, contender, Math.ceil(deliveries / rounds)));
	}
}

function at(values: number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

function line(cells: Array<string | number>): string {
	return `| ${cells.join(' | ')} |`;
}

function table(title: string, all: Contender[]): string {
	const [base] = all;
	if (!base) return title;
	const rows = all.map(({ name, times, rates }) =>
		line([
			name,
			at(times, 0.5).toFixed(1),
			at(times, 0.99).toFixed(1),
			(at(times, 0.5) / at(base.times, 0.5)).toFixed(2),
			at(rates, 0.5).toFixed(1),
			(at(rates, 0.5) / at(base.rates, 0.5)).toFixed(2),
		]),
	);
	const head = [title, 'median ms', 'p99 ms', 'to Webhook', 'events/s', 'to Webhook'];
	return [line(head), line(head.map(() => '---')), ...rows].join('\n');
}

async function main(): Promise<void> {
	const lab = await TriggerLab.start();
	try {
		for (const [title, shortcut] of [
			['Like for like', 'false'],
			["With n8n's shortcut for its Webhook node", 'true'],
		] as const) {
			await lab.halt();
			lab.settings = { [SHORTCUT]: shortcut };
			await lab.boot();
			const all = await contenders(lab, `plain-${shortcut}`);
			await oneAtATime(lab, all);
			await manyAtOnce(lab, all);
			console.log(`${table(title, all)}\n`);
		}
		console.log(
			`${deliveries} deliveries of each, first one at a time and in turn, then ${AT_ONCE} at once. Each run sends its item to a local server. Verify asks the sandbox on the same machine.`,
		);
	} finally {
		await lab.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
