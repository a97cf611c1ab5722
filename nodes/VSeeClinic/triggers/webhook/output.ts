import type { IDataObject } from 'n8n-workflow';

import { idOf, isRecord } from '../../model/json';
import { simplifyUser } from '../../model/user';
import { simplifyVisit } from '../../model/visit';
import type { ClinicEvent } from './event';
import { subjectOf } from './subject';

/** What is known of an event when its run begins. */
export interface EventFacts {
	/** The name under which the user has chosen it. */
	name: string;
	/** The visit or user: as VSee returned it when asked, else as the event tells it. */
	record: IDataObject;
	/** Whether VSee has confirmed it. */
	isVerified: boolean;
}

function envelope(event: ClinicEvent, name: string, isVerified: boolean): IDataObject {
	return {
		event: name,
		event_id: event.id,
		event_type: event.type,
		version: event.version,
		account_code: event.accountCode,
		created: event.created,
		verified: isVerified,
	};
}

/** The visit or user as an item shows it with Simplify on. */
export function simplifyRecord(kind: 'user' | 'visit', record: IDataObject, isVerified: boolean): IDataObject {
	if (kind === 'visit') return simplifyVisit(record);
	// What VSee sends of a user in an event is not known (docs/api.md#webhook-envelopes).
	return isVerified ? simplifyUser(record) : record;
}

/** The item that starts the workflow. Its keys are fixed here, never taken from the body (prototype pollution). */
export function toItem(event: ClinicEvent, { name, record, isVerified }: EventFacts, simplify: boolean): IDataObject {
	const { kind } = subjectOf(event);
	const item = envelope(event, name, isVerified);
	item[kind] = simplify ? simplifyRecord(kind, record, isVerified) : record;
	if (isRecord(event.data.note)) item.note = event.data.note;
	if (isRecord(event.data.invoice)) item.invoice = event.data.invoice;
	if (!simplify) item.raw = event.raw;
	return item;
}

/**
 * The item of an event that its run has to verify before anything passes on (resolve-pending). It holds the ids of the
 * event alone: should the run fail, they stay in the list of executions.
 */
export function toPendingItem(event: ClinicEvent, name: string): IDataObject {
	const { kind, id } = subjectOf(event);
	const item = envelope(event, name, false);
	item[kind] = { id: idOf(id) };
	for (const part of ['note', 'invoice']) {
		const record = event.data[part];
		if (isRecord(record)) item[part] = { id: idOf(record.id) };
	}
	return { ...item, pending: true };
}
