import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../descriptor/field';
import { boolean, idList, integer, locator } from '../../descriptor/fields';
import { rooms } from '../../descriptor/list-sources';

const room = locator(
	'Room',
	rooms,
	'Only visits in this room. Leave empty to watch all rooms that the credential may see.',
);

const statuses: INodeProperties = {
	displayName: 'Statuses',
	name: 'statuses',
	type: 'multiOptions',
	default: [],
	options: ['Cancelled', 'Completed', 'Confirmed', 'In Progress', 'Pending', 'Refunded'].map((name) => ({
		name,
		value: name.toLowerCase().replace(' ', '_'),
	})),
	description: 'Only visits that are in one of these states now',
};

/** The options that are numbers, lists of IDs, and switches: how they are shown, and how they are read. */
export const pollingOptions = {
	daysAhead: integer(
		'Days Ahead',
		'How many days from now a visit may begin to be watched, 1 to 365. One booked later than that is told when it comes into view.',
		{ default: 60, typeOptions: { minValue: 1, maxValue: 365 } },
	),
	daysBack: integer(
		'Days Back',
		'How many days ago a visit may have begun to be watched, 0 to 30. One that began earlier is watched no more.',
		{ default: 2, typeOptions: { minValue: 0, maxValue: 30 } },
	),
	fullMessages: boolean(
		'Full Error Messages',
		'Whether to show what VSee Clinic says in an error whole. It may name a patient; it stays in the executions of this n8n.',
	),
	maxRetries: integer(
		'Max Retries',
		'How often a request is sent again when VSee Clinic is busy or could not be reached, before this poll ends with an error',
		{ default: 4, typeOptions: { minValue: 0, maxValue: 10 } },
	),
	providerIds: idList('Provider IDs', 'Only visits of these providers, by their user IDs, separated by commas'),
	timeout: integer('Timeout', 'How many seconds to wait for the answer to one request', {
		default: 30,
		typeOptions: { minValue: 1, maxValue: 300 },
	}),
};

/** The room to watch. */
export const pollingRoom: Field<string> = room;

const optionProperties: INodeProperties[] = [
	...Object.entries(pollingOptions).map(([name, field]): INodeProperties => ({ ...field.property, name })),
	statuses,
].sort((a, b) => a.displayName.localeCompare(b.displayName));

/** The parameters of VSee Clinic Polling Trigger; n8n adds its poll times. */
export const pollingProperties: INodeProperties[] = [
	{
		displayName:
			'This trigger asks VSee Clinic for its visits at the poll times below and tells what has changed since the last time: choose it when VSee cannot reach this n8n, when the webhook URL of your clinic is taken, or to hear of rescheduling and new providers. VSee Clinic Trigger is told at once, and also of notes, invoices and new users, but needs that URL. The first poll starts nothing: it only takes note of the visits there are.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['visit.created', 'visit.rescheduled', 'visit.completed', 'visit.cancelled'],
		description: 'The changes of a visit that start this workflow. Each change starts one item.',
		options: [
			{ name: 'Visit Cancelled', value: 'visit.cancelled', description: 'A visit was cancelled or deleted' },
			{ name: 'Visit Completed', value: 'visit.completed', description: 'A visit was completed' },
			{ name: 'Visit Confirmed', value: 'visit.confirmed', description: 'A visit was confirmed' },
			{
				name: 'Visit Created',
				value: 'visit.created',
				description: 'A visit was booked, or a walk-in began, after this workflow was published',
			},
			{
				name: 'Visit Provider Changed',
				value: 'visit.provider_changed',
				description: 'A visit was given to a provider, or to another one, or taken off its provider',
			},
			{
				name: 'Visit Removed',
				value: 'visit.removed',
				description: 'VSee Clinic does not show the visit any more',
			},
			{
				name: 'Visit Rescheduled',
				value: 'visit.rescheduled',
				description: 'A visit has another start or end than before',
			},
			{ name: 'Visit Started', value: 'visit.started', description: 'A visit is in progress' },
		],
	},
	{ ...room.property, name: 'room_code' },
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: optionProperties,
	},
];
