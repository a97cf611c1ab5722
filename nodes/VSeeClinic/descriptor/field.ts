import type { INodeProperties } from 'n8n-workflow';

/** What a value is read with: how the editor calls it, and the workflow's time zone (IANA). */
export interface EncodeContext {
	label: string;
	timezone: string;
}

/** One user-facing parameter: how n8n shows it, and how its value is written on the wire. */
export interface Field<Wire> {
	/** The n8n parameter, without its name and without when it is shown. */
	readonly property: Omit<INodeProperties, 'name' | 'displayOptions' | 'required'>;
	/**
	 * @returns the value as it goes over the wire, or undefined when nothing was entered
	 * @throws InputProblem when what was entered cannot be sent
	 */
	encode(raw: unknown, context: EncodeContext): Wire | undefined;
}

export type Fields = Record<string, Field<unknown>>;
export type WireOf<F> = F extends Field<infer Wire> ? Wire : never;
/** The encoded values of an operation: the required ones always there, the optional ones when entered. */
export type Values<R extends Fields, O extends Fields> = { [K in keyof R]: WireOf<R[K]> } & {
	[K in keyof O]?: WireOf<O[K]>;
};

/** Whether nothing was entered. */
export function isBlank(raw: unknown): boolean {
	return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');
}
