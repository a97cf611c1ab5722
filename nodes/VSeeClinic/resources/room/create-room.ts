import { id, line, text } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { hasId } from '../../model/json';
import { path, post } from '../../request/call';
import { asGiven } from '../result';

/** POST /rooms (docs/api.md#rooms). */
export const createRoom = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a room',
	description: 'Add a room to the clinic. Needs an admin token. A slug that is already used is refused.',
	effect: 'create',
	fields: {
		domain: line('Domain', 'Web domain of the clinic’s portal', { placeholder: 'e.g. exampleclinic.example.com' }),
		name: text('Name', 'Name of the room, as patients see it'),
	},
	optional: {
		code: id('Code', 'Unique code of the room. If empty, VSee generates one.', 'e.g. exroom1'),
		slug: line('Slug', 'Name of the room in web addresses', { placeholder: 'e.g. example-room' }),
	},
	request: (body) => post(path`/rooms`, body, { accepts: hasId }),
	output: asGiven,
});
