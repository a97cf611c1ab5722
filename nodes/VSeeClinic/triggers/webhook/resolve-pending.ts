import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ClinicError } from '../../errors/clinic-error';
import { plainText } from '../../model/json';
import { confirm, type Confirmation, type ConfirmOptions } from './confirm';
import { passesFilters } from './filter-event';
import { matchEvent } from './match-event';
import { simplifyRecord } from './output';
import { type Subject, subjectOf } from './subject';
import type { TriggerParameters } from './trigger-parameters';

/** Nobody waits for this run: VSee has its answer, and n8n has stored the event. */
const EXECUTION_LIMITS: ConfirmOptions = { limitMs: 180_000, maxRetries: Infinity };

const RETRY =
	'Nothing behind the trigger has run, and nothing is lost: retry this execution from the list of executions, which verifies the event again and then passes it on.';

/** The sentence with which a run fails that could not verify its event. It holds nothing of the event. */
function verificationError(kind: Subject['kind'], verdict: Exclude<Confirmation, { kind: 'confirmed' }>): ClinicError {
	if (verdict.kind === 'forbidden' && verdict.status === 401) {
		return new ClinicError(
			`The credential may not read ${kind}s: VSee Clinic does not accept its token, so this event could not be verified`,
			`Put a valid admin token into the field “API Token” of the VSee Clinic credential. ${RETRY}`,
			{ httpCode: '401', failure: { cause: 'credential-invalid' } },
		);
	}
	if (verdict.kind === 'forbidden') {
		return new ClinicError(
			`The credential may not read ${kind}s in VSee Clinic, so this event could not be verified`,
			`Use a token that may read them (an admin token) in the VSee Clinic credential. ${RETRY}`,
			{ httpCode: '403' },
		);
	}
	return new ClinicError(
		`This event could not be verified: VSee Clinic cannot be asked about the ${kind}`,
		`Check that this n8n reaches VSee Clinic with this credential. ${RETRY}`,
	);
}

/**
 * Verifies an event that could not be verified before its run began: the credential was not allowed to read the visit,
 * VSee could not be asked how it ended, or a filter could not be read. So a cancelled visit is never reported as
 * completed, and no event is lost.
 * @param item one of toPendingItem
 * @returns the item under the name the user has chosen; undefined when VSee denies the event or it is not wanted
 * @throws ClinicError when nothing could be proven, InputError when a filter cannot be read: the run then fails, stays
 * in the list of executions and can be retried
 */
export async function resolvePending(
	node: IExecuteFunctions,
	item: IDataObject,
	{ events, simplify, verify, readFilters }: TriggerParameters,
): Promise<IDataObject | undefined> {
	const type = plainText(item.event_type);
	const subject = subjectOf({ type, data: item });
	const filters = subject.kind === 'visit' ? readFilters() : {};
	const limits = { ...EXECUTION_LIMITS, cancel: node.getExecutionCancelSignal() };
	const verdict = await confirm(node, await node.getCredentials('vSeeClinicApi'), subject, limits);
	// With Verify off the token may lack the right to read visits; a refusal then proves nothing.
	if (verdict.kind === 'denied' && verify) return undefined;
	if (verdict.kind !== 'confirmed') throw verificationError(subject.kind, verdict);
	const { record } = verdict;
	const match = matchEvent({ type, data: {} }, events, record);
	const found = match.kind === 'wanted' ? match.name : undefined;
	const name = events.includes(plainText(item.event)) ? item.event : found;
	if (name === undefined || !passesFilters(record, true, filters)) return undefined;
	const output = simplify ? simplifyRecord(subject.kind, record, true) : record;
	const envelope = Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'pending'));
	return { ...envelope, event: name, verified: true, [subject.kind]: output };
}
