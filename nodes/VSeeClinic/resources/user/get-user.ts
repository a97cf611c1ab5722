import { flag } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { hasId, isRecord } from '../../model/json';
import { get, path } from '../../request/call';
import { userId } from './user-fields';

/** GET /users/:id (contract 6.1). */
export const getUser = operation({
	resource: 'user',
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Read one person by user ID. To find the ID by name or e-mail address, use User: Get Many.',
	effect: 'read',
	fields: { user_id: userId },
	optional: {},
	options: {
		includeExtra: flag(
			'Include Extra',
			'Whether to return “extra” too: social security number, race, ethnicity and emergency contacts. Leave off unless the workflow needs them.',
		),
	},
	async run({ user_id }, clinic, extended) {
		const { data } = await clinic.ask(extended(get(path`/users/${user_id}`, {}, { accepts: hasId })), 'read');
		const whole = isRecord(data) ? data : {};
		const { extra: _extra, ...user } = whole;
		return [{ json: clinic.options.includeExtra === true ? whole : user }];
	},
});
