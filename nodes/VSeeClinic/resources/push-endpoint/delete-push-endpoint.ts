import { operation } from '../../descriptor/operation';
import { path } from '../../request/call';
import { endpointId } from './get-push-endpoint';

/** DELETE /endpoints/:id (docs/api.md#push-endpoints). */
export const deletePushEndpoint = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a push endpoint',
	description: 'Stop push messages to a device or email address',
	effect: 'replace',
	fields: { endpoint_id: endpointId },
	request: ({ endpoint_id }) => ({ method: 'DELETE', path: path`/endpoints/${endpoint_id}` }),
	output: (_answer, { endpoint_id }) => [{ json: { id: endpoint_id, deleted: true } }],
});
