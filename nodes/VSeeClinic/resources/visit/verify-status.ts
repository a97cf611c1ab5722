import type { IDataObject } from 'n8n-workflow';

import { ClinicError } from '../../errors/clinic-error';
import { statusCode, statusName, VISIT_STATUS } from '../../model/code';
import { referenceOf } from '../../model/json';
import { type ExpectedChange, MADE, NOT_SHOWN, type ShownChange } from './verify-change';

const OPEN: number[] = [VISIT_STATUS.pending, VISIT_STATUS.confirmed, VISIT_STATUS.inProgress];

function notReached(visit_id: string, visit: IDataObject, wanted: 'closed' | 'completed' | 'started'): ShownChange {
	const status = statusName(visit.status).replace('_', ' ');
	const isVisitCancelled = statusCode(visit.status) === VISIT_STATUS.cancelled;
	const error = isVisitCancelled
		? new ClinicError(
				`Visit ${visit_id} was cancelled instead of ${wanted}`,
				'Look at it in VSee Clinic at once, and tell patient and provider. This call is experimental: do not use it in this clinic again.',
			)
		: new ClinicError(
				`Visit ${visit_id} was not ${wanted}: VSee Clinic reported success, but the visit is ${status}`,
				`Look at this visit in VSee Clinic${wanted === 'closed' ? '.' : ' and change it there: this call is experimental and may not work in every clinic.'}`,
			);
	return { kind: 'not-made', error };
}

/**
 * A visit after Start (docs/api.md#ending-and-starting-a-visit); an appointment may go on as a second visit
 * (docs/api.md#linked-visits).
 */
export function startedVisit(visit_id: string): ExpectedChange {
	return {
		visit_id,
		judge(visit) {
			const status = statusCode(visit.status);
			if (status === null) return NOT_SHOWN;
			const isLinked = referenceOf(visit.related_walkin_id) !== null && OPEN.includes(status);
			return status === VISIT_STATUS.inProgress || isLinked ? MADE : notReached(visit_id, visit, 'started');
		},
	};
}

/**
 * A visit after Complete (docs/api.md#ending-and-starting-a-visit): the client that found this call warned that it
 * might cancel the visit.
 */
export function completedVisit(visit_id: string): ExpectedChange {
	return {
		visit_id,
		judge(visit) {
			const status = statusCode(visit.status);
			if (status === null) return NOT_SHOWN;
			return status === VISIT_STATUS.completed ? MADE : notReached(visit_id, visit, 'completed');
		},
	};
}

/** A visit after Close or Delete: which status results is not known, but none of those of an open visit. */
export function closedVisit(visit_id: string): ExpectedChange {
	return {
		visit_id,
		acceptsPlainOk: true,
		judge(visit) {
			const status = statusCode(visit.status);
			if (status === null) return NOT_SHOWN;
			return OPEN.includes(status) ? notReached(visit_id, visit, 'closed') : MADE;
		},
	};
}
