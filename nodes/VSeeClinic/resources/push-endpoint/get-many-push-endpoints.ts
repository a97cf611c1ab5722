import { operation } from '../../descriptor/operation';
import { isList } from '../../model/json';
import { get, path } from '../../request/call';
import { eachAsGiven } from '../result';

/** GET /endpoints (contract 6.8). */
export const getManyPushEndpoints = operation({
	resource: 'pushEndpoint',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many push endpoints',
	description: 'List the push endpoints of the person whose token is used',
	effect: 'read',
	returnsList: true,
	fields: {},
	optional: {},
	request: () => get(path`/endpoints`, {}, { accepts: isList }),
	output: eachAsGiven,
});
