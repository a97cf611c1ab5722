import type { IDataObject } from 'n8n-workflow';

import { DAY_SECONDS } from '../../../model/day';
import { hasId, idOf, isList, isRecord, numberOf, recordsOf, referenceOf, textOf } from '../../../model/json';
import { readSlots } from '../../../model/slot';
import { visitIdOf } from '../../../model/visit';
import { type Call, get, path } from '../../../request/call';
import type { Done } from '../../../request/outcome';
import type { PointVerdict } from './result';

/** The successful replies so far, by the name of their check. */
export type Answers = ReadonlyMap<string, Done>;

/** The input of a check. */
export interface CheckInput {
	room_code?: string;
	/** Unix seconds. */
	now: number;
}

/** What a part of an answer shows: whether it is there, and in which form. */
interface ReplyPart {
	isThere: boolean;
	value: unknown;
}

/** One question of Check Access. Either it sends a `call`, or it looks at the answer of another check (`looksAt`). */
export interface Check {
	name: string;
	neededFor: string;
	/** Why it cannot be asked when `call` gives none, or the answer that it looks at is missing. */
	missing?: string;
	call?: (answers: Answers, input: CheckInput) => Call | undefined;
	/** Whether the data of a successful reply has a form that the node knows. */
	accepts?: (data: unknown) => boolean;
	looksAt?: string;
	/** Undefined when that answer has nothing to look at. */
	part?: (answer: Done) => ReplyPart | undefined;
	/** The open point of docs/api.md that the answer tells something about. */
	point?: number;
	settles?: (answer: Done) => PointVerdict;
}

const anything = (): boolean => true;

function dataOf(answers: Answers, name: string): unknown {
	return answers.get(name)?.data;
}

function roomCode(answers: Answers, { room_code }: CheckInput): string | undefined {
	const codes = recordsOf(dataOf(answers, 'rooms')).flatMap(({ code }) => textOf(code) ?? []);
	return room_code ?? codes[0];
}

function consultationsOf(room: unknown): unknown {
	return isRecord(room) && isRecord(room.payment) ? room.payment.consultations : undefined;
}

function consultationId(answers: Answers): string | undefined {
	return recordsOf(consultationsOf(dataOf(answers, 'room'))).flatMap(({ id }) => idOf(id) ?? [])[0];
}

function visitId(answers: Answers): string | undefined {
	return recordsOf(dataOf(answers, 'visits')).flatMap((visit) => visitIdOf(visit) ?? [])[0];
}

function intakeIdOf(visit: unknown): string | undefined {
	return isRecord(visit) && isRecord(visit.intake) ? (idOf(visit.intake.id) ?? undefined) : undefined;
}

function availability(answers: Answers, input: CheckInput): IDataObject | undefined {
	const room_code = roomCode(answers, input);
	if (room_code === undefined) return undefined;
	const window = { room_code, start: input.now, end: input.now + 4 * DAY_SECONDS };
	const consultation_id = consultationId(answers);
	return consultation_id === undefined ? window : { ...window, consultation_id };
}

/** A slot as it came, of whatever form the list has. */
function firstSlot({ data }: Done): IDataObject | undefined {
	return readSlots(data)?.[0]?.raw;
}

function totalSettles({ data, reply }: Done): PointVerdict {
	const total = isRecord(reply) ? numberOf(reply.total_count) : null;
	if (total === null) return 'not_seen';
	return total >= recordsOf(data).length ? 'confirmed' : 'contradicted';
}

