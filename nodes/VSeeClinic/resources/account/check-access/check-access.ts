import type { IDataObject } from 'n8n-workflow';

import { withCustom } from '../../../descriptor/custom-parameters';
import { operation } from '../../../descriptor/operation';
import { plainText } from '../../../model/json';
import { get, path } from '../../../request/call';
import { room } from '../../intake/intake-fields';
import { runChecks } from './run-checks';

/** What the checks send themselves: refused as custom parameters before the first of them is asked. */
const SENT = { page: 0, limit: 0, start_time: 0, end_time: 0, start: 0, end: 0, consultation_id: 0 };

/** How many checks are ok, and which are not: the editor's table shows few lines at once. Holds names of checks only. */
function summaryOf(items: IDataObject[]): string {
	const namesByResult = new Map<string, string[]>();
	for (const { check, result } of items)
		namesByResult.set(plainText(result), [...(namesByResult.get(plainText(result)) ?? []), plainText(check)]);
	const ok = namesByResult.get('ok') ?? [];
	namesByResult.delete('ok');
	const others = [...namesByResult].map(([result, names]) => `${result}: ${names.join(', ')}`);
	return [`${ok.length} of ${items.length} checks are ok`, ...others].join('; ');
}

/** Reads that tell what the credential may do, and in which form this clinic answers. */
export const checkAccess = operation({
	value: 'checkAccess',
	name: 'Check Access',
	action: 'Check what the credential can do',
	description:
		'Find out what this credential can do, one item per question. Only reads, and returns no data of patients: the result can be pasted into a bug report.',
	effect: 'read',
	optional: { room_code: room },
	check(_values, custom) {
		withCustom(get(path`/`, SENT), custom);
	},
	async run({ room_code }, context, withCustomParameters) {
		const input = { room_code, now: Math.floor(Date.now() / 1000) };
		const items = await runChecks(async (call) => await context.tryRead(withCustomParameters(call)), input);
		context.addHint(summaryOf(items));
		return items.map((json) => ({ json }));
	},
});
