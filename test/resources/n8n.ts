import * as core from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';

import { VSeeClinic } from '../../nodes/VSeeClinic/VSeeClinic.node';
import { additional, MemoryCredentials } from '../engine/engine';

function typesOf(all: Record<string, INodeType>): INodeTypes {
	const known = (type: string): INodeType => {
		const found = all[type];
		if (!found) throw new Error(`unknown node type ${type}`);
		return found;
	};
	return {
		getByName: known,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(known(type), version),
		getKnownTypes: () => ({}),
	};
}

const NODE = 'n8n-nodes-vsee-clinic.vSeeClinic';
const credentials = { vSeeClinicApi: { id: '1', name: 'c' } };

/** The context in which n8n fills a dropdown of the open node. */
export function editor(parameters: INodeParameters, access: ICredentialDataDecryptedObject): core.LoadOptionsContext {
	const node: INode = {
		id: 'n',
		name: 'VSee Clinic',
		type: NODE,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials,
	};
	const workflow = new Workflow({
		id: 'w',
		name: 'w',
		active: false,
		nodeTypes: typesOf({ [NODE]: new VSeeClinic() }),
		nodes: [node],
		connections: {},
		settings: {},
	});
	return new core.LoadOptionsContext(
		workflow,
		node,
		{ ...additional(new MemoryCredentials(access), workflow), currentNodeParameters: parameters },
		'',
	);
}

/** The node as n8n offers it to agents: what its tool generation does to a node that is usable as a tool. */
export function toolNode(): INodeType {
	const tool = new VSeeClinic();
	const { usableAsTool, ...description } = tool.description;
	if (usableAsTool !== true) throw new Error('The node is not usable as a tool');
	const added: INodeTypeDescription['properties'] = [
		{
			displayName: 'Tool Description',
			name: 'descriptionType',
			type: 'options',
			noDataExpression: true,
			default: 'auto',
			options: [
				{ name: 'Set Automatically', value: 'auto' },
				{ name: 'Set Manually', value: 'manual' },
			],
		},
		{
			displayName: 'Description',
			name: 'toolDescription',
			type: 'string',
			default: description.description,
			required: true,
			displayOptions: { show: { descriptionType: ['manual'] } },
		},
	];
	tool.description = {
		...description,
		name: 'vSeeClinicTool',
		displayName: 'VSee Clinic Tool',
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [...added, ...description.properties],
	};
	return tool;
}

/** What n8n hands to an agent. */
export interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, { description?: string; _def: { typeName: string } }> };
	invoke(args: IDataObject): Promise<string>;
}

/** A node that does with its tools what the test says, in place of a language model. */
class ScriptedAgent implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: [{ type: NodeConnectionTypes.Main }, { type: NodeConnectionTypes.AiTool }],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		throw new Error('replaced below');
	}

	static of(script: (tools: Tool[]) => Promise<void>): ScriptedAgent {
		const agent = new ScriptedAgent();
		agent.execute = async function (this: IExecuteFunctions) {
			const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			await script(tools.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })));
			return [[]];
		};
		return agent;
	}
}

/** Runs an agent in n8n's real engine, with one VSee Clinic tool for each set of parameters. */
export async function runAgent(
	tools: INodeParameters[],
	access: ICredentialDataDecryptedObject,
	script: (tools: Tool[]) => Promise<void>,
	settings: Partial<INode> = {},
): Promise<void> {
	const nodeTypes = typesOf({ 'test.agent': ScriptedAgent.of(script), 'test.tool': toolNode() });
	const nodes = tools.map((parameters, n): INode => ({
		id: `t${n}`,
		name: `Tool ${n}`,
		type: 'test.tool',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials,
		...settings,
	}));
	const toAgent = { [NodeConnectionTypes.AiTool]: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] };
	const workflow = new Workflow({
		id: 'w',
		name: 'w',
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
		connections: Object.fromEntries(nodes.map(({ name }) => [name, toAgent])),
		nodes: [{ id: 'a', name: 'Agent', type: 'test.agent', typeVersion: 1, position: [0, 0], parameters: {} }, ...nodes],
	});
	const done = await new core.WorkflowExecute(additional(new MemoryCredentials(access), workflow), 'manual').run({
		workflow,
		startNode: workflow.getNode('Agent') ?? undefined,
	});
	if (done.data.resultData.error) throw done.data.resultData.error;
}
