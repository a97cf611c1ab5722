import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodeError, toLine } from './errors/clinic-error';
import { credentialTest } from './methods/credential-test';
import { isDuplicate } from './triggers/webhook/is-duplicate';
import { receive } from './triggers/webhook/receive';
import { resolvePending } from './triggers/webhook/resolve-pending';
import { activationMessage, triggerPanel } from './triggers/webhook/trigger-panel';
import { readTriggerParameters } from './triggers/webhook/trigger-parameters';
import { triggerProperties } from './triggers/webhook/trigger-properties';

export class VSeeClinicTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VSee Clinic Trigger',
		name: 'vSeeClinicTrigger',
		icon: { light: 'file:vseeclinic.svg', dark: 'file:vseeclinic.dark.svg' },
		group: ['trigger'],
		// Above 1 n8n evaluates no expression for the sake of its own old Webhook node before each event.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when a visit is booked, started, completed or cancelled in VSee Clinic',
		defaults: { name: 'VSee Clinic Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vSeeClinicApi', required: true, testedBy: 'vSeeClinicApiTest' }],
		webhooks: [
			// n8n answers after it has queued the run: an event is never acknowledged and then lost.
			{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived', responseData: '' },
			{ name: 'setup', httpMethod: 'GET', path: 'webhook', responseMode: 'onReceived', ndvHideUrl: true },
		],
		triggerPanel,
		activationMessage,
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
					'VSee Clinic Trigger listens at this address. Paste it into the webhook field of your clinic’s admin control panel at VSee.',
			};
		}
		return await receive(this);
	}

	/** Drops what another execution has taken, and verifies what could not be verified before the run began. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const parameters = readTriggerParameters((name, fallback) => this.getNodeParameter(name, 0, fallback));
		const passed: INodeExecutionData[] = [];
		for (const [index, item] of this.getInputData().entries()) {
			if (parameters.ignoreDuplicates && (await isDuplicate(this, item.json))) continue;
			try {
				const json = item.json.pending === true ? await resolvePending(this, item.json, parameters) : item.json;
				if (json) passed.push({ ...item, json });
			} catch (error) {
				if (!this.continueOnFail()) throw nodeError(this.getNode(), error, index);
				passed.push({ json: { error: toLine(error) }, pairedItem: { item: index } });
			}
		}
		return [passed];
	}
}
