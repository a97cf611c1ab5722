import { operation } from '../../descriptor/operation';
import { isList } from '../../model/json';
import { get, path } from '../../request/call';
import { eachAsGiven } from '../result';

/** GET /accounts (contract 6.5). */
export const getManyAccounts = operation({
	resource: 'account',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'List the clinic accounts, with their codes and names',
	effect: 'read',
	returnsList: true,
	fields: {},
	optional: {},
	request: () => get(path`/accounts`, {}, { accepts: isList }),
	output: eachAsGiven,
});
