import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { credentials, type Sandbox, startSandbox } from '../../sandbox';
import { ensureTarball, installCommunityPackage } from '../../start/community-package.mjs';
import { importExamples } from '../../start/examples.mjs';
import { ownerLogin } from '../../start/login.mjs';
import { type Execution, keepCredential, type N8nClient, n8nClient, signIn } from '../../start/n8n-client.mjs';
import { startN8n } from '../../start/n8n-process.mjs';
import { ensureNode24 } from '../../start/node24.mjs';
import { clinicFolders } from '../../start/paths.mjs';
import { freePorts } from '../../start/ports.mjs';
import { stopAll } from '../../start/processes.mjs';

/** A sandbox in this process and a real n8n beside it, with owner, credential and examples. */
export interface ClinicWithN8n {
	sandbox: Sandbox;
	client: N8nClient;
	folders: ReturnType<typeof clinicFolders>;
	/** The fields of a credential that fits the sandbox. */
	credential: Record<string, string>;
	credentialId: string;
	/** Ids of the imported examples, by file name. */
	examples: Record<string, string>;
	stop(): Promise<void>;
}

export const credentialType = 'vSeeClinicApi';
export const credentialName = 'VSee Clinic (sandbox)';

/** Boots both on free ports with data in a folder of their own, which `stop` removes. */
export async function startClinicWithN8n(): Promise<ClinicWithN8n> {
	const folders = clinicFolders(mkdtempSync(join(tmpdir(), 'vsee-clinic-e2e-')));
	const sandbox = await startSandbox();
	const stop = async () => {
		await stopAll();
		await sandbox.close();
		rmSync(folders.data, { recursive: true, force: true });
	};
	try {
		await installCommunityPackage(process.env.CLINIC_TARBALL ?? (await ensureTarball(folders.logs)), folders.community);
		const [n8n = 0, broker = 0] = await freePorts(2);
		const { url } = await startN8n({ node24: await ensureNode24(folders.logs), folders, ports: { n8n, broker } });
		const client = n8nClient(url);
		await signIn(client, ownerLogin(folders.login));
		const credential = sandboxCredential(sandbox);
		const credentialId = await keepCredential(client, { name: credentialName, type: credentialType, data: credential });
		const { ids } = await importExamples(
			client,
			{ type: credentialType, name: credentialName, id: credentialId },
			folders.examples,
		);
		return { sandbox, client, folders, credential, credentialId, examples: ids, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The sandbox as at the start. Its clock is two minutes slow: no time that n8n is offered begins before it is booked. */
export function startAfresh({ sandbox }: ClinicWithN8n): void {
	sandbox.reset();
	sandbox.clock.advance(-120);
}

function sandboxCredential(sandbox: Sandbox): Record<string, string> {
	const { accountCode, apiKey, apiSecret, adminToken } = credentials;
	return { baseUrl: sandbox.url, accountCode, apiKey, apiSecret, apiToken: adminToken };
}

/** The id of an imported example. */
export function example(clinic: ClinicWithN8n, file: string): string {
	const id = clinic.examples[file];
	if (id === undefined) throw new Error(`There is no example ${file}`);
	return id;
}

/** The fields of the first item that a node put out. */
export function firstOf(execution: Execution, node: string): Record<string, string> {
	const [item] = execution.items(node);
	if (item === undefined) throw new Error(`"${node}" put nothing out`);
	return item.json;
}

/** A workflow of a manual trigger, called "Start", and one VSee Clinic node, called "Clinic". */
export function oneNodeWorkflow(clinic: ClinicWithN8n, name: string, parameters: object): object {
	return {
		name,
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'clinic',
				name: 'Clinic',
				type: 'n8n-nodes-vsee-clinic.vSeeClinic',
				typeVersion: 1,
				position: [220, 0],
				parameters,
				credentials: { [credentialType]: { id: clinic.credentialId, name: credentialName } },
			},
		],
		connections: { Start: { main: [[{ node: 'Clinic', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
