/** Why a response cannot be what was asked for, although the server reported success (or sent us elsewhere). */
export type InvalidResponse = 'error-body' | 'html' | 'not-json' | 'redirect' | 'shape' | 'too-large';

/** Why it is not known whether the clinic has processed a call. */
export type UnknownReason = 'broken-answer' | 'connection-lost' | 'server-error' | 'timeout';

/** What the API said. */
export interface QuotedWords {
	/** The API's own words, already safe to print. */
	words?: string;
	/** Whether words that could be a person were left out. */
	isShortened?: boolean;
}

/** `afterLost`: an earlier try of the same change, whose reply was lost, may have been carried out. */
interface Retried {
	afterLost?: boolean;
}

/** What happened to one request, as a value. */
export type Outcome =
	/** `status` is absent where no request was needed. */
	| {
			kind: 'done';
			status?: number;
			data: unknown;
			reply: unknown;
			bytes?: Uint8Array;
			headers: Record<string, string>;
	  }
	/** The clinic said no and changed nothing. `code` is that of the error body; `advice` what the call says to do. */
	| ({ kind: 'refused'; status: number; code?: number; advice?: string } & QuotedWords & Retried)
	| ({ kind: 'unauthorized' } & QuotedWords & Retried)
	/** 429. `retryAfter`: the header as it came. */
	| ({ kind: 'rate-limited'; retryAfter?: string } & QuotedWords & Retried)
	/** The request never reached the clinic. `transient`: may work when sent again. */
	| ({ kind: 'never-sent'; code: string; transient: boolean } & Retried)
	/** `retryAfter`: the header of a 503 as it came. */
	| ({ kind: 'unknown'; reason: UnknownReason; status?: number; retryAfter?: string } & QuotedWords)
	/**
	 * `code` is that of an error body (docs/api.md#envelope-and-errors), `isRefusal` whether that is a refusal in all
	 * but the HTTP status, `location` where a redirect leads.
	 */
	| ({
			kind: 'invalid-response';
			problem: InvalidResponse;
			status: number;
			code?: number;
			advice?: string;
			isRefusal?: boolean;
			location?: string;
	  } & QuotedWords &
			Retried)
	/** `unsent`: nothing had left when the execution was cancelled. */
	| { kind: 'cancelled'; unsent?: boolean };

/** A successful reply. */
export type Done = Outcome & { kind: 'done' };

/** An outcome other than `done`. */
export type Failed = Exclude<Outcome, Done>;

/**
 * Whether the clinic has no such record: by the status, or by the code of the body, which VSee shows with status 400,
 * too (docs/api.md#envelope-and-errors).
 */
export function isNotFound(outcome: Outcome): boolean {
	if (outcome.kind === 'refused') return outcome.status === 404 || (outcome.status === 400 && outcome.code === 404);
	return outcome.kind === 'invalid-response' && outcome.code === 404;
}

/** A successful reply with this `data`; `reply` is the whole body, where there was one. */
export function done(data: unknown, more: Partial<Omit<Done, 'data' | 'kind'>> = {}): Done {
	return { kind: 'done', data, reply: undefined, headers: {}, ...more };
}
