import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import * as core from 'n8n-core';
import type {
	ICheckProcessedContextData,
	ICredentialDataDecryptedObject,
	IDataDeduplicator,
	IDataObject,
	IDeduplicationOutput,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { VSeeClinicApi } from '../../../credentials/VSeeClinicApi.credentials';

const credentialType = new VSeeClinicApi();

/** What all processes of one n8n share: the static data of the workflow, and the lists of what was processed. */
export class Database {
	staticData = '{}';
	readonly processed = new Map<string, string>();
	/** How often the list of processed entries cannot be reached. */
	outages = 0;
	/** How often the list was read. */
	looks = 0;
	private executions = 0;

	nextExecution(): string {
		return String(++this.executions);
	}
}

/** As n8n's own (deduplication-helper): reads, then writes; the list is made by an insert that may collide. */
function deduplicator(database: Database): Pick<IDataDeduplicator, 'checkProcessedAndRecord'> {
	const context = ({ node, workflow }: ICheckProcessedContextData) => `${workflow.id ?? ''} ${node?.id ?? ''}`;
	return {
		async checkProcessedAndRecord(
			items,
			_scope,
			contextData,
			{ maxEntries = Infinity },
		): Promise<IDeduplicationOutput> {
			await turn();
			if (database.outages > 0) throw new Error(`The database is away (${database.outages--})`);
			database.looks++;
			const key = context(contextData);
			const found = database.processed.get(key);
			const list: unknown[] = found === undefined ? [] : JSON.parse(found);
			const known = new Set(list);
			await turn();
			if (found === undefined && database.processed.has(key)) throw new Error('UNIQUE constraint failed');
			const [fresh, seen] = [items.filter((item) => !known.has(item)), items.filter((item) => known.has(item))];
			database.processed.set(key, JSON.stringify([...list, ...fresh].slice(-maxEntries)));
			return { new: fresh, processed: seen };
		},
	};
}

let current: Database;
async function useDatabase(database: Database): Promise<void> {
	const first = current === undefined;
	current = database;
	const shared: Pick<IDataDeduplicator, 'checkProcessedAndRecord'> = {
		checkProcessedAndRecord: async (...call) => await deduplicator(current).checkProcessedAndRecord(...call),
	};
	if (first) await core.DataDeduplicationService.init(shared as IDataDeduplicator);
}

export interface Answer {
	status: number;
	body: string;
}

/** One process of n8n with one published workflow: the trigger and whatever comes after it. */
export class N8nProcess {
	/** Runs that n8n has started. */
	readonly started: INodeExecutionData[][] = [];
	/** Items that came out of the trigger. */
	readonly ran: IDataObject[] = [];
	/** How many of the next runs cannot be started. */
	failing = 0;
	/** Runs start only when this resolves. */
	gate: Promise<void> = Promise.resolve();
	mode: WorkflowExecuteMode = 'webhook';
	timezone = 'UTC';
	typeVersion = 1.1;
	/** How often the credential was read. */
	credentialReads = 0;
	/** What n8n does when the trigger's run fails. */
	onError: INode['onError'];
	/** What the node names its credential by. */
	credential: INodeCredentialsDetails = { id: '1', name: 'c' };
	private readonly underWay: Array<Promise<unknown>> = [];
	private server: Server | undefined;

	constructor(
		private readonly trigger: INodeType,
		readonly credentials: ICredentialDataDecryptedObject,
		readonly parameters: INodeParameters,
		readonly database = new Database(),
	) {}

	async listen(): Promise<this> {
		await useDatabase(this.database);
		this.server = createServer((request, response) => {
			void this.receive(request, response).catch(() => {
				if (!response.headersSent) response.statusCode = 500;
				response.end('{"message":"Error in workflow"}');
			});
		});
		await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
		return this;
	}

	async close(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve) ?? resolve(undefined));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}/webhook/x/webhook`;
	}

	/** Delivers a body as VSee does; what is no string goes as JSON. */
	async deliver(body: unknown, init: RequestInit = {}): Promise<Answer> {
		const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
		const response = await fetch(this.url, {
			method: 'POST',
			body: text as BodyInit,
			headers: { 'content-type': 'application/json' },
			...init,
		});
		const answer = { status: response.status, body: await response.text() };
		await this.quiet();
		return answer;
	}

	get stored(): unknown[] {
		const seen = JSON.parse(this.database.staticData)['node:Trigger']?.seen;
		return Array.isArray(seen) ? seen : [];
	}

	private workflow(): { workflow: Workflow; node: INode } {
		const known = () => this.trigger;
		const node: INode = {
			id: 'n',
			name: 'Trigger',
			type: 'n8n-nodes-vsee-clinic.vSeeClinicTrigger',
			typeVersion: this.typeVersion,
			position: [0, 0],
			parameters: { ...this.parameters },
			credentials: { vSeeClinicApi: this.credential },
			webhookId: 'x',
			...(this.onError && { onError: this.onError }),
		};
		const workflow = new Workflow({
			id: 'w',
			name: 'w',
			active: true,
			connections: {},
			nodes: [node],
			settings: { timezone: this.timezone },
			staticData: JSON.parse(this.database.staticData),
			nodeTypes: { getByName: known, getByNameAndVersion: known, getKnownTypes: () => ({}) },
		});
		return { workflow, node: workflow.getNode('Trigger') ?? node };
	}

	private additional(more: object): IWorkflowExecuteAdditionalData {
		const credentialsHelper = {
			getDecrypted: () => {
				this.credentialReads++;
				return Promise.resolve({ ...this.credentials });
			},
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			preAuthentication: () => Promise.resolve(undefined),
			runPreAuthentication: () => Promise.resolve(undefined),
			getCredentialsProperties: () => credentialType.properties,
			authenticate: async (
				credentials: ICredentialDataDecryptedObject,
				_type: string,
				options: IHttpRequestOptions,
			) => {
				const { authenticate } = credentialType;
				return typeof authenticate === 'function' ? await authenticate(credentials, options) : options;
			},
		};
		const at = 'http://localhost';
		return {
			credentialsHelper,
			variables: {},
			webhookBaseUrl: at,
			webhookTestBaseUrl: at,
			webhookWaitingBaseUrl: at,
			formWaitingBaseUrl: at,
			restApiUrl: at,
			instanceBaseUrl: at,
			...more,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	/** As n8n's live-webhooks and webhook-helpers do it, for response mode "on received". */
	private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const sent = Buffer.concat(parts);
		const readRawBody = async () => {
			await turn();
			const rawBody = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
			if (rawBody.length > 16 * 1024 * 1024) throw Object.assign(new Error('too large'), { status: 413 });
			Object.assign(request, { rawBody });
		};
		const send = (body: unknown) => response.end(typeof body === 'string' ? body : JSON.stringify(body));
		Object.assign(request, { readRawBody, body: {} });
		// Nodes of version 1 are given every body, others only those that n8n can parse.
		const parsable = /^(application\/json|text\/plain|application\/x-www-form-urlencoded)|[/+]xml$/;
		if (this.typeVersion === 1 || parsable.test(request.headers['content-type'] ?? '')) await readRawBody();
		Object.assign(response, { send, status: (code: number) => Object.assign(response, { statusCode: code }) });
		const { workflow, node } = this.workflow();
		await turn();
		const description = this.trigger.description.webhooks?.find(({ httpMethod }) => httpMethod === request.method);
		const webhook = {
			httpMethod: 'POST',
			node: 'Trigger',
			path: 'webhook',
			webhookDescription: description,
			workflowId: 'w',
		} as unknown as IWebhookData;
		const additional = this.additional({ httpRequest: request, httpResponse: response });
		const context = new core.WebhookContext(workflow, node, additional, this.mode, webhook, [], null);
		const { noWebhookResponse, webhookResponse, workflowData } = (await this.trigger.webhook?.call(context)) ?? {};
		if (noWebhookResponse) return;
		if (workflowData) await this.run(workflowData[0] ?? []);
		await turn();
		// Building the run's own workflow has set the mark of a change back, wherever there was static data before (n8n 2.41).
		if (workflowData && this.database.staticData !== '{}') workflow.staticData.__dataChanged = false;
		this.save(workflow);
		send(webhookResponse);
	}

	/** Queues a run and starts it beside the request, as n8n does. */
	private async run(items: INodeExecutionData[]): Promise<void> {
		await this.gate;
		await turn();
		if (this.failing > 0) throw new Error(`No run can be started (${this.failing--})`);
		this.started.push(items);
		// The answer does not wait for the end of the run.
		this.underWay.push(this.execute(items, this.database.nextExecution()));
	}

	/** Resolves when no run is under way. */
	async quiet(): Promise<void> {
		await Promise.all(this.underWay.splice(0));
	}

	/** Runs the trigger's own execute(), whose items are what the workflow sees. */
	async execute(items: INodeExecutionData[], executionId: string): Promise<INodeExecutionData[]> {
		const { workflow, node } = this.workflow();
		const input = { main: [items] };
		const context = new core.ExecuteContext(
			workflow,
			node,
			this.additional({ executionId }),
			this.mode,
			createRunExecutionData(),
			0,
			items,
			input,
			{ node, data: input, source: null },
			[],
		);
		const out = await this.trigger.execute?.call(context);
		const passed = Array.isArray(out) ? (out[0] ?? []) : [];
		this.ran.push(...passed.map(({ json }) => json));
		await turn();
		this.save(workflow);
		return passed;
	}

	private save({ staticData }: Workflow): void {
		if (staticData.__dataChanged === true) this.database.staticData = JSON.stringify(staticData);
	}
}
