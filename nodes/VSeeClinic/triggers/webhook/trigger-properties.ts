import type { INodeProperties } from 'n8n-workflow';

import { SWITCHES } from './trigger-parameters';

const statuses = ['Cancelled', 'Completed', 'Confirmed', 'In Progress', 'Pending', 'Refunded'].map((name) => ({
	name,
	value: name.toLowerCase().replace(' ', '_'),
}));

/** The parameters of VSee Clinic Trigger. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Copy the <b>Production URL</b> from “Webhook URLs” above into the webhook field of the admin control panel of your clinic at VSee, and publish this workflow. VSee holds <b>one URL for the whole clinic</b>: use one trigger and let it start your other workflows. The Test URL works only while you listen for a test event.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['visit.completed'],
		description:
			'The events that start this workflow. Started, Completed and Cancelled are told apart by the status of the visit.',
		options: [
			{
				name: 'User Created',
				value: 'user.created',
				description: 'A patient signed up, or a patient or provider was added',
			},
			{
				name: 'Visit Cancelled',
				value: 'visit.cancelled',
				description: 'A visit was cancelled, or the patient left the waiting room',
			},
			{ name: 'Visit Completed', value: 'visit.completed', description: 'A provider has completed the visit' },
			{
				name: 'Visit Created',
				value: 'visit.created',
				description: 'A patient or provider booked, or a walk-in began',
			},
			{ name: 'Visit Ended', value: 'visit.ended', description: 'A visit was completed or cancelled' },
			{
				name: 'Visit Invoice Processed',
				value: 'visit.invoice.processed',
				description: 'The invoice of a visit has changed',
			},
			{
				name: 'Visit Note Signed and Sent',
				value: 'visit.note.signed_and_sent',
				description: 'A provider signed the note and sent it',
			},
			{ name: 'Visit Started', value: 'visit.started', description: 'A visit is in progress' },
			{
				name: 'Visit Updated',
				value: 'visit.updated',
				description: 'A visit was changed; VSee names “in progress” as the only cause',
			},
		],
	},
	{ ...SWITCHES.verify.property, name: 'verify' },
	{ ...SWITCHES.simplify.property, name: 'simplify' },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{ ...SWITCHES.ignoreDuplicates.property, name: 'ignoreDuplicates' },
			{
				displayName: 'Provider IDs',
				name: 'providerIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 800002,800003',
				description: 'Only visits of these providers, by their user IDs, separated by commas',
			},
			{
				displayName: 'Room Codes',
				name: 'roomCodes',
				type: 'string',
				default: '',
				placeholder: 'e.g. exroom1,exroom2',
				description:
					'Only visits in these rooms, by their codes, separated by commas. A visit whose room VSee does not tell starts the workflow too.',
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'multiOptions',
				default: [],
				options: statuses,
				description: 'Only visits in one of these states',
			},
		],
	},
];
