/**
 * One contender in n8n's engine, in a process of its own: NAME URL ITEMS. Prints one line of JSON, a `Measure`.
 * Bundled and started by bench/engine.ts, in the root of the repository.
 */
import '../test/engine/environment.cjs';
import { join } from 'node:path';
import * as core from 'n8n-core';
import type { IConnections, INode, INodeParameters, INodeType, IVersionedNodeType } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { VSeeClinic } from '../nodes/VSeeClinic/VSeeClinic.node';
import { additional, MemoryCredentials, NODE } from '../test/engine/engine';

export interface Measure {
	/** From the start of the workflow to its end. */
	ms: number;
	/** Of the processor, all threads of this process. */
	processorMs: number;
	/** The most memory that the process had, megabytes, and what it had before the run. */
	peak: number;
	before: number;
	/** Items that came out. */
	items: number;
}

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const SPLIT_OUT = 'n8n-nodes-base.splitOut';

interface Step {
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
}

const ours = (parameters: INodeParameters): Step[] => [{ type: NODE, typeVersion: 1, parameters }];
const http = (url: string): Step => ({ type: HTTP_REQUEST, typeVersion: 4.2, parameters: { url, options: {} } });
const splitOut: Step = { type: SPLIT_OUT, typeVersion: 1, parameters: { fieldToSplitOut: 'data', options: {} } };
const list = { resource: 'visit', operation: 'getMany', returnAll: true };

const contenders: Record<string, (url: string) => Step[]> = {
	'list-simplify': () => ours(list),
	'list-raw': () => ours({ ...list, simplify: false }),
	'list-http-split': (url) => [http(`${url}/visits`), splitOut],
	'list-http': (url) => [http(`${url}/visits`)],
	get: () => ours({ resource: 'visit', operation: 'get', visit_id: '70001' }),
	'get-http': (url) => [http(`${url}/visits/70001`)],
};

type NodeClass = new () => INodeType | IVersionedNodeType;

async function baseNode(file: string, name: string): Promise<INodeType | IVersionedNodeType> {
	const path = join(process.cwd(), 'start/n8n/node_modules/n8n-nodes-base/dist/nodes', file);
	const { [name]: Node } = (await import(path)) as Record<string, NodeClass>;
	if (!Node) throw new Error(`n8n has no node ${name}`);
	return new Node();
}

function start(items: number): INodeType {
	const node = new VSeeClinic();
	const description = { ...node.description, inputs: [], credentials: [], properties: [] };
	const execute = () => Promise.resolve([Array.from({ length: items }, (_, n) => ({ json: { n } }))]);
	return { description, execute };
}

async function workflowOf(steps: Step[], items: number): Promise<Workflow> {
	const types: Record<string, INodeType | IVersionedNodeType> = { start: start(items), [NODE]: new VSeeClinic() };
	if (steps.some(({ type }) => type === HTTP_REQUEST))
		types[HTTP_REQUEST] = await baseNode('HttpRequest/HttpRequest.node.js', 'HttpRequest');
	if (steps.some(({ type }) => type === SPLIT_OUT))
		types[SPLIT_OUT] = await baseNode('Transform/SplitOut/SplitOut.node.js', 'SplitOut');
	const known = (type: string) => {
		const found = types[type];
		if (!found) throw new Error(`unknown node type ${type}`);
		return found;
	};
	const all: Step[] = [{ type: 'start', typeVersion: 1, parameters: {} }, ...steps];
	const nodes = all.map((step, n): INode => ({
		id: String(n),
		name: String(n),
		position: [0, 0],
		credentials: { vSeeClinicApi: { id: '1', name: 'c' } },
		...step,
	}));
	const connections = Object.fromEntries(
		steps.map((_, n): [string, IConnections[string]] => [
			String(n),
			{ main: [[{ node: String(n + 1), type: 'main', index: 0 }]] },
		]),
	);
	return new Workflow({
		id: 'w',
		name: 'w',
		active: false,
		settings: { executionOrder: 'v1' },
		nodeTypes: {
			getByName: known,
			getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(known(type), version),
			getKnownTypes: () => ({}),
		},
		nodes,
		connections,
	});
}

/** Megabytes. */
const peak = () => Math.round(process.resourceUsage().maxRSS / 1000);

async function measure(name: string, url: string, items: number): Promise<Measure> {
	const steps = contenders[name]?.(url);
	if (!steps) throw new Error(`There is no contender ${name}`);
	const workflow = await workflowOf(steps, items);
	const credentials = new MemoryCredentials({ baseUrl: url, apiToken: 'fictional' });
	const engine = new core.WorkflowExecute(additional(credentials, workflow), 'manual');
	const startNode = workflow.getNode('0') ?? undefined;
	const before = peak();
	const [began, used] = [performance.now(), process.cpuUsage()];
	const { data } = await engine.run({ workflow, startNode });
	const ms = performance.now() - began;
	const { user, system } = process.cpuUsage(used);
	const [task] = data.resultData.runData[String(steps.length)] ?? [];
	if (task?.error ?? data.resultData.error) throw new Error(`${name}: ${task?.error?.message ?? 'failed'}`);
	return {
		ms,
		processorMs: (user + system) / 1000,
		peak: peak(),
		before,
		items: task?.data?.main?.[0]?.length ?? 0,
	};
}

const [name = '', url = '', items = '1'] = process.argv.slice(2);
measure(name, url, Number(items)).then(
	(measured) => {
		process.stdout.write(`${JSON.stringify(measured)}\n`);
		process.exit(0);
	},
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
