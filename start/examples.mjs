/**
 * The example workflows in n8n. Each is imported once; a newer version of an example replaces it only while nobody has
 * edited it, and one that was deleted stays deleted.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { N8nRefusal, publish } from './n8n-client.mjs';
import { examplesFolder } from './paths.mjs';

/**
 * @typedef {object} Example
 * @property {string} file
 * @property {string} digest of the file's content
 * @property {{ name: string, nodes: any[], connections: any, settings: any }} workflow
 */

/**
 * @typedef {object} ManifestEntry what was imported
 * @property {string} id of the workflow
 * @property {string} digest of the example
 * @property {string} versionId of the workflow, as long as nobody edits it
 * @property {string} [published] digest of the version that was published for the user
 */

/** @typedef {Record<string, ManifestEntry>} Manifest by file */

/** @param {string} file @returns {Manifest} */
export function readManifest(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** @param {string} file @param {Manifest} manifest */
export function writeManifest(file, manifest) {
	writeFileSync(file, JSON.stringify(manifest, null, 2));
}

/** Reads all examples, in the order of their names. @returns {Example[]} */
export function readExamples() {
	return readdirSync(examplesFolder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => {
			const text = readFileSync(join(examplesFolder, file), 'utf8');
			return { file, digest: createHash('sha256').update(text).digest('hex'), workflow: JSON.parse(text) };
		});
}

/**
 * Puts the id of the credential where an example names it: examples know its name only.
 * @param {Example['workflow']} workflow
 * @param {{ type: string, name: string, id: string }} credential
 */
export function withCredential(workflow, { type, name, id }) {
	const nodes = workflow.nodes.map((node) =>
		node.credentials?.[type] ? { ...node, credentials: { ...node.credentials, [type]: { id, name } } } : node,
	);
	return { ...workflow, nodes };
}

/**
 * Imports the examples.
 * @param {import('./n8n-client.mjs').N8nClient} client
 * @param {{ type: string, name: string, id: string }} credential
 * @param {string} manifestFile where it is noted what was imported
 * @returns {Promise<{ ids: Record<string, string>, kept: string[] }>} the ids by file, and the names of edited ones left alone
 */
export async function importExamples(client, credential, manifestFile) {
	const manifest = readManifest(manifestFile);
	/** @type {Record<string, string>} */
	const ids = {};
	/** @type {Record<string, string>} ids by the name of the workflow */
	const names = {};
	const kept = [];
	for (const example of subWorkflowsFirst(readExamples())) {
		const noted = manifest[example.file];
		const there = noted && (await workflowById(client, noted.id));
		if (noted && !there) continue;
		const edited = noted && there.versionId !== noted.versionId;
		if (edited && noted.digest !== example.digest) kept.push(there.name);
		const entry =
			noted && (edited || noted.digest === example.digest)
				? noted
				: await write(client, linkedToSubWorkflows(example, names), credential, noted);
		if (entry !== noted) {
			manifest[example.file] = entry;
			writeManifest(manifestFile, manifest);
		}
		ids[example.file] = entry.id;
		names[example.workflow.name] = entry.id;
	}
	return { ids, kept };
}

/** @param {Example['workflow']} workflow */
function isSubWorkflow({ nodes }) {
	return nodes.some(({ type }) => type === 'n8n-nodes-base.executeWorkflowTrigger');
}

/** The ids of sub-workflows must be known when the workflows that call them are written. @param {Example[]} examples */
function subWorkflowsFirst(examples) {
	return [...examples].sort((a, b) => Number(isSubWorkflow(b.workflow)) - Number(isSubWorkflow(a.workflow)));
}

/**
 * Examples name the workflow that they call; n8n wants its id.
 * @param {Example} example
 * @param {Record<string, string>} names ids by the name of the workflow
 * @returns {Example}
 */
function linkedToSubWorkflows(example, names) {
	const nodes = example.workflow.nodes.map((node) => {
		const { workflowId } = node.parameters;
		const value = workflowId && names[workflowId.cachedResultName];
		return value ? { ...node, parameters: { ...node.parameters, workflowId: { ...workflowId, value } } } : node;
	});
	return { ...example, workflow: { ...example.workflow, nodes } };
}

/**
 * @param {import('./n8n-client.mjs').N8nClient} client
 * @param {Example} example
 * @param {{ type: string, name: string, id: string }} credential
 * @param {ManifestEntry | undefined} noted of the workflow to replace
 * @returns {Promise<ManifestEntry>}
 */
async function write(client, { digest, workflow }, credential, noted) {
	const body = withCredential(workflow, credential);
	const saved = noted
		? await client.patch(`/rest/workflows/${noted.id}?forceSave=true`, body)
		: await client.post('/rest/workflows', body);
	// A workflow that runs by itself can only call one that is published.
	if (isSubWorkflow(workflow)) await publish(client, saved.id);
	return { ...noted, id: saved.id, digest, versionId: saved.versionId };
}

/** @param {import('./n8n-client.mjs').N8nClient} client @param {string} id */
async function workflowById(client, id) {
	try {
		const workflow = await client.get(`/rest/workflows/${id}`);
		return workflow.isArchived ? undefined : workflow;
	} catch (error) {
		if (error instanceof N8nRefusal && [403, 404].includes(error.status)) return undefined;
		throw error;
	}
}
