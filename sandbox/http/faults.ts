import { ApiError } from '../api-error';
import { isJsonObject, type Json, type JsonObject, textOf } from '../json';
import { matchesPath } from './calls';

/** The kinds of faults, each with whether it comes before or after the clinic has processed the call by default. */
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

/** A fault to apply to calls. */
export interface FaultSpec {
	kind: FaultKind;
	/** Left out or `*`: any method. */
	method?: string;
	/** Prefix of the path after `/api_v3`, a RegExp, or a pattern as a string such as `/^/visits$/`. */
	path?: string | RegExp;
	/** How many calls it applies to; default 1, -1 for all. */
	count?: number;
	/** How many matching calls are served normally first. */
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

/** A fault in force, with its counters. */
export interface Fault extends FaultSpec {
	id: number;
	when: 'before' | 'after';
	/** Calls it still applies to, -1 for all. */
	remaining: number;
	/** Matching calls that are still served normally. */
	remainingSkips: number;
	/** Calls it has been applied to. */
	applied: number;
}

/** The faults in force. The first that matches a call and is not used up is applied. */
export class Faults {
	/** All faults added since the last `clear`, those used up included. */
	list: Fault[] = [];
	private lastId = 0;

	/** Adds a fault. */
	add(spec: FaultSpec): Fault {
		this.lastId += 1;
		const when = spec.when ?? faultKinds[spec.kind];
		const fault: Fault = {
			...spec,
			id: this.lastId,
			when,
			remaining: spec.count ?? 1,
			remainingSkips: spec.skip ?? 0,
			applied: 0,
		};
		this.list.push(fault);
		return fault;
	}

	/** Removes one fault; unknown: 404. */
	remove(id: number): void {
		if (!this.list.some((fault) => fault.id === id)) throw new ApiError(404, 'Fault not found');
		this.list = this.list.filter((fault) => fault.id !== id);
	}

	/** Removes all faults. */
	clear(): void {
		this.list = [];
	}

	/** The fault that applies to a call that has just arrived, counted as applied; null for none. */
	take(method: string, path: string): Fault | null {
		for (const fault of this.list) {
			if (fault.remaining === 0 || !matches(fault, method, path)) continue;
			if (fault.remainingSkips > 0) {
				fault.remainingSkips -= 1;
				continue;
			}
			if (fault.remaining > 0) fault.remaining -= 1;
			fault.applied += 1;
			return fault;
		}
		return null;
	}
}

function matches(fault: Fault, method: string, path: string): boolean {
	const methodFits = fault.method === undefined || fault.method === '*' || fault.method.toUpperCase() === method;
	return methodFits && matchesPath(path, fault.path ?? '');
}

/** Reads a fault from JSON; throws `ApiError` (400) for what is not valid. */
export function readFault(given: JsonObject): FaultSpec {
	const kind = Object.keys(faultKinds).find((name): name is FaultKind => name === given.kind);
	if (kind === undefined) throw new ApiError(400, `kind must be one of ${Object.keys(faultKinds).join(', ')}`);
	const spec: FaultSpec = { kind };
	for (const name of ['count', 'skip', 'status', 'ms', 'size'] as const) {
		const value = given[name];
		if (value === undefined || value === null) continue;
		if (typeof value !== 'number') throw new ApiError(400, `${name} must be a number`);
		spec[name] = value;
	}
	for (const name of ['method', 'path', 'location'] as const) {
		const value = given[name];
		if (value === undefined || value === null) continue;
		if (typeof value !== 'string') throw new ApiError(400, `${name} must be a string`);
		spec[name] = value;
	}
	if (typeof spec.path === 'string') checkPattern(spec.path);
	if (given.retryAfter !== undefined && given.retryAfter !== null) spec.retryAfter = textOf(given.retryAfter);
	if (given.when === 'before' || given.when === 'after') spec.when = given.when;
	else if (given.when !== undefined) throw new ApiError(400, 'when must be before or after');
	if (given.body !== undefined) spec.body = given.body;
	if (isJsonObject(given.headers)) {
		spec.headers = Object.fromEntries(Object.entries(given.headers).map(([name, value]) => [name, textOf(value)]));
	}
	return spec;
}

function checkPattern(path: string): void {
	try {
		matchesPath('', path);
	} catch {
		throw new ApiError(400, 'path is not a valid pattern');
	}
}
