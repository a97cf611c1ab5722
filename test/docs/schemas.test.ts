import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveOutputSchemaPath } from 'n8n-core';

import { previewed, schemaFiles, writtenSchemas } from '../../scripts/schemas';
import { SEEDED, TestClinic } from '../engine/clinic';

const clinic = TestClinic.use();
const nodeDir = join(__dirname, '../../nodes/VSeeClinic');

test('the output previews are what the operations give today (npm run docs)', async () => {
	expect(Object.fromEntries(writtenSchemas())).toEqual(Object.fromEntries(await schemaFiles()));
});

test.each(previewed)('n8n finds the preview of %s', (name) => {
	const [resource, operation] = name.split(':');
	const path = resolveOutputSchemaPath({ nodeDir, version: 1, resource, operation });
	expect(JSON.parse(readFileSync(path ?? '', 'utf8'))).toMatchObject({
		type: 'object',
		properties: expect.any(Object),
		version: 1,
	});
});

test('a preview holds names and types, and no value', () => {
	const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];
	const check = (schema: Record<string, unknown>): void => {
		const { type, properties = {}, items, version, ...more } = schema;
		expect([more, version ?? 1]).toEqual([{}, 1]);
		for (const one of [type].flat()) expect(TYPES).toContain(one);
		for (const entry of Object.values(Object(properties))) check(Object(entry));
		if (items) check(Object(items));
	};
	for (const text of writtenSchemas().values()) check(JSON.parse(text));
});

test('what a run gives has the names of its preview', async () => {
	const ran = await clinic.run('visit:get', { visit_id: SEEDED.completed });
	const preview = JSON.parse(writtenSchemas().get('visit/get.json') ?? '{}');
	expect(Object.keys(ran.json[0] ?? {})).toEqual(Object.keys(preview.properties));
});
