import { ApiError } from '../api-error';
import { type Clinic, isActive } from './clinic';
import type { Consultation, Intake, Room, Visit } from './records';
import { freeSlots, isFree, type Slot, type SlotKind, slotKind } from './slots';

/** The message for a slot that is not on offer. */
export const SLOT_TAKEN = 'This slot is no longer available';

/** A visit to be made, and the number of the API call that asks for it (0: the clinic's staff). */
export interface BookingRequest {
	intake: Intake;
	room: Room;
	memberId: string | null;
	providerId: string | null;
	call: number;
}

/** Books an appointment on an offered slot (docs/api.md#booking-an-appointment); 409 when the slot is not on offer. */
export function bookAppointment(clinic: Clinic, request: BookingRequest & { start: number; end: number }): Visit {
	requireUnusedIntake(clinic, request.intake);
	const { room, intake, start, end } = request;
	const providerId = request.providerId ?? intake.providerId;
	for (const { consultation, kind } of kindsOfLength(room, intake, end - start)) {
		const slot = findOfferedSlot(clinic, { room, kind, start, end, providerId });
		if (slot === undefined) continue;
		const visit = addVisit(
			clinic,
			{ ...request, providerId: slot.providerId },
			{ type: 2, status: clinic.settings.bookedStatus, start, end, consultation },
		);
		if (kind.group) visit.groupId = findOrMakeGroup(clinic, visit);
		return recordVisit(clinic, visit, request.call);
	}
	throw new ApiError(409, SLOT_TAKEN);
}

/** Adds a walk-in (docs/api.md#adding-a-walk-in): pending, from now on for the length of the room's default. */
export function addWalkIn(clinic: Clinic, request: BookingRequest): Visit {
	requireUnusedIntake(clinic, request.intake);
	const start = clinic.now();
	const end = start + slotKind(request.room, null).minutes * 60;
	return recordVisit(
		clinic,
		addVisit(clinic, request, { type: 1, status: 10, start, end, consultation: null }),
		request.call,
	);
}

/** Adds an e-consult (docs/api.md#creating-an-e-consult): pending, without a time. */
export function addEConsult(clinic: Clinic, request: BookingRequest): Visit {
	requireUnusedIntake(clinic, request.intake);
	const visit = addVisit(clinic, request, { type: 3, status: 10, start: null, end: null, consultation: null });
	visit.subtype = 4;
	return recordVisit(clinic, visit, request.call);
}

/**
 * What a reschedule may change (docs/api.md#updating-a-visit); `providerId` null removes the provider, undefined keeps
 * it.
 */
export interface VisitChange {
	start?: number;
	end?: number;
	providerId?: string | null;
}

/** Moves a visit or changes its provider; 409 when it is over, or when the slot is busy. */
export function changeVisit(clinic: Clinic, visit: Visit, change: VisitChange): Visit {
	if (visit.status >= 30) throw new ApiError(409, 'A completed or cancelled visit cannot be changed');
	const room = clinic.room(visit.roomCode);
	const providerId = change.providerId === undefined ? visit.providerId : change.providerId;
	if (change.providerId) clinic.providerOf(room, change.providerId);
	const { start, end } = newTimes(visit, change);
	const moved = start !== visit.start || end !== visit.end;
	if (moved && start !== null && end !== null) {
		requireOfferedSlot(clinic, visit, { room, start, end, providerId });
	} else if (
		visit.type === 2 &&
		providerId !== null &&
		providerId !== visit.providerId &&
		start !== null &&
		end !== null
	) {
		if (!isFree(clinic, providerId, start, end, visit.id)) throw new ApiError(409, SLOT_TAKEN);
	}
	Object.assign(visit, { start, end, providerId, modified: clinic.now() });
	return visit;
}

function newTimes(visit: Visit, change: VisitChange): { start: number | null; end: number | null } {
	if (change.start === undefined && change.end === undefined) return { start: visit.start, end: visit.end };
	if (visit.type !== 2) throw new ApiError(409, 'Only an appointment has a time that can be changed');
	if (visit.status === 25) throw new ApiError(409, 'A visit in progress cannot be moved');
	const start = change.start ?? visit.start;
	const length = (visit.end ?? 0) - (visit.start ?? 0);
	const end = change.end ?? (start === null ? null : start + length);
	if (start !== null && end !== null && end <= start) throw new ApiError(400, 'end must be after start');
	return { start, end };
}

