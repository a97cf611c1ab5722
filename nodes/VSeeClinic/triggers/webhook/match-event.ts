import type { IDataObject } from 'n8n-workflow';

import { statusCode, VISIT_STATUS } from '../../model/code';
import type { ClinicEvent } from './event';

/**
 * Whether the user has chosen an event, and under which name. `undecided`: it may be one of the chosen, but only the
 * visit itself can tell how it ended.
 */
export type EventMatch = { kind: 'wanted'; name: string } | { kind: 'undecided' } | { kind: 'unwanted' };

/**
 * In progress is the only cause VSee gives for an update; a status that says otherwise wins
 * (docs/api.md#meaning-of-an-event).
 */
const NOT_STARTED: number[] = [
	VISIT_STATUS.pending,
	VISIT_STATUS.confirmed,
	VISIT_STATUS.completed,
	VISIT_STATUS.cancelled,
	VISIT_STATUS.refunded,
];

/**
 * The event that its status tells apart from others of the same type (docs/api.md#meaning-of-an-event); undefined when
 * there is none.
 */
function narrowerName(type: string, status: number | null): string | undefined {
	if (type === 'visit.updated') return status !== null && NOT_STARTED.includes(status) ? undefined : 'visit.started';
	if (type !== 'visit.ended') return undefined;
	if (status === VISIT_STATUS.completed) return 'visit.completed';
	return status === VISIT_STATUS.cancelled ? 'visit.cancelled' : undefined;
}

/** What the visit itself says of an event that does not tell its status. */
function shownStatus(type: string, visit?: IDataObject): number | null {
	const status = statusCode(visit?.status);
	// A visit that is completed by now has been started before.
	return type === 'visit.updated' && status === VISIT_STATUS.completed ? null : status;
}

/**
 * Compares an event with what the user has chosen. Where both the narrower and the broader name are chosen, the
 * narrower one is returned.
 * @param chosen the values of Trigger On
 * @param visit the visit as VSee has confirmed it: tells its status when the event does not
 */
export function matchEvent(
	{ type, data }: Pick<ClinicEvent, 'data' | 'type'>,
	chosen: string[],
	visit?: IDataObject,
): EventMatch {
	const told = statusCode(data.status);
	const isUnclearEnd = type === 'visit.ended' && told === null;
	const narrower = narrowerName(type, told ?? shownStatus(type, visit));
	if (narrower !== undefined && chosen.includes(narrower)) return { kind: 'wanted', name: narrower };
	if (chosen.includes(type)) return { kind: 'wanted', name: type };
	const mayBeChosen = chosen.includes('visit.completed') || chosen.includes('visit.cancelled');
	return { kind: isUnclearEnd && visit === undefined && mayBeChosen ? 'undecided' : 'unwanted' };
}
