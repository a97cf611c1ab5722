import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../request/call';
import type { Done, Failed, Outcome } from '../../../request/outcome';
import { type Check, type CheckInput, checks } from './checks';
import { adviceOf, type CheckResult, resultOf, statusOf } from './result';
import { contentTypeShape, shapeOf } from './shape';

type Line = Pick<IDataObject, 'advice' | 'http_status' | 'result' | 'settles' | 'shape'>;

function line(result: CheckResult, advice: string, http_status: number | null, more: IDataObject = {}): Line {
	return { result, advice, http_status, settles: null, shape: null, ...more };
}

function notChecked({ missing = '' }: Check): Line {
	return line('not_checked', `Not checked. ${missing}`, null);
}

function settled({ point, settles }: Check, answer: Done): IDataObject | null {
	return point === undefined || !settles ? null : { point, verdict: settles(answer) };
}

/** A web page in place of a file, when its body is not read. */
function isWebPage(answer: Done): boolean {
	return answer.headers['content-type']?.includes('html') ?? false;
}

function answered(check: Check, call: Call, answer: Done): Line {
	const isUnread = call.expects === 'headers';
	const isKnown = check.accepts?.(answer.data) !== false && !(isUnread && isWebPage(answer));
	const result = isKnown ? 'ok' : 'unknown_form';
	return line(result, adviceOf(result), statusOf(answer), {
		shape: isUnread ? contentTypeShape(answer.headers) : shapeOf(answer.reply),
		settles: isKnown ? settled(check, answer) : null,
	});
}

function failed(check: Check, outcome: Failed): Line {
	const result = resultOf(outcome);
	// VSee may answer 404 when no visit is in progress: what the API description leaves open (point 15).
	const isIdle = check.name === 'current_visit' && result === 'not_found';
	return line(
		result,
		isIdle ? 'No visit is in progress, or the path is not known.' : adviceOf(result, outcome),
		statusOf(outcome),
		{
			settles: isIdle ? { point: check.point, verdict: 'contradicted' } : null,
		},
	);
}

/** What an answer to another check shows of this one's question. */
function lookedAt(check: Check, answer: Done | undefined): Line {
	const seen = answer && check.part?.(answer);
	if (!seen) return notChecked(check);
	const { isThere, value } = seen;
	const advice = isThere ? 'Nothing to do.' : 'The reply does not show it: this node does without, as far as it can.';
	return line(isThere ? 'ok' : 'not_found', advice, statusOf(answer), {
		shape: value === undefined ? null : shapeOf(value),
		settles: settled(check, answer),
	});
}

/**
 * Asks all questions one after the other, each with what the ones before it have found. One that fails stops no other.
 * @param read sends a read and tells what happened as a value
 * @returns one item per question, in the order of the table; nothing in them is a value of the clinic's
 */
export async function runChecks(read: (call: Call) => Promise<Outcome>, input: CheckInput): Promise<IDataObject[]> {
	const answers = new Map<string, Done>();
	const items: IDataObject[] = [];
	for (const check of checks) {
		items.push({ check: check.name, needed_for: check.neededFor, ...(await runCheck(check)) });
	}
	return items;

	async function runCheck(check: Check): Promise<Line> {
		if (check.looksAt !== undefined) return lookedAt(check, answers.get(check.looksAt));
		const call = check.call?.(answers, input);
		if (!call) return notChecked(check);
		const outcome = await read(call);
		if (outcome.kind !== 'done') return failed(check, outcome);
		if (check.accepts?.(outcome.data) !== false) answers.set(check.name, outcome);
		return answered(check, call, outcome);
	}
}
