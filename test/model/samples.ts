import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../nodes/VSeeClinic/model/json';

/** A sample payload (docs/api.md#sample-payloads), by the name of its file. */
export function sample(name: string): IDataObject {
	const value: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'samples', `${name}.json`), 'utf8'));
	if (isRecord(value)) return value;
	throw new Error(`${name} is no object`);
}

/** The one record, or the first of the list, under `data` of a sample. */
export function record(name: string): IDataObject {
	const { data } = sample(name);
	const first: unknown = Array.isArray(data) ? data[0] : data;
	if (isRecord(first)) return first;
	throw new Error(`${name} has no record`);
}
