import { ApiError } from '../api-error';
import type { Clinic } from '../clinic/clinic';
import type { Consultation, Intake, Room } from '../clinic/records';
import { firstFreeStart, freeSlots, slotKind } from '../clinic/slots';
import type { Reply } from '../http/reply';
import { type ApiCall, requireAccess, type Route } from './call';
import type { Parameters } from './parameters';
import { searchWindow } from './search-window';
import { printSlots } from './slot-shapes';

/** Availability (docs/api.md#availability). */
export const availabilityRoutes: Route[] = [
	{ method: 'GET', path: '/availability', credential: 'userOrKey', handle: availability },
];

function availability(call: ApiCall): Reply {
	const { clinic, query } = call;
	// Without a user token all four are wanted.
	if (call.person === null) for (const name of ['room_code', 'start', 'end', 'consultation_id']) query.required(name);
	const intake = intakeOf(call);
	const room = clinic.room(query.text('room_code') ?? intake?.roomCode ?? query.required('room_code'));
	const consultation = consultationOf(query, room, intake);
	const member = query.text('member_id');
	if (member !== undefined) clinic.member(member);
	const wanted = { room, kind: slotKind(room, consultation), providerIds: providersOf(clinic, query, room, intake) };
	const window = searchWindow(windowOf(query), () => firstFreeStart(clinic, wanted));
	const includeFull = clinic.settings.listFullSlots;
	const slots = window === null ? [] : freeSlots(clinic, { ...wanted, ...window, includeFull });
	return printSlots(slots, clinic.settings.availabilityShape, room.timezone);
}

function intakeOf(call: ApiCall): Intake | null {
	const id = call.query.text('intake_id');
	if (id === undefined) return null;
	const intake = call.clinic.intake(id);
	if (call.person !== null) requireAccess(call, intake);
	return intake;
}

function windowOf(query: Parameters): { start?: number; end?: number; duration?: number } {
	const [start, end, duration] = [query.time('start'), query.time('end'), query.integer('duration')];
	if (duration !== undefined && duration <= 0) throw new ApiError(400, 'duration must be a number of seconds above 0');
	if (start !== undefined && end !== undefined && end < start) throw new ApiError(400, 'end must not be before start');
	return { start, end, duration };
}

function consultationOf(query: Parameters, room: Room, intake: Intake | null): Consultation | null {
	const asked = query.text('consultation_id');
	const id = asked ?? intake?.consultation?.id;
	const found = room.consultations.find((one) => one.id === id);
	if (asked !== undefined && found === undefined)
		throw new ApiError(400, 'consultation_id names no consultation of this room');
	return found ?? null;
}

function providersOf(clinic: Clinic, query: Parameters, room: Room, intake: Intake | null): string[] {
	const asked = query.text('provider_id');
	if (asked !== undefined) clinic.providerOf(room, asked);
	const only = asked ?? intake?.providerId ?? null;
	const state = query.state('location') ?? intake?.location ?? null;
	return room.providerIds.filter((id) => {
		const licensed = state === null || (clinic.people.get(id)?.practice?.states.includes(state) ?? false);
		return licensed && (only === null || id === only);
	});
}
