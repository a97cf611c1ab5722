import { withSuggestion } from '../../descriptor/field';
import { id } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { isRecord } from '../../model/json';
import { getRecord, path } from '../../request/call';
import { asGiven } from '../result';

const accountCode = withSuggestion(
	id('Account Code', 'The code of the account; “-” is the account of the credential', 'e.g. exampleclinic'),
	'-',
);

/** GET /accounts/:code (docs/api.md#clinic-account). */
export const getAccount = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an account',
	description: 'Get a clinic account, with its intake form (intake_steps and post_intake_steps)',
	effect: 'read',
	fields: { account_code: accountCode },
	request: ({ account_code }) => getRecord(path`/accounts/${account_code}`, isRecord),
	output: asGiven,
});
