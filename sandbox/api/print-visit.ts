import type { Clinic } from '../clinic/clinic';
import type { Consultation, Visit } from '../clinic/records';
import type { Json, JsonObject } from '../json';
import { printIntake } from './intakes';

/** A Visit as it goes over the wire (docs/api.md#the-visit-object, `visit-walkin.json`). */
export function printVisit(clinic: Clinic, visit: Visit): JsonObject {
	const wire = clinic.settings.visitTimes === 'digits' ? digits : numbers;
	const intake = clinic.intakes.get(visit.intakeId);
	return {
		id: visit.id,
		member_id: visit.memberId,
		provider_id: visit.providerId,
		account_code: null,
		code: visit.code,
		start: wire(visit.start),
		end: wire(visit.end),
		actual_start: wire(visit.actualStart),
		actual_end: wire(visit.actualEnd),
		specialty_id: null,
		state: null,
		type: wire(visit.type),
		status: wire(visit.status),
		...(visit.subtype === 3 ? {} : { subtype: wire(visit.subtype) }),
		completed_by: visit.completedBy,
		created: visit.created,
		modified: visit.modified,
		...printRoom(clinic, visit),
		_id: visit.id,
		payment: printPayment(visit),
		...(intake === undefined
			? {}
			: { intake: { ...printIntake(clinic, intake, true), visit_id: visit.id, ...intakeConsultation(visit) } }),
		...(visit.groupId === null
			? {}
			: {
					visit_group_id: visit.groupId,
					visit_group: { id: visit.groupId, consultation: printConsultation(visit.consultation) },
				}),
		provider: printProvider(clinic, visit),
		member: printMember(clinic, visit),
		related_walkin_id: visit.relatedWalkinId,
	};
}

function printRoom(clinic: Clinic, visit: Visit): JsonObject {
	const room = clinic.rooms.get(visit.roomCode);
	if (room === undefined || clinic.settings.visitRoom === 'none') return { room_id: null };
	const { id, code, name, slug, domain } = room;
	if (clinic.settings.visitRoom === 'ids') return { room_id: id, room_code: code };
	return { room_id: null, room: { id, code, name, slug, domain } };
}

/**
 * A Visit with its recordings: times, type and status as numbers (docs/api.md#recordings, `visits-recordings.json`).
 */
export function printRecordedVisit(clinic: Clinic, visit: Visit): JsonObject {
	const { start, end, actualStart, actualEnd, type, status } = visit;
	const numbers = { start, end, actual_start: actualStart, actual_end: actualEnd, type, status };
	return {
		...printVisit(clinic, visit),
		...numbers,
		meeting: printMeeting(clinic, visit),
		recordings: printRecordings(visit),
	};
}

function printRecordings(visit: Visit): JsonObject {
	return {
		count: visit.recordings.length,
		data: visit.recordings.map(({ id, end }) => ({ id, visit_id: visit.id, end })),
	};
}

function printMeeting(clinic: Clinic, visit: Visit): JsonObject {
	const host = visit.providerId === null ? undefined : clinic.people.get(visit.providerId)?.email;
	const start = visit.start ?? visit.created;
	return {
		recording_auto_start: false,
		phone_numbers: { US: ['+1.555.555.0100'] },
		hosts: host === undefined ? [] : [host],
		expiry: start + 604800,
		conference_pin: 123456,
		meeting_id: `${start}000_00000000-0000-4000-8000-${visit.id.padStart(12, '0')}__fictional`,
	};
}

function digits(value: number | null): string | null {
	return value === null ? null : String(value);
}

function numbers(value: number | null): number | null {
	return value;
}

function printPayment(visit: Visit): JsonObject {
	const minutes =
		visit.consultation?.duration ?? (visit.start === null || visit.end === null ? 15 : (visit.end - visit.start) / 60);
	const amount = (visit.consultation?.amount ?? 0).toFixed(2).padStart(5, '0');
	return { duration: minutes, amount, description: visit.consultation?.description ?? 'Fictional one-time charge' };
}

// A group's consultation stands in its visit_group only (3.10).
function intakeConsultation(visit: Visit): JsonObject {
	return visit.consultation === null || visit.groupId !== null
		? {}
		: { consultation: printConsultation(visit.consultation) };
}

/** A consultation as it goes over the wire (docs/api.md#consultations). */
export function printConsultation(consultation: Consultation | null): Json {
	return consultation === null ? null : { ...consultation };
}

function printProvider(clinic: Clinic, visit: Visit): Json {
	const person = visit.providerId === null ? undefined : clinic.people.get(visit.providerId);
	if (person === undefined) return null;
	return {
		id: person.id,
		first_name: person.firstName,
		last_name: person.lastName,
		vseeid: person.vseeid,
		title: person.practice?.title ?? '',
		suffix: person.practice?.suffix ?? '',
		subtype: person.practice?.subtype ?? '',
		full_name: `${person.firstName} ${person.lastName}`,
		email: person.email,
	};
}

function printMember(clinic: Clinic, visit: Visit): Json {
	const person = visit.memberId === null ? undefined : clinic.people.get(visit.memberId);
	if (person === undefined) return null;
	const { id, firstName, lastName, vseeid, dob, gender, phone, email } = person;
	const names = { first_name: firstName, last_name: lastName, full_name: `${firstName} ${lastName}` };
	return { id, ...names, vseeid, dob, gender, phone, email };
}
