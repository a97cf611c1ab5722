import { operation } from '../../../descriptor/operation';
import { room } from '../../intake/intake-fields';
import { runChecks } from './run-checks';

/** Reads that tell what the credential may do, and in which form this clinic answers. */
export const checkAccess = operation({
	value: 'checkAccess',
	name: 'Check Access',
	action: 'Check what the credential can do',
	description:
		'Find out what this credential can do, one item per question. Only reads, and returns no data of patients: the result can be pasted into a bug report.',
	effect: 'read',
	optional: { room_code: room },
	async run({ room_code }, context) {
		const input = { room_code, now: Math.floor(Date.now() / 1000) };
		const items = await runChecks(async (call) => await context.tryRead(call), input);
		return items.map((json) => ({ json }));
	},
});
