import { isJsonObject, type Json, type JsonObject, textOf } from '../json';
import { Refusal } from '../refusal';
import { pathMatches } from './calls';

/** What can go wrong, and whether the clinic has done what was asked by then, unless `when` says otherwise. */
export const faultKinds = {
	status: 'before',
	delay: 'before',
	hang: 'before',
	reset: 'before',
	half: 'after',
	truncatedJson: 'after',
	html: 'before',
	errorBody: 'before',
	emptyBody: 'after',
	wrongJson: 'after',
	throttle: 'before',
	redirect: 'before',
	unauthorized: 'before',
	endless: 'before',
	drip: 'after',
	huge: 'before',
	gzipBomb: 'before',
	wrongLength: 'after',
	invalidUtf8: 'after',
	deepJson: 'before',
	manySlots: 'before',
} as const;

/** One of the kinds above. */
export type FaultKind = keyof typeof faultKinds;

/** A fault to be applied to calls. */
export interface FaultSpec {
	kind: FaultKind;
	/** Left out or `*`: any method. */
	method?: string;
	/** Prefix of the path after `/api_v3`, a RegExp, or a pattern as a string such as `/^/visits$/`. */
	path?: string | RegExp;
	/** How many calls it strikes; default 1, -1 for ever. */
	count?: number;
	/** How many matching calls pass first. */
	skip?: number;
	/** Before or after the clinic has processed the call. */
	when?: 'before' | 'after';
	/** `status`: the HTTP status, default 500. */
	status?: number;
	/** `status`, `wrongJson`, `errorBody`: what is answered instead; a string is sent as it is. */
	body?: Json;
	/** Further headers of the answer. */
	headers?: Record<string, string>;
	/** `delay`, `drip`: milliseconds. */
	ms?: number;
	/** `throttle`: value of the Retry-After header. */
	retryAfter?: string;
	/** `redirect`: where to; default another path of the sandbox. */
	location?: string;
	/** `huge`, `gzipBomb`: megabytes (default 10); `manySlots`: slots (10000); `deepJson`: levels (100000); `wrongLength`: bytes off (-5). */
	size?: number;
}

/** A fault as it stands on the switchboard. */
export interface Fault extends FaultSpec {
	id: number;
	when: 'before' | 'after';
	/** Strikes left, -1 for ever. */
	left: number;
	/** Matching calls that still pass. */
	toSkip: number;
	/** Calls struck so far. */
	struck: number;
}

/** The switchboard. The first fault that matches a call and has strikes left is applied. */
export class Faults {
	/** All faults that were set since the last `clear`, spent ones too. */
	list: Fault[] = [];
	private made = 0;

	/** Sets a fault. */
	add(spec: FaultSpec): Fault {
		this.made += 1;
		const when = spec.when ?? faultKinds[spec.kind];
		const fault: Fault = { ...spec, id: this.made, when, left: spec.count ?? 1, toSkip: spec.skip ?? 0, struck: 0 };
		this.list.push(fault);
		return fault;
	}

	/** Takes all faults off. */
	clear(): void {
		this.list = [];
	}

	/** The fault for a call that has just arrived; counts the strike. */
	take(method: string, path: string): Fault | null {
		for (const fault of this.list) {
			if (fault.left === 0 || !matches(fault, method, path)) continue;
			if (fault.toSkip > 0) {
				fault.toSkip -= 1;
				continue;
			}
			if (fault.left > 0) fault.left -= 1;
			fault.struck += 1;
			return fault;
		}
		return null;
	}
}

function matches(fault: Fault, method: string, path: string): boolean {
	const methodFits = fault.method === undefined || fault.method === '*' || fault.method.toUpperCase() === method;
	return methodFits && pathMatches(path, fault.path ?? '');
}

/** Reads a fault from JSON; what makes no sense is refused with a sentence. */
export function readFault(given: JsonObject): FaultSpec {
	const kind = Object.keys(faultKinds).find((name): name is FaultKind => name === given.kind);
	if (kind === undefined) throw new Refusal(400, `kind must be one of ${Object.keys(faultKinds).join(', ')}`);
	const spec: FaultSpec = { kind };
	for (const name of ['count', 'skip', 'status', 'ms', 'size'] as const) {
		const value = given[name];
		if (value === undefined || value === null) continue;
		if (typeof value !== 'number') throw new Refusal(400, `${name} must be a number`);
		spec[name] = value;
	}
	for (const name of ['method', 'path', 'location'] as const) {
		const value = given[name];
		if (value === undefined || value === null) continue;
		if (typeof value !== 'string') throw new Refusal(400, `${name} must be a string`);
		spec[name] = value;
	}
	if (typeof spec.path === 'string') checkPattern(spec.path);
	if (given.retryAfter !== undefined && given.retryAfter !== null) spec.retryAfter = textOf(given.retryAfter);
	if (given.when === 'before' || given.when === 'after') spec.when = given.when;
	else if (given.when !== undefined) throw new Refusal(400, 'when must be before or after');
	if (given.body !== undefined) spec.body = given.body;
	if (isJsonObject(given.headers)) {
		spec.headers = Object.fromEntries(Object.entries(given.headers).map(([name, value]) => [name, textOf(value)]));
	}
	return spec;
}

function checkPattern(path: string): void {
	try {
		pathMatches('', path);
	} catch {
		throw new Refusal(400, 'path is not a valid pattern');
	}
}
