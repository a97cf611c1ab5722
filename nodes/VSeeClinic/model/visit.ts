import type { IDataObject } from 'n8n-workflow';

import { statusCode, statusName, subtypeName, typeName } from './code';
import { idOf, isoOf, isRecord, referenceOf, textOf } from './json';

function nameOf(person: unknown): string | null {
	if (!isRecord(person)) return null;
	const [first, last] = [textOf(person.first_name), textOf(person.last_name)];
	return first !== null && last !== null ? `${first} ${last}` : (first ?? last ?? textOf(person.full_name));
}

/** The id of a Visit, whichever of its two names is there. */
export function visitIdOf(visit: IDataObject): string | null {
	return idOf(visit.id) ?? idOf(visit._id);
}

/** The id of the patient or provider of a Visit; where its own key is missing, that of the person's record. */
export function personIdOf(visit: IDataObject, kind: 'member' | 'provider'): string | null {
	const isMember = kind === 'member';
	const id = isMember ? visit.member_id : visit.provider_id;
	if (id !== undefined) return idOf(id);
	const person = isMember ? visit.member : visit.provider;
	return isRecord(person) ? idOf(person.id) : null;
}

/** The room of a Visit by its code; null when VSee does not tell it. */
export function roomCodeOf(visit: IDataObject): string | null {
	return textOf(visit.room_code) ?? (isRecord(visit.room) ? textOf(visit.room.code) : null);
}

/**
 * The least a workflow needs of a Visit (docs/api.md#the-visit-object): no birthday, phone, gender, address or
 * insurance. Unknown values are null, ids strings, times ISO 8601 UTC.
 */
export function simplifyVisit(visit: IDataObject): IDataObject {
	const intake = isRecord(visit.intake) ? visit.intake : {};
	const group = isRecord(visit.visit_group) ? visit.visit_group : {};
	const code = statusCode(visit.status);
	return {
		id: visitIdOf(visit),
		status: statusName(code),
		status_code: code,
		type: typeName(visit.type, visit.subtype),
		subtype: subtypeName(visit.subtype),
		start: isoOf(visit.start),
		end: isoOf(visit.end),
		actual_start: isoOf(visit.actual_start),
		actual_end: isoOf(visit.actual_end),
		member_id: personIdOf(visit, 'member'),
		member_name: nameOf(visit.member),
		provider_id: referenceOf(personIdOf(visit, 'provider')),
		provider_name: nameOf(visit.provider),
		intake_id: idOf(intake.id) ?? idOf(visit.intake_id),
		reason_for_visit: textOf(intake.reason_for_visit),
		room_code: roomCodeOf(visit),
		visit_group_id: referenceOf(visit.visit_group_id),
		related_walkin_id: referenceOf(visit.related_walkin_id),
		consultation: group.consultation ?? intake.consultation ?? null,
	};
}

/**
 * Whether a reply is a visit, not only an acknowledgement that names one (docs/api.md#ending-and-starting-a-visit:
 * replies not known).
 */
export function isVisit(data: unknown): data is IDataObject {
	return (
		isRecord(data) && visitIdOf(data) !== null && ['status', 'start', 'type', 'member_id'].some((key) => key in data)
	);
}
