import { choice } from '../../descriptor/choice';
import { locator } from '../../descriptor/fields';
import { people } from '../../descriptor/list-sources';
import { USER_TYPE } from '../../model/code';

/** A user of the context: patient, provider or other. */
export const userId = locator(
	'User',
	people,
	'The user ID of the person, from User: Get Many. Enter “-” By ID for the person whose token is used.',
);

/** Who may get a login token (contract 6.2). */
export const personType = choice('Type', 'What the person is in the clinic', [
	{ name: 'Patient', value: 'patient', wire: USER_TYPE.patient },
	{ name: 'Guest', value: 'guest', wire: USER_TYPE.guest },
	{ name: 'Provider', value: 'provider', wire: USER_TYPE.provider },
]);
