import * as core from 'n8n-core';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';

import { VSeeClinicApi } from '../../credentials/VSeeClinicApi.credentials';
import { VSeeClinic } from '../../nodes/VSeeClinic/VSeeClinic.node';

export const NODE = 'n8n-nodes-vsee-clinic.vSeeClinic';
const credentialTypes: Record<string, ICredentialType> = { vSeeClinicApi: new VSeeClinicApi() };

/** Decrypts from memory and counts it; authenticates with the real credential type. */
export class MemoryCredentials extends ICredentialsHelper {
	reads = 0;

	constructor(private readonly data: ICredentialDataDecryptedObject) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = credentialTypes[type] ?? {};
		if (typeof authenticate !== 'function') throw new Error(`${type} does not authenticate`);
		return await authenticate(credentials, options);
	}

	preAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	runPreAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	getCredentials(): never {
		throw new Error('not used');
	}

	getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.reads++;
		return Promise.resolve({ ...this.data });
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(type: string) {
		return credentialTypes[type]?.properties ?? [];
	}
}

/** Gives the items of a test to the node. */
class Start implements INodeType {
	description = {
		displayName: 'Start',
		name: 'start',
		group: ['trigger' as const],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main' as const],
		properties: [],
	};

	constructor(private readonly items: INodeExecutionData[]) {}

	execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		throw new Error('replaced below');
	}

	static of(items: INodeExecutionData[]): Start {
		const start = new Start(items);
		start.execute = () => Promise.resolve([start.items]);
		return start;
	}
}

/** Sends its items round until the node before it has run `turns` times. */
class Loop implements INodeType {
	description = {
		displayName: 'Loop',
		name: 'loop',
		group: ['transform' as const],
		version: 1,
		description: '',
		defaults: { name: 'Loop' },
		inputs: ['main' as const],
		outputs: ['main' as const],
		properties: [],
	};

	constructor(
		private readonly items: INodeExecutionData[],
		private left: number,
	) {}

	execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		throw new Error('replaced below');
	}

	static of(items: INodeExecutionData[], turns: number, between: () => void): Loop {
		const loop = new Loop(items, turns - 1);
		loop.execute = () => {
			between();
			return Promise.resolve([loop.left-- > 0 ? loop.items : []]);
		};
		return loop;
	}
}

export interface Setting {
	credentials: ICredentialDataDecryptedObject;
	items?: INodeExecutionData[];
	timezone?: string;
	/** Node settings: onError, retryOnFail, maxTries … */
	node?: Partial<INode>;
	/** How often the items go through the node, as in a loop of the workflow. Default 1. */
	turns?: number;
	/** What happens in the clinic before the next turn. */
	betweenTurns?: () => void;
	/** Cancels the execution when it fires. */
	cancel?: AbortSignal;
}

type RunError = Error & {
	description?: string | null;
	httpCode?: string | null;
	context?: IDataObject;
	failure?: unknown;
};

export interface Ran {
	status: string;
	items: INodeExecutionData[];
	json: IDataObject[];
	/** What left the error output of the node, when it has one. */
	errorItems: INodeExecutionData[];
	/** The items of every turn. */
	turns: INodeExecutionData[][];
	error?: RunError;
	hints: string[];
	credentialReads: number;
	/** Resolves when the node itself has ended, also after a cancelled execution. */
	nodeEnded: Promise<unknown>;
	run: IRun;
}

