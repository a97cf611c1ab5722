import type { NodeParameterValueType } from 'n8n-workflow';

import { event, TriggerTest } from '../triggers/webhook/trigger';
import { AWKWARD } from './corpus';

const clinic = TriggerTest.use();
const FILTER = /^(Provider IDs|Room Codes|Statuses) /;
const PARAMETERS = [
	'events',
	'verify',
	'simplify',
	'options',
	'options.ignoreDuplicates',
	'options.statuses',
	'options.roomCodes',
	'options.providerIds',
];

test.each(PARAMETERS)(
	'whatever stands in %s of the trigger, an event is answered, and the workflow is started once or not at all',
	async (name) => {
		const [top = '', entry] = name.split('.');
		const n8n = await clinic.process();
		for (const { name: what, value } of AWKWARD) {
			const entered: NodeParameterValueType = JSON.parse(JSON.stringify(value));
			Object.assign(
				n8n.parameters,
				{ events: ['visit.completed'], verify: true, simplify: true, options: {} },
				{ [top]: entry === undefined ? entered : { [entry]: entered } },
			);
			const before = n8n.started.length;
			const answer = await n8n.deliver(event()).catch((error: Error) => error.message);
			// A filter that cannot be read fails in the run, and names itself.
			if (typeof answer === 'string') expect([what, answer]).toEqual([what, expect.stringMatching(FILTER)]);
			else expect([what, answer.status]).toEqual([what, 200]);
			expect([what, n8n.started.length - before <= 1]).toEqual([what, true]);
		}
	},
);

const FIELDS = [
	'id',
	'type',
	'version',
	'created',
	'account_code',
	'data',
	'data.id',
	'data.status',
	'data.provider_id',
	'data.note',
	'data.invoice',
];

test.each(FIELDS)('whatever an event says in %s, it is answered, and starts a workflow at most once', async (name) => {
	const [top = '', entry] = name.split('.');
	const n8n = await clinic.process();
	for (const { name: what, value } of AWKWARD) {
		const body = event();
		const changed =
			entry === undefined ? { ...body, [top]: value } : { ...body, data: { ...Object(body.data), [entry]: value } };
		const before = n8n.started.length;
		const statuses = [await n8n.deliver(changed), await n8n.deliver(changed)].map(({ status }) => status);
		expect([
			what,
			statuses.every((status) => [200, 400, 403, 413].includes(status)),
			n8n.started.length - before <= 1,
		]).toEqual([what, true, true]);
	}
});
