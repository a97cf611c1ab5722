import { id } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { getRecord, path } from '../../request/call';
import { asGiven } from '../result';

export const endpointId = id(
	'Endpoint ID',
	'The push endpoint’s ID, from Push Endpoint: Create or Push Endpoint: Get Many',
);

/** GET /endpoints/:id (docs/api.md#push-endpoints). */
export const getPushEndpoint = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a push endpoint',
	description: 'Get the key, type and owner of one push endpoint',
	effect: 'read',
	fields: { endpoint_id: endpointId },
	request: ({ endpoint_id }) => getRecord(path`/endpoints/${endpoint_id}`),
	output: asGiven,
});
