import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { credentials, type Sandbox, startSandbox } from '../../sandbox';
import { ensureTarball, installCommunityPackage } from '../../start/community-package.mjs';
import { importExamples } from '../../start/examples.mjs';
import { ownerLogin } from '../../start/login.mjs';
import { executionsOf, keepCredential, type N8nClient, n8nClient, publish, signIn } from '../../start/n8n-client.mjs';
import { startN8n } from '../../start/n8n-process.mjs';
import { ensureNode24 } from '../../start/node24.mjs';
import { clinicFolders } from '../../start/paths.mjs';
import { freePorts } from '../../start/ports.mjs';
import { signalGroup, stopAll, stopProcess } from '../../start/processes.mjs';
import { credentialName, credentialType } from './clinic';

/** What a workflow behind the trigger has sent here: one entry for each run that came so far. */
export class Collector {
	readonly received: Array<Record<string, unknown>> = [];
	/** While true, nothing is answered, and the run that asks goes on. */
	holds = false;
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				this.received.push(JSON.parse(Buffer.concat(parts).toString('utf8')));
				if (!this.holds) response.end('{}');
			});
		});
	}

	static async start(): Promise<Collector> {
		const collector = new Collector();
		await new Promise<void>((resolve) => collector.server.listen(0, '127.0.0.1', resolve));
		return collector;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
	}

	/** Ids of the events that ran, as often as they ran. */
	get ids(): unknown[] {
		return this.received.map(({ event_id }) => event_id);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/** A sandbox, a collector, and a real n8n that can be stopped and started again on the same data. */
export class TriggerLab {
	readonly folders = clinicFolders(mkdtempSync(join(tmpdir(), 'vsee-clinic-trigger-')));
	client!: N8nClient;
	url = '';
	credentialId = '';
	/** Environment variables of n8n from its next start on. */
	settings: Record<string, string> = {};
	private ports = { n8n: 0, broker: 0 };
	private n8n: Awaited<ReturnType<typeof startN8n>> | undefined;

	private constructor(
		readonly sandbox: Sandbox,
		readonly collector: Collector,
	) {}

	/** Everything but n8n. */
	static async unstarted(): Promise<TriggerLab> {
		const lab = new TriggerLab(await startSandbox(), await Collector.start());
		await installCommunityPackage(await ensureTarball(lab.folders.logs), lab.folders.community);
		return lab;
	}

	static async start(): Promise<TriggerLab> {
		const lab = await TriggerLab.unstarted();
		try {
			const [n8n = 0, broker = 0] = await freePorts(2);
			lab.ports = { n8n, broker };
			await lab.boot();
			await lab.use(`http://127.0.0.1:${n8n}`);
			return lab;
		} catch (error) {
			await lab.stop();
			throw error;
		}
	}

	/** Fills a new n8n: owner and credential. */
	async use(url: string): Promise<void> {
		this.url = url;
		this.client = n8nClient(url);
		await signIn(this.client, ownerLogin(this.folders.login));
		this.credentialId = await keepCredential(this.client, {
			name: credentialName,
			type: credentialType,
			data: this.access,
		});
	}

	/** Starts n8n on the data that is there. */
	async boot(): Promise<void> {
		this.n8n = await startN8n({
			node24: await ensureNode24(this.folders.logs),
			folders: this.folders,
			ports: this.ports,
			settings: this.settings,
		});
	}

	async halt(): Promise<void> {
		if (this.n8n) await stopProcess(this.n8n.process, 20_000);
	}

	/** Ends n8n as a power cut would. */
	async kill(): Promise<void> {
		if (!this.n8n) return;
		signalGroup(this.n8n.process.pid, 'SIGKILL');
		await this.n8n.process.exited;
	}

	async stop(): Promise<void> {
		await stopAll();
		await Promise.all([this.sandbox.close(), this.collector.close()]);
		rmSync(this.folders.data, { recursive: true, force: true });
	}

	private get access(): Record<string, string> {
		const { accountCode, apiKey, apiSecret, adminToken } = credentials;
		return { baseUrl: this.sandbox.url, accountCode, apiKey, apiSecret, apiToken: adminToken };
	}

	async examples(): Promise<Record<string, string>> {
		return (
			await importExamples(
				this.client,
				{ type: credentialType, name: credentialName, id: this.credentialId },
				this.folders.examples,
			)
		).ids;
	}

	/** Publishes a workflow. @returns the production URL of its webhook */
	async publish(id: string): Promise<string> {
		await publish(this.client, id);
		const { nodes } = await this.client.get<{ nodes: Array<{ webhookId?: string; type: string }> }>(
			`/rest/workflows/${id}`,
		);
		const trigger = nodes.find(({ webhookId }) => webhookId !== undefined);
		if (trigger === undefined) throw new Error('The workflow has no webhook');
		return `${this.url}/webhook/${trigger.webhookId}/webhook`;
	}

	/** A workflow whose trigger's items go to the collector. */
	async collecting(name: string, parameters: object, typeVersion = 1.1): Promise<{ id: string; hook: string }> {
		const trigger = {
			id: 'trigger',
			name: 'VSee Clinic Trigger',
			type: 'n8n-nodes-vsee-clinic.vSeeClinicTrigger',
			typeVersion,
			position: [0, 0],
			parameters,
			credentials: { [credentialType]: { id: this.credentialId, name: credentialName } },
		};
		return await this.behind(name, trigger);
	}

	/** A step, called "Send", that sends its items to the collector. */
	sendToCollector(x: number): object {
		return {
			id: 'send',
			name: 'Send',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [x, 0],
			parameters: {
				method: 'POST',
				url: this.collector.url,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify($json) }}',
				options: {},
			},
		};
	}

	/** A published workflow of a trigger and a step that sends its items to the collector. */
	async behind(name: string, trigger: { name: string }, settings: object = {}): Promise<{ id: string; hook: string }> {
		const { id } = await this.client.post<{ id: string }>('/rest/workflows', {
			name,
			nodes: [trigger, this.sendToCollector(220)],
			connections: { [trigger.name]: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1', ...settings },
		});
		return { id, hook: await this.publish(id) };
	}

	/** How many executions of a workflow n8n knows. */
	async executions(workflowId: string, status?: string[]): Promise<number> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, ...(status && { status }) }));
		return (await this.client.get<{ count: number }>(`/rest/executions?filter=${filter}&limit=1`)).count;
	}

	/**
	 * Waits until n8n has noted in its event log that a step of the newest execution began. An execution of which it has
	 * noted nothing is said to run for ever once n8n was killed.
	 */
	async noted(workflowId: string, step: string): Promise<void> {
		const [newest] = await executionsOf(this.client, workflowId);
		const log = join(this.folders.n8n, '.n8n', 'n8nEventLog.log');
		const isNote = (line: string) =>
			['n8n.node.started', `"executionId":"${newest?.id}"`, `"nodeName":"${step}"`].every((part) =>
				line.includes(part),
			);
		await until(() => readFileSync(log, 'utf8').split('\n').some(isNote), `"${step}" is not in the event log`);
	}

	/** Waits until a workflow has nothing under way. */
	async quiet(workflowId: string): Promise<void> {
		await until(
			async () => (await this.executions(workflowId, ['new', 'running', 'waiting'])) === 0,
			'executions are still under way',
		);
	}
}

/** Waits for a state. */
export async function until(
	reached: () => boolean | Promise<boolean>,
	otherwise: string,
	limitMs = 120_000,
): Promise<void> {
	const end = Date.now() + limitMs;
	while (!(await reached())) {
		if (Date.now() > end) throw new Error(`After ${limitMs / 1000} s ${otherwise}`);
		await pause(50);
	}
}

/** Delivers one body. */
export async function deliver(
	hook: string,
	body: unknown,
	headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<{ status: number; text: string }> {
	const response = await fetch(hook, {
		method: 'POST',
		headers,
		body: typeof body === 'string' ? body : JSON.stringify(body),
		signal: AbortSignal.timeout(30_000),
	});
	return { status: response.status, text: await response.text() };
}
