import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import * as workflowPackage from 'n8n-workflow';

import { VSeeClinicTrigger } from '../../../nodes/VSeeClinic/VSeeClinicTrigger.node';
import { credentials, type Sandbox, startSandbox } from '../../../sandbox';
import { Database, N8nProcess } from './n8n';

/** Every event of the trigger. */
export const ALL = [
	'visit.created',
	'visit.started',
	'visit.completed',
	'visit.cancelled',
	'visit.updated',
	'visit.ended',
	'visit.note.signed_and_sent',
	'visit.invoice.processed',
	'user.created',
];

/** An event as VSee documents it (test/samples). */
export function sample(
	name: 'v1-visit-ended' | 'v2-invoice' | 'v2-note' | 'v2-visit-ended',
): IDataObject & { id: string; data: IDataObject } {
	return JSON.parse(readFileSync(join(__dirname, '../../samples', `webhook-${name}.json`), 'utf8'));
}

let events = 0;
/** A v1 event under an id of its own. Visit 70001 is completed in the sandbox. */
export function event(more: IDataObject = {}, data: IDataObject = {}): IDataObject & { id: string } {
	return {
		version: '1.0',
		id: `6955ccf6-0a1b-4c2d-8e3f-${String(++events).padStart(12, '0')}`,
		type: 'visit.ended',
		created: 1767230710,
		account_code: 'exampleclinic',
		data: { id: '70001', member_id: '20000000001', provider_id: '800002', status: '30', ...data },
		...more,
	} as IDataObject & { id: string };
}

/** The trigger as another process has it: nothing of this module's memory. */
function anotherTrigger(): VSeeClinicTrigger {
	let made: VSeeClinicTrigger | undefined;
	jest.isolateModules(() => {
		// Loaded once: what matters is the memory of the node.
		jest.doMock('n8n-workflow', () => workflowPackage);
		const { VSeeClinicTrigger: Another }: { VSeeClinicTrigger: typeof VSeeClinicTrigger } = jest.requireActual(
			'../../../nodes/VSeeClinic/VSeeClinicTrigger.node',
		);
		made = new Another();
	});
	if (!made) throw new Error('The trigger was not loaded');
	return made;
}

export interface Wanted {
	parameters?: INodeParameters;
	access?: ICredentialDataDecryptedObject;
	database?: Database;
}

/** A sandbox for the tests of one file, and processes of n8n that end with each test. */
export class TriggerTest {
	private clinic: Sandbox | undefined;
	private processes: N8nProcess[] = [];

	static use(): TriggerTest {
		const test = new TriggerTest();
		beforeAll(async () => {
			test.clinic = await startSandbox();
		});
		afterEach(async () => {
			await Promise.all(test.processes.splice(0).map(async (process) => await process.close()));
			test.sandbox.reset();
		});
		afterAll(async () => await test.clinic?.close());
		return test;
	}

	get sandbox(): Sandbox {
		if (!this.clinic) throw new Error('The sandbox has not started');
		return this.clinic;
	}

	get access(): ICredentialDataDecryptedObject {
		const { accountCode, apiKey, apiSecret, adminToken } = credentials;
		return { baseUrl: this.sandbox.url, accountCode, apiKey, apiSecret, apiToken: adminToken };
	}

	/** A process of its own, which remembers nothing but what is in the database. */
	async process({ parameters = {}, access = {}, database }: Wanted = {}): Promise<N8nProcess> {
		const process = new N8nProcess(
			anotherTrigger(),
			{ ...this.access, ...access },
			{ events: ALL, ...parameters },
			database,
		);
		this.processes.push(process);
		return await process.listen();
	}

	/** Reads that confirm events. */
	get asked(): number {
		return this.sandbox.calls.count('GET');
	}
}
