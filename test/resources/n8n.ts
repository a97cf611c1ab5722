import * as core from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';

import { VSeeClinicApi } from '../../credentials/VSeeClinicApi.credentials';
import { VSeeClinic } from '../../nodes/VSeeClinic/VSeeClinic.node';

const credentialType = new VSeeClinicApi();

/** The credential of a test; authenticates with the real credential type. */
class Access extends ICredentialsHelper {
	constructor(private readonly data: ICredentialDataDecryptedObject) {
		super();
	}

	getParentTypes = (): string[] => [];
	isCredentialUsableByNode = (): boolean => true;
	preAuthentication = async (): Promise<undefined> => undefined;
	runPreAuthentication = async (): Promise<undefined> => undefined;
	getDecrypted = async (): Promise<ICredentialDataDecryptedObject> => ({ ...this.data });
	updateCredentials = async (): Promise<void> => undefined;
	updateCredentialsOauthTokenData = async (): Promise<void> => undefined;
	getCredentialsProperties = () => credentialType.properties;

	getCredentials(): never {
		throw new Error('not used');
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof credentialType.authenticate !== 'function') throw new Error('The credential does not authenticate');
		return await credentialType.authenticate(credentials, options);
	}
}

function additional(
	access: ICredentialDataDecryptedObject,
	workflow: Workflow,
	currentNodeParameters?: INodeParameters,
): IWorkflowExecuteAdditionalData {
	const at = 'http://localhost';
	const data: Partial<IWorkflowExecuteAdditionalData> & Record<string, unknown> = {
		credentialsHelper: new Access(access),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		currentNodeParameters,
		restApiUrl: at,
		instanceBaseUrl: at,
		formWaitingBaseUrl: at,
		webhookBaseUrl: at,
		webhookWaitingBaseUrl: at,
		webhookTestBaseUrl: at,
		variables: {},
		logAiEvent() {},
		hooks: new core.ExecutionLifecycleHooks('manual', '1', {
			id: 'w',
			name: 'w',
			active: false,
			activeVersionId: null,
			isArchived: false,
			nodes: Object.values(workflow.nodes),
			connections: workflow.connectionsBySourceNode,
			createdAt: new Date(),
			updatedAt: new Date(),
		}),
	};
	return data as unknown as IWorkflowExecuteAdditionalData;
}

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
	return new core.LoadOptionsContext(workflow, node, additional(access, workflow, parameters), '');
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
	const done = await new core.WorkflowExecute(additional(access, workflow), 'manual').run({
		workflow,
		startNode: workflow.getNode('Agent') ?? undefined,
	});
	if (done.data.resultData.error) throw done.data.resultData.error;
}
