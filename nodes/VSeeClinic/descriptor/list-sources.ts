import type { ListSource } from './locator';

/** Rooms by name. */
export const rooms: ListSource = {
	search: 'searchRooms',
	idMode: 'By Code',
	placeholder: 'e.g. exroom1',
	idHint: 'The room’s code, such as exroom1, not its number or URL slug',
	wrong: 'must be a room code such as exroom1: select it from the list',
};

/** Providers of the chosen room, or of the clinic. */
export const providers: ListSource = {
	search: 'searchProviders',
	placeholder: 'e.g. 800002',
	idHint: 'The user ID of the provider, a number',
};

/** Patients by name and e-mail address. */
export const patients: ListSource = {
	search: 'searchPatients',
	placeholder: 'e.g. 800001',
	idHint: 'The user ID of the patient, a number',
};

/** Anyone by name and e-mail address. */
export const people: ListSource = {
	search: 'searchPeople',
	placeholder: 'e.g. 800001',
	idHint: 'The user ID of the person, a number. Enter “-” for the person whose token is used.',
};

/** Consultations of the chosen room. */
export const consultations: ListSource = {
	search: 'searchConsultations',
	placeholder: 'e.g. 6955b8f2-0a1b-4c2d-8e3f-0000000000c1',
	idHint: 'The ID of a consultation of the room',
};

/** Visits by time, room and status: never by the name of the patient, which n8n would keep in the workflow. */
export const visits: ListSource = {
	search: 'searchVisits',
	placeholder: 'e.g. 70001',
	idHint: 'The ID of the visit, a number',
};
