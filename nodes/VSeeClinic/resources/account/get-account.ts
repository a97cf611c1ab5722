import { id } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { isRecord } from '../../model/json';
import { get, path } from '../../request/call';
import { asGiven } from '../result';

const code = id('Account Code', 'The code of the account; “-” is the account of the credential', 'e.g. exampleclinic');

/** GET /accounts/:code (contract 6.5). */
export const getAccount = operation({
	resource: 'account',
	value: 'get',
	name: 'Get',
	action: 'Get an account',
	description: 'Read a clinic account, with its intake form (intake_steps and post_intake_steps)',
	effect: 'read',
	fields: { account_code: { ...code, property: { ...code.property, default: '-' } } },
	optional: {},
	request: ({ account_code }) => get(path`/accounts/${account_code}`, {}, { accepts: isRecord }),
	output: asGiven,
});
