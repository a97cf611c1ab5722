import type { IDataObject } from 'n8n-workflow';

import type { CreateLookup } from '../../descriptor/create-lookup';
import { statusCode, typeName, VISIT_STATUS } from '../../model/code';
import { hasId, idOf, isList, isoOf, isRecord, numberOf } from '../../model/json';
import { get, path } from '../../request/call';

interface Booking {
	intake_id: string;
	room_code: string;
	type: 'e_consult' | 'scheduled' | 'walk_in';
	/** Unix seconds, for appointments. */
	start?: number;
}

/** Whether a visit still stands: a cancelled one is no booking, and its intake may be booked again. */
function isActive(visit: IDataObject): boolean {
	const status = statusCode(visit.status);
	return status !== VISIT_STATUS.cancelled && status !== VISIT_STATUS.refunded;
}

/** A visit's start is known to be another than the one asked for; one that is not told proves nothing. */
function startsAtOtherTime(visit: IDataObject, start: number | undefined): boolean {
	const found = numberOf(visit.start);
	return start !== undefined && found !== null && found !== start;
}

/**
 * The intake is the booking's idempotency key (contract 2.4): a used one carries `visit_id`, and a visit
 * carries its intake.
 */
export function bookedFromIntake({ intake_id, room_code, type, start }: Booking): CreateLookup {
	const matches = (visit: IDataObject): boolean => {
		const found = typeName(visit.type, visit.subtype);
		return isActive(visit) && (found === type || found === 'unknown') && !startsAtOtherTime(visit, start);
	};
	const intakeOf = (visit: IDataObject) => (isRecord(visit.intake) ? idOf(visit.intake.id) : idOf(visit.intake_id));
	return {
		source: get(path`/intakes/${intake_id}`, {}, { accepts: (data) => isRecord(data) && Object.keys(data).length > 0 }),
		createdId: (intake) => idOf(intake.visit_id),
		read: (id) => get(path`/visits/${id}`, {}, { accepts: hasId }),
		list: get(
			path`/visits`,
			{ room_code, ...(start === undefined ? {} : { start_time: start - 1, end_time: start + 1 }) },
			{ accepts: isList },
		),
		matches: (visit) => matches(visit) && [null, intake_id].includes(intakeOf(visit)),
		matchesInList: (visit) => matches(visit) && intakeOf(visit) === intake_id,
		mismatch: (visit) =>
			startsAtOtherTime(visit, start)
				? `VSee Clinic booked visit ${idOf(visit.id) ?? ''} for ${isoOf(visit.start) ?? 'another time'}, not for ${isoOf(start) ?? 'the time asked for'}`
				: undefined,
		label: 'The visit',
		sourceLabel: `intake ${intake_id}`,
	};
}
