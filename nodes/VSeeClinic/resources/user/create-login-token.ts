import { asStored, boolean, choice, text } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { InputError } from '../../errors/input-error';
import { USER_TYPE } from '../../model/code';
import { isRecord } from '../../model/json';
import { path, post } from '../../request/call';
import { asGiven } from '../result';
import { personType } from './user-fields';

const MAX_CODE_LENGTH = 128;

/** POST /users/sso (contract 6.2). Sent again with the same code it answers for the same person. */
export const createLoginToken = operation({
	value: 'createLoginToken',
	name: 'Create Login Token',
	action: 'Create a login token',
	description:
		'Log a person in without a password (SSO). The first call with a Code creates the person, later calls find the same one. Put token.token into Options > User Token of other operations to act as that person. Needs API Key and API Secret in the credential, and VSee must have enabled SSO. The token is a secret.',
	effect: 'replace',
	collection: 'additionalFields',
	fields: {
		first_name: text('First Name', 'First name of the person'),
		last_name: text('Last Name', 'Last name of the person'),
		code: text(
			'Code',
			'Your own unique ID of the person, such as the number in your records, at most 128 characters. Never invent one: another code makes another person.',
		),
	},
	optional: {
		type: personType,
		dob: text('Date of Birth', 'As YYYY-MM-DD', { placeholder: 'e.g. 1990-01-31' }),
		email: text('Email', 'E-mail address of the person', { placeholder: 'e.g. name@example.com' }),
		username: text('Username', 'Made up by VSee when left out'),
		disable_emails: boolean('Disable Emails', 'Whether to stop e-mail from VSee to this person'),
		timezone: text('Time Zone', 'As an IANA name', { placeholder: 'e.g. America/Los_Angeles' }),
		gender: choice(
			'Gender',
			'Needed for e-prescribing only',
			asStored([
				{ name: 'Female', value: 'female' },
				{ name: 'Male', value: 'male' },
			]),
		),
		street_addr: text('Street Address', 'Needed for e-prescribing only'),
		city: text('City', 'Needed for e-prescribing only'),
		state: text('State', 'Two letters; needed for e-prescribing only', { placeholder: 'e.g. CA' }),
		zip: text('ZIP Code', 'Needed for e-prescribing only'),
		phone: text('Phone', 'Needed for e-prescribing only'),
		withVSeeId: boolean('With VSee ID', 'Whether to return the VSee ID and its token too'),
	},
	check({ code, dob }) {
		if (code.length > MAX_CODE_LENGTH) throw new InputError('Code', `is longer than ${MAX_CODE_LENGTH} characters`);
		if (dob !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(dob))
			throw new InputError('Date of Birth', 'is not written as YYYY-MM-DD');
	},
	request: ({ withVSeeId, disable_emails, type = USER_TYPE.patient, ...person }) =>
		post(
			path`/users/sso`,
			{ ...person, type, ...(disable_emails ? { disable_emails: 1 } : {}) },
			{ query: withVSeeId ? { fields: 'vsee' } : {}, accepts: (data) => isRecord(data) && isRecord(data.token) },
		),
	output: asGiven,
});
