import { isRecord } from '../../model/json';
import type { ClinicEvent } from './event';

/** The visit or user that an event is about. */
export interface Subject {
	kind: 'user' | 'visit';
	/** As sent: not yet known to be an id. */
	id: unknown;
}

/**
 * What an event is about. Which field holds the id of a user is not known (docs/api.md#webhook-envelopes): three are
 * tried.
 */
export function subjectOf({ type, data }: Pick<ClinicEvent, 'data' | 'type'>): Subject {
	const kind = type.startsWith('user.') ? 'user' : 'visit';
	const nested = data[kind];
	return { kind, id: data.id ?? data[`${kind}_id`] ?? (isRecord(nested) ? nested.id : undefined) };
}
