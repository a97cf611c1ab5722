// `npm run bench`: the VSee Clinic node beside n8n's HTTP Request node, in one real n8n, in one run.
// Prints a table; asserts nothing, since times belong to the machine.
import { parse } from 'flatted';

import { runWorkflow } from '../start/n8n-client.mjs';
import { type ClinicWithN8n, credentialName, credentialType, startClinicWithN8n } from '../test/e2e/clinic';

const ITEMS = Number(process.env.BENCH_ITEMS ?? 1000);
const LATENCIES_MS = [0, 50];

interface Contender {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
}

function contenders(clinic: ClinicWithN8n): Contender[] {
	const ours = (name: string, parameters: object): Contender => ({
		name,
		type: 'n8n-nodes-vsee-clinic.vSeeClinic',
		typeVersion: 1,
		parameters,
	});
	const read = { resource: 'visit', operation: 'get', visit_id: '70001' };
	return [
		{
			name: 'HTTP Request, as it comes',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: `${clinic.sandbox.url}/visits/70001`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: credentialType,
				options: {},
			},
		},
		ours('VSee Clinic, one at a time', { ...read, options: { requestsAtOnce: 1 } }),
		ours('VSee Clinic, as it comes (at most 50 at once)', read),
		ours('VSee Clinic, 50 at once', { ...read, options: { requestsAtOnce: 50 } }),
	];
}

function workflow(clinic: ClinicWithN8n, { name, type, typeVersion, parameters }: Contender): object {
	const credentials = { [credentialType]: { id: clinic.credentialId, name: credentialName } };
	return {
		name: `Bench: ${name}`,
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'items',
				name: 'Items',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				position: [200, 0],
				parameters: { jsCode: `return Array.from({ length: ${ITEMS} }, (_, n) => ({ json: { n } }));` },
			},
			{ id: 'node', name: 'Node', type, typeVersion, position: [400, 0], parameters, credentials },
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

interface RunData {
	resultData: { runData: Record<string, Array<{ executionTime: number }>> };
}

async function measure(clinic: ClinicWithN8n, contender: Contender): Promise<string> {
	const { id } = await clinic.client.post<{ id: string }>('/rest/workflows', workflow(clinic, contender));
	clinic.sandbox.calls.clear();
	const execution = await runWorkflow(clinic.client, id, 'Start');
	if (execution.status !== 'success') throw new Error(`${contender.name}: ${execution.error ?? execution.status}`);
	const { data } = await clinic.client.get<{ data: string }>(`/rest/executions/${execution.id}`);
	const { resultData } = parse(data) as RunData;
	const ms = resultData.runData.Node?.[0]?.executionTime ?? NaN;
	const { calls } = clinic.sandbox;
	return `| ${contender.name} | ${Math.round((ITEMS / ms) * 1000)} | ${ms} | ${calls.count()} | ${calls.maxInFlight} |`;
}

async function main(): Promise<void> {
	const clinic = await startClinicWithN8n();
	try {
		for (const latency of LATENCIES_MS) {
			clinic.sandbox.settings.latency = latency;
			console.log(
				`\n${ITEMS} items, the clinic answers after ${latency} ms\n\n| node | items/s | ms | calls | most in flight |\n|---|---|---|---|---|`,
			);
			for (const contender of contenders(clinic)) console.log(await measure(clinic, contender));
		}
	} finally {
		await clinic.stop();
	}
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
