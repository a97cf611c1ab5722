import { operation } from '../../descriptor/operation';
import { readPages } from '../../descriptor/pages';
import { getList, path } from '../../request/call';

/** GET /rooms (docs/api.md#rooms). */
export const getManyRooms = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many rooms',
	description: 'List the rooms of the clinic. Use the code of a room as Room in other operations.',
	effect: 'read',
	returnsList: true,
	async run(_values, context, withCustomParameters) {
		const rooms = await readPages(context, ({ number, size }) =>
			withCustomParameters(getList(path`/rooms`, { page: number, limit: size })),
		);
		return rooms.map((json) => ({ json }));
	},
});
