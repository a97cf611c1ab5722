import { operation } from '../../descriptor/operation';
import { getRecord, path } from '../../request/call';
import { room } from '../intake/intake-fields';
import { asGiven } from '../result';
import { chosenProvider } from '../visit/visit-fields';

/** GET /rooms/:code/providers/:id (docs/api.md#rooms). */
export const getProvider = operation({
	value: 'getProvider',
	name: 'Get Provider',
	action: 'Get a provider of a room',
	description: 'Get the name, title and kind of one provider of a room. To list them all, use Room: Get Providers.',
	effect: 'read',
	fields: { room_code: room, provider_id: chosenProvider },
	request: ({ room_code, provider_id }) => getRecord(path`/rooms/${room_code}/providers/${provider_id}`),
	output: asGiven,
});
