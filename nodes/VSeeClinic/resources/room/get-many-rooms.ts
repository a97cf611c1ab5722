import { operation } from '../../descriptor/operation';
import { readPages } from '../../descriptor/pages';
import { isList } from '../../model/json';
import { get, path } from '../../request/call';

/** GET /rooms (contract 6.4). */
export const getManyRooms = operation({
	resource: 'room',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many rooms',
	description: 'List the rooms of the clinic. The code of a room is what other operations take as Room.',
	effect: 'read',
	returnsList: true,
	fields: {},
	optional: {},
	async run(_values, context, withCustomParameters) {
		const rooms = await readPages(context, ({ number, size }) =>
			withCustomParameters(get(path`/rooms`, { page: number, limit: size }, { accepts: isList })),
		);
		return rooms.map((json) => ({ json }));
	},
});
