import type { Person } from './records';

/** The second the fictitious clinic was set up: 2026-01-01 00:00 UTC, less a few seconds as in the samples. */
export const CLINIC_CREATED = 1767225586;

const firstNames = [
	'Ada',
	'Ben',
	'Cleo',
	'Dora',
	'Emil',
	'Fay',
	'Gus',
	'Hana',
	'Ivo',
	'June',
	'Kai',
	'Lena',
	'Milo',
	'Nora',
	'Otto',
	'Pia',
	'Rosa',
	'Sam',
	'Tara',
	'Uwe',
	'Vera',
	'Walt',
	'Xenia',
	'Yara',
	'Zeno',
	'Anton',
	'Berta',
	'Carl',
	'Dina',
	'Egon',
];

/** 60 patients; the first is Ada Examplepatient, and the 31st is another patient of the same name. */
export function seedPatients(): Person[] {
	return Array.from({ length: 60 }, (_, index) => {
		const firstName = firstNames[index % 30] ?? 'Ada';
		const lastName = index < 30 || index === 30 ? 'Examplepatient' : 'Samplepatient';
		const number = index + 1;
		const mailbox = `${firstName}.${lastName}${index === 30 ? '2' : ''}@example.com`.toLowerCase();
		return newPerson({
			id: String(20000000000 + number),
			code: `example-patient-${String(number).padStart(4, '0')}`,
			type: 200,
			firstName,
			lastName,
			email: mailbox,
			username: mailbox,
			dob: `19${String(50 + (index % 50)).padStart(2, '0')}-0${1 + (index % 9)}-1${index % 10}`,
			gender: 1 + (index % 2),
			phone: `55555501${String(index % 100).padStart(2, '0')}`,
			hidden: index === 59,
			roomCodes: [index % 3 === 2 ? 'exroom2' : 'exroom1'],
			created: CLINIC_CREATED + number,
		});
	});
}

/** Four providers, two of whom share their name, and the clinic's administrator. */
export function seedStaff(): Person[] {
	return [
		provider('800002', 'Quinn', 'Sampleprovider', {
			subtype: '482',
			title: 'MD',
			states: ['CA', 'NY', 'TX'],
			hours: { from: 9, to: 17 },
		}),
		provider('800003', 'Quinn', 'Sampleprovider', {
			subtype: '484',
			title: 'RN',
			states: ['CA'],
			hours: { from: 8, to: 12 },
		}),
		provider('800004', 'Robin', 'Fictivedoctor', {
			subtype: '482',
			title: 'DO',
			states: ['CA', 'NV'],
			hours: { from: 10, to: 18 },
		}),
		provider('20000000804', 'Sasha', 'Inventednurse', {
			subtype: '460',
			title: '',
			states: ['NY'],
			hours: { from: 9, to: 15 },
		}),
		newPerson({
			id: '800001',
			code: 'example-admin-0001',
			type: 100,
			firstName: 'Alex',
			lastName: 'Exampleadmin',
			email: 'alex.exampleadmin@example.com',
			username: 'alex.exampleadmin@example.com',
			dob: null,
			gender: 0,
			phone: '5555550190',
			hidden: false,
			roomCodes: [],
			created: CLINIC_CREATED,
			roles: ['clinic_admin'],
		}),
	];
}

function provider(
	id: string,
	firstName: string,
	lastName: string,
	practice: Omit<NonNullable<Person['practice']>, 'suffix'>,
): Person {
	const username = `${firstName}-${lastName}-${id}`.toLowerCase();
	return newPerson({
		id,
		code: '',
		type: 400,
		firstName,
		lastName,
		username,
		email: `${username}@example.com`,
		dob: null,
		gender: 0,
		phone: '5555550180',
		hidden: false,
		roomCodes: [],
		created: CLINIC_CREATED,
		practice: { ...practice, suffix: '' },
		roles: ['scheduler'],
	});
}

type Given = Omit<Person, 'vseeid' | 'status' | 'timezone' | 'roles' | 'groups' | 'practice'> & Partial<Person>;

/** A person of the clinic with the usual values for what is not given. */
export function newPerson(given: Given): Person {
	return {
		vseeid: `exampleclinic+user${given.id}`,
		status: 20,
		timezone: 'America/Los_Angeles',
		roles: [],
		groups: ['general'],
		practice: null,
		...given,
	};
}
