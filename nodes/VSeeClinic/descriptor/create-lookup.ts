import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../request/call';
import type { ListWindow } from '../request/complete-visit-list';

/**
 * How a visit that was found relates to the requested booking.
 * - `match`: it is the requested visit.
 * - `other-time`: it is active and of the same type, at another time.
 * - `other-patient`: it names another patient or another intake.
 * - `ended`: it was cancelled or refunded, or took place at another time.
 * - `other-type`: it is a visit of another type.
 */
export type Relation = 'match' | 'other-time' | 'other-patient' | 'ended' | 'other-type';

/**
 * How to find out what has been booked from an intake, also when the answer to a booking was lost
 * (docs/api.md#finding-a-lost-booking).
 */
export interface CreateLookup {
	/** Identifies what exists at most once: the visit of one type from one intake. IDs only. */
	uniqueKey: string;
	/** Where a person looks for it: `intake 6955…`. IDs only. */
	sourceLabel: string;
	/** Reads the record that carries the ID of what was made from it. */
	sourceCall: Call;
	/** That ID; null when nothing was made, or the clinic does not say. */
	createdId: (source: IDataObject) => string | null;
	/** Reads what was made. */
	read: (id: string) => Call;
	/** How to narrow GET /visits to a list that contains it. */
	list: { query: IDataObject; window: ListWindow };
	relation: (found: IDataObject) => Relation;
	/** For Book Next Free Slot: judges the reply against the slot that was sent. */
	relationOfReply?: (reply: IDataObject) => Relation;
	/** Whether a record of the list names the source: another patient's visit may be equal in everything else. */
	namesSource: (listed: IDataObject) => boolean;
	/** When it takes place, ISO 8601 UTC; null when that is not known. */
	timeOf: (found: IDataObject) => string | null;
	/** The same for the requested visit. */
	requestedTime: string | null;
	/** What the user has to know when a visit that was booked earlier comes back. Holds no values. */
	hint?: (found: IDataObject) => string | undefined;
}
