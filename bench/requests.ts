/** Reads and bookings of the VSee Clinic node beside n8n's HTTP Request node, in one real n8n, in turn. */
import { parse } from 'flatted';

import { runWorkflow } from '../start/n8n-client.mjs';
import { type ClinicWithN8n, credentialName, credentialType, startClinicWithN8n } from '../test/e2e/clinic';
import { median, type Section, table, times } from './section';

const ITEMS = 1000;
/** At 200 ms: enough for the first second, in which a run finds its pace, to count for little. */
const MANY_ITEMS = 3000;
const BOOKINGS = 200;
const ROUNDS = 3;
const MOST = 50;
/** Milliseconds of an answer, and items of a run. */
const LATENCIES = [
	[0, ITEMS],
	[50, ITEMS],
	[200, MANY_ITEMS],
] as const;

interface Contender {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
}

interface Measured {
	/** Items per second, of those that came. */
	rate: number;
	/** Items without an error. */
	good: number;
	refused: number;
	mostAtOnce: number;
}

const HTTP = 'HTTP Request, as it comes';
const OURS = 'VSee Clinic, as it comes';

function http(url: string, more: object = {}): Contender {
	const authentication = { authentication: 'predefinedCredentialType', nodeCredentialType: credentialType };
	const parameters = { url, ...authentication, options: {}, ...more };
	return { name: HTTP, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters };
}

function ours(parameters: object, name = OURS): Contender {
	return { name, type: 'n8n-nodes-vsee-clinic.vSeeClinic', typeVersion: 1, parameters };
}

