import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../model/json';
import { simplifyUser } from '../../model/user';
import { simplifyVisit } from '../../model/visit';
import type { ClinicEvent } from './event';

/** What is known of an event when its run begins. */
export interface EventFacts {
	/** The name under which the user has chosen it. */
	name: string;
	/** The visit or user: as VSee returned it when asked, else as the event tells it. */
	record: IDataObject;
	/** Whether VSee has confirmed it. */
	isVerified: boolean;
}

/** The item that starts the workflow. Every key is named here: nothing of a body names its own. */
export function toItem(event: ClinicEvent, { name, record, isVerified }: EventFacts, simplify: boolean): IDataObject {
	const item: IDataObject = {
		event: name,
		event_id: event.id,
		event_type: event.type,
		version: event.version,
		account_code: event.accountCode,
		created: event.created,
		verified: isVerified,
	};
	if (event.type.startsWith('user.')) item.user = isVerified && simplify ? simplifyUser(record) : record;
	else item.visit = simplify ? simplifyVisit(record) : record;
	if (isRecord(event.data.note)) item.note = event.data.note;
	if (isRecord(event.data.invoice)) item.invoice = event.data.invoice;
	if (!simplify) item.raw = event.raw;
	return item;
}
