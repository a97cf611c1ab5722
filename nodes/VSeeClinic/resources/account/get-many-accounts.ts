import { operation } from '../../descriptor/operation';
import { getList, path } from '../../request/call';
import { eachAsGiven } from '../result';

/** GET /accounts (docs/api.md#clinic-account). */
export const getManyAccounts = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'List the clinic accounts, with their codes and names',
	effect: 'read',
	returnsList: true,
	request: () => getList(path`/accounts`),
	output: eachAsGiven,
});
