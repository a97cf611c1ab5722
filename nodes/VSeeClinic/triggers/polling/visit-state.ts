import type { IDataObject } from 'n8n-workflow';

import { statusCode } from '../../model/code';
import { idOf, isRecord, numberOf } from '../../model/json';
import type { ListWindow } from '../../request/complete-visit-list';

/** What the polling trigger compares of a visit. Times in unix seconds; null is what is not known, or not there. */
export interface VisitState {
	status: number | null;
	start: number | null;
	end: number | null;
	/** Null when there is none; undefined when VSee has not told it. */
	providerId: string | null | undefined;
}

/** A window with both its edges, which belong to it. */
export type TimeWindow = Required<ListWindow>;

const UNKNOWN: VisitState = { status: null, start: null, end: null, providerId: undefined };

function providerOf(visit: IDataObject, before: VisitState['providerId']): VisitState['providerId'] {
	const provider = isRecord(visit.provider) ? visit.provider : {};
	if (!('provider_id' in visit) && !('id' in provider)) return before;
	const id = idOf(visit.provider_id) ?? idOf(provider.id);
	return id === '0' ? null : id;
}

/**
 * The state that a Visit shows (docs/api.md#the-visit-object).
 * @param before what was known of it: it holds where the record says nothing
 */
export function stateOf(visit: IDataObject, before: VisitState = UNKNOWN): VisitState {
	return {
		status: statusCode(visit.status) ?? before.status,
		start: numberOf(visit.start) ?? before.start,
		end: numberOf(visit.end) ?? before.end,
		providerId: providerOf(visit, before.providerId),
	};
}

/** Whether a time lies in a window. */
export function isWithin(time: number, { from, to }: TimeWindow): boolean {
	return time >= from && time <= to;
}