/** What n8n gives every context. */
export function additional(credentials: MemoryCredentials, workflow: Workflow): IWorkflowExecuteAdditionalData {
	const at = 'http://localhost';
	const data: Partial<IWorkflowExecuteAdditionalData> & Record<string, unknown> = {
		credentialsHelper: credentials,
		executionId: '1',
		currentNodeExecutionIndex: 0,
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

const clinicNode = new VSeeClinic();

/** The node, and every end of it. */
function watched(ends: Array<Promise<unknown>>): INodeType {
	const node = new VSeeClinic();
	node.execute = function (this: IExecuteFunctions) {
		const running = clinicNode.execute.call(this);
		ends.push(running.catch(() => undefined));
		return running;
	};
	return node;
}

function nodeTypes(
	items: INodeExecutionData[],
	turns: number,
	between: () => void,
	more: Record<string, INodeType>,
): INodeTypes {
	const all: Record<string, INodeType> = {
		[NODE]: clinicNode,
		'test.start': Start.of(items),
		'test.loop': Loop.of(items, turns, between),
		...more,
	};
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

/** A workflow of a start and one VSee Clinic node, as n8n itself would build it. */
export function workflowOf(
	parameters: INodeParameters,
	{ items = [{ json: {} }], timezone = 'UTC', node = {}, turns = 1, betweenTurns = () => undefined }: Setting,
	more: Record<string, INodeType> = {},
	type = NODE,
): Workflow {
	const into = (name: string): IConnections[string] => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const connections: IConnections = {
		Start: into('VSee Clinic'),
		...(turns > 1 ? { 'VSee Clinic': into('Loop'), Loop: into('VSee Clinic') } : {}),
	};
	return new Workflow({
		id: 'w',
		name: 'w',
		active: false,
		nodeTypes: nodeTypes(items, turns, betweenTurns, more),
		settings: { executionOrder: 'v1', timezone },
		connections,
		nodes: [
			{ id: 's', name: 'Start', type: 'test.start', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: 'n',
				name: 'VSee Clinic',
				type,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { vSeeClinicApi: { id: '1', name: 'c' } },
				...node,
			},
			{ id: 'l', name: 'Loop', type: 'test.loop', typeVersion: 1, position: [0, 0], parameters: {} },
		],
	});
}

/** Runs one operation in n8n's real engine. */
export async function run(parameters: INodeParameters, setting: Setting): Promise<Ran> {
	const credentials = new MemoryCredentials(setting.credentials);
	const ends: Array<Promise<unknown>> = [];
	const workflow = workflowOf(parameters, setting, { [NODE]: watched(ends) });
	const engine = new core.WorkflowExecute(additional(credentials, workflow), 'manual');
	const running = engine.run({ workflow, startNode: workflow.getNode('Start') ?? undefined });
	setting.cancel?.addEventListener('abort', () => running.cancel(), { once: true });
	const done = await running;
	const tasks = done.data.resultData.runData['VSee Clinic'] ?? [];
	const task = tasks[0];
	const items = task?.data?.main?.[0] ?? [];
	return {
		status: done.status,
		items,
		json: items.map(({ json }) => json),
		errorItems: task?.data?.main?.[1] ?? [],
		turns: tasks.map(({ data }) => data?.main?.[0] ?? []),
		error: task?.error ?? done.data.resultData.error,
		hints: (task?.hints ?? []).map(({ message }) => message),
		credentialReads: credentials.reads,
		nodeEnded: Promise.all(ends),
		run: done,
	};
}

/** What n8n calls a list search with: the node as it stands in the editor. */
export function dropdown(
	parameters: INodeParameters,
	credentials: ICredentialDataDecryptedObject,
): core.LoadOptionsContext {
	const workflow = workflowOf(parameters, { credentials });
	const node = workflow.getNode('VSee Clinic');
	if (!node) throw new Error('The workflow has no such node');
	return new core.LoadOptionsContext(
		workflow,
		node,
		{ ...additional(new MemoryCredentials(credentials), workflow), currentNodeParameters: parameters },
		'parameters.room_code',
	);
}

/** Presses the test button of the credential. */
export async function pressTest(data: ICredentialDataDecryptedObject) {
	const context = new core.CredentialTestContext(
		additional(new MemoryCredentials(data), workflowOf({}, { credentials: data })),
	);
	return await clinicNode.methods.credentialTest.vSeeClinicApiTest.call(context, {
		id: '1',
		name: 'c',
		type: 'vSeeClinicApi',
		data,
	});
}
