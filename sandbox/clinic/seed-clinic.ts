import { DateTime } from 'luxon';

import { seedAccount } from './account';
import { type Clinic, credentials } from './clinic';
import { CLINIC_CREATED, seedPatients, seedStaff } from './people';
import type { Intake, Visit } from './records';
import { seedRooms } from './rooms';

/** Fills the clinic with its seed data. Ids never differ; the visits lie around the clock's present day. */
export function seedClinic(clinic: Clinic): void {
	clinic.clear();
	clinic.account = seedAccount();
	for (const room of seedRooms()) clinic.rooms.set(room.code, room);
	for (const person of [...seedStaff(), ...seedPatients()]) clinic.people.set(person.id, person);
	clinic.tokens.set(credentials.adminToken, { personId: '800001', expiry: null });
	clinic.tokens.set(credentials.patientToken, { personId: '20000000001', expiry: null });
	clinic.tokens.set(credentials.secondPatientToken, { personId: '20000000002', expiry: null });
	clinic.tokens.set(credentials.providerToken, { personId: '800002', expiry: null });
	seedInsurance(clinic);
	seedVisits(clinic);
}

function seedInsurance(clinic: Clinic): void {
	const address = {
		guarantor_address: '1 Example Street',
		guarantor_city: 'Exampleville',
		guarantor_zip: '00000',
		guarantor_state: 'CA',
		consent: true,
	};
	clinic.insurances.set('20000000001', [
		{
			card_type: 'primary',
			insurer_code: '(fictional) EXAMPLE HEALTH',
			subscriber_number: '00000001',
			group_number: 'GN00001',
			responsible_party: 'self',
			guarantor_first_name: 'Ada',
			guarantor_middle_name: '',
			guarantor_last_name: 'Examplepatient',
			guarantor_dob: '1990-01-01',
			guarantor_gender: 2,
			guarantor_address_2: '',
			...address,
		},
		{
			card_type: 'secondary',
			insurer_code: '(fictional) SAMPLE MUTUAL',
			subscriber_num: '00000002',
			responsible_party: 'child',
			guarantor_first_name: 'Ben',
			guarantor_middle_name: '',
			guarantor_last_name: 'Exampleparent',
			guarantor_dob: '1960-01-01',
			guarantor_gender: 1,
			...address,
		},
	]);
}

interface Seed {
	id: string;
	patient: number;
	provider: string | null;
	type: number;
	status: number;
	/** Weekdays from today, and local hour. */
	day: number;
	hour: number;
}

const seeds: Seed[] = [
	{ id: '70001', patient: 1, provider: '800002', type: 2, status: 30, day: -3, hour: 9 },
	{ id: '70002', patient: 1, provider: '800002', type: 2, status: 40, day: -2, hour: 10 },
	{ id: '70003', patient: 2, provider: '800003', type: 2, status: 30, day: -1, hour: 11 },
	{ id: '70004', patient: 3, provider: '800004', type: 1, status: 50, day: -1, hour: 12 },
	{ id: '30000000005', patient: 4, provider: '800002', type: 1, status: 25, day: 0, hour: 9 },
	{ id: '30000000006', patient: 5, provider: null, type: 1, status: 10, day: 0, hour: 10 },
	{ id: '30000000007', patient: 1, provider: '800002', type: 2, status: 20, day: 5, hour: 9 },
	{ id: '30000000008', patient: 2, provider: '800002', type: 2, status: 10, day: 5, hour: 10 },
	{ id: '30000000009', patient: 6, provider: '800004', type: 2, status: 40, day: 6, hour: 11 },
];

function seedVisits(clinic: Clinic): void {
	const room = clinic.room('exroom1');
	const today = DateTime.fromSeconds(clinic.now(), { zone: room.timezone }).startOf('day');
	for (const [index, seed] of seeds.entries()) {
		const start = weekday(today, seed.day).set({ hour: seed.hour }).toSeconds();
		const intake = seedIntake(index + 1, seed, start);
		clinic.intakes.set(intake.id, intake);
		clinic.visits.set(seed.id, seedVisit(index + 1, seed, start, intake));
	}
}

function weekday(today: DateTime, count: number): DateTime {
	let day = today;
	for (let left = Math.abs(count); left > 0;) {
		day = day.plus({ days: Math.sign(count) });
		if (day.weekday <= 5) left -= 1;
	}
	return day;
}

function seedIntake(number: number, seed: Seed, start: number): Intake {
	const memberId = String(20000000000 + seed.patient);
	const created = Math.min(start, CLINIC_CREATED + number);
	return {
		id: `${created.toString(16)}-0a1b-4c2d-8e3f-${`5eed${number}`.padStart(12, '0')}`,
		roomCode: 'exroom1',
		type: seed.type,
		reason: 'Fictional sore throat',
		providerId: seed.provider,
		memberId,
		ownerId: memberId,
		attachments: [],
		location: null,
		phone: null,
		consultation: null,
		extra: { custom_is_allergic: 'No' },
		visitId: seed.id,
		created,
		modified: created,
	};
}

function seedVisit(number: number, seed: Seed, start: number, intake: Intake): Visit {
	const begun = [25, 30, 50].includes(seed.status);
	const ended = [30, 50].includes(seed.status);
	return {
		id: seed.id,
		code: `6955b90c0a1b4c2d8e3f${String(number).padStart(12, '0')}`,
		memberId: intake.memberId,
		providerId: seed.provider,
		roomCode: intake.roomCode,
		type: seed.type,
		status: seed.status,
		subtype: 3,
		start,
		end: start + 900,
		actualStart: begun ? start + 10 : null,
		actualEnd: ended ? start + 890 : null,
		completedBy: ended ? seed.provider : seed.status === 40 ? intake.memberId : null,
		consultation: null,
		groupId: null,
		intakeId: intake.id,
		recordings: ended ? [{ id: 110 + number, end: start + 905 }] : [],
		relatedWalkinId: null,
		created: intake.created,
		modified: ended ? start + 890 : begun ? start + 10 : intake.created,
	};
}
