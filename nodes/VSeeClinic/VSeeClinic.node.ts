import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { nodeProperties } from './descriptor/properties';
import { Run } from './execution/run';
import { credentialTest } from './methods/credential-test';
import { resourceMapping } from './methods/intake-form';
import { listSearch } from './methods/list-search';
import { findOperation, resources } from './resources';

export class VSeeClinic implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VSee Clinic',
		name: 'vSeeClinic',
		icon: { light: 'file:vseeclinic.svg', dark: 'file:vseeclinic.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with intakes, free slots and visits of a VSee Clinic',
		defaults: { name: 'VSee Clinic' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vSeeClinicApi', required: true, testedBy: 'vSeeClinicApiTest' }],
		properties: nodeProperties(resources),
	};

	methods = { listSearch, resourceMapping, credentialTest };

	/** Runs the chosen operation for every input item, results in the order of the items. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const operation = findOperation(this.getNodeParameter('resource', 0), this.getNodeParameter('operation', 0));
		if (!operation)
			throw new NodeOperationError(this.getNode(), 'This operation does not exist. Select one from the list.');
		const run = await Run.start(this, operation);
		// All items are read before anything is sent: what cannot be read in the last one leaves no run half done.
		for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
			try {
				run.prepare(itemIndex);
			} catch (error) {
				// Throws, unless Continue On Fail is on.
				run.rejected(itemIndex, error);
			}
		}
		return [await run.all()];
	}
}
