import { operation } from '../../descriptor/operation';
import { simplifyVisit } from '../../model/visit';
import { getRecord, path } from '../../request/call';
import { one } from '../result';
import { visitId } from './visit-fields';

/** GET /visits/:id (docs/api.md#reading-a-visit). */
export const getVisit = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a visit',
	description: 'Get the status, time and provider of one visit. To find visits without an ID, use Visit: Get Many.',
	effect: 'read',
	canSimplify: true,
	fields: { visit_id: visitId },
	request: ({ visit_id }) => getRecord(path`/visits/${visit_id}`),
	output: one(simplifyVisit),
});
