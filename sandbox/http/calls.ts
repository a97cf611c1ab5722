import type { Json, JsonObject } from '../json';

/** One API call as it arrived, and how it was answered. */
export interface CallRecord {
	/** Counts from 1 since the last reset. */
	n: number;
	/** Real time of arrival, milliseconds since 1970. */
	at: number;
	method: string;
	/** Path after `/api_v3`, as it came; whole path for calls outside it. */
	path: string;
	query: JsonObject;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** The parsed body; files appear as `{field, name, contentType, size}` under `files`. */
	body: Json;
	/** HTTP status that was sent, null while unanswered or when none was ever sent. */
	status: number | null;
	/** Kind of the fault that was applied. */
	fault?: string;
	/** Whether the clinic processed the call. */
	processed: boolean;
	/** The status the clinic answered with before any fault, when the call was processed. */
	processedStatus: number | null;
	/** Calls in flight when this one had arrived, itself included. */
	inFlight: number;
	/** Milliseconds until the answer ended or the connection broke, null while open. */
	ms: number | null;
}

/** The log of API calls. */
export class Calls {
	/** All calls since the last `clear`, in order of arrival. */
	list: CallRecord[] = [];
	/** The most calls open at once since the last `clear`. */
	maxInFlight = 0;
	private openCalls = 0;
	private lastNumber = 0;

	/** Logs a call that has arrived. */
	begin(call: Pick<CallRecord, 'method' | 'path' | 'query' | 'headers'>): CallRecord {
		this.openCalls += 1;
		this.lastNumber += 1;
		this.maxInFlight = Math.max(this.maxInFlight, this.openCalls);
		const record: CallRecord = {
			n: this.lastNumber,
			at: Date.now(),
			...call,
			body: null,
			status: null,
			processed: false,
			processedStatus: null,
			inFlight: this.openCalls,
			ms: null,
		};
		this.list.push(record);
		return record;
	}

	/** Logs that a call's connection has ended. */
	end(record: CallRecord): void {
		if (record.ms !== null) return;
		record.ms = Date.now() - record.at;
		this.openCalls -= 1;
	}

	/** Calls of a method (or `*`) whose path begins so, or matches; without arguments all calls. */
	matching(method = '*', path: string | RegExp = ''): CallRecord[] {
		return this.list.filter(
			(call) => (method === '*' || call.method === method.toUpperCase()) && matchesPath(call.path, path),
		);
	}

	/** How many calls `matching` finds. */
	count(method?: string, path?: string | RegExp): number {
		return this.matching(method, path).length;
	}

	/** Calls that are open at this moment. */
	get inFlight(): number {
		return this.openCalls;
	}

	/** Forgets all calls. Open ones stay counted as open, and numbers go on, since the journal refers to them. */
	clear(): void {
		this.list = [];
		this.maxInFlight = this.openCalls;
	}

	/** Forgets all calls and counts from 1 again. */
	reset(): void {
		this.clear();
		this.lastNumber = 0;
	}
}

/** Whether a path begins with a prefix, or matches a pattern (`RegExp`, or a string such as `/^/visits$/`). */
export function matchesPath(path: string, wanted: string | RegExp): boolean {
	if (wanted instanceof RegExp) return wanted.test(path);
	const pattern = /^\/(.*[\^$*+?()[\]|\\].*)\/$/.exec(wanted)?.[1];
	if (pattern !== undefined) return new RegExp(pattern).test(path);
	return path.startsWith(wanted.replace(/^\/api_v3(?=\/|$)/, ''));
}
