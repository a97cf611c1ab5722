import { asStored, choice } from '../../descriptor/choice';
import type { Field } from '../../descriptor/field';
import { boolean, date, line } from '../../descriptor/fields';
import { EMPTY_WORD_IN_CODE, refuseEmptyWord } from '../../descriptor/identifier';
import { operation } from '../../descriptor/operation';
import { InputError } from '../../errors/input-error';
import { USER_TYPE } from '../../model/code';
import { isTimeZone } from '../../model/instant';
import { isRecord } from '../../model/json';
import { path, post } from '../../request/call';
import { asGiven } from '../result';
import { personType } from './user-fields';

const MAX_CODE_LENGTH = 128;

const written = line('Time Zone', 'Time zone of the person, as an IANA name', {
	placeholder: 'e.g. America/Los_Angeles',
});

/** The time zone of a person, which must exist. */
const timeZone: Field<string> = {
	...written,
	encode(raw, context) {
		const zone = written.encode(raw, context);
		if (zone === undefined || isTimeZone(zone)) return zone;
		throw new InputError(
			context.label,
			'is not a time zone that exists',
			'Enter an IANA name such as America/Los_Angeles. Nothing was sent.',
		);
	},
};

/** POST /users/sso (docs/api.md#login-tokens). Sent again with the same code it answers for the same person. */
export const createLoginToken = operation({
	value: 'createLoginToken',
	name: 'Create Login Token',
	action: 'Create a login token',
	description:
		'Sign a person in without a password (SSO). The first call with a Code creates the person, later calls return the same one. Use token.token as Options > User Token of other operations to act as that person. Needs API Key and API Secret, and SSO enabled by VSee. The token is a secret.',
	effect: 'replace',
	collection: 'additionalFields',
	fields: {
		first_name: line('First Name', 'First name of the person'),
		last_name: line('Last Name', 'Last name of the person'),
		code: line(
			'Code',
			'Your own unique ID of the person, such as the number in your records, at most 128 characters. Another code creates another person.',
		),
	},
	optional: {
		type: personType,
		dob: date('Date of Birth', 'Date of birth of the person, as YYYY-MM-DD'),
		email: line('Email', 'Email address of the person', { placeholder: 'e.g. name@example.com' }),
		username: line('Username', 'Name to sign in with. If empty, VSee generates one.'),
		disable_emails: boolean('Disable Emails', 'Whether to stop emails from VSee to this person'),
		timezone: timeZone,
		gender: choice(
			'Gender',
			'Needed for e-prescribing only',
			asStored([
				{ name: 'Female', value: 'female' },
				{ name: 'Male', value: 'male' },
			]),
		),
		street_addr: line('Street Address', 'Needed for e-prescribing only'),
		city: line('City', 'Needed for e-prescribing only'),
		state: line('State', 'US state of the person, as two letters. Needed for e-prescribing only.', {
			placeholder: 'e.g. CA',
		}),
		zip: line('ZIP Code', 'Needed for e-prescribing only'),
		phone: line('Phone', 'Needed for e-prescribing only'),
		withVSeeId: boolean('With VSee ID', 'Whether to return the VSee ID and its token too'),
	},
	check({ code }) {
		refuseEmptyWord(code, 'Code', EMPTY_WORD_IN_CODE);
		if (code.length > MAX_CODE_LENGTH) throw new InputError('Code', `is longer than ${MAX_CODE_LENGTH} characters`);
	},
	request: ({ withVSeeId, disable_emails, type = USER_TYPE.patient, ...person }) =>
		post(
			path`/users/sso`,
			{ ...person, type, ...(disable_emails ? { disable_emails: 1 } : {}) },
			{ query: withVSeeId ? { fields: 'vsee' } : {}, accepts: (data) => isRecord(data) && isRecord(data.token) },
		),
	output: asGiven,
});
