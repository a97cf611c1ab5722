import type { IDataObject } from 'n8n-workflow';

import { typeName } from './code';
import { idOf, isoOf, isRecord, recordsOf, referenceOf, textOf } from './json';

/**
 * Keys of an intake (docs/api.md#creating-an-intake, docs/api.md#reading-an-intake): shown under a name of their own,
 * or left out as personal.
 */
const KNOWN = new Set([
	'id',
	'_id',
	'type',
	'reason_for_visit',
	'provider',
	'provider_id',
	'visit_id',
	'attachments',
	'created',
	'modified',
	'consultation',
	'location',
	'member',
	'member_id',
	'phone',
	'room_code',
]);
/**
 * Personal data that a clinic may keep on an intake under its usual name: only with Simplify off. Not a question about
 * birth control, sex education or a visit by phone.
 */
const PERSONAL =
	/(^|_)(((address|insurance|street)\w*|dob|gender|ssn)(_|$)|(birth|phone|sex)s?(_?(\d|cell|code|country|date|day|ext|home|mobile|month|no|num|number|place|time|work|year))*$)/i;

/** The least a workflow needs of an intake (docs/api.md#reading-an-intake), and all keys of the clinic's own. */
export function simplifyIntake(intake: IDataObject): IDataObject {
	const { provider } = intake;
	const custom = Object.entries(intake).filter(
		([key]) => !KNOWN.has(key) && !PERSONAL.test(key) && key !== '__proto__',
	);
	return {
		id: idOf(intake.id),
		type: typeName(intake.type),
		reason_for_visit: textOf(intake.reason_for_visit),
		provider_id: referenceOf(intake.provider_id) ?? referenceOf(isRecord(provider) ? provider.id : provider),
		visit_id: referenceOf(intake.visit_id),
		attachments: recordsOf(intake.attachments).map((file) => ({
			id: idOf(file._id) ?? idOf(file.id),
			name: textOf(file.name),
		})),
		created: isoOf(intake.created),
		modified: isoOf(intake.modified),
		...Object.fromEntries(custom),
	};
}
