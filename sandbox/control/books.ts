import type { Clinic } from '../clinic/clinic';
import { isLive } from '../clinic/clinic';
import type { Visit } from '../clinic/records';
import type { Json, JsonObject } from '../json';

/** What the clinic has: all visits, every visit a call ever made, and intakes or slots that hold more than they should. */
export function books(clinic: Clinic): JsonObject {
	const visits = [...clinic.visits.values()];
	return {
		now: clinic.now(),
		visits: visits.map((visit): Json => ({
			...visit,
			consultation: visit.consultation === null ? null : { ...visit.consultation },
		})),
		journal: clinic.journal.map((entry): Json => ({ ...entry })),
		intakesUsedTwice: usedTwice(clinic),
		doubleBookings: doubleBookings(visits),
	};
}

/** Ids of intakes that calls made more than one visit of, with those visits' ids; cancelled ones do not count. */
export function usedTwice(clinic: Clinic): JsonObject {
	const made = new Map<string, string[]>();
	for (const { intakeId, visitId } of clinic.journal) {
		if (isLive(clinic.visit(visitId))) made.set(intakeId, [...(made.get(intakeId) ?? []), visitId]);
	}
	return Object.fromEntries([...made].filter(([, visitIds]) => visitIds.length > 1));
}

/** Neighbouring live one-to-one appointments of one provider that overlap, by id; empty while the clinic works. */
export function doubleBookings(visits: Visit[]): string[][] {
	const held = visits.filter(
		(visit) => visit.type === 2 && visit.groupId === null && visit.providerId !== null && isLive(visit),
	);
	held.sort((a, b) => (a.providerId ?? '').localeCompare(b.providerId ?? '') || (a.start ?? 0) - (b.start ?? 0));
	return held.slice(1).flatMap((visit, index) => {
		const before = held[index];
		const overlap =
			before !== undefined && before.providerId === visit.providerId && (before.end ?? 0) > (visit.start ?? 0);
		return overlap ? [[before.id, visit.id]] : [];
	});
}
