import type { IDataObject } from 'n8n-workflow';

import type { Output } from '../descriptor/operation';
import { isRecord, recordsOf } from '../model/json';
import { isVisit, simplifyVisit } from '../model/visit';

/** The one record that the API answers with, simplified where that is wanted. */
export function one(model: (record: IDataObject) => IDataObject): Output<unknown> {
	return ({ data }, _values, simplify) => (isRecord(data) ? [{ json: simplify ? model(data) : data }] : []);
}

/**
 * The visit of a booking: what VSee shows, never what was asked for. Only of a visit that this very request has made
 * the intake and the room are certain, also when the reply tells little more than the ID.
 */
export const bookedVisit: Output<{ intake_id: string; room_code: string }> = (
	{ data, isOwn },
	{ intake_id, room_code },
	simplify,
) => {
	if (!isRecord(data)) return [];
	if (!simplify) return [{ json: data }];
	const visit = simplifyVisit(data);
	if (!isOwn) return [{ json: visit }];
	return [{ json: { ...visit, intake_id: visit.intake_id ?? intake_id, room_code: visit.room_code ?? room_code } }];
};

/** The records of a list as the API gave them. */
export const eachAsGiven: Output<unknown> = ({ data }) => recordsOf(data).map((json) => ({ json }));

/** The record as the API gave it. */
export const asGiven: Output<unknown> = ({ data }) => (isRecord(data) ? [{ json: data }] : []);

/**
 * The visit when the API returns one, else that the change was made (docs/api.md#ending-and-starting-a-visit: replies
 * not known).
 */
export const changedVisit: Output<{ visit_id: string }> = ({ data }, { visit_id }, simplify) => {
	if (isVisit(data)) return [{ json: simplify ? simplifyVisit(data) : data }];
	const raw = isRecord(data) && Object.keys(data).length > 0 && !simplify;
	return [{ json: raw ? data : { id: visit_id, success: true } }];
};
