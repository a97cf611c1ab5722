import type { IDataObject } from 'n8n-workflow';

/** The part of JSON Schema that n8n's editor reads. */
export interface JsonSchema {
	type: string | string[];
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
	version?: number;
}

/** Objects within objects within an object are described; what lies deeper is the clinic's own. */
const MAX_DEPTH = 2;

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

/** What is known of a value from all the examples of it: its types, and what it contains. Never a value. */
export class Shape {
	private readonly types = new Set<string>();
	private readonly properties = new Map<string, Shape>();
	private items?: Shape;

	/** Takes one more example in. */
	add(value: unknown, depth = 0): void {
		this.types.add(typeOf(value));
		if (Array.isArray(value)) {
			this.items ??= new Shape();
			for (const entry of value) this.items.add(entry, depth + 1);
		} else if (typeof value === 'object' && value !== null && depth <= MAX_DEPTH) {
			for (const [name, entry] of Object.entries(value)) this.property(name).add(entry, depth + 1);
		}
	}

	/** Takes in what another shape knows. */
	merge(other: Shape): void {
		for (const type of other.types) this.types.add(type);
		if (other.items) (this.items ??= new Shape()).merge(other.items);
		for (const [name, shape] of other.properties) this.property(name).merge(shape);
	}

	/** Learns from a kindred shape what these examples had no value for. */
	fillFrom(kin: Shape): void {
		for (const [name, shape] of this.properties) {
			const same = kin.properties.get(name);
			if (!same) continue;
			if ([...shape.types].every((type) => type === 'null')) shape.merge(same);
			shape.fillFrom(same);
		}
		if (this.items && kin.items) {
			if (this.items.types.size === 0) this.items.merge(kin.items);
			this.items.fillFrom(kin.items);
		}
	}

	/** The names at the top, for tests. */
	get names(): string[] {
		return [...this.properties.keys()];
	}

	get schema(): JsonSchema {
		const [type = 'null', ...others] = [...this.types]
			.filter((name) => name !== 'integer' || !this.types.has('number'))
			.sort((a, b) => Number(a === 'null') - Number(b === 'null'));
		const properties = Object.fromEntries([...this.properties].map(([name, shape]) => [name, shape.schema]));
		return {
			type: others.length > 0 ? [type, ...others] : type,
			...(this.properties.size > 0 ? { properties } : {}),
			...(this.items && this.items.types.size > 0 ? { items: this.items.schema } : {}),
		};
	}

	private property(name: string): Shape {
		const shape = this.properties.get(name) ?? new Shape();
		this.properties.set(name, shape);
		return shape;
	}
}

/** The shape of some records. */
export function shapeOf(records: IDataObject[]): Shape {
	const shape = new Shape();
	for (const record of records) shape.add(record);
	return shape;
}
