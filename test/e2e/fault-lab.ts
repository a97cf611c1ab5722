import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

import { type Execution, executionsOf, finishedExecution, runWorkflow } from '../../start/n8n-client.mjs';
import { n8nProgram } from '../../start/n8n-install.mjs';
import { n8nEnvironment, waitForAnswer } from '../../start/n8n-process.mjs';
import { ensureNode24 } from '../../start/node24.mjs';
import { freePorts } from '../../start/ports.mjs';
import { signalGroup, type Started, startProcess, stopProcess } from '../../start/processes.mjs';
import { credentialName, credentialType } from './clinic';
import { TriggerLab, until } from './trigger-lab';

/** A node of a workflow, without what every node has. */
export interface Step {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: object;
	/** Names of the steps after it, one list for each output; left out: the next step. */
	next?: string[][];
	/** What it is to the step after it, when that is no item: a tool, a model. */
	as?: string;
	/** A credential of its own; the clinic's nodes have the clinic's. */
	credentials?: Record<string, { id: string; name: string }>;
}

/** A sandbox and an n8n that logs all it can, and that can be killed. */
export class FaultLab {
	private n8n: Started | undefined;
	private ports = { n8n: 0, broker: 0 };

	private constructor(readonly lab: TriggerLab) {}

	static async start(): Promise<FaultLab> {
		const fault = new FaultLab(await TriggerLab.unstarted());
		try {
			const [n8n = 0, broker = 0] = await freePorts(2);
			fault.ports = { n8n, broker };
			await fault.boot();
			await fault.lab.use(`http://127.0.0.1:${n8n}`);
			return fault;
		} catch (error) {
			await fault.lab.stop();
			throw error;
		}
	}

	async boot(): Promise<void> {
		const { folders } = this.lab;
		const node24 = await ensureNode24(folders.logs);
		const env = { ...n8nEnvironment({ node24, folders, ports: this.ports }), N8N_LOG_LEVEL: 'debug' };
		this.n8n = startProcess('n8n', [node24.executable, n8nProgram, 'start'], {
			cwd: dirname(folders.files),
			env,
			logFile: this.log,
		});
		await waitForAnswer(`http://127.0.0.1:${this.ports.n8n}/healthz/readiness`, this.n8n);
	}

	/** Ends n8n as a power cut would. */
	async kill(): Promise<void> {
		if (!this.n8n) return;
		signalGroup(this.n8n.pid, 'SIGKILL');
		await this.n8n.exited;
	}

	async halt(): Promise<void> {
		if (this.n8n) await stopProcess(this.n8n, 20_000);
	}

	get log(): string {
		return join(this.lab.folders.logs, 'n8n.log');
	}

	/** New intakes of a fictitious patient, of which no visit was made. */
	intakes(count: number): string[] {
		const { clinic } = this.lab.sandbox;
		const [seed] = clinic.intakes.values();
		if (seed === undefined) throw new Error('The clinic has no intake');
		return Array.from({ length: count }, (_none, index) => {
			const id = `6955b90d-0a1b-4c2d-8e3f-${String(clinic.intakes.size + index).padStart(12, 'a')}`;
			clinic.intakes.set(id, { ...seed, id, visitId: null });
			return id;
		});
	}

	/** Ids of the intakes that visits were made from, as the clinic's books have them. */
	get booked(): string[] {
		return this.lab.sandbox.clinic.journal.map(({ intakeId }) => intakeId);
	}

	/** Saves a workflow. @returns its id */
	async workflow(name: string, steps: Step[]): Promise<string> {
		const nodes = steps.map(({ name: called, type, typeVersion = 1, parameters = {}, credentials }, index) => ({
			name: called,
			type,
			typeVersion,
			parameters,
			id: `n${index}`,
			position: [index * 220, 0],
			...(type.includes('vsee')
				? { credentials: { [credentialType]: { id: this.lab.credentialId, name: credentialName } } }
				: { credentials }),
		}));
		const connections = Object.fromEntries(
			steps.map(({ name: from, next, as = 'main' }, index) => {
				const following = steps[index + 1]?.name;
				const to = next ?? (following === undefined ? [] : [[following]]);
				return [from, { [as]: to.map((names) => names.map((node) => ({ node, type: as, index: 0 }))) }];
			}),
		);
		return (
			await this.lab.client.post<{ id: string }>('/rest/workflows', {
				name,
				nodes,
				connections,
				settings: { executionOrder: 'v1' },
			})
		).id;
	}

	/** Enters other values into a node of a saved workflow. */
	async change(id: string, node: string, values: object): Promise<void> {
		const { nodes } = await this.lab.client.get<{ nodes: Array<{ name: string; parameters: object }> }>(
			`/rest/workflows/${id}`,
		);
		const changed = nodes.map((one) =>
			one.name === node ? { ...one, parameters: { ...one.parameters, ...values } } : one,
		);
		await this.lab.client.patch(`/rest/workflows/${id}?forceSave=true`, { nodes: changed });
	}

	async run(id: string): Promise<Execution> {
		return await runWorkflow(this.lab.client, id, 'Start');
	}

	/** Starts a workflow and does not wait. @returns the id of the execution */
	async begin(id: string): Promise<string> {
		return (
			await this.lab.client.post<{ executionId: string }>(`/rest/workflows/${id}/run`, {
				triggerToStartFrom: { name: 'Start' },
			})
		).executionId;
	}

	/** What "Retry with original workflow" in the list of executions does. */
	async retry(id: string, workflowId: string): Promise<Execution> {
		const before = new Set((await executionsOf(this.lab.client, workflowId)).map((one) => one.id));
		await this.lab.client.post(`/rest/executions/${id}/retry`, { loadWorkflow: false });
		const fresh = async () => (await executionsOf(this.lab.client, workflowId)).find((one) => !before.has(one.id))?.id;
		await until(async () => (await fresh()) !== undefined, 'the retry is not in the list');
		return await finishedExecution(this.lab.client, (await fresh()) ?? '');
	}

	/** The database of a halted n8n without execution data. @returns its bytes, and how often the mark was in what was left out */
	async database(mark: string): Promise<{ bytes: Buffer; inExecutionData: number }> {
		const file = join(this.lab.folders.n8n, '.n8n', 'database.sqlite');
		const copy = join(this.lab.folders.data, 'scanned.sqlite');
		for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
		const script = `const { DatabaseSync } = require('node:sqlite'); const [file, mark] = process.argv.slice(1); const db = new DatabaseSync(file);
			const row = db.prepare('SELECT count(*) AS n FROM execution_data WHERE data LIKE ?').get('%' + mark + '%');
			db.exec('PRAGMA foreign_keys = OFF; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; DELETE FROM execution_data; VACUUM;'); console.log(row.n); db.close();`;
		const { executable } = await ensureNode24(this.lab.folders.logs);
		const { stdout } = await promisify(execFile)(executable, ['-e', script, copy, mark]);
		return { bytes: readFileSync(copy), inExecutionData: Number(stdout.trim()) };
	}

	/** Every other file that n8n wrote: its log, its event log, its settings. */
	files(): Array<{ name: string; bytes: Buffer }> {
		const own = join(this.lab.folders.n8n, '.n8n');
		const inside = readdirSync(own, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ parentPath, name }) => join(parentPath, name));
		const wanted = inside.filter((file) => !/^(nodes[\\/]|database\.sqlite)/.test(relative(own, file)));
		return [this.log, ...wanted].map((file) => ({
			name: relative(this.lab.folders.data, file),
			bytes: readFileSync(file),
		}));
	}
}
