import { asStored } from '../../descriptor/choice';
import { id, line, text } from '../../descriptor/fields';

export const fileId = id(
	'File ID',
	'The file’s ID, 36 characters, from File: Upload or File: Get Many',
	'e.g. 6955b8f2-0a1b-4c2d-8e3f-00000000000a',
);

/** What a file is (docs/api.md#enums). */
export const categories = asStored([
	{
		name: 'Attachment of an Intake',
		value: 'intake_attachment',
		description: 'Belongs to one visit. Use its ID in Attachments of the intake.',
	},
	{ name: 'Avatar', value: 'user_avatar', description: 'Picture of a person' },
	{ name: 'Consent', value: 'user_consent', description: 'A consent form of a patient' },
	{
		name: 'Document',
		value: 'user_document',
		description: 'Belongs to the patient’s profile, seen by patient and providers',
	},
]);

/** Options of operations that give a file. */
export const fileOptions = {
	binaryPropertyName: line('Put Output File in Field', 'The name of the output binary field to put the file in', {
		default: 'data',
	}),
	fileName: text('File Name', 'Name of the file. If empty, the name in VSee Clinic is used.', {
		placeholder: 'e.g. summary.pdf',
	}),
};
