import type { IDataObject } from 'n8n-workflow';

import { idOf, isoOf, isRecord, textOf } from '../../model/json';

/**
 * An event of VSee, read alike from the first and the second version of its envelope (docs/api.md#webhook-envelopes).
 */
export interface ClinicEvent {
	/** The id of the event; null when VSee sent none. */
	id: string | null;
	/** As sent. */
	type: string;
	version: string;
	accountCode: string | null;
	/** ISO 8601 UTC. */
	created: string | null;
	data: IDataObject;
	raw: IDataObject;
}

/** Reads JSON without the key that could reach a prototype; undefined when it is no JSON. */
function parseBody(text: string): unknown {
	try {
		return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
	} catch {
		return undefined;
	}
}

/** The id of an event. A number that has lost digits would make one event of several. */
function readId(value: unknown): string | null {
	if (typeof value === 'number' && !Number.isSafeInteger(value)) return null;
	return idOf(value)?.trim() || null;
}

/** Whether a body without id, account and version is still an event: by its type and its data. */
function isBareEvent(type: string, data: unknown): boolean {
	return isRecord(data) && /^(user|visit)\./.test(type);
}

/**
 * Reads the event in the text of a body (docs/api.md#webhook-envelopes). Any field but the type may be missing or null,
 * though not all of them.
 * @returns undefined when it is no event
 */
export function readEvent(text: string): ClinicEvent | undefined {
	const body = parseBody(text);
	if (!isRecord(body)) return undefined;
	const type = textOf(body.type);
	const id = readId(body.id);
	const accountCode = idOf(body.account_code) ?? idOf(body.clinic_code);
	const version = idOf(body.version);
	const hasEnvelope = id !== null || accountCode !== null || version !== null;
	if (type === null || !(hasEnvelope || isBareEvent(type, body.data))) return undefined;
	return {
		id,
		type,
		version: version ?? ('clinic_code' in body ? '2.0' : '1.0'),
		accountCode,
		created: isoOf(body.created),
		data: isRecord(body.data) ? body.data : {},
		raw: body,
	};
}
