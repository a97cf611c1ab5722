import { choice } from '../../descriptor/choice';
import { locator } from '../../descriptor/fields';
import { people } from '../../descriptor/list-sources';
import { USER_TYPE } from '../../model/code';

/** Any user of the clinic: patient, provider or other. */
export const userId = locator(
	'User',
	people,
	'The person: select one, or enter a user ID from User: Get Many. For the person whose token is used, enter “-” By ID.',
);

/** Who may get a login token (docs/api.md#login-tokens). */
export const personType = choice('Type', 'Kind of person in the clinic', [
	{ name: 'Patient', value: 'patient', wire: USER_TYPE.patient },
	{ name: 'Guest', value: 'guest', wire: USER_TYPE.guest },
	{ name: 'Provider', value: 'provider', wire: USER_TYPE.provider },
]);
