/**
 * Where everything lives. Data of the demo clinic is in one ignored folder, `.clinic/`; the n8n installation is in
 * `start/n8n/`, with its own lock file, so that clearing the data never costs a new installation.
 */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** What outlives `--reset`: tools and the packed package. */
export const toolsFolder = join(root, '.clinic');

/** The folder of the pinned n8n, with its own package-lock.json. */
export const n8nInstallFolder = join(root, 'start', 'n8n');

/** The example workflows. */
export const examplesFolder = join(root, 'examples');

/**
 * The folders of one demo clinic.
 * @param {string} [base] folder that holds the data; tests give a temporary one
 */
export function clinicFolders(base = process.env.CLINIC_FOLDER ?? toolsFolder) {
	const data = resolve(base);
	const n8n = join(data, 'n8n');
	return {
		data,
		/** What n8n calls its user folder; its database is in `.n8n` below. */
		n8n,
		community: join(n8n, '.n8n', 'nodes'),
		/** The only folder that workflows may read and write files in. */
		files: join(n8n, '.n8n-files'),
		logs: join(data, 'logs'),
		login: join(data, 'login.json'),
		examples: join(data, 'examples.json'),
	};
}
