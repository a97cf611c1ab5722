import { choice } from '../../descriptor/choice';
import { line } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { hasId } from '../../model/json';
import { getRecord, path, post } from '../../request/call';
import { asGiven } from '../result';

/** POST /endpoints (docs/api.md#push-endpoints). */
export const createPushEndpoint = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a push endpoint',
	description:
		'Register a device or an email address for push messages to the person whose token is used. For webhooks, use VSee Clinic Trigger.',
	effect: 'create',
	fields: {
		key: line('Key', 'The key of the device, or the email address'),
		type: choice('Type', 'Where push messages go', [
			{ name: 'Apple Device', value: 'apple', wire: 30 },
			{ name: 'Email', value: 'email', wire: 10 },
		]),
	},
	request: (body) => post(path`/endpoints`, body, { accepts: hasId }),
	reread: (id) => getRecord(path`/endpoints/${id}`),
	output: asGiven,
});
