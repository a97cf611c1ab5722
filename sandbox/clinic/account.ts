import type { JsonObject } from '../json';

/** The clinic's account with its sign-up and intake forms (docs/api.md#intake-form, `account-get.json`). */
export function seedAccount(): JsonObject {
	return {
		id: '6955b8f2-0a1b-4c2d-8e3f-0000000000ac',
		code: 'exampleclinic',
		domain: 'exampleclinic.example.com',
		name: 'Example Clinic',
		portal_title: '',
		privacy_id: '',
		states: { signup: { signup: [signUpStep()] } },
		intake_steps: [intakeStep()],
		post_intake_steps: [followUpStep()],
	};
}

function signUpStep(): JsonObject {
	return {
		name: '',
		code: 'signup',
		next: { title: 'Enter' },
		sections: [
			{
				code: 'signup_activate',
				schema: {
					first_name: { type: 'string', required: true, eligibility: { field: 'first_name' } },
					last_name: { type: 'string', required: true, eligibility: { field: 'last_name' } },
					ssn: { type: 'integer', maxLength: 4, required: true, allowedEmpty: true, eligibility: { field: 'ssn' } },
					email: { type: 'string', required: true },
				},
				form: [
					{ key: 'first_name', placeholder: 'First name', type: 'text' },
					{ key: 'last_name', placeholder: 'Last name', type: 'text' },
				],
			},
		],
	};
}

function intakeStep(): JsonObject {
	return {
		name: '',
		code: 'fictional_intake_step',
		next: { title: 'Next' },
		sections: [
			{
				code: 'fictional_section',
				schema: {
					reason_for_visit: { type: 'string', required: true, title: 'Reason for visit' },
					custom_is_allergic: {
						type: 'string',
						required: false,
						title: 'Any allergies?',
						enum: ['No', 'Yes', 'Not sure'],
					},
					custom_pain_level: { type: 'integer', required: false, title: 'Pain from 0 to 10', default: 0 },
					custom_first_visit: { type: 'boolean', required: true, title: 'Is this your first visit?' },
					custom_notes: {
						type: 'string',
						required: false,
						title: 'Anything else?',
						maxLength: 500,
						allowedEmpty: true,
					},
				},
				form: [
					{ key: 'reason_for_visit', placeholder: 'Reason for visit', type: 'text' },
					{ key: 'custom_is_allergic', placeholder: 'Allergies', type: 'select' },
				],
			},
		],
	};
}

function followUpStep(): JsonObject {
	return {
		name: '',
		code: 'fictional_post_step',
		next: { title: 'Done' },
		sections: [
			{
				code: 'fictional_post_section',
				schema: { custom_consent: { type: 'boolean', required: true, title: 'I agree' } },
				form: [],
			},
		],
	};
}
