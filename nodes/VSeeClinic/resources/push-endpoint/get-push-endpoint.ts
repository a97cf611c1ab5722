import { operation } from '../../descriptor/operation';
import { hasId } from '../../model/json';
import { get, path } from '../../request/call';
import { asGiven } from '../result';
import { endpointId } from './endpoint-id';

/** GET /endpoints/:id (contract 6.8). */
export const getPushEndpoint = operation({
	resource: 'pushEndpoint',
	value: 'get',
	name: 'Get',
	action: 'Get a push endpoint',
	description: 'Read one push endpoint: its key, its type and whose it is',
	effect: 'read',
	fields: { endpoint_id: endpointId },
	optional: {},
	request: ({ endpoint_id }) => get(path`/endpoints/${endpoint_id}`, {}, { accepts: hasId }),
	output: asGiven,
});
