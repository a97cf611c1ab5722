/** Before all end-to-end tests: Node 24, n8n and the packed package, brought as `npm start` brings them, or a failure. */
import { ensureTarball } from '../../start/community-package.mjs';
import { ensureN8n } from '../../start/n8n-install.mjs';
import { ensureNode24 } from '../../start/node24.mjs';
import { clinicFolders } from '../../start/paths.mjs';

export default async function bringN8n() {
	const { logs } = clinicFolders();
	await ensureN8n(await ensureNode24(logs), logs);
	// All tests of one run test the same package, also while somebody edits its sources.
	process.env.CLINIC_TARBALL = await ensureTarball(logs);
}
