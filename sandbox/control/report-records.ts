import type { Clinic } from '../clinic/clinic';
import { isActive } from '../clinic/clinic';
import type { Visit } from '../clinic/records';
import type { Json, JsonObject } from '../json';

/** The clinic's records: all visits, every visit a call has made, intakes with several visits, and double bookings. */
export function reportRecords(clinic: Clinic): JsonObject {
	const visits = [...clinic.visits.values()];
	return {
		now: clinic.now(),
		visits: visits.map((visit): Json => ({
			...visit,
			consultation: visit.consultation === null ? null : { ...visit.consultation },
		})),
		journal: clinic.journal.map((entry): Json => ({ ...entry })),
		intakesUsedTwice: findReusedIntakes(clinic),
		doubleBookings: findDoubleBookings(visits),
	};
}

/** Intakes from which calls made more than one active visit, with the ids of those visits. */
function findReusedIntakes(clinic: Clinic): JsonObject {
	const visitsByIntake = new Map<string, string[]>();
	for (const { intakeId, visitId } of clinic.journal) {
		if (isActive(clinic.visit(visitId)))
			visitsByIntake.set(intakeId, [...(visitsByIntake.get(intakeId) ?? []), visitId]);
	}
	return Object.fromEntries([...visitsByIntake].filter(([, visitIds]) => visitIds.length > 1));
}

/** Pairs of active one-to-one appointments of one provider that overlap, by id; empty while the clinic works. */
function findDoubleBookings(visits: Visit[]): string[][] {
	const appointments = visits.filter(
		(visit) => visit.type === 2 && visit.groupId === null && visit.providerId !== null && isActive(visit),
	);
	appointments.sort(
		(a, b) => (a.providerId ?? '').localeCompare(b.providerId ?? '') || (a.start ?? 0) - (b.start ?? 0),
	);
	return appointments.slice(1).flatMap((visit, index) => {
		const before = appointments[index];
		const overlap =
			before !== undefined && before.providerId === visit.providerId && (before.end ?? 0) > (visit.start ?? 0);
		return overlap ? [[before.id, visit.id]] : [];
	});
}