/** All questions, in the order of their items. */
export const checks: Check[] = [
	{
		name: 'account',
		neededFor: 'Account: Get, and the clinic’s own questions in Intake: Create',
		call: () => get(path`/accounts/${'-'}`),
		accepts: (data) => isRecord(data) && Object.keys(data).length > 0,
	},
	{
		name: 'rooms',
		neededFor: 'Room: Get Many, and selecting a room from the list',
		call: () => get(path`/rooms`, { page: 1, limit: 10 }),
		accepts: isList,
	},
	{
		name: 'room',
		neededFor: 'Room: Get, and selecting a consultation',
		missing: 'No room is known: select one under Room.',
		call: (answers, input) => {
			const code = roomCode(answers, input);
			return code === undefined ? undefined : get(path`/rooms/${code}`);
		},
		accepts: isRecord,
		point: 29,
		settles: ({ data }) => (isRecord(data) && ('code' in data || 'slug' in data) ? 'confirmed' : 'not_seen'),
	},
	{
		name: 'providers',
		neededFor: 'Room: Get Providers, and selecting a provider from the list',
		missing: 'No room is known: select one under Room.',
		call: (answers, input) => {
			const code = roomCode(answers, input);
			return code === undefined ? undefined : get(path`/rooms/${code}/providers`);
		},
		accepts: isList,
	},
	{
		name: 'consultations',
		neededFor: 'Availability without a token, and selecting a consultation',
		missing: 'The room could not be read.',
		looksAt: 'room',
		part: ({ data }) => ({ isThere: recordsOf(consultationsOf(data)).some(hasId), value: consultationsOf(data) }),
	},
	{
		name: 'users',
		neededFor: 'User: Get Many, and selecting a patient from the list',
		call: () => get(path`/users`, { limit: 1 }),
		accepts: isList,
		point: 28,
		settles: ({ reply }) => (isRecord(reply) && numberOf(reply.total_count) !== null ? 'confirmed' : 'not_seen'),
	},
	{
		name: 'current_user',
		neededFor: 'User: Get of the user whose token this is',
		call: () => get(path`/users/${'-'}`),
		accepts: hasId,
	},
	{
		name: 'visits',
		neededFor: 'Visit: Get Many, the polling trigger, and finding a booking whose answer was lost',
		call: (_answers, { room_code, now }) =>
			get(path`/visits`, { room_code, start_time: now - 60 * DAY_SECONDS, end_time: now + 60 * DAY_SECONDS }),
		accepts: isList,
		point: 14,
		settles: ({ data }) => (recordsOf(data).length > 0 ? 'confirmed' : 'not_seen'),
	},
	{
		name: 'visits_total_count',
		neededFor: 'Knowing that a list of visits is complete',
		missing: 'The visits could not be read.',
		looksAt: 'visits',
		part: ({ reply }) => {
			const total = isRecord(reply) ? reply.total_count : undefined;
			return { isThere: numberOf(total) !== null, value: total };
		},
		point: 14,
		settles: totalSettles,
	},
	{
		name: 'visit',
		neededFor: 'Visit: Get, Verify of the trigger, and checking a change',
		missing: 'No visit of the last or next 60 days was found.',
		call: (answers) => {
			const id = visitId(answers);
			return id === undefined ? undefined : get(path`/visits/${id}`);
		},
		accepts: hasId,
		point: 32,
		settles: ({ data }) => (isRecord(data) && 'related_walkin_id' in data ? 'confirmed' : 'not_seen'),
	},
	{
		name: 'visit_room',
		neededFor: 'Room Code of a visit, and Room Codes of the trigger',
		missing: 'No visit could be read.',
		looksAt: 'visit',
		part: ({ data }) => {
			const visit = isRecord(data) ? data : {};
			const code = isRecord(visit.room) ? visit.room.code : visit.room_code;
			return { isThere: textOf(code) !== null, value: visit.room ?? visit.room_code };
		},
	},
	{
		name: 'intake',
		neededFor: 'Intake: Get, and never booking one intake twice',
		missing: 'No visit that names its intake could be read.',
		call: (answers) => {
			const id = intakeIdOf(dataOf(answers, 'visit'));
			return id === undefined ? undefined : get(path`/intakes/${id}`);
		},
		accepts: (data) => isRecord(data) && Object.keys(data).length > 0,
	},
	{
		name: 'intake_visit_id',
		neededFor: 'Finding at once a booking whose answer was lost',
		missing: 'No intake could be read.',
		looksAt: 'intake',
		part: ({ data }) => {
			const id = isRecord(data) ? data.visit_id : undefined;
			return { isThere: referenceOf(id) !== null, value: id };
		},
		point: 12,
		settles: ({ data }) => (isRecord(data) && referenceOf(data.visit_id) !== null ? 'confirmed' : 'not_seen'),
	},
	{
		name: 'current_visit',
		neededFor: 'Visit: Get Current',
		call: () => get(path`/visits/current`),
		accepts: (data) => data === undefined || data === null || Array.isArray(data) || isRecord(data),
		point: 15,
		settles: ({ data }) => (hasId(data) ? 'not_seen' : 'confirmed'),
	},
	{
		name: 'availability',
		neededFor: 'Availability, and Visit: Book Next Free Slot',
		missing: 'No room is known: select one under Room.',
		call: (answers, input) => {
			const query = availability(answers, input);
			return query && get(path`/availability`, query);
		},
		accepts: (data) => readSlots(data) !== null,
		point: 18,
		settles: () => 'confirmed',
	},
	{
		name: 'availability_without_token',
		neededFor: 'Availability with key and secret alone',
		missing: 'No room with a consultation is known: select one under Room.',
		call: (answers, input) => {
			const query = availability(answers, input);
			return query?.consultation_id === undefined ? undefined : get(path`/availability`, query, { withoutToken: true });
		},
		accepts: (data) => readSlots(data) !== null,
	},
	{
		name: 'availability_slot_names',
		neededFor: 'Booking a slot that Availability lists',
		missing: 'No free slot was found: select a room that has some.',
		looksAt: 'availability',
		part: (answer) => {
			const slot = firstSlot(answer);
			return slot && { isThere: true, value: slot };
		},
		point: 17,
		settles: (answer) => {
			const slot = firstSlot(answer);
			if (!slot) return 'not_seen';
			return 'slot_start' in slot ? 'confirmed' : 'contradicted';
		},
	},
	{
		name: 'visit_summary',
		neededFor: 'Visit: Download Summary',
		missing: 'No visit of the last or next 60 days was found.',
		call: (answers) => {
			const id = visitId(answers);
			return id === undefined ? undefined : get(path`/visits/${id}/exports/visit_summary`, {}, { expects: 'headers' });
		},
		accepts: anything,
		point: 16,
		settles: ({ headers }) => (headers['content-type']?.startsWith('application/pdf') ? 'confirmed' : 'contradicted'),
	},
];
