import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { credentialTest } from './methods/credential-test';
import { listSearch } from './methods/list-search';
import { poll } from './triggers/polling/poll';
import { pollingProperties } from './triggers/polling/polling-properties';

export class VSeeClinicPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VSee Clinic Polling Trigger',
		name: 'vSeeClinicPollingTrigger',
		icon: { light: 'file:vseeclinic.svg', dark: 'file:vseeclinic.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when a visit of a VSee Clinic has changed, by asking for it. No webhook needed.',
		defaults: { name: 'VSee Clinic Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vSeeClinicApi', required: true, testedBy: 'vSeeClinicApiTest' }],
		properties: pollingProperties,
	};

	methods = { listSearch, credentialTest };

	/** Reads the visits and gives what has changed since the last poll. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
