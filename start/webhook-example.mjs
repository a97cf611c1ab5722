/**
 * The example whose trigger waits for the clinic: published once, with the sandbox's webhook pointed at it. Who switches
 * it off or edits it is left alone: it is never published a second time, unless a newer version of the example replaced
 * one that was still switched on.
 */
import { packageName } from './community-package.mjs';
import { readExamples, readManifest, writeManifest } from './examples.mjs';
import { publish } from './n8n-client.mjs';

const triggerType = `${packageName}.vSeeClinicTrigger`;
/** The path of the webhook in the description of the trigger. */
const webhookPath = 'webhook';

/** @typedef {import('./examples.mjs').ManifestEntry} ManifestEntry */

/**
 * Lets the sandbox tell n8n of its events.
 * @param {import('./n8n-client.mjs').N8nClient} client
 * @param {string} manifestFile of the imported examples
 * @param {string} sandbox its address
 * @returns {Promise<string | undefined>} the name of the workflow that now runs on the events, if there is one
 */
export async function connectWebhook(client, manifestFile, sandbox) {
	const example = readExamples().find(({ workflow }) => workflow.nodes.some(({ type }) => type === triggerType));
	const manifest = readManifest(manifestFile);
	const entry = example && manifest[example.file];
	if (!entry) return undefined;
	const workflow = await client.get(`/rest/workflows/${entry.id}`);
	if (workflow.isArchived) return undefined;
	const publishNow = isToBePublished(entry, workflow);
	if (publishNow) {
		await publish(client, entry.id);
		manifest[example.file] = { ...entry, published: entry.digest };
		writeManifest(manifestFile, manifest);
	}
	if (!publishNow && !workflow.active) return undefined;
	const trigger = workflow.nodes.find(
		(/** @type {{ type: string, disabled?: boolean }} */ { type, disabled }) => type === triggerType && !disabled,
	);
	if (!trigger) return undefined;
	await pointWebhook(sandbox, `${client.url}/webhook/${trigger.webhookId}/${webhookPath}`);
	return workflow.name;
}

/**
 * @param {ManifestEntry} entry
 * @param {{ versionId: string, active: boolean }} workflow
 */
function isToBePublished(entry, { versionId, active }) {
	if (versionId !== entry.versionId || entry.published === entry.digest) return false;
	return entry.published === undefined || active;
}

/** @param {string} sandbox @param {string} url */
async function pointWebhook(sandbox, url) {
	const response = await fetch(`${sandbox}/sandbox/webhook`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ url }),
		signal: AbortSignal.timeout(10_000),
	});
	if (!response.ok)
		throw new Error(`The sandbox refused the webhook: ${response.status} ${(await response.text()).slice(0, 300)}`);
}
