import type { IDataObject } from 'n8n-workflow';

import { isBlank } from '../../descriptor/field';
import { operation } from '../../descriptor/operation';
import { recordsOf } from '../../model/json';
import { getList, path } from '../../request/call';
import { userId } from '../user/user-fields';

/** A card with its number under the first of the two names that VSee uses for it (docs/api.md#insurance). */
export function withSubscriberNumber({ subscriber_num: otherName, ...card }: IDataObject): IDataObject {
	return {
		...card,
		...(otherName !== undefined && isBlank(card.subscriber_number) ? { subscriber_number: otherName } : {}),
	};
}

/** GET /users/:user_id/insurances (docs/api.md#insurance). */
export const getManyInsurances = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'List the insurance cards of a patient',
	description: 'List the insurance cards of a patient',
	effect: 'read',
	returnsList: true,
	fields: { user_id: userId },
	request: ({ user_id }) => getList(path`/users/${user_id}/insurances`),
	output: ({ data }) => recordsOf(data).map((card) => ({ json: withSubscriberNumber(card) })),
});
