import { operation } from '../../descriptor/operation';
import { isRecord } from '../../model/json';
import { getRecord, path } from '../../request/call';
import { room } from '../intake/intake-fields';
import { asGiven } from '../result';

/** GET /rooms/:code (docs/api.md#rooms). */
export const getRoom = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a room',
	description: 'Get one room by its code, with its consultations (payment.consultations) and specialties',
	effect: 'read',
	fields: { room_code: room },
	request: ({ room_code }) => getRecord(path`/rooms/${room_code}`, isRecord),
	output: asGiven,
});
