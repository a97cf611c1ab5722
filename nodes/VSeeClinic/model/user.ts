import type { IDataObject } from 'n8n-workflow';

import { idOf, numberOf, textOf } from './json';

/**
 * The least a workflow needs of a user (docs/api.md#reading-a-user): never `extra`, which holds the social security
 * number, race, ethnicity and emergency contacts, nor birthday, gender or phone.
 */
export function simplifyUser(user: IDataObject): IDataObject {
	const names = [textOf(user.first_name), textOf(user.last_name)].filter((name) => name !== null);
	return {
		id: idOf(user.id),
		code: textOf(user.code),
		full_name: textOf(user.full_name) ?? (names.join(' ') || null),
		first_name: textOf(user.first_name),
		last_name: textOf(user.last_name),
		email: textOf(user.email),
		type: numberOf(user.type),
		status: numberOf(user.status),
		timezone: textOf(user.timezone),
	};
}
