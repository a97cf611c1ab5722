import { id } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { getRecord, path } from '../../request/call';
import { asGiven } from '../result';

export const endpointId = id('Endpoint ID', 'The ID of the push endpoint, from Push Endpoint: Create or Get Many');

/** GET /endpoints/:id (contract 6.8). */
export const getPushEndpoint = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a push endpoint',
	description: 'Read one push endpoint: its key, its type and whose it is',
	effect: 'read',
	fields: { endpoint_id: endpointId },
	request: ({ endpoint_id }) => getRecord(path`/endpoints/${endpoint_id}`),
	output: asGiven,
});
