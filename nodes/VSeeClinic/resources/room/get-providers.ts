import { operation } from '../../descriptor/operation';
import { getList, path } from '../../request/call';
import { room } from '../intake/intake-fields';
import { eachAsGiven } from '../result';

/** GET /rooms/:code/providers (docs/api.md#rooms). */
export const getProviders = operation({
	value: 'getProviders',
	name: 'Get Providers',
	action: 'Get the providers of a room',
	description: 'List the providers of a room. Use the ID of a provider as Provider in other operations.',
	effect: 'read',
	fields: { room_code: room },
	request: ({ room_code }) => getList(path`/rooms/${room_code}/providers`),
	output: eachAsGiven,
});
