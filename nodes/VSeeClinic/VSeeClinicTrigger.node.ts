import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { credentialTest } from './methods/credential-test';
import { receive } from './triggers/webhook/receive';
import { resolveOutcomes } from './triggers/webhook/resolve-outcome';
import { skipDuplicates } from './triggers/webhook/skip-duplicates';
import { readTriggerParameters } from './triggers/webhook/trigger-parameters';
import { triggerProperties } from './triggers/webhook/trigger-properties';

export class VSeeClinicTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VSee Clinic Trigger',
		name: 'vSeeClinicTrigger',
		icon: { light: 'file:vseeclinic.svg', dark: 'file:vseeclinic.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when something happens in a VSee Clinic',
		defaults: { name: 'VSee Clinic Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vSeeClinicApi', required: true, testedBy: 'vSeeClinicApiTest' }],
		webhooks: [
			// n8n answers after it has queued the run: an event is never acknowledged and then lost.
			{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived', responseData: '' },
			{ name: 'setup', httpMethod: 'GET', path: 'webhook', responseMode: 'onReceived', ndvHideUrl: true },
		],
		properties: triggerProperties,
	};

	methods = { credentialTest };

	// VSee has no API to register a webhook: the URL is pasted into its admin panel by hand.
	webhookMethods = {
		default: {
			checkExists: () => Promise.resolve(true),
			create: () => Promise.resolve(true),
			delete: () => Promise.resolve(true),
		},
	};

	/** Receives an event of VSee; a GET answers that the trigger listens. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() === 'setup') {
			return {
				webhookResponse:
					'VSee Clinic Trigger listens at this address. Enter it as the webhook URL in the admin control panel of your clinic at VSee.',
			};
		}
		return await receive(this);
	}

	/** Drops what another execution has taken, and finds out how a visit ended that VSee could not be asked about. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const parameters = readTriggerParameters((name, fallback) => this.getNodeParameter(name, 0, fallback));
		const items = this.getInputData();
		const fresh = parameters.ignoreDuplicates ? await skipDuplicates(this, items) : items;
		return [await resolveOutcomes(this, fresh, parameters)];
	}
}
