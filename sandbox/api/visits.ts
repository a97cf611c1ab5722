import { ApiError } from '../api-error';
import {
	addEConsult,
	addWalkIn,
	bookAppointment,
	type BookingRequest,
	changeVisit,
	type VisitChange,
} from '../clinic/booking';
import type { Clinic } from '../clinic/clinic';
import type { Visit } from '../clinic/records';
import { cancelVisit, closeVisit, completeVisit, startVisit } from '../clinic/visit-lifecycle';
import { dataReply, jsonReply, type Reply } from '../http/reply';
import { type ApiCall, isStaff, pathParameter, patientOf, requireAccess, requirePerson, type Route } from './call';
import type { Parameters } from './parameters';
import { printVisit } from './print-visit';

/** Calls that make or change a visit (docs/api.md#visits). */
export const visitRoutes: Route[] = [
	{ method: 'POST', path: '/visits', credential: 'user', handle: book },
	{ method: 'POST', path: '/visits/add_walkin', credential: 'user', handle: walkIn },
	{ method: 'POST', path: '/visits/add_econsult', credential: 'user', handle: eConsult },
	{ method: 'POST', path: '/visits/close', credential: 'user', handle: close },
	{ method: 'POST', path: '/visits/delete', credential: 'admin', handle: remove },
	{ method: 'POST', path: '/visits/inprogress', credential: 'user', handle: inProgress },
	{ method: 'POST', path: '/visits/:id', credential: 'user', handle: update },
];

function book(call: ApiCall): Reply {
	const { body } = call;
	const type = body.integer('type');
	if (type === undefined) throw new ApiError(400, 'type is required');
	if (type !== 2) throw new ApiError(400, 'type must be 2');
	for (const name of ['start', 'end']) {
		if (body.raw(name) !== undefined)
			throw new ApiError(400, `${name} is not a parameter of this call, send slot_${name}`);
	}
	const [start, end] = [body.time('slot_start'), body.time('slot_end')];
	if (start === undefined || end === undefined) throw new ApiError(400, 'slot_start and slot_end are required');
	if (end <= start) throw new ApiError(400, 'end must be after start');
	return createReply(call.clinic, bookAppointment(call.clinic, { ...bookingRequest(call), start, end }));
}

function walkIn(call: ApiCall): Reply {
	return createReply(call.clinic, addWalkIn(call.clinic, bookingRequest(call)));
}

function eConsult(call: ApiCall): Reply {
	return createReply(call.clinic, addEConsult(call.clinic, bookingRequest(call)));
}

function bookingRequest(call: ApiCall): BookingRequest {
	const { clinic, body } = call;
	const intakeId = body.required('intake_id');
	const room = clinic.room(body.required('room_code'));
	const intake = clinic.intake(intakeId);
	requireAccess(call, intake);
	const named = patientOf(call);
	if (named !== null && intake.memberId !== null && named !== intake.memberId) {
		throw new ApiError(400, 'member_id and the intake name different patients');
	}
	const provider = body.text('provider_id');
	const providerId = provider === undefined ? null : clinic.providerOf(room, provider).id;
	return { intake, room, memberId: named ?? intake.memberId, providerId, call: call.number };
}

function update(call: ApiCall): Reply {
	const { clinic, body, query } = call;
	if (query.text('version') !== '2') throw new ApiError(400, 'The query must say version=2');
	const visit = clinic.visit(pathParameter(call));
	requireAccess(call, visit);
	const { start, end } = newTimes(body);
	if (start !== undefined && end !== undefined && end <= start) throw new ApiError(400, 'end must be after start');
	const change: VisitChange = { start, end };
	const provider = body.text('provider_id');
	if (provider !== undefined) change.providerId = provider === '0' ? null : provider;
	// A clinic that only pretends still checks what it is asked, on a copy.
	changeVisit(clinic, clinic.settings.updateIgnored ? { ...visit } : visit, change);
	return visitReply(clinic, visit, clinic.settings.updateReply);
}

function close(call: ApiCall): Reply {
	const { clinic, body } = call;
	const visit = readVisit(call);
	const status = body.integer('status');
	const reason = body.text('reason');
	const actualEnd = body.time('actual_end');
	const by = requirePerson(call).id;
	if (status !== undefined) {
		if (status !== 30) throw new ApiError(400, 'status must be 30');
		const ended = clinic.settings.completeCancels
			? cancelVisit(clinic, visit, by)
			: completeVisit(clinic, visit, by, actualEnd);
		return visitReply(clinic, ended, clinic.settings.actionReply);
	}
	if (reason === undefined || reason === '') throw new ApiError(400, 'reason or status is required');
	return visitReply(clinic, closeVisit(clinic, visit, by, reason), clinic.settings.actionReply);
}

function remove(call: ApiCall): Reply {
	const { clinic } = call;
	return visitReply(clinic, cancelVisit(clinic, readVisit(call), requirePerson(call).id), clinic.settings.actionReply);
}

function inProgress(call: ApiCall): Reply {
	const actualStart = call.body.time('actual_start');
	const visit = readVisit(call);
	if (!isStaff(requirePerson(call))) throw new ApiError(403, 'Only the clinic can start a visit');
	return visitReply(call.clinic, startVisit(call.clinic, visit, actualStart), call.clinic.settings.actionReply);
}

function readVisit(call: ApiCall): Visit {
	const visit = call.clinic.visit(call.body.required('id'));
	requireAccess(call, visit);
	return visit;
}

/** New begin and end under either pair of names (docs/api.md#updating-a-visit); pairs that differ are refused. */
function newTimes(body: Parameters): { start?: number; end?: number } {
	const [slotStart, slotEnd, start, end] = [
		body.time('slot_start'),
		body.time('slot_end'),
		body.time('start'),
		body.time('end'),
	];
	const differ = (a?: number, b?: number) => a !== undefined && b !== undefined && a !== b;
	if (differ(slotStart, start) || differ(slotEnd, end))
		throw new ApiError(400, 'slot_start and slot_end differ from start and end');
	return { start: slotStart ?? start, end: slotEnd ?? end };
}

function createReply(clinic: Clinic, visit: Visit): Reply {
	const form = clinic.settings.createReply;
	if (form === 'idOnly') return dataReply({ id: visit.id });
	if (form === 'noId') return dataReply({});
	return dataReply(printVisit(clinic, visit));
}

function visitReply(clinic: Clinic, visit: Visit, form: 'visit' | 'code' | 'empty'): Reply {
	if (form === 'code') return jsonReply({ code: 200, message: 'OK' });
	if (form === 'empty') return dataReply({});
	return dataReply(printVisit(clinic, visit));
}
