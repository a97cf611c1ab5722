import type { IDataObject } from 'n8n-workflow';

import { statusCode, VISIT_STATUS } from '../../model/code';
import { idOf, isoOf, isRecord, textOf } from '../../model/json';

/** An event of VSee, read alike from the first and the second version of its envelope (contract 5.3). */
export interface ClinicEvent {
	/** The id of the event; null when VSee sent none. */
	id: string | null;
	/** As sent. */
	type: string;
	version: string;
	accountCode: string | null;
	/** ISO 8601 UTC. */
	created: string | null;
	data: IDataObject;
	raw: IDataObject;
}

/** Reads JSON without the key that could reach a prototype. */
export function parseBody(text: string): unknown {
	try {
		return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
	} catch {
		return undefined;
	}
}

/** The event in a body; undefined when it is none. Any field but the type may be missing or null, though not all of them. */
export function readEvent(body: unknown): ClinicEvent | undefined {
	if (!isRecord(body)) return undefined;
	const type = textOf(body.type);
	const id = idOf(body.id);
	const accountCode = idOf(body.account_code) ?? idOf(body.clinic_code);
	const version = idOf(body.version);
	const bare = id === null && accountCode === null && version === null;
	if (type === null || (bare && !(isRecord(body.data) && /^(user|visit)\./.test(type)))) return undefined;
	return {
		id,
		type,
		version: version ?? ('clinic_code' in body ? '2.0' : '1.0'),
		accountCode,
		created: isoOf(body.created),
		data: isRecord(body.data) ? body.data : {},
		raw: body,
	};
}

/** The meaning of an event beyond its type (contract 5.4); null when it has none. */
function meaning(type: string, code: number | null): string | null {
	if (type === 'visit.updated') {
		// In progress is the only cause VSee gives for an update; a status that says otherwise wins.
		const others = [
			VISIT_STATUS.pending,
			VISIT_STATUS.confirmed,
			VISIT_STATUS.completed,
			VISIT_STATUS.cancelled,
			VISIT_STATUS.refunded,
		];
		return others.some((other) => other === code) ? null : 'visit.started';
	}
	if (type !== 'visit.ended') return null;
	if (code === VISIT_STATUS.completed) return 'visit.completed';
	return code === VISIT_STATUS.cancelled ? 'visit.cancelled' : null;
}

/** Whether the end of a visit is told without saying how it ended, or in a word that is not known. */
function endsUnclearly({ type, data }: ClinicEvent): boolean {
	return type === 'visit.ended' && statusCode(data.status) === null;
}

/** The event under which a run begins that has yet to find out how the visit ended. Not chosen: else it would not matter. */
export const UNSETTLED = 'visit.ended';

/** Whether an end that is told unclearly may be one that the user has chosen. */
export function isUnsettled(event: ClinicEvent, chosen: string[]): boolean {
	return (
		endsUnclearly(event) &&
		!chosen.includes(UNSETTLED) &&
		(chosen.includes('visit.completed') || chosen.includes('visit.cancelled'))
	);
}

/** Whether the event may be one that the user has chosen. */
export function mayBeChosen(event: ClinicEvent, chosen: string[]): boolean {
	return isUnsettled(event, chosen) || chosenName(event, chosen, event.data) !== undefined;
}

/** The name under which the user has chosen the end of this visit; undefined when its end is not wanted, or it has not ended. */
export function chosenEnd(visit: IDataObject, chosen: string[]): string | undefined {
	const name = meaning('visit.ended', statusCode(visit.status));
	return name !== null && chosen.includes(name) ? name : undefined;
}

/**
 * The name under which the user has chosen an event; undefined when it is not wanted. The narrower one wins.
 * @param record the visit as VSee has confirmed it: it tells how a visit ended when the event does not
 */
export function chosenName(event: ClinicEvent, chosen: string[], record: IDataObject): string | undefined {
	const code = statusCode(endsUnclearly(event) ? record.status : event.data.status);
	return [meaning(event.type, code), event.type].find((name): name is string => name !== null && chosen.includes(name));
}
