import { ApiError } from '../api-error';
import type { Clinic } from '../clinic/clinic';
import type { Intake, Room } from '../clinic/records';
import { dataReply, type Reply } from '../http/reply';
import { isJsonObject, type Json, type JsonObject, textOf } from '../json';
import { type ApiCall, pathParameter, patientOf, requireAccess, requirePerson, type Route } from './call';
import type { Parameters } from './parameters';

const declared = [
	'room_code',
	'type',
	'reason_for_visit',
	'provider_id',
	'member_id',
	'attachments',
	'location',
	'phone',
	'consultation',
];

/** Intakes (docs/api.md#intakes). */
export const intakeRoutes: Route[] = [
	{ method: 'POST', path: '/intakes', credential: 'user', handle: createIntake },
	{ method: 'POST', path: '/intakes/:id', credential: 'user', handle: updateIntake },
	{ method: 'GET', path: '/intakes/:id', credential: 'user', handle: getIntake },
];

function createIntake(call: ApiCall): Reply {
	const { clinic, body } = call;
	const room = clinic.room(body.required('room_code'));
	const now = clinic.now();
	const intake: Intake = {
		id: '',
		roomCode: room.code,
		type: null,
		reason: null,
		providerId: null,
		memberId: patientOf(call),
		ownerId: requirePerson(call).id,
		attachments: [],
		location: null,
		phone: null,
		consultation: null,
		extra: {},
		visitId: null,
		created: now,
		modified: now,
	};
	applyBody(clinic, intake, room, body);
	intake.id = clinic.ids.uuid(now);
	clinic.intakes.set(intake.id, intake);
	return dataReply({ ...extraKeys(body), id: intake.id });
}

function updateIntake(call: ApiCall): Reply {
	const { clinic, body } = call;
	const intake = clinic.intake(pathParameter(call));
	requireAccess(call, intake);
	const room = clinic.room(body.text('room_code') ?? intake.roomCode);
	const changed = { ...intake, roomCode: room.code };
	applyBody(clinic, changed, room, body);
	if (body.raw('member_id') !== undefined) changed.memberId = patientOf(call);
	changed.modified = clinic.now();
	Object.assign(intake, changed);
	return dataReply({ ...extraKeys(body), id: intake.id });
}

function getIntake(call: ApiCall): Reply {
	const intake = call.clinic.intake(pathParameter(call));
	requireAccess(call, intake);
	return dataReply(printIntake(call.clinic, intake, call.clinic.settings.intakeShowsVisit));
}

/** An intake as it goes over the wire (docs/api.md#reading-an-intake); keys that were never given are left out. */
export function printIntake(clinic: Clinic, intake: Intake, showsVisit: boolean): JsonObject {
	return {
		...intake.extra,
		...(intake.providerId === null ? {} : { provider: intake.providerId }),
		...(intake.reason === null ? {} : { reason_for_visit: intake.reason }),
		...(intake.type === null ? {} : { type: String(intake.type) }),
		...(intake.location === null ? {} : { location: intake.location }),
		...(intake.phone === null ? {} : { phone: intake.phone }),
		...(intake.consultation === null ? {} : { consultation: intake.consultation }),
		modified: intake.modified,
		created: intake.created,
		...(intake.attachments.length === 0
			? {}
			: { attachments: intake.attachments.map((id) => printAttachment(clinic, id)) }),
		...(intake.visitId === null || !showsVisit ? {} : { visit_id: intake.visitId }),
		id: intake.id,
	};
}

function printAttachment(clinic: Clinic, id: string): JsonObject {
	const file = clinic.files.get(id);
	if (file === undefined) return { _id: id };
	const day = new Date(file.created * 1000).toISOString().slice(0, 10).replaceAll('-', '/');
	return {
		_id: id,
		name: file.name,
		path: `files/${day}/${id}.${file.ext}`,
		size: file.bytes.length,
		ext: file.ext,
		type: 0,
		creator_id: file.creatorId,
		remark: null,
		using: 1,
		modified: { sec: file.modified, usec: 120000 },
		created: { sec: file.created, usec: 119000 },
	};
}

function applyBody(clinic: Clinic, intake: Intake, room: Room, body: Parameters): void {
	const type = body.integer('type');
	if (type !== undefined && type !== 1 && type !== 2) throw new ApiError(400, 'type must be 1 or 2');
	intake.type = type ?? intake.type;
	intake.reason = body.text('reason_for_visit') ?? intake.reason;
	const providerId = body.text('provider_id');
	if (providerId !== undefined) intake.providerId = clinic.providerOf(room, providerId).id;
	intake.location = body.state('location') ?? intake.location;
	intake.phone = body.text('phone') ?? intake.phone;
	const attachments = body.raw('attachments');
	if (attachments !== undefined) intake.attachments = attachmentIds(clinic, attachments);
	intake.consultation = readConsultation(body) ?? intake.consultation;
	intake.extra = { ...intake.extra, ...extraKeys(body) };
}

function readConsultation(body: Parameters): JsonObject | undefined {
	const given = body.raw('consultation');
	if (given === undefined) return undefined;
	if (!isJsonObject(given)) throw new ApiError(400, 'consultation must be an object');
	return given;
}

function attachmentIds(clinic: Clinic, given: Json): string[] {
	const items = Array.isArray(given) ? given : textOf(given).split(',');
	return items.map((item) => {
		const id = isJsonObject(item) ? item.id : item;
		if (typeof id !== 'string' || !clinic.files.has(id.trim()))
			throw new ApiError(400, 'attachments names a file that does not exist');
		return id.trim();
	});
}

function extraKeys(body: Parameters): JsonObject {
	return Object.fromEntries(
		Object.entries(body.values).filter(([name]) => !declared.includes(name) && name !== 'id' && name !== 'visit_id'),
	);
}
