import type { Field } from '../../descriptor/field';
import { instant, locator } from '../../descriptor/fields';
import { providers, visits } from '../../descriptor/list-sources';
import { InputError } from '../../errors/input-error';

export const visitId = locator('Visit ID', visits, 'The visit’s ID, for example from Visit: Create or Visit: Get Many');

export const start = instant(
	'Start',
	'When the appointment begins: the start of a free slot from Availability. A time without an offset is in the workflow’s time zone.',
);

export const end = instant(
	'End',
	'When the appointment ends: the end of the same slot. A time without an offset is in the workflow’s time zone.',
);

const provider = locator(
	'Provider',
	providers,
	'The provider who will see the patient: select one, or enter an ID from Room: Get Providers',
);

/**
 * A provider who is to see the patient: 0, which takes the provider off (docs/api.md#updating-a-visit), is an operation
 * of its own.
 */
export const chosenProvider: Field<string> = {
	...provider,
	encode(raw, context) {
		const id = provider.encode(raw, context);
		if (id !== '0') return id;
		throw new InputError(
			context.label,
			'is 0, which would unassign the provider from the visit',
			'Use Visit: Remove Provider for that. Nothing was sent.',
		);
	},
};
