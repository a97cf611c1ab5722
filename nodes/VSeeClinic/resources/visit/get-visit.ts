import { operation } from '../../descriptor/operation';
import { hasId } from '../../model/json';
import { simplifyVisit } from '../../model/visit';
import { get, path } from '../../request/call';
import { one } from '../result';
import { visitId } from './visit-fields';

/** GET /visits/:id (contract 3.6). */
export const getVisit = operation({
	resource: 'visit',
	value: 'get',
	name: 'Get',
	action: 'Get a visit',
	description:
		'Read one visit by its ID, to see its status, time and provider. To find visits without an ID, use Visit: Get Many.',
	effect: 'read',
	canSimplify: true,
	fields: { visit_id: visitId },
	optional: {},
	request: ({ visit_id }) => get(path`/visits/${visit_id}`, {}, { accepts: hasId }),
	output: one(simplifyVisit),
});
