import type { IDataObject } from 'n8n-workflow';

import { statusCode } from '../../model/code';
import { idOf, isRecord, textOf } from '../../model/json';
import { roomCodeOf } from '../../model/visit';
import { passes } from '../visit-filter';

/** The filters of the options; undefined filters nothing. */
export interface EventFilters {
	/** Codes on the wire. */
	statuses?: number[];
	roomCodes?: string[];
	providerIds?: string[];
}

/**
 * Whether the visit of an event passes the filters.
 * @param isWhole whether the record is complete, so that a provider of null means "not assigned"; in an unconfirmed
 * event null may mean "not sent"
 */
export function passesFilters(visit: IDataObject, isWhole: boolean, filters: EventFilters): boolean {
	const room = roomCodeOf(visit) ?? (isRecord(visit.intake) ? textOf(visit.intake.room_code) : null);
	const named = idOf(visit.provider_id) ?? (isRecord(visit.provider) ? idOf(visit.provider.id) : null);
	const provider = named ?? (isWhole && 'provider_id' in visit ? '' : null);
	return (
		passes(filters.statuses, statusCode(visit.status)) &&
		passes(filters.roomCodes, room) &&
		passes(filters.providerIds, provider)
	);
}
