import { appointmentTimes, VISIT_TYPE } from '../../model/code';
import { hasId } from '../../model/json';
import { type Call, path, post } from '../../request/call';
import { bookingAdvice } from './conflict-advice';

/** An appointment to be booked. Unix seconds. */
export interface Appointment {
	intake_id: string;
	room_code: string;
	start: number;
	end: number;
	provider_id?: string;
	member_id?: string;
}

/** POST /visits (docs/api.md#booking-an-appointment). */
export function bookAppointment({ start, end, ...booking }: Appointment): Call {
	const body = { ...booking, type: VISIT_TYPE.scheduled, ...appointmentTimes(start, end) };
	return post(path`/visits`, body, { accepts: hasId, advice: bookingAdvice(start) });
}
