import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../request/call';

/** How to find out what a `create` whose answer was lost has made (contract 2.4). */
export interface CreateLookup {
	/** Reads the record that carries the id of what was made from it. */
	source: Call;
	/** That id; null when nothing was made, or the clinic does not say. */
	createdId(source: IDataObject): string | null;
	/** Reads what was made. */
	read(id: string): Call;
	/** A list in which it may stand. */
	list: Call;
	/** Whether a record to which the source has led is what the call was to make. */
	matches(found: IDataObject): boolean;
	/** The same for a record of the list, which must name the source itself: another patient's may fit as well. */
	matchesInList(found: IDataObject): boolean;
	/** Why a record that the call has made is not what was asked for; undefined when it is. */
	mismatch?: (made: IDataObject) => string | undefined;
	/** What was to be made, and where a person finds it: `The visit`, `intake 6955…`. Ids only. */
	label: string;
	sourceLabel: string;
}
