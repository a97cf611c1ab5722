import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../model/record';
import { REMEMBERED } from './seen-events';

/**
 * Drops the events that another process has already run. n8n keeps this list in its database; it is read and
 * written in two steps, so that two workers at the very same moment may both let an event pass.
 */
export async function onlyNewEvents(node: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = node.getInputData();
	const options: unknown = node.getNodeParameter('options', 0, {});
	const wanted = !isRecord(options) || options.ignoreDuplicates !== false;
	if (!wanted || node.getMode() === 'manual') return items;
	const kept: INodeExecutionData[] = [];
	for (const item of items) if (await isNew(node, item)) kept.push(item);
	return kept;
}

async function isNew(node: IExecuteFunctions, { json }: INodeExecutionData): Promise<boolean> {
	if (typeof json.event_id !== 'string') return true;
	// Beside the event stands who took it: a worker that died is replaced, and the same execution comes again.
	const claim = `${json.event_id} ${node.getExecutionId()}`;
	try {
		const { processed } = await node.helpers.checkProcessedAndRecord([json.event_id, claim], 'node', { mode: 'entries', maxEntries: REMEMBERED });
		return !processed.includes(json.event_id) || processed.includes(claim);
	} catch {
		// An event that runs twice does less harm than one that never runs.
		return true;
	}
}
