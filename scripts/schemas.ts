import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { resources } from '../nodes/VSeeClinic/resources';
import { startSandbox } from '../sandbox';
import { runOperation } from './plain-clinic';
import { type Show, showAll } from './schema-calls';
import { type JsonSchema, Shape, shapeOf } from './schema-shape';

/** Where n8n looks for the output of `resource` and `operation`, beside the node (version 1 is `v1.0.0`). */
const FOLDER = join(__dirname, '..', 'nodes', 'VSeeClinic', '__schema__', 'v1.0.0');
const NOW = Date.UTC(2050, 5, 15, 12) / 1000;
/** Their output follows what the clinic answers. */
const UNKNOWN = new Set(['account:checkAccess', 'api:call']);

/** The operations that have a preview, as `resource:operation`. */
export const previewed = resources
	.flatMap(({ operations }) => operations.map(({ resource, value }) => `${resource}:${value}`))
	.filter((name) => !UNKNOWN.has(name));

/** Learns within each resource: a key without a value in one operation has the type it has in another. */
function fill(shapes: Map<string, Shape>): void {
	const kin = new Map<string, Shape>();
	for (const [name, shape] of shapes) {
		const resource = name.split(':')[0] ?? '';
		const all = kin.get(resource) ?? new Shape();
		all.merge(shape);
		kin.set(resource, all);
	}
	for (const [name, shape] of shapes) shape.fillFrom(kin.get(name.split(':')[0] ?? '') ?? shape);
}

/** The output of every operation, from running each of them against the sandbox: names and types, no values. */
export async function outputSchemas(): Promise<Map<string, JsonSchema>> {
	const sandbox = await startSandbox({ now: NOW });
	const shapes = new Map<string, Shape>();
	const show: Show = async (name, parameters = {}) => {
		const [first, ...others] = await runOperation(sandbox, name, parameters);
		if (!first) throw new Error(`${name} gave no item`);
		const shape = shapes.get(name) ?? new Shape();
		shape.merge(shapeOf([first, ...others]));
		shapes.set(name, shape);
		return first;
	};
	try {
		await showAll(show, NOW);
	} finally {
		await sandbox.close();
	}
	fill(shapes);
	return new Map([...shapes].map(([name, shape]) => [name, { ...shape.schema, version: 1 }]));
}

function pathOf(name: string): string {
	return `${name.replace(':', '/')}.json`;
}

/** What each file has to hold, by its path below the folder of previews. */
export async function schemaFiles(): Promise<Map<string, string>> {
	const schemas = await outputSchemas();
	return new Map([...schemas].map(([name, schema]) => [pathOf(name), `${JSON.stringify(schema, null, '\t')}\n`]));
}

/** What the files hold now. */
export function writtenSchemas(): Map<string, string> {
	const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
	return new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(FOLDER, path), 'utf8')]));
}

/** Brings the previews up to date; those of operations that are gone go too. */
export async function writeSchemas(): Promise<void> {
	const files = await schemaFiles();
	rmSync(FOLDER, { recursive: true, force: true });
	for (const [path, content] of files) {
		mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
		writeFileSync(join(FOLDER, path), content);
	}
}
