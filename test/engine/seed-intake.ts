import type { Intake, Sandbox } from '../../sandbox';

const ADA = '20000000001';

/**
 * Puts an intake into the clinic without a call; returns its ID.
 * @param now Unix seconds: when it was made
 */
export function seedIntake({ clinic }: Sandbox, now: number, values: Partial<Intake> = {}): string {
	const id = clinic.ids.uuid(now);
	clinic.intakes.set(id, {
		id,
		roomCode: 'exroom1',
		type: 2,
		reason: 'Fictional cough',
		providerId: null,
		memberId: ADA,
		ownerId: ADA,
		attachments: [],
		location: null,
		phone: null,
		consultation: null,
		extra: {},
		visitId: null,
		created: now,
		modified: now,
		...values,
	});
	return id;
}
