import * as core from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
	INodeType,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { deepCopy, Workflow } from 'n8n-workflow';

import { VSeeClinicPollingTrigger } from '../../../nodes/VSeeClinic/VSeeClinicPollingTrigger.node';
import { additional, MemoryCredentials } from '../../engine/engine';

/** Every event of the trigger. */
const ALL_EVENTS = [
	'visit.created',
	'visit.confirmed',
	'visit.rescheduled',
	'visit.provider_changed',
	'visit.started',
	'visit.completed',
	'visit.cancelled',
	'visit.removed',
];

/** What n8n's database holds of a workflow. */
export interface Stored {
	staticData: string;
	/** The poll cursor, in n8n's durable mode. */
	cursor?: string;
}

/**
 * n8n with one published workflow that begins with the polling trigger. Static data is kept and stored as n8n 2.41 does:
 * - by default in memory, also what a poll that throws has written; stored when a poll starts a run, and when the
 *   workflow is published
 * - with durable cursors a copy for each poll, stored together with the run that it starts, or without one
 */
export class PollingN8n {
	/** The items of every run that was started. */
	readonly runs: IDataObject[][] = [];
	/** What n8n gives a poll of time, milliseconds; older versions say nothing. */
	budgetMs: number | undefined;
	private readonly workflow: Workflow;
	private readonly node: INode;

	constructor(
		private readonly credentials: ICredentialDataDecryptedObject,
		private readonly parameters: INodeParameters = {},
		readonly database: Stored = { staticData: '{}' },
		private readonly isDurable = false,
	) {
		const trigger: INodeType = new VSeeClinicPollingTrigger();
		const known = () => trigger;
		this.node = {
			id: 'n',
			name: 'Trigger',
			type: 'n8n-nodes-vsee-clinic.vSeeClinicPollingTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { events: ALL_EVENTS, ...parameters },
			credentials: { vSeeClinicApi: { id: '1', name: 'c' } },
		};
		this.workflow = new Workflow({
			id: 'w',
			name: 'w',
			active: true,
			connections: {},
			nodes: [this.node],
			settings: {},
			staticData: JSON.parse(database.staticData),
			nodeTypes: { getByName: known, getByNameAndVersion: known, getKnownTypes: () => ({}) },
		});
	}

	/** The same workflow after n8n was started anew: only the database is left. */
	restarted(parameters = this.parameters, credentials = this.credentials): PollingN8n {
		return new PollingN8n(credentials, parameters, this.database, this.isDurable);
	}

	/** Publishes the workflow: n8n polls once, and stores static data. */
	async publish(): Promise<IDataObject[]> {
		const items = await this.poll();
		this.save();
		return items;
	}

	/** One poll. @returns the items of the run that it starts; none without a run */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const own = this.workflow.getStaticData('node', this.node);
		const seed = this.database.cursor ?? '{}';
		const { budgetMs } = this;
		const cursor: IDataObject = this.isDurable ? JSON.parse(seed) : own;
		const context = new core.PollContext(
			this.workflow,
			this.workflow.getNode('Trigger') ?? this.node,
			additional(new MemoryCredentials(this.credentials), this.workflow),
			mode,
			'activate',
			undefined,
			undefined,
			undefined,
			undefined,
			() => cursor,
			budgetMs === undefined ? undefined : () => budgetMs,
		);
		const found = await new VSeeClinicPollingTrigger().poll.call(context);
		if (mode === 'manual') return (found ?? []).flat().map(({ json }) => json);
		// A cursor that was not changed is not stored.
		const text = this.isDurable ? JSON.stringify(cursor) : seed;
		if (text !== seed) this.database.cursor = text;
		if (found === null) return [];
		this.save();
		const items = deepCopy(found).flatMap((output) => output.map(({ json }) => json));
		this.runs.push(items);
		return items;
	}

	private save(): void {
		const { staticData } = this.workflow;
		if (!Reflect.get(staticData, '__dataChanged')) return;
		this.database.staticData = JSON.stringify(staticData);
		Reflect.set(staticData, '__dataChanged', false);
	}

	/** What n8n would store of the trigger now. */
	get picture(): string {
		return this.isDurable
			? (this.database.cursor ?? '{}')
			: JSON.stringify(this.workflow.getStaticData('node', this.node));
	}
}