function workflow(clinic: ClinicWithN8n, { name, ...node }: Contender, code: string): object {
	const credentials = { [credentialType]: { id: clinic.credentialId, name: credentialName } };
	const place = { typeVersion: 1, position: [0, 0], parameters: {} };
	return {
		name: `Bench: ${name}`,
		nodes: [
			{ ...place, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				...place,
				id: 'items',
				name: 'Items',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: code },
			},
			{ ...place, id: 'node', name: 'Node', ...node, credentials, onError: 'continueRegularOutput' },
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

interface RunData {
	resultData: {
		runData: Record<string, Array<{ executionTime: number; data: { main: Array<Array<{ json: object }>> } }>>;
	};
}

/** @param code of the Code node that makes the items */
async function measure(clinic: ClinicWithN8n, contender: Contender, code: string): Promise<Measured> {
	const { id } = await clinic.client.post<{ id: string }>('/rest/workflows', workflow(clinic, contender, code));
	clinic.sandbox.calls.clear();
	const execution = await runWorkflow(clinic.client, id, 'Start');
	if (execution.status !== 'success') throw new Error(`${contender.name}: ${execution.error ?? execution.status}`);
	const { data } = await clinic.client.get<{ data: string }>(`/rest/executions/${execution.id}`);
	const [task] = (parse(data) as RunData).resultData.runData.Node ?? [];
	const good = (task?.data.main[0] ?? []).filter(({ json }) => !('error' in json)).length;
	const { list, maxInFlight: mostAtOnce } = clinic.sandbox.calls;
	const refused = list.filter(({ status }) => status === 429).length;
	return { rate: (good / (task?.executionTime ?? NaN)) * 1000, good, refused, mostAtOnce };
}

type Results = Map<string, Measured[]>;

async function inTurn(all: Contender[], run: (contender: Contender) => Promise<Measured>): Promise<Results> {
	const results: Results = new Map(all.map(({ name }) => [name, []]));
	for (let round = 0; round < ROUNDS; round++) {
		for (const contender of round % 2 === 0 ? all : [...all].reverse())
			results.get(contender.name)?.push(await run(contender));
	}
	return results;
}

function middle(results: Results, name: string, key: keyof Measured): number {
	return median((results.get(name) ?? []).map((measured) => measured[key]));
}

/** Items per second, and how many were refused, of a clinic that answers so. */
async function reads(clinic: ClinicWithN8n, latency: number, items: number, mostAtOnce = 0): Promise<Results> {
	Object.assign(clinic.sandbox.settings, { latency, mostAtOnce });
	const read = { resource: 'visit', operation: 'get', visit_id: '70001' };
	const all = [http(`${clinic.sandbox.url}/visits/70001`), ours(read)];
	const code = `return Array.from({ length: ${items} }, (_, n) => ({ json: { n } }));`;
	const results = await inTurn(all, async (contender) => await measure(clinic, contender, code));
	Object.assign(clinic.sandbox.settings, { latency: 0, mostAtOnce: 0 });
	return results;
}

/** Intakes of one patient each, made in the sandbox itself. */
function intakes(clinic: ClinicWithN8n): string[] {
	const { ids, intakes: known } = clinic.sandbox.clinic;
	const [sample] = known.values();
	if (!sample) throw new Error('The sandbox has no intake');
	return Array.from({ length: BOOKINGS }, () => {
		const id = ids.uuid(Math.floor(Date.now() / 1000));
		known.set(id, { ...sample, id, visitId: null });
		return id;
	});
}

async function bookings(clinic: ClinicWithN8n, latency: number): Promise<Results> {
	clinic.sandbox.settings.latency = latency;
	const intake = '={{ $json.intake }}';
	const body = `={{ { intake_id: $json.intake, room_code: 'exroom1' } }}`;
	const sent = { method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: body };
	const book = { resource: 'visit', operation: 'createWalkIn', intake_id: intake, room_code: 'exroom1' };
	const all = [
		http(`${clinic.sandbox.url}/visits/add_walkin`, sent),
		ours(book, OURS),
		ours({ ...book, options: { requestsAtOnce: 10 } }, 'VSee Clinic, 10 at once'),
	];
	const results = await inTurn(all, async (contender) => {
		const code = `return ${JSON.stringify(intakes(clinic))}.map((intake) => ({ json: { intake } }));`;
		return await measure(clinic, contender, code);
	});
	clinic.sandbox.settings.latency = 0;
	return results;
}

function readsSection(at: Map<number, Results>): Section {
	const rate = (latency: number, name: string) => {
		const results = at.get(latency);
		return results ? middle(results, name, 'rate') : NaN;
	};
	const ratio = (latency: number) => rate(latency, OURS) / rate(latency, HTTP);
	const allowed = MOST / 0.2;
	return {
		title: 'Reading one visit for each item',
		text: `*Visit: Get*, items per second; the clinic takes 0, 50 or 200 ms for an answer. A run begins with 16 at once and finds its pace in the first second, which takes 5 % of 1,000 items at 200 ms. Median of ${ROUNDS} runs in turn. The most at once is what the clinic saw.`,
		table: table(
			['', ...LATENCIES.map(([ms, items]) => `${items} items, ${ms} ms`), 'most at once'],
			[HTTP, OURS].map((name) => [
				name,
				...LATENCIES.map(([ms]) => rate(ms, name).toFixed(0)),
				Math.max(...[...at.values()].map((results) => middle(results, name, 'mostAtOnce'))),
			]),
		),
		bars: LATENCIES.map(([ms, items]) => ({
			name: `${items.toLocaleString('en')} reads, ${ms} ms each`,
			ratio: ratio(ms),
		})),
		goals: [
			{
				goal: 'reads at 0 ms: not behind HTTP Request',
				measured: times(ratio(0)),
				isReached: ratio(0) >= 1,
			},
			{
				goal: 'reads at 50 ms: at least 1.4 times HTTP Request',
				measured: times(ratio(50)),
				isReached: ratio(50) >= 1.4,
			},
			{
				goal: `reads at 200 ms: at least 90 % of what ${MOST} at once allow (${allowed} a second)`,
				measured: `${((rate(200, OURS) / allowed) * 100).toFixed(0)} %`,
				isReached: rate(200, OURS) >= 0.9 * allowed,
			},
		],
	};
}

function limitedSection(results: Results): Section {
	const of = (key: keyof Measured) => [HTTP, OURS].map((name) => middle(results, name, key));
	const [theirs = NaN, own = NaN] = of('refused');
	return {
		title: 'A clinic that refuses more than ten at once',
		text: `The same at 50 ms, where the clinic answers an eleventh request at the same time with 429. The VSee Clinic node begins with 16 at once, steps back when it is refused, and sends again what was refused; the HTTP Request node sends all it can and gives up. Median of ${ROUNDS} runs in turn.`,
		table: table(
			['', `items of ${ITEMS} that came`, 'requests refused', 'items/s that came'],
			[HTTP, OURS].map((name) => [
				name,
				middle(results, name, 'good'),
				middle(results, name, 'refused'),
				middle(results, name, 'rate').toFixed(0),
			]),
		),
		bars: [],
		goals: [
			{
				goal: 'a limited clinic: fewer 429 than HTTP Request',
				measured: `${own} instead of ${theirs}`,
				isReached: own < theirs,
			},
		],
	};
}

function bookingsSection(at: Map<number, Results>): Section {
	const names = [...(at.values().next().value?.keys() ?? [])];
	return {
		title: 'Booking',
		text: `*Visit: Create Walk-In* for ${BOOKINGS} intakes, visits per second. HTTP Request sends one request for each visit, all that it can at once; the VSee Clinic node sends two, since it looks at the intake first so that none is booked twice, and by default one visit after the other. Median of ${ROUNDS} runs in turn.`,
		table: table(
			['', ...[...at.keys()].map((ms) => `${ms} ms`)],
			names.map((name) => [name, ...[...at.values()].map((results) => middle(results, name, 'rate').toFixed(0))]),
		),
		bars: [],
		goals: [],
	};
}

/** Runs the benches of single requests in an n8n of their own. */
export async function requests(): Promise<Section[]> {
	const clinic = await startClinicWithN8n();
	try {
		// The first runs of an n8n are slower than all others.
		await reads(clinic, 0, ITEMS);
		const read = new Map<number, Results>();
		for (const [latency, items] of LATENCIES) read.set(latency, await reads(clinic, latency, items));
		const limited = await reads(clinic, 50, ITEMS, 10);
		const booked = new Map<number, Results>();
		for (const latency of [0, 50]) booked.set(latency, await bookings(clinic, latency));
		return [readsSection(read), limitedSection(limited), bookingsSection(booked)];
	} finally {
		await clinic.stop();
	}
}
