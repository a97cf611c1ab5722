import * as core from 'n8n-core';
import type {
	IConnections, ICredentialDataDecryptedObject, ICredentialType, IDataObject, IExecuteFunctions, IHttpRequestOptions, INode, INodeExecutionData,
	INodeParameters, INodeType, INodeTypes, IRun, IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';

import { VSeeClinicApi } from '../../credentials/VSeeClinicApi.credentials';
import { VSeeClinic } from '../../nodes/VSeeClinic/VSeeClinic.node';

export const NODE = 'n8n-nodes-vsee-clinic.vSeeClinic';
const credentialTypes: Record<string, ICredentialType> = { vSeeClinicApi: new VSeeClinicApi() };

/** Decrypts from memory and counts it; authenticates with the real credential type. */
class MemoryCredentials extends ICredentialsHelper {
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

	async authenticate(credentials: ICredentialDataDecryptedObject, type: string, options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
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
		displayName: 'Start', name: 'start', group: ['trigger' as const], version: 1, description: '', defaults: { name: 'Start' }, inputs: [], outputs: ['main' as const], properties: [],
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

export interface Setting {
	credentials: ICredentialDataDecryptedObject;
	items?: INodeExecutionData[];
	timezone?: string;
	/** Node settings: onError, retryOnFail, maxTries … */
	node?: Partial<INode>;
	/** Cancels the execution when it fires. */
	cancel?: AbortSignal;
}

export interface Ran {
	status: string;
	items: INodeExecutionData[];
	json: IDataObject[];
	error?: Error & { description?: string | null; httpCode?: string | null; context?: IDataObject; failure?: unknown };
	hints: string[];
	credentialReads: number;
	run: IRun;
}

function additional(credentials: MemoryCredentials, workflow: Workflow): IWorkflowExecuteAdditionalData {
	const at = 'http://localhost';
	const data: Partial<IWorkflowExecuteAdditionalData> & Record<string, unknown> = {
		credentialsHelper: credentials,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: at, instanceBaseUrl: at, formWaitingBaseUrl: at, webhookBaseUrl: at, webhookWaitingBaseUrl: at, webhookTestBaseUrl: at,
		variables: {},
		logAiEvent() {},
		hooks: new core.ExecutionLifecycleHooks('manual', '1', {
			id: 'w', name: 'w', active: false, activeVersionId: null, isArchived: false, nodes: Object.values(workflow.nodes), connections: workflow.connectionsBySourceNode, createdAt: new Date(), updatedAt: new Date(),
		}),
	};
	return data as unknown as IWorkflowExecuteAdditionalData;
}

const clinicNode = new VSeeClinic();

function nodeTypes(items: INodeExecutionData[], more: Record<string, INodeType>): INodeTypes {
	const all: Record<string, INodeType> = { [NODE]: clinicNode, 'test.start': Start.of(items), ...more };
	const known = (type: string): INodeType => {
		const found = all[type];
		if (!found) throw new Error(`unknown node type ${type}`);
		return found;
	};
	return { getByName: known, getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(known(type), version), getKnownTypes: () => ({}) };
}

/** A workflow of a start and one VSee Clinic node, as n8n itself would build it. */
export function workflowOf(parameters: INodeParameters, { items = [{ json: {} }], timezone = 'UTC', node = {} }: Setting, more: Record<string, INodeType> = {}, type = NODE): Workflow {
	const connections: IConnections = { Start: { main: [[{ node: 'VSee Clinic', type: 'main', index: 0 }]] } };
	return new Workflow({
		id: 'w', name: 'w', active: false, nodeTypes: nodeTypes(items, more), settings: { executionOrder: 'v1', timezone }, connections,
		nodes: [
			{ id: 's', name: 'Start', type: 'test.start', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: 'n', name: 'VSee Clinic', type, typeVersion: 1, position: [0, 0], parameters, credentials: { vSeeClinicApi: { id: '1', name: 'c' } }, ...node },
		],
	});
}

/** Runs one operation in n8n's real engine. */
export async function run(parameters: INodeParameters, setting: Setting): Promise<Ran> {
	const credentials = new MemoryCredentials(setting.credentials);
	const workflow = workflowOf(parameters, setting);
	const engine = new core.WorkflowExecute(additional(credentials, workflow), 'manual');
	const running = engine.run({ workflow, startNode: workflow.getNode('Start') ?? undefined });
	setting.cancel?.addEventListener('abort', () => running.cancel());
	const done = await running;
	const task = done.data.resultData.runData['VSee Clinic']?.[0];
	const items = task?.data?.main?.[0] ?? [];
	return {
		status: done.status,
		items,
		json: items.map(({ json }) => json),
		error: task?.error ?? done.data.resultData.error,
		hints: (task?.hints ?? []).map(({ message }) => message),
		credentialReads: credentials.reads,
		run: done,
	};
}

