/** How an answer cannot be what was asked for, although the server said all is well (or sent us elsewhere). */
export type InvalidResponse = 'error-body' | 'html' | 'not-json' | 'redirect' | 'shape' | 'too-large';

/** Why it is not known whether the clinic has processed a call. */
export type UnknownReason = 'broken-answer' | 'connection-lost' | 'server-error' | 'timeout';

/** What the API said. */
export interface QuotedWords {
	/** The API's own words, already made safe to print. */
	words?: string;
	/** Whether words that could be a person were left out. */
	isShortened?: boolean;
}

/** What happened to one request, as a value. */
export type Outcome =
	/** `isBare`: nothing is known but the id, from before. */
	| {
			kind: 'done';
			data: unknown;
			reply: unknown;
			bytes?: Uint8Array;
			headers: Record<string, string>;
			isIdOnly?: boolean;
	  }
	/** The clinic answered and said no: nothing was changed. `code` is that of the error body, when it has one. */
	| ({ kind: 'refused'; status: number; code?: number } & QuotedWords)
	| ({ kind: 'unauthorized' } & QuotedWords)
	/** 429; `retryAfter` is the header as it came. */
	| ({ kind: 'rate-limited'; retryAfter?: string } & QuotedWords)
	/** The request never reached the clinic. `passing`: may work when tried again. */
	| { kind: 'never-sent'; code: string; transient: boolean }
	| ({ kind: 'unknown'; reason: UnknownReason; status?: number } & QuotedWords)
	/** `code` is that of an error body (contract 1.4). */
	| ({ kind: 'invalid-response'; problem: InvalidResponse; status: number; code?: number } & QuotedWords)
	/** `unsent`: nothing had left when it was cancelled. */
	| { kind: 'cancelled'; unsent?: boolean };
