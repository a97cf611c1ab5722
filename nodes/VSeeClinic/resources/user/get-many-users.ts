import { boolean, id, idList, locator, text } from '../../descriptor/fields';
import { rooms } from '../../descriptor/list-sources';
import { operation } from '../../descriptor/operation';
import { readPages } from '../../descriptor/pages';
import { getList, path } from '../../request/call';

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
		id: idList('User IDs', 'Only these users, by their IDs, separated by commas'),
		full_name: text('Full Name', 'Users whose name contains this, three letters or more'),
		email: text('Email', 'Users whose e-mail address contains this, three letters or more', {
			placeholder: 'e.g. name@example.com',
		}),
		q: text('Search', 'Keyword over name and e-mail address, three letters or more; best together with Type'),
		ex_filter: text('Patients Of', '“all”: patients of your rooms; “my-patient”: only of your own visits', {
			placeholder: 'e.g. my-patient',
		}),
		is_hidden: boolean('Is Hidden', 'Whether to return those hidden from the patient list'),
		is_admin: boolean('Is Admin', 'Whether to return admins'),
		status: text('Status', 'Status codes, separated by commas: 10 inactive, 20 active', { placeholder: 'e.g. 20' }),
		type: text('Type', 'Type codes, separated by commas: 200 patient, 400 provider, 600 guest, 100 admin', {
			placeholder: 'e.g. 200,600',
		}),
		role: text('Role', 'Roles, separated by commas', { placeholder: 'e.g. clinic_admin,scheduler' }),
		subtype: text(
			'Subtype',
			'Kind of provider: 482 doctor, 484 nurse, 460 medical assistant, 470 customer service, 480 paramedic',
			{ placeholder: 'e.g. 482' },
		),
		room_code: locator('Room', rooms, 'Only users of this room'),
		account_code: id('Account Code', 'Only users of this account'),
		group: text('Group', 'Only users of this group of the clinic'),
		sort: text('Sort', 'Field and direction', { placeholder: 'e.g. full_name.asc' }),
		fields: text('Fields', 'Names of the fields to return, separated by commas', {
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
