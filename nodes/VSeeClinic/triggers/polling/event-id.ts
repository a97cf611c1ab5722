import { createHash } from 'crypto';

import type { VisitChange } from './compare-pictures';
import type { VisitState } from './visit-state';

function parts(state: VisitState | null): unknown[] | null {
	return state && [state.status, state.start, state.end, state.providerId];
}

/**
 * The id of an event: whoever saw the same two states of a visit gives the same one, also after a restart. A change that
 * is made, undone and made again has three, since VSee notes when a visit was modified. It tells no time of a removal:
 * two from the same state have one id.
 */
export function eventId({ event, visitId, before, after, modified }: VisitChange): string {
	const source = JSON.stringify([visitId, event, parts(before), parts(after), modified]);
	return createHash('sha256').update(source).digest('hex').slice(0, 32);
}