function requireOfferedSlot(
	clinic: Clinic,
	visit: Visit,
	slot: { room: Room; start: number; end: number; providerId: string | null },
): void {
	const kinds =
		visit.consultation === null
			? kindsOfLength(slot.room, clinic.intake(visit.intakeId), slot.end - slot.start)
			: [{ kind: slotKind(slot.room, visit.consultation) }];
	const offered = kinds.some(
		({ kind }) => findOfferedSlot(clinic, { ...slot, kind, ignoreVisitId: visit.id }) !== undefined,
	);
	if (!offered) throw new ApiError(409, SLOT_TAKEN);
}

function findOfferedSlot(
	clinic: Clinic,
	slot: { room: Room; kind: SlotKind; start: number; end: number; providerId: string | null; ignoreVisitId?: string },
): Slot | undefined {
	const providerIds = slot.providerId === null ? undefined : [slot.providerId];
	const search = {
		room: slot.room,
		kind: slot.kind,
		providerIds,
		from: slot.start,
		to: slot.end,
		ignoreVisitId: slot.ignoreVisitId,
	};
	return freeSlots(clinic, search).find(({ start, end }) => start === slot.start && end === slot.end);
}

function kindsOfLength(
	room: Room,
	intake: Intake,
	seconds: number,
): Array<{ consultation: Consultation | null; kind: SlotKind }> {
	const chosen = room.consultations.find((one) => one.id === intake.consultation?.id);
	const offered: Array<Consultation | null> = chosen ? [chosen] : [...room.consultations, null];
	return offered
		.map((consultation) => ({ consultation, kind: slotKind(room, consultation) }))
		.filter(({ kind }) => kind.minutes * 60 === seconds)
		.sort((a, b) => Number(a.kind.group) - Number(b.kind.group));
}

function findOrMakeGroup(clinic: Clinic, visit: Visit): string {
	for (const other of clinic.visits.values()) {
		const together =
			other.id !== visit.id &&
			other.groupId !== null &&
			isActive(other) &&
			other.providerId === visit.providerId &&
			other.start === visit.start;
		if (together && other.groupId !== null) return other.groupId;
	}
	return clinic.ids.decimal('group', 5000000001);
}

function requireUnusedIntake(clinic: Clinic, intake: Intake): void {
	if (clinic.settings.intakeReuse || intake.visitId === null) return;
	const visit = clinic.visits.get(intake.visitId);
	if (visit !== undefined && isActive(visit)) throw new ApiError(409, 'This intake has already been used for a visit');
}

function addVisit(
	clinic: Clinic,
	request: BookingRequest,
	kind: { type: number; status: number; start: number | null; end: number | null; consultation: Consultation | null },
): Visit {
	const now = clinic.now();
	const visit: Visit = {
		id: clinic.ids.decimal('visit', 30000070001),
		code: clinic.ids.code(now),
		memberId: request.memberId,
		providerId: request.providerId,
		roomCode: request.room.code,
		subtype: 3,
		actualStart: null,
		actualEnd: null,
		completedBy: null,
		groupId: null,
		intakeId: request.intake.id,
		recordings: [],
		relatedWalkinId: null,
		created: now,
		modified: now,
		...kind,
	};
	clinic.visits.set(visit.id, visit);
	return visit;
}

function recordVisit(clinic: Clinic, visit: Visit, call: number): Visit {
	const intake = clinic.intake(visit.intakeId);
	intake.visitId = visit.id;
	intake.modified = clinic.now();
	for (const id of intake.attachments) {
		const file = clinic.files.get(id);
		if (file?.category === 'intake_attachment') file.target = { id: visit.id, type: 'visit' };
	}
	const { memberId, providerId, roomCode, type, start, end } = visit;
	clinic.journal.push({
		n: clinic.journal.length + 1,
		call,
		at: clinic.now(),
		visitId: visit.id,
		intakeId: visit.intakeId,
		memberId,
		providerId,
		roomCode,
		type,
		start,
		end,
	});
	clinic.emit({ type: 'visit.created', visit });
	return visit;
}
