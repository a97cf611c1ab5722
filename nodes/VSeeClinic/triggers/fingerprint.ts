import { createHash } from 'crypto';

/** A text as a short hash: bounded whatever the text is, and nothing of it can be read back. */
export function fingerprint(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
