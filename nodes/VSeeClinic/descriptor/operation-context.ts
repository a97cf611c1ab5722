import type { IDataObject } from 'n8n-workflow';

import type { Call, Effect } from '../request/call';
import type { Done, Outcome } from '../request/outcome';
import type { CreateLookup } from './create-lookup';

/** A file among the results of an operation. */
export interface ResultFile {
	bytes: Uint8Array;
	fileName: string;
	mimeType: string;
}

/** One result of an operation, before n8n's wrapping. */
export interface OperationResult {
	json: IDataObject;
	file?: ResultFile;
}

/** What an operation that takes more than one request may do. */
export interface OperationContext {
	/** Sends a call that may be repeated. @throws ClinicError */
	request(call: Call, effect: Exclude<Effect, 'create'>): Promise<Done>;
	/** Sends a read and returns its outcome. @throws ClinicError only when the execution was cancelled */
	tryRead(call: Call): Promise<Outcome>;
	/** Sends a call that must reach the clinic at most once. @throws ClinicError */
	createOnce(request: CreateRequest): Promise<CreateResult>;
	/** Runs a task while no other one in this n8n books from the same source. @throws ClinicError */
	exclusively<T>(lookup: CreateLookup, task: (locked: ExclusiveSource) => Promise<T>): Promise<T>;
	/** Shows a hint to the user, once per run. Contains no values. */
	addHint(text: string): void;
	/** The options that only this operation has, if entered. */
	readonly options: IDataObject;
	/** How many records are wanted; undefined for all. */
	readonly limit?: number;
	readonly simplify: boolean;
	/** The file that the operation takes in. */
	inputFile(): Promise<ResultFile>;
}

/** A source that is locked for one task. */
export interface ExclusiveSource {
	/** What was already made from it: in an earlier try or run, or by another execution. @throws ClinicError */
	findCreated(): Promise<CreateResult | undefined>;
	/** Like `createOnce` of the context. @throws ClinicError */
	createOnce(request: CreateRequest): Promise<CreateResult>;
}

/**
 * A successful reply to a create. `isOwn`: this very request made the record, now or in an earlier try; else it is
 * older.
 */
export interface CreateResult extends Done {
	isOwn: boolean;
	/** What the user has to know about an older record. */
	hint?: string;
}

/** A call that creates something, and how to find out whether it has. */
export interface CreateRequest {
	call: Call;
	lookup?: CreateLookup;
	/** Reads the record again by the id that the ledger kept. */
	reread?: (id: string) => Call;
	/** Whether a successful reply may lack an ID. */
	allowsNoId?: boolean;
}
