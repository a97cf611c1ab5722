import { ApiError } from '../api-error';
import type { Clinic } from './clinic';
import type { Visit } from './records';

/** The reasons a visit can be closed for (docs/api.md#ending-and-starting-a-visit). */
export const CLOSE_REASONS = [
	'patient_end_call',
	'patient_exit_room',
	'call_ended',
	'patient_cancel_appointment',
	'max_waiting_time_reached',
];

/** Completes a visit at `actualEnd` (unix seconds). Doing it again changes nothing. */
export function completeVisit(clinic: Clinic, visit: Visit, by: string | null, actualEnd?: number): Visit {
	return endVisit(clinic, visit, 30, by, actualEnd);
}

/** Cancels a visit. Doing it again changes nothing. */
export function cancelVisit(clinic: Clinic, visit: Visit, by: string | null): Visit {
	return endVisit(clinic, visit, 40, by);
}

/** Closes a visit for a reason: a call that took place is completed, everything else is cancelled. */
export function closeVisit(clinic: Clinic, visit: Visit, by: string | null, reason: string): Visit {
	if (!CLOSE_REASONS.includes(reason)) throw new ApiError(400, `reason must be one of ${CLOSE_REASONS.join(', ')}`);
	const wasHeld = visit.actualStart !== null && ['patient_end_call', 'call_ended'].includes(reason);
	return wasHeld ? completeVisit(clinic, visit, by) : cancelVisit(clinic, visit, by);
}

/** Confirms a pending visit, as the clinic's staff do. */
export function confirmVisit(clinic: Clinic, visit: Visit): Visit {
	if (visit.status > 20) throw new ApiError(409, 'Only a pending visit can be confirmed');
	visit.status = 20;
	visit.modified = clinic.now();
	return visit;
}

/** Puts a visit in progress from `actualStart` (unix seconds). Doing it again changes nothing. */
export function startVisit(clinic: Clinic, visit: Visit, actualStart?: number): Visit {
	if (visit.status === 25) return visit;
	if (visit.status > 25) throw new ApiError(409, 'A completed or cancelled visit cannot be started');
	Object.assign(visit, { status: 25, actualStart: actualStart ?? clinic.now(), modified: clinic.now() });
	const shown = clinic.settings.startMakesSecondVisit && visit.type === 2 ? addStartedVisit(clinic, visit) : visit;
	clinic.emit({ type: 'visit.updated', visit: shown });
	return visit;
}

// A started appointment gets a second visit with an id of its own (docs/api.md#linked-visits).
function addStartedVisit(clinic: Clinic, appointment: Visit): Visit {
	const second: Visit = {
		...appointment,
		id: clinic.ids.decimal('visit', 30000070001),
		code: clinic.ids.code(clinic.now()),
		type: 1,
		created: clinic.now(),
	};
	appointment.relatedWalkinId = second.id;
	clinic.visits.set(second.id, second);
	return second;
}

function endVisit(clinic: Clinic, visit: Visit, status: 30 | 40, by: string | null, actualEnd?: number): Visit {
	if (visit.status === status) return visit;
	if (visit.status >= 30) throw new ApiError(409, 'A completed or cancelled visit cannot be changed');
	const now = clinic.now();
	const ended = status === 30 || visit.actualStart !== null ? (actualEnd ?? now) : null;
	Object.assign(visit, { status, completedBy: by, actualEnd: ended, modified: now });
	if (status === 30) visit.actualStart ??= visit.start;
	clinic.emit({ type: 'visit.ended', visit });
	return visit;
}
