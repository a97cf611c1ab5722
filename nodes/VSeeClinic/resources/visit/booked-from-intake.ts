import type { IDataObject } from 'n8n-workflow';

import type { CreateLookup, Relation } from '../../descriptor/create-lookup';
import { statusCode, typeName, VISIT_STATUS } from '../../model/code';
import { hasId, idOf, isoOf, isRecord, numberOf, referenceOf } from '../../model/json';
import { personIdOf, roomCodeOf } from '../../model/visit';
import { get, path } from '../../request/call';

/** What identifies a booking. Times in Unix seconds. */
interface Booking {
	intake_id: string;
	room_code: string;
	type: 'e_consult' | 'scheduled' | 'walk_in';
	member_id?: string;
	provider_id?: string;
	/** When an appointment is to begin; undefined when any time will do. */
	start?: number;
	end?: number;
}

const NO_BOOKING: Array<number | null> = [VISIT_STATUS.cancelled, VISIT_STATUS.refunded];

function intakeOf(visit: IDataObject): string | null {
	return (isRecord(visit.intake) ? idOf(visit.intake.id) : null) ?? idOf(visit.intake_id);
}

/** A value that the clinic does not show does not differ. */
function differs<T>(found: T | null, wanted: T | undefined): boolean {
	return found !== null && wanted !== undefined && found !== wanted;
}

/** What a visit is to a booking (docs/api.md#enums, docs/api.md#the-visit-object). */
function relationTo(visit: IDataObject, { intake_id, type, member_id, start }: Booking): Relation {
	const found = typeName(visit.type, visit.subtype);
	if (found !== type && found !== 'unknown') return 'other-type';
	const status = statusCode(visit.status);
	// A cancelled one is no booking: its intake may be booked again.
	if (NO_BOOKING.includes(status)) return 'ended';
	if (differs(intakeOf(visit), intake_id) || differs(personIdOf(visit, 'member'), member_id)) return 'other-patient';
	const isOver = status === VISIT_STATUS.completed;
	// Any appointment that is still to take place will do.
	if (type === 'scheduled' && start === undefined) return isOver ? 'ended' : 'match';
	if (!differs(numberOf(visit.start), start)) return 'match';
	return isOver ? 'ended' : 'other-time';
}

/** Null and 0 mean that nobody is assigned (docs/api.md#the-visit-object), which is shown like any other provider. */
function hasOtherProvider(visit: IDataObject, wanted: string | undefined): boolean {
	const found = personIdOf(visit, 'provider');
	return wanted !== undefined && (found !== null || 'provider_id' in visit) && (found ?? '0') !== wanted;
}

/** Names what differs between an earlier visit and the request. Contains no values. */
function differenceHint(visit: IDataObject, { room_code, provider_id, end }: Booking): string | undefined {
	const differences = [
		differs(roomCodeOf(visit), room_code) ? 'room' : '',
		hasOtherProvider(visit, provider_id) ? 'provider' : '',
		differs(numberOf(visit.end), end) ? 'end' : '',
	].filter((name) => name !== '');
	if (differences.length === 0) return undefined;
	return `At least one visit that was booked earlier came back with another ${differences.join(' and ')} than asked for. To change such a visit, use Visit: Update.`;
}

/**
 * The intake is the booking's idempotency key (docs/api.md#finding-a-lost-booking): a used one carries `visit_id`, and
 * a visit carries its intake. One intake makes one visit of a type.
 */
export function bookedFromIntake(booking: Booking): CreateLookup {
	const { intake_id, room_code, type, start } = booking;
	const sourceLabel = `intake ${intake_id}`;
	return {
		uniqueKey: `${type} ${sourceLabel}`,
		sourceLabel,
		sourceCall: get(
			path`/intakes/${intake_id}`,
			{},
			{ accepts: (data) => isRecord(data) && Object.keys(data).length > 0 },
		),
		createdId: (intake) => referenceOf(intake.visit_id),
		read: (id) => get(path`/visits/${id}`, {}, { accepts: hasId }),
		list: { query: { room_code }, window: start === undefined ? {} : { from: start - 1, to: start + 1 } },
		relation: (visit) => relationTo(visit, booking),
		namesSource: (visit) => intakeOf(visit) === intake_id,
		timeOf: (visit) => isoOf(visit.start),
		requestedTime: isoOf(start),
		hint: (visit) => differenceHint(visit, booking),
	};
}
