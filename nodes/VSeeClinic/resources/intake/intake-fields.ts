import { choice } from '../../descriptor/choice';
import { id, idList, line, locator, text } from '../../descriptor/fields';
import { formAnswers } from '../../descriptor/form-answers';
import { patients, providers, rooms } from '../../descriptor/list-sources';
import { VISIT_TYPE } from '../../model/code';

export const intakeId = id(
	'Intake ID',
	'The intake’s ID, 36 characters, from Intake: Create',
	'e.g. 6955b900-0a1b-4c2d-8e3f-000000000001',
);

export const room = locator('Room', rooms, 'The room of the clinic: select one, or enter its code from Room: Get Many');

export const provider = locator(
	'Provider',
	providers,
	'The provider to be seen: select one, or enter an ID from Room: Get Providers. If empty, the clinic chooses.',
);

export const member = locator(
	'Patient',
	patients,
	'The patient this is for: select one, or enter a user ID from User: Get Many. Needed when the token of the credential is not the patient’s own.',
);

/** What every intake may hold (docs/api.md#creating-an-intake). */
export const intakeDetails = {
	provider_id: provider,
	reason_for_visit: text('Reason for Visit', 'Why the patient wants to be seen, in the patient’s own words', {
		typeOptions: { rows: 3 },
	}),
	type: choice('Type', 'Whether the intake leads to a walk-in visit or to an appointment', [
		{
			name: 'Appointment',
			value: 'scheduled',
			wire: VISIT_TYPE.scheduled,
			description: 'The patient will come at a booked time',
		},
		{
			name: 'Walk-In',
			value: 'walk_in',
			wire: VISIT_TYPE.walkIn,
			description: 'The patient wants to be seen now',
		},
	]),
	member_id: member,
	attachments: idList('Attachments', 'IDs of files from File: Upload, separated by commas'),
	location: line('Location', 'The US state where the patient is, as two letters', { placeholder: 'e.g. CA' }),
	phone: line('Phone', 'The phone number of the patient, digits only', { placeholder: 'e.g. 5555550100' }),
};

/** The clinic's own questions (docs/api.md#intake-form: their keys are sent beside the declared ones). */
function answers(mustBeComplete: boolean) {
	return formAnswers(
		'Intake Form',
		'getIntakeFields',
		'Answers to the questions of the clinic’s own intake form. Questions that are left blank are not sent.',
		mustBeComplete,
	);
}

/** The form of a new intake, with all required answers, and that of a change, with any. */
export const intakeForm = answers(true);
export const intakeFormChange = answers(false);

/** The wire form of attachments (docs/api.md#creating-an-intake): objects with an id. */
export function intakeBody<V extends { attachments?: string[] }>({ attachments, ...body }: V) {
	return { ...body, ...(attachments ? { attachments: attachments.map((file) => ({ id: file })) } : {}) };
}
