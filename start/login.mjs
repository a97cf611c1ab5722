/** The login of the demo clinic's owner, made up once per data folder and readable by its user only. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @param {string} file
 * @returns {{ email: string, password: string }}
 */
export function ownerLogin(file) {
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
	// n8n asks for a capital letter and a digit.
	const login = { email: 'owner@example.com', password: `Clinic-${randomBytes(5).toString('hex')}-1` };
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(login), { mode: 0o600 });
	return login;
}
