import { asStored, choice, choiceFilter } from '../../descriptor/choice';
import { boolean, id, idFilter, line, locator, names } from '../../descriptor/fields';
import { rooms } from '../../descriptor/list-sources';
import { operation } from '../../descriptor/operation';
import { readPages } from '../../descriptor/pages';
import { choicesOf, PROVIDER_SUBTYPE, USER_STATUS, USER_TYPE } from '../../model/code';
import { getList, path } from '../../request/call';

const patientsOf = asStored([
	{ name: 'No: Patients of My Rooms', value: 'all' },
	{ name: 'Yes: Patients of My Visits', value: 'my-patient' },
]);

/** VSee names these two; a clinic may have others. */
const roles = asStored<string>([
	{ name: 'Clinic Admin', value: 'clinic_admin' },
	{ name: 'Scheduler', value: 'scheduler' },
]);

const orders = asStored<string>([
	{ name: 'Name, A to Z', value: 'full_name.asc' },
	{ name: 'Name, Z to A', value: 'full_name.desc' },
]);

/** GET /users (docs/api.md#listing-users). */
export const getManyUsers = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description:
		'Find patients, providers and other users, for example the user ID of a patient by name or email. Needs an admin token.',
	effect: 'read',
	returnsList: true,
	optional: {
		id: idFilter('User IDs', 'Only these users, by their IDs, separated by commas'),
		full_name: line('Full Name', 'Only users whose name contains this text, three letters or more'),
		email: line('Email', 'Only users whose email address contains this text, three letters or more', {
			placeholder: 'e.g. name@example.com',
		}),
		q: line('Search', 'Text to find in name and email address, three letters or more. Best together with Type.'),
		ex_filter: choice('Only My Patients', 'Whose patients to return', patientsOf),
		is_hidden: boolean('Is Hidden', 'Whether to return users who are hidden from the patient list'),
		is_admin: boolean('Is Admin', 'Whether to return admins'),
		status: choiceFilter('Status', 'Only users in one of these states', choicesOf(USER_STATUS), 'active'),
		type: choiceFilter('Type', 'Only users of these types', choicesOf(USER_TYPE), 'patient'),
		role: choiceFilter('Role', 'Only users with one of these roles', roles, 'clinic_admin', (word) =>
			/^[a-z]\w*$/.test(word) ? word : undefined,
		),
		subtype: choiceFilter('Subtype', 'Only providers of these kinds', choicesOf(PROVIDER_SUBTYPE), 'doctor'),
		room_code: locator('Room', rooms, 'Only users of this room'),
		account_code: id('Account Code', 'Only users of this account'),
		group: line('Group', 'Only users of this group of the clinic'),
		sort: choice('Sort', 'The order of the users', orders, (word) =>
			/^\w+\.(asc|desc)$/.test(word) ? word : undefined,
		),
		fields: names('Fields', 'Names of the fields to return, separated by commas', 'e.g. id,full_name,email,dob'),
	},
	async run(filters, context, withCustomParameters) {
		const users = await readPages(context, ({ offset, size }) =>
			withCustomParameters(getList(path`/users`, { ...filters, start: offset, limit: size })),
		);
		return users.map((json) => ({ json }));
	},
});
