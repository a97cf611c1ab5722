import { operation } from '../../descriptor/operation';
import { isList, recordsOf } from '../../model/json';
import { get, path } from '../../request/call';
import { userId } from '../user/user-fields';
import { withSubscriberNumber } from './subscriber-number';

/** GET /users/:user_id/insurances (contract 6.7). */
export const getManyInsurances = operation({
	resource: 'insurance',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get the insurance cards of a patient',
	description: 'List the insurance cards of a patient',
	effect: 'read',
	returnsList: true,
	fields: { user_id: userId },
	optional: {},
	request: ({ user_id }) => get(path`/users/${user_id}/insurances`, {}, { accepts: isList }),
	output: ({ data }) => recordsOf(data).map((card) => ({ json: withSubscriberNumber(card) })),
});
