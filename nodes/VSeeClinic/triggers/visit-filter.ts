import type { IDataObject } from 'n8n-workflow';

import { STATUS_CODES, statusCode } from '../../model/code';
import { idOf, isRecord, plainText, textOf } from '../../model/json';
import { roomCodeOf } from '../../model/visit';

/** The filters of the options; undefined filters nothing, an empty list lets nothing pass. */
export interface VisitFilters {
	statuses?: string[];
	roomCodes?: string[];
	providerIds?: string[];
}

function matchesFilter<Value>(wanted: Value[] | undefined, value: Value | null): boolean {
	if (wanted === undefined) return true;
	return wanted.length > 0 && (value === null || wanted.includes(value));
}

/**
 * Whether a visit passes the filters. What VSee does not tell passes: a filter must not lose visits.
 * @param isWhole whether a provider of null says that nobody is assigned; an event that could not be confirmed may say
 * it of what it does not tell
 */
export function passesFilters(visit: IDataObject, isWhole: boolean, filters: VisitFilters): boolean {
	const status = statusCode(visit.status);
	const room = roomCodeOf(visit) ?? (isRecord(visit.intake) ? textOf(visit.intake.room_code) : null);
	const provider = isWhole && 'provider_id' in visit ? plainText(visit.provider_id) : idOf(visit.provider_id);
	const statuses = filters.statuses?.map((name) => STATUS_CODES[name]);
	return (
		matchesFilter(statuses, status) &&
		matchesFilter(filters.roomCodes, room) &&
		matchesFilter(filters.providerIds, provider)
	);
}
