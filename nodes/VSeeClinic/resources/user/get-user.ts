import { boolean } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { isRecord } from '../../model/json';
import { getRecord, path } from '../../request/call';
import { userId } from './user-fields';

/** GET /users/:id (docs/api.md#reading-a-user). */
export const getUser = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Get one user by user ID. To find the ID by name or email, use User: Get Many.',
	effect: 'read',
	fields: { user_id: userId },
	options: {
		includeExtra: boolean(
			'Include Extra',
			'Whether to also return “extra”: social security number, race, ethnicity and emergency contacts. Leave off unless the workflow needs them.',
		),
	},
	async run({ user_id }, context, withCustomParameters) {
		const { data } = await context.request(withCustomParameters(getRecord(path`/users/${user_id}`)), 'read');
		const user = isRecord(data) ? { ...data } : {};
		if (context.options.includeExtra !== true) delete user.extra;
		return [{ json: user }];
	},
});
