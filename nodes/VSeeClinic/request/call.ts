import type { IDataObject } from 'n8n-workflow';

import { InputError, inputError } from '../errors/input-error';
import { hasId, isList } from '../model/json';

/**
 * `read` may always be sent again; `replace` ends in the same state when sent twice; `create` must reach the clinic at
 * most once.
 */
export type Effect = 'read' | 'replace' | 'create';

export type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** A path below the base URL whose values are already encoded. Only `path` and `freePath` make one. */
export type Path = string & { readonly encoded: unique symbol };

/** One file of a multipart body. */
export interface FilePart {
	fields: Record<string, string>;
	fileName: string;
	mimeType: string;
	bytes: Uint8Array;
}

/** One request to the clinic as plain data: nothing here knows of HTTP libraries, credentials or n8n. */
export interface Call {
	method: Method;
	path: Path;
	query?: IDataObject;
	body?: IDataObject;
	file?: FilePart;
	/**
	 * A link that the clinic gave, followed instead of the path, and on to where it redirects: over HTTPS only, without
	 * the clinic's keys.
	 */
	link?: string;
	/** `bytes`: the answer is a file; JSON may come instead. `headers`: its body is not read. */
	expects?: 'bytes' | 'headers' | 'json';
	/** Leaves the token of the credential out, to see what is open without one. */
	withoutToken?: boolean;
	/** Whether the `data` of a successful reply has the expected form. Anything else is an invalid response. */
	accepts?: (data: unknown) => boolean;
	/** What to do when the clinic refuses: `conflict` after 409 or 410, `invalid` after 400 or 422. One sentence each. */
	advice?: { conflict?: string; invalid?: string };
}

/** An encoded string, known to be a path. */
function isPath(value: string): value is Path {
	return value.startsWith('/');
}

function segment(value: string): string {
	if (value === '' || value === '.' || value === '..') {
		throw new InputError('An ID', value === '' ? 'is empty' : 'is not an ID of VSee Clinic');
	}
	try {
		return encodeURIComponent(value);
	} catch {
		throw inputError('An ID', 'contains characters that cannot be sent');
	}
}

/**
 * Tagged template for paths: `` path`/visits/${visit_id}` ``. Every value becomes one encoded segment.
 * @throws InputError on an empty value and on the dot segments, which would reach another path
 */
export function path(texts: TemplateStringsArray, ...values: string[]): Path {
	const joined = texts.reduce((done, text, index) => done + segment(values[index - 1] ?? '') + text);
	if (!isPath(joined)) throw new InputError('The path', 'does not start with a slash');
	return joined;
}

/**
 * A path that the user has written. Its segments are encoded again, so that it cannot lead outside the base URL.
 * @throws InputError
 */
export function freePath(written: string): Path {
	const problem = (phrase: string) =>
		new InputError(
			'Path',
			phrase,
			'Write the part after the API endpoint, such as /visits/current; parameters go into Query. Nothing was sent.',
		);
	if (!/^\/[^/?#\\]/.test(written)) throw problem('does not begin with one slash and a name');
	if (/[?#\\\p{Cc}]/u.test(written)) throw problem('contains a character that cannot be in a path');
	if (written.endsWith('/')) throw problem('ends with a slash: a part of it is empty');
	const segments = written
		.slice(1)
		.split('/')
		.map((part) => {
			try {
				return segment(decodeURIComponent(part));
			} catch {
				throw inputError('Path', 'contains a part that cannot be sent');
			}
		});
	const joined = `/${segments.join('/')}`;
	if (!isPath(joined)) throw problem('does not begin with one slash and a name');
	return joined;
}

/** A read of `path`. */
export function get(to: Path, query: IDataObject = {}, more: Partial<Call> = {}): Call {
	return { method: 'GET', path: to, query, ...more };
}

/** A read of one record, which must be one that names itself or what `accepts` says. */
export function getRecord(to: Path, accepts: Call['accepts'] = hasId): Call {
	return get(to, {}, { accepts });
}

/** A read of a list. */
export function getList(to: Path, query: IDataObject = {}): Call {
	return get(to, query, { accepts: isList });
}

/** A POST of `body` to `path`. VSee updates by POST too; the effect is declared by the operation. */
export function post(to: Path, body: IDataObject, more: Partial<Call> = {}): Call {
	return { method: 'POST', path: to, body, ...more };
}
