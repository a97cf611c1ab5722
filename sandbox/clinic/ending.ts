import { Refusal } from '../refusal';
import type { Clinic } from './clinic';
import type { Visit } from './records';

/** The reasons a visit can be closed for (contract 3.5). */
export const closeReasons = [
	'patient_end_call',
	'patient_exit_room',
	'call_ended',
	'patient_cancel_appointment',
	'max_waiting_time_reached',
];

/** Completes a visit at `actualEnd` (unix seconds). Doing it again changes nothing. */
export function completeVisit(clinic: Clinic, visit: Visit, by: string | null, actualEnd?: number): Visit {
	return end(clinic, visit, 30, by, actualEnd);
}

/** Cancels a visit. Doing it again changes nothing. */
export function cancelVisit(clinic: Clinic, visit: Visit, by: string | null): Visit {
	return end(clinic, visit, 40, by);
}

/** Closes a visit for a reason: a call that took place is completed, everything else is cancelled. */
export function closeVisit(clinic: Clinic, visit: Visit, by: string | null, reason: string): Visit {
	if (!closeReasons.includes(reason)) throw new Refusal(400, `reason must be one of ${closeReasons.join(', ')}`);
	const tookPlace = visit.actualStart !== null && ['patient_end_call', 'call_ended'].includes(reason);
	return tookPlace ? completeVisit(clinic, visit, by) : cancelVisit(clinic, visit, by);
}

/** Confirms a pending visit, as the clinic's staff do. */
export function confirmVisit(clinic: Clinic, visit: Visit): Visit {
	if (visit.status > 20) throw new Refusal(409, 'Only a pending visit can be confirmed');
	visit.status = 20;
	visit.modified = clinic.now();
	return visit;
}

/** Puts a visit in progress from `actualStart` (unix seconds). Doing it again changes nothing. */
export function startVisit(clinic: Clinic, visit: Visit, actualStart?: number): Visit {
	if (visit.status === 25) return visit;
	if (visit.status > 25) throw new Refusal(409, 'A completed or cancelled visit cannot be started');
	Object.assign(visit, { status: 25, actualStart: actualStart ?? clinic.now(), modified: clinic.now() });
	const shown = clinic.settings.startMakesSecondVisit && visit.type === 2 ? secondVisit(clinic, visit) : visit;
	clinic.tell({ type: 'visit.updated', visit: shown });
	return visit;
}

// Contract 3.9: a started appointment gets a second visit under another id, each pointing at the other.
function secondVisit(clinic: Clinic, appointment: Visit): Visit {
	const second: Visit = {
		...appointment,
		id: clinic.ids.decimal('visit', 30000070001),
		code: clinic.ids.code(clinic.now()),
		type: 1,
		linkedVisitId: appointment.id,
		created: clinic.now(),
	};
	appointment.linkedVisitId = second.id;
	clinic.visits.set(second.id, second);
	return second;
}

function end(clinic: Clinic, visit: Visit, status: 30 | 40, by: string | null, actualEnd?: number): Visit {
	if (visit.status === status) return visit;
	if (visit.status >= 30) throw new Refusal(409, 'A completed or cancelled visit cannot be changed');
	const now = clinic.now();
	const ended = status === 30 || visit.actualStart !== null ? (actualEnd ?? now) : null;
	Object.assign(visit, { status, completedBy: by, actualEnd: ended, modified: now });
	if (status === 30) visit.actualStart ??= visit.start;
	clinic.tell({ type: 'visit.ended', visit });
	return visit;
}
