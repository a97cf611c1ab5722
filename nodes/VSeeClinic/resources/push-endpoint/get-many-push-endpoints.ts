import { operation } from '../../descriptor/operation';
import { getList, path } from '../../request/call';
import { eachAsGiven } from '../result';

/** GET /endpoints (docs/api.md#push-endpoints). */
export const getManyPushEndpoints = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many push endpoints',
	description: 'List the push endpoints of the person whose token is used',
	effect: 'read',
	returnsList: true,
	request: () => getList(path`/endpoints`),
	output: eachAsGiven,
});
