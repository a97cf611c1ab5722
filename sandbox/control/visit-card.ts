import { DateTime } from 'luxon';

import type { Clinic } from '../clinic/clinic';
import type { Intake, Visit } from '../clinic/records';
import { isJsonObject, type Json, type JsonObject, textOf } from '../json';

const STATUS_NAMES: Record<number, string> = {
	10: 'Pending',
	20: 'Confirmed',
	25: 'In progress',
	30: 'Completed',
	40: 'Cancelled',
	50: 'Refunded',
};
const TYPE_NAMES: Record<number, string> = { 1: 'Walk-in', 2: 'Appointment', 3: 'E-consult' };

/** Full name of a person, with the title of a provider; null when there is no such person. */
export function personName(clinic: Clinic, id: string | null): string | null {
	const person = id === null ? undefined : clinic.people.get(id);
	if (person === undefined) return null;
	const title = person.practice?.title ?? '';
	return `${person.firstName} ${person.lastName}${title === '' ? '' : `, ${title}`}`;
}

/** Day and time as the page prints them, for instance `Mon, Jan 4, 9:15 AM`. */
function dayAndTime(second: number, zone: string): string {
	return DateTime.fromSeconds(second, { zone }).toFormat('ccc, LLL d, h:mm a');
}

/** A visit as the page shows it, with the actions the staff can take on it. */
export function visitCard(clinic: Clinic, visit: Visit): JsonObject {
	const room = clinic.room(visit.roomCode);
	const zone = room.timezone;
	const at = (second: number | null) => (second === null ? null : dayAndTime(second, zone));
	return {
		id: visit.id,
		type: TYPE_NAMES[visit.type] ?? String(visit.type),
		status: visit.status,
		statusName: STATUS_NAMES[visit.status] ?? String(visit.status),
		patient: personName(clinic, visit.memberId),
		patientId: visit.memberId,
		provider: personName(clinic, visit.providerId),
		providerId: visit.providerId,
		room: room.name,
		roomCode: room.code,
		when: at(visit.start),
		date: DateTime.fromSeconds(visit.start ?? visit.created, { zone }).toISODate(),
		minutes: visit.start === null || visit.end === null ? null : (visit.end - visit.start) / 60,
		started: at(visit.actualStart),
		ended: at(visit.actualEnd),
		waitingMinutes: Math.max(0, Math.floor((clinic.now() - (visit.start ?? visit.created)) / 60)),
		consultation: visit.consultation?.description ?? null,
		groupId: visit.groupId,
		relatedWalkinId: visit.relatedWalkinId,
		call: clinic.journal.find((entry) => entry.visitId === visit.id)?.call ?? null,
		intakeId: visit.intakeId,
		actions: actionsFor(visit),
	};
}

function actionsFor(visit: Visit): string[] {
	if (visit.status >= 30) return [];
	if (visit.status === 25) return ['complete', 'cancel'];
	return [...(visit.status === 10 ? ['confirm'] : []), 'start', 'complete', 'cancel'];
}

/** An intake as the page shows it: who it is for, and every answer under its label. */
export function intakeCard(clinic: Clinic, intake: Intake): JsonObject {
	const room = clinic.rooms.get(intake.roomCode);
	return {
		id: intake.id,
		visitId: intake.visitId,
		patient: personName(clinic, intake.memberId),
		reason: intake.reason,
		created: dayAndTime(intake.created, room?.timezone ?? 'utc'),
		answers: answersOf(clinic, intake),
	};
}

function answersOf(clinic: Clinic, intake: Intake): Json {
	const labels = intakeLabels(clinic);
	const given: Array<[string, Json | undefined]> = [
		['Reason for visit', intake.reason],
		['Room', intake.roomCode],
		['Provider asked for', personName(clinic, intake.providerId)],
		['State', intake.location],
		['Phone', intake.phone],
		['Consultation', textOrNull(intake.consultation?.description ?? intake.consultation?.id)],
		['Attachments', intake.attachments.map((id) => clinic.files.get(id)?.name ?? id).join(', ')],
		...Object.entries(intake.extra).map(([key, value]): [string, Json | undefined] => [labels.get(key) ?? key, value]),
	];
	return given.flatMap(([label, value]) =>
		value === null || value === undefined || value === '' ? [] : [{ label, value: printAnswer(value) }],
	);
}

function printAnswer(value: Json): string {
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	return Array.isArray(value) ? value.map(textOf).join(', ') : textOf(value);
}

function textOrNull(value: Json | undefined): string | null {
	return value === undefined || value === null ? null : textOf(value);
}

/** The titles of the clinic's intake questions, by their keys. */
function intakeLabels(clinic: Clinic): Map<string, string> {
	const labels = new Map<string, string>();
	for (const list of [clinic.account.intake_steps, clinic.account.post_intake_steps]) {
		for (const step of objects(list)) {
			for (const section of objects(step.sections)) {
				for (const [key, field] of Object.entries(isJsonObject(section.schema) ? section.schema : {})) {
					if (isJsonObject(field) && typeof field.title === 'string') labels.set(key, field.title);
				}
			}
		}
	}
	return labels;
}

function objects(value: Json | undefined): JsonObject[] {
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
