import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { FILTERS, SWITCHES } from './trigger-parameters';

/** The events of VSee, and those that the status of the visit tells apart from them. */
const events: INodePropertyOptions[] = [
	{
		name: 'User Created',
		value: 'user.created',
		description: 'A patient signed up, or staff added a patient or provider',
	},
	{
		name: 'Visit Cancelled',
		value: 'visit.cancelled',
		description: 'A visit was cancelled, or the patient left the waiting room',
	},
	{ name: 'Visit Completed', value: 'visit.completed', description: 'A provider completed the visit' },
	{
		name: 'Visit Created',
		value: 'visit.created',
		description: 'An appointment was booked, or a walk-in patient entered the waiting room',
	},
	{
		name: 'Visit Ended',
		value: 'visit.ended',
		description: 'A visit was completed, cancelled, or ended in another way',
	},
	{
		name: 'Visit Invoice Processed',
		value: 'visit.invoice.processed',
		description: 'The invoice of a visit changed',
	},
	{
		name: 'Visit Note Signed and Sent',
		value: 'visit.note.signed_and_sent',
		description: 'A provider signed and sent the note of a visit',
	},
	{ name: 'Visit Started', value: 'visit.started', description: 'A visit is now in progress' },
	{
		name: 'Visit Updated',
		value: 'visit.updated',
		description: 'A visit changed. VSee documents only one such change: it is now in progress.',
	},
];

/** The parameters of VSee Clinic Trigger. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'VSee knows only the <b>Production URL</b>: copy it from “Webhook URLs” above, paste it into the webhook field of your clinic’s admin control panel at VSee, and publish this workflow. VSee keeps <b>one URL for the whole clinic</b>, so use one trigger and let it start your other workflows.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'Use this trigger when VSee can reach your n8n over the internet: workflows start within seconds. Use <b>VSee Clinic Polling Trigger</b> when it cannot (a hospital network, a laptop), when another system already uses the clinic’s webhook URL, or to start on a rescheduled visit or a new provider.',
		name: 'choiceNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['visit.completed'],
		options: events,
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
			{ ...FILTERS.providerIds.property, name: 'providerIds', placeholder: 'e.g. 800002,800003' },
			{ ...FILTERS.roomCodes.property, name: 'roomCodes', placeholder: 'e.g. exroom1,exroom2' },
			{ ...FILTERS.statuses.property, name: 'statuses' },
		],
	},
];
