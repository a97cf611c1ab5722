import { asStored, choice, choiceFilter } from '../../descriptor/choice';
import { boolean, id, idFilter, line, locator } from '../../descriptor/fields';
import { rooms } from '../../descriptor/list-sources';
import { operation } from '../../descriptor/operation';
import { readPages } from '../../descriptor/pages';
import { choicesOf, PROVIDER_SUBTYPE, USER_STATUS, USER_TYPE } from '../../model/code';
import { getList, path } from '../../request/call';

const patientsOf = asStored([
	{ name: 'No: Patients of My Rooms', value: 'all' },
	{ name: 'Yes: Patients of My Visits', value: 'my-patient' },
]);

const roles = asStored([
	{ name: 'Clinic Admin', value: 'clinic_admin' },
	{ name: 'Scheduler', value: 'scheduler' },
]);

const orders = asStored([
	{ name: 'Name, A to Z', value: 'full_name.asc' },
	{ name: 'Name, Z to A', value: 'full_name.desc' },
]);

/** GET /users (contract 6.1). */
export const getManyUsers = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description:
		'Find patients, providers and other users of the clinic. Needs an admin token. Use it to look up the user ID of a patient by name or e-mail address.',
	effect: 'read',
	returnsList: true,
	optional: {
		id: idFilter('User IDs', 'Only these users, by their IDs, separated by commas'),
		full_name: line('Full Name', 'Users whose name contains this, three letters or more'),
		email: line('Email', 'Users whose e-mail address contains this, three letters or more', {
			placeholder: 'e.g. name@example.com',
		}),
		q: line('Search', 'Keyword over name and e-mail address, three letters or more; best together with Type'),
		ex_filter: choice('Only My Patients', 'Whose patients to return', patientsOf),
		is_hidden: boolean('Is Hidden', 'Whether to return those hidden from the patient list'),
		is_admin: boolean('Is Admin', 'Whether to return admins'),
		status: choiceFilter('Status', 'Only users in one of these states', choicesOf(USER_STATUS), 'active'),
		type: choiceFilter('Type', 'Only users of these types', choicesOf(USER_TYPE), 'patient'),
		role: choiceFilter('Role', 'Only users with one of these roles', roles, 'clinic_admin'),
		subtype: choiceFilter('Subtype', 'Only providers of these kinds', choicesOf(PROVIDER_SUBTYPE), 'doctor'),
		room_code: locator('Room', rooms, 'Only users of this room'),
		account_code: id('Account Code', 'Only users of this account'),
		group: line('Group', 'Only users of this group of the clinic'),
		sort: choice('Sort', 'The order of the users', orders),
		fields: line('Fields', 'Names of the fields to return, separated by commas', {
			placeholder: 'e.g. id,full_name,email,dob',
		}),
	},
	async run(filters, context, withCustomParameters) {
		const users = await readPages(context, ({ offset, size }) =>
			withCustomParameters(getList(path`/users`, { ...filters, start: offset, limit: size })),
		);
		return users.map((json) => ({ json }));
	},
});
