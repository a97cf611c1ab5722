import {
	addEConsult,
	addWalkIn,
	bookAppointment,
	type BookingRequest,
	changeVisit,
	type VisitChange,
} from '../clinic/booking';
import type { Clinic } from '../clinic/clinic';
import { cancelVisit, closeVisit, completeVisit, startVisit } from '../clinic/ending';
import type { Visit } from '../clinic/records';
import { dataReply, jsonReply, type Reply } from '../http/reply';
import { Refusal } from '../refusal';
import { type ApiCall, isStaff, memberFor, part, personOf, refuseStranger, type Route } from './call';
import type { Parameters } from './parameters';
import { printVisit } from './visitPrint';

/** Calls that make or change a visit (contract 3.1 to 3.5). */
export const visitRoutes: Route[] = [
	{ method: 'POST', path: '/visits', needs: 'user', handle: book },
	{ method: 'POST', path: '/visits/add_walkin', needs: 'user', handle: walkIn },
	{ method: 'POST', path: '/visits/add_econsult', needs: 'user', handle: eConsult },
	{ method: 'POST', path: '/visits/close', needs: 'user', handle: close },
	{ method: 'POST', path: '/visits/delete', needs: 'admin', handle: remove },
	{ method: 'POST', path: '/visits/inprogress', needs: 'user', handle: inProgress },
	{ method: 'POST', path: '/visits/:id', needs: 'user', handle: update },
];

function book(call: ApiCall): Reply {
	const { body } = call;
	const type = body.integer('type');
	if (type === undefined) throw new Refusal(400, 'type is required');
	if (type !== 2) throw new Refusal(400, 'type must be 2');
	const { start, end } = times(body);
	if (start === undefined || end === undefined) throw new Refusal(400, 'slot_start and slot_end are required');
	if (end <= start) throw new Refusal(400, 'end must be after start');
	return created(call.clinic, bookAppointment(call.clinic, { ...bookingRequest(call), start, end }));
}

function walkIn(call: ApiCall): Reply {
	return created(call.clinic, addWalkIn(call.clinic, bookingRequest(call)));
}

function eConsult(call: ApiCall): Reply {
	return created(call.clinic, addEConsult(call.clinic, bookingRequest(call)));
}

function bookingRequest(call: ApiCall): BookingRequest {
	const { clinic, body } = call;
	const intakeId = body.required('intake_id');
	const room = clinic.room(body.required('room_code'));
	const intake = clinic.intake(intakeId);
	refuseStranger(call, intake);
	const named = memberFor(call);
	if (named !== null && intake.memberId !== null && named !== intake.memberId) {
		throw new Refusal(400, 'member_id and the intake name different patients');
	}
	const provider = body.text('provider_id');
	const providerId = provider === undefined ? null : clinic.providerOf(room, provider).id;
	return { intake, room, memberId: named ?? intake.memberId, providerId, call: call.n };
}

function update(call: ApiCall): Reply {
	const { clinic, body, query } = call;
	if (query.text('version') !== '2') throw new Refusal(400, 'The query must say version=2');
	const visit = clinic.visit(part(call));
	refuseStranger(call, visit);
	const { start, end } = times(body);
	if (start !== undefined && end !== undefined && end <= start) throw new Refusal(400, 'end must be after start');
	const change: VisitChange = { start, end };
	const provider = body.text('provider_id');
	if (provider !== undefined) change.providerId = provider === '0' ? null : provider;
	return dataReply(printVisit(clinic, changeVisit(clinic, visit, change)));
}

function close(call: ApiCall): Reply {
	const { clinic, body } = call;
	const visit = actedOn(call);
	const status = body.integer('status');
	const reason = body.text('reason');
	const actualEnd = body.time('actual_end');
	const by = personOf(call).id;
	if (status !== undefined) {
		if (status !== 30) throw new Refusal(400, 'status must be 30');
		return acted(clinic, completeVisit(clinic, visit, by, actualEnd));
	}
	if (reason === undefined || reason === '') throw new Refusal(400, 'reason or status is required');
	return acted(clinic, closeVisit(clinic, visit, by, reason));
}

function remove(call: ApiCall): Reply {
	return acted(call.clinic, cancelVisit(call.clinic, actedOn(call), personOf(call).id));
}

function inProgress(call: ApiCall): Reply {
	const actualStart = call.body.time('actual_start');
	const visit = actedOn(call);
	if (!isStaff(personOf(call))) throw new Refusal(403, 'Only the clinic can start a visit');
	return acted(call.clinic, startVisit(call.clinic, visit, actualStart));
}

function actedOn(call: ApiCall): Visit {
	const visit = call.clinic.visit(call.body.required('id'));
	refuseStranger(call, visit);
	return visit;
}

/** Begin and end under either pair of names (contract 3.3, 3.4); pairs that differ are refused. */
function times(body: Parameters): { start?: number; end?: number } {
	const [slotStart, slotEnd, start, end] = [
		body.time('slot_start'),
		body.time('slot_end'),
		body.time('start'),
		body.time('end'),
	];
	const differ = (a?: number, b?: number) => a !== undefined && b !== undefined && a !== b;
	if (differ(slotStart, start) || differ(slotEnd, end))
		throw new Refusal(400, 'slot_start and slot_end differ from start and end');
	return { start: slotStart ?? start, end: slotEnd ?? end };
}

function created(clinic: Clinic, visit: Visit): Reply {
	const form = clinic.settings.createReply;
	if (form === 'idOnly') return dataReply({ id: visit.id });
	if (form === 'noId') return dataReply({});
	return dataReply(printVisit(clinic, visit));
}

function acted(clinic: Clinic, visit: Visit): Reply {
	const form = clinic.settings.actionReply;
	if (form === 'code') return jsonReply({ code: 200, message: 'OK' });
	if (form === 'empty') return dataReply({});
	return dataReply(printVisit(clinic, visit));
}
