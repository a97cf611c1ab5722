import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { bytesReply, type Reply } from '../http/reply';

const FOLDER = join(__dirname, '..', 'page');
const CONTENT_TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
};
// The page loads nothing from elsewhere and runs no script but its own, whatever a patient has written.
const POLICY =
	"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; frame-ancestors 'none'";

/** The file of the page for a path: `/` is the page itself, `/page/…` its style, pictures and scripts; null for other paths. */
export function pageFile(path: string): Reply | null {
	const name = path === '/' ? 'index.html' : path.replace(/^\/page\//, '');
	if (!readdirSync(FOLDER).includes(name)) return null;
	const contentType = CONTENT_TYPES[extname(name)] ?? 'application/octet-stream';
	return bytesReply(readFileSync(join(FOLDER, name)), contentType, {
		'content-security-policy': POLICY,
		'cache-control': 'no-cache',
		'x-content-type-options': 'nosniff',
	});
}
