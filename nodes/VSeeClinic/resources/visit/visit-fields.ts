import type { Field } from '../../descriptor/field';
import { id, instant, locator } from '../../descriptor/fields';
import { providers } from '../../descriptor/list-sources';
import { InputError } from '../../errors/input-error';

export const visitId = id(
	'Visit ID',
	'The ID of the visit, a number, from Visit: Create or Visit: Get Many. Never invent one.',
	'e.g. 70001',
);

export const start = instant('Start', 'When the appointment begins: the start of a free slot from Availability');

export const end = instant('End', 'When the appointment ends: the end of the same slot');

const provider = locator(
	'Provider',
	providers,
	'The provider who will see the patient: an ID from Room: Get Providers. Never invent one.',
);

/** A provider who is to see the patient: 0, which takes the provider off (contract 3.4), is an operation of its own. */
export const chosenProvider: Field<string> = {
	...provider,
	encode(raw, context) {
		const id = provider.encode(raw, context);
		if (id !== '0') return id;
		throw new InputError(
			context.label,
			'is 0, which would take the provider off the visit',
			'Use Visit: Remove Provider for that. Nothing was sent.',
		);
	},
};
