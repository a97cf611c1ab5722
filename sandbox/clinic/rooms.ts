import { CLINIC_CREATED } from './people';
import type { Consultation, Room } from './records';

/** The clinic's three rooms; exroom2 has a group consultation of one hour with four places. */
export function seedRooms(): Room[] {
	return [
		{
			...newRoom('901', 'exroom1', 'example-room', 'Example Room', ['800002', '800003', '800004']),
			subtitle: 'A room that does not exist',
			consultations: [consultation('c1', 15), consultation('c2', 30)],
		},
		{
			...newRoom('902', 'exroom2', 'second-example-room', 'Second Example Room', ['800002', '20000000804']),
			timezone: 'America/New_York',
			consultations: [
				consultation('c3', 15),
				consultation('c4', 30),
				{ ...consultation('c5', 60), description: 'Fictional group session', group: true, slots: 4 },
			],
		},
		{
			...newRoom('20000000903', 'exroom3', 'third-example-room', 'Third Example Room', ['800004']),
			specialties: [{ code: 'psychiatry', name: 'Psychiatry', duration: 30 }],
			consultations: [{ ...consultation('c6', 30), amount: 25, charge: true }],
		},
	];
}

/** A room with the usual values, open to appointments of 15 minutes. */
export function newRoom(id: string, code: string, slug: string, name: string, providerIds: string[]): Room {
	return {
		id,
		code,
		slug,
		name,
		providerIds,
		subtitle: '',
		description: '',
		domain: 'exampleclinic.example.com',
		specialties: [
			{ code: 'general_care', name: 'Default', duration: 15 },
			{ code: 'psychiatry', name: 'Psychiatry', duration: 30 },
		],
		consultations: [],
		timezone: 'America/Los_Angeles',
		created: CLINIC_CREATED,
		modified: CLINIC_CREATED,
	};
}

function consultation(tail: string, minutes: number): Consultation {
	return {
		id: `6955b8f2-0a1b-4c2d-8e3f-0000000000${tail}`,
		description: `Fictional ${minutes}-minute consultation`,
		duration: minutes,
		amount: 0,
		group: false,
		charge: false,
		slots: 1,
	};
}
