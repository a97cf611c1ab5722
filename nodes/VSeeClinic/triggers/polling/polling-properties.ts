import type { INodeProperties } from 'n8n-workflow';

import { type Field, withDefault } from '../../descriptor/field';
import { integer, locator } from '../../descriptor/fields';
import { rooms } from '../../descriptor/list-sources';
import { requestOptions } from '../../descriptor/request-options';
import { resultFields } from '../../descriptor/result-fields';
import { visitFilterFields } from '../visit-filter';

/** The room to watch. */
export const pollingRoom: Field<string> = locator(
	'Room',
	rooms,
	'Only visits in this room. Leave empty to watch all rooms that the credential may see.',
);

/** The options of the trigger: how the editor shows them, and how they are read. */
export const pollingOptions = {
	...requestOptions,
	...visitFilterFields,
	daysAhead: withDefault(
		integer(
			'Days Ahead',
			'Watch visits that begin within this many days from now, 1 to 365. A visit booked for later starts the workflow once it is within these days.',
			{ typeOptions: { minValue: 1, maxValue: 365 } },
		),
		60,
	),
	daysBack: withDefault(
		integer(
			'Days Back',
			'Watch visits that began at most this many days ago, 0 to 30. Visits that began earlier are no longer watched.',
			{ typeOptions: { minValue: 0, maxValue: 30 } },
		),
		2,
	),
};

const optionProperties = Object.entries(pollingOptions)
	.map(([name, field]): INodeProperties => ({ ...field.property, name }))
	.sort((a, b) => a.displayName.localeCompare(b.displayName));

/** The parameters of VSee Clinic Polling Trigger; n8n adds its poll times. */
export const pollingProperties: INodeProperties[] = [
	{
		displayName:
			'Use this trigger when VSee cannot reach your n8n (a hospital network, a laptop), when another system already uses the clinic’s webhook URL, or to start on a rescheduled visit or a new provider. It reads the visits at the poll times above and starts the workflow for what has changed. <b>VSee Clinic Trigger</b> starts within seconds, and also for notes, invoices and new users. The first poll only records the visits there are, and starts nothing.',
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
		description: 'The changes of a visit that start this workflow, one item per change',
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
				description: 'A provider was assigned to a visit, replaced or removed',
			},
			{
				name: 'Visit Removed',
				value: 'visit.removed',
				description: 'VSee Clinic no longer shows the visit',
			},
			{
				name: 'Visit Rescheduled',
				value: 'visit.rescheduled',
				description: 'A visit has another start or end than before',
			},
			{ name: 'Visit Started', value: 'visit.started', description: 'A visit is in progress' },
		],
	},
	{ ...pollingRoom.property, name: 'room_code' },
	{ ...resultFields.simplify.property, name: 'simplify' },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: optionProperties,
	},
];
