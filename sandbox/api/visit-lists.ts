import { ApiError } from '../api-error';
import { isAdmin } from '../clinic/clinic';
import type { Person, Visit } from '../clinic/records';
import { bytesReply, dataReply, jsonReply, type Reply } from '../http/reply';
import type { JsonObject } from '../json';
import { type ApiCall, pathParameter, requireAccess, requirePerson, type Route } from './call';
import { printRecordedVisit, printVisit } from './print-visit';
import { visitSummary } from './visit-summary';

/** Calls that read visits (docs/api.md#visits). */
export const visitListRoutes: Route[] = [
	{ method: 'GET', path: '/visits', credential: 'user', handle: list },
	{ method: 'GET', path: '/visits/current', credential: 'user', handle: current },
	{ method: 'GET', path: '/visits/:id', credential: 'user', handle: get },
	{ method: 'GET', path: '/visits/:id/exports/visit_summary', credential: 'user', handle: summary },
];

const recordedFields = ['id', 'start', 'end', 'actual_start', 'actual_end', 'type', 'status', 'meeting', 'recordings'];

function list(call: ApiCall): Reply {
	const { clinic, query } = call;
	const person = requirePerson(call);
	if (isAdmin(person) && clinic.settings.adminVisits === 'refused')
		throw new ApiError(403, 'This list belongs to patients');
	const roomCode = query.text('room_code');
	if (roomCode !== undefined) clinic.room(roomCode);
	const from = query.time('start_time') ?? 0;
	const to = query.time('end_time') ?? Infinity;
	if (to < from) throw new ApiError(400, 'end_time must not be before start_time');
	const visible = visibleVisits(call, person);
	const matching = visible.filter((visit) => {
		const at = visit.start ?? visit.created;
		return at >= from && at <= to && (roomCode === undefined || visit.roomCode === roomCode);
	});
	const fields = query.list('fields');
	const cap = clinic.settings.visitListCap > 0 ? clinic.settings.visitListCap : matching.length;
	const data = matching.slice(0, cap).map((visit) => printFields(call, visit, fields));
	switch (clinic.settings.visitTotal) {
		case 'matching':
			return jsonReply({ data, total_count: matching.length });
		case 'all':
			return jsonReply({ data, total_count: visible.length });
		case 'none':
			return jsonReply({ data });
	}
}

function visibleVisits(call: ApiCall, person: Person): Visit[] {
	const all = [...call.clinic.visits.values()];
	if (isAdmin(person) && call.clinic.settings.adminVisits === 'all') return all;
	if (person.type === 400) return all.filter((visit) => visit.providerId === person.id);
	return all.filter((visit) => visit.memberId === person.id);
}

function printFields(call: ApiCall, visit: Visit, fields: string[] | undefined): JsonObject {
	const { clinic } = call;
	const recorded = fields?.includes('recordings') ?? false;
	const whole = recorded ? printRecordedVisit(clinic, visit) : printVisit(clinic, visit);
	if (!clinic.settings.listShowsIntake) delete whole.intake;
	if (!clinic.settings.listShowsActualTimes) {
		delete whole.actual_start;
		delete whole.actual_end;
	}
	if (fields === undefined) return whole;
	// With nothing else asked for, what VSee's own sample of a recordings list holds.
	const wanted = recorded && fields.length === 1 ? recordedFields : ['id', ...fields];
	return Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.includes(name)));
}

function current(call: ApiCall): Reply {
	const visit = visibleVisits(call, requirePerson(call)).find((one) => one.status === 25);
	if (visit !== undefined) return dataReply(printVisit(call.clinic, visit));
	switch (call.clinic.settings.currentWhenIdle) {
		case 'null':
			return dataReply(null);
		case 'emptyObject':
			return dataReply({});
		case 'emptyArray':
			return dataReply([]);
		case 'notFound':
			throw new ApiError(404, 'No visit is in progress');
	}
}

function get(call: ApiCall): Reply {
	const visit = call.clinic.visit(pathParameter(call));
	requireAccess(call, visit);
	return dataReply(printVisit(call.clinic, visit));
}

async function summary(call: ApiCall): Promise<Reply> {
	const visit = call.clinic.visit(pathParameter(call));
	requireAccess(call, visit);
	const disposition = `attachment; filename="visit-summary-${visit.id}.pdf"`;
	return bytesReply(await visitSummary(call.clinic, visit), 'application/pdf', { 'content-disposition': disposition });
}
