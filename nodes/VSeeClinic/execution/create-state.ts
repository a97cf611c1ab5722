import type { Relation } from '../descriptor/create-lookup';
import type { Done, Failed } from '../request/outcome';

/**
 * What is known of one create. Stored as JSON in the execution: IDs only.
 * - `new`: nothing was sent, or what was sent is known not to have been processed.
 * - `sent`: it may have been processed. `idBefore` is the visit that the intake showed before: null for none, absent if
 *   the intake was not readable. `sourceLabel` says where a person can look; '' if nothing leads to the record.
 * - `created`: the record exists; the ID is null when the clinic named none.
 * - `mismatched`: the record exists and is not what was asked for.
 */
export type CreateState =
	| { kind: 'new' }
	| { kind: 'sent'; idBefore?: string | null; sourceLabel: string }
	| { kind: 'created'; id: string | null }
	| { kind: 'mismatched'; id: string };

/** Which request wrote the state: this one in this run of the node, this one in an earlier run, or another. */
export type StateOwner = 'this-run' | 'earlier-run' | 'another-request';

/** The user's options of a create. */
export interface CreateOptions {
	reuseExisting: boolean;
	retryWhenNotFound: boolean;
}

/** A record that the clinic has shown. */
export interface ShownRecord {
	kind: 'shown';
	id: string;
	relation: Relation;
	response: Done;
}

/** What reading one record by its ID has shown. */
export type ReadRecord = ShownRecord | { kind: 'refused'; status: number } | { kind: 'failed'; outcome: Failed };

/** What the create itself was answered; `no-id`: done, without the ID of a record. */
export type CreateReply = ShownRecord | { kind: 'no-id'; response: Done } | Failed;

/** All that is known of what the clinic has, and of what this attempt has done. */
export interface Evidence {
	/** The record that the state names. */
	created?: ReadRecord;
	/** Which visit the intake shows. */
	source?: { kind: 'read'; id: string | null } | { kind: 'refused' } | { kind: 'failed'; outcome: Failed };
	/** That visit. */
	visit?: ReadRecord;
	/** The visits of the list that are what is asked for and name the intake. */
	list?: { kind: 'read'; matches: ShownRecord[]; isComplete: boolean } | { kind: 'failed'; outcome: Failed };
	/** What the last send of this attempt was answered. */
	reply?: CreateReply;
	/** Whether the state was `sent` already when that was sent. */
	isResend: boolean;
	/** How often this attempt has sent it. */
	sends: number;
	/** How often it was looked for since, without success. */
	looks: number;
}

/** What is known before anything was asked. */
export const NO_EVIDENCE: Evidence = { isResend: false, sends: 0, looks: 0 };

/** Everything the next step depends on. */
export interface Situation {
	state: CreateState;
	owner: StateOwner;
	evidence: Evidence;
	options: CreateOptions & { maxRetries: number };
	/** Where to look for what was made; undefined when nothing leads to it. */
	sourceLabel?: string;
	/** Whether a record can be read again by its ID. */
	canReread: boolean;
	/** Whether a successful reply may lack an ID. */
	allowsNoId: boolean;
	/** Whether another request for the same source is open as well. */
	isContested: boolean;
	/** Whether another request of this execution has made that record. */
	isOfAnother: (id: string) => boolean;
}

/**
 * What looking for a lost record came to: it is not shown, could not be asked for, or cannot be told from another one.
 * `not-possible`: nothing leads to it.
 */
export type LookupResult = 'ambiguous' | 'not-possible' | 'not-read' | 'not-shown';

/** Why a create ends without a record. `create-failures.ts` says it in words. */
export type Failure =
	/** `madeId`: the record that this execution has made before. */
	| { kind: 'outcome'; outcome: Failed; effect: 'create' | 'read'; madeId?: string }
	| { kind: 'may-have-been-made'; outcome?: Failed; found: LookupResult }
	| { kind: 'not-shown'; id: string }
	| { kind: 'other-time'; visit: ShownRecord }
	| { kind: 'other-patient'; id: string }
	| { kind: 'mismatched'; id: string; record?: ShownRecord };

/**
 * What to do next. `state`: what is known from now on, to be noted before anything else is done. `isOwn`: the record
 * was made by this very request, now or in an earlier try.
 */
export type Step =
	| { kind: 'read'; what: 'created' | 'visit'; id: string; state?: CreateState }
	| { kind: 'read'; what: 'source' | 'list'; state?: CreateState }
	| { kind: 'look-again'; state?: undefined }
	| { kind: 'send'; state: CreateState }
	| { kind: 'return'; response: Done; isOwn: boolean; state?: CreateState }
	| { kind: 'fail'; failure: Failure; state?: CreateState };
