import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withCredential } from '../../start/examples.mjs';
import { runWorkflow } from '../../start/n8n-client.mjs';
import { credentialName, credentialType } from './clinic';
import { clinic } from './running-clinic';

/** The examples as version 0.1.0 had them: what somebody has saved goes on working. */
const folder = join(__dirname, '..', 'samples', 'workflows-0.1.0');

interface SavedNode {
	name: string;
	type: string;
	typeVersion: number;
}
const saved = readdirSync(folder).map((file) => {
	const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { name: string; nodes: SavedNode[] };
	const starts = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.manualTrigger').map(({ name }) => name);
	return { file, workflow, starts };
});

/** Imports a saved workflow as a user's n8n holds it. */
async function imported({ workflow }: (typeof saved)[number]): Promise<string> {
	const credential = { type: credentialType, name: credentialName, id: clinic.credentialId };
	const body = withCredential({ connections: {}, settings: {}, ...workflow }, credential);
	return (await clinic.client.post<{ id: string }>('/rest/workflows', body)).id;
}

test('all twelve are here, and most can be started by hand', () => {
	expect(saved).toHaveLength(12);
	expect(saved.flatMap(({ starts }) => starts).length).toBeGreaterThanOrEqual(12);
});

test.each(saved.flatMap((entry) => entry.starts.map((start) => ({ ...entry, start }))))(
	'$file runs from “$start” as it did',
	async ({ start, ...entry }) => {
		if (entry.file.startsWith('04')) await runExample('05-whole-visit.json', 'Try it now');
		const execution = await runWorkflow(clinic.client, await imported(entry), start);
		expect({ status: execution.status, error: execution.error }).toEqual({ status: 'success', error: undefined });
		expect(execution.nodes.length).toBeGreaterThan(2);
	},
);

async function runExample(file: string, start: string): Promise<void> {
	const entry = saved.find((one) => one.file === file);
	if (!entry) throw new Error(`There is no saved workflow ${file}`);
	const { status } = await runWorkflow(clinic.client, await imported(entry), start);
	expect(status).toBe('success');
}
