import type { Done } from '../request/session';
import type { Answer, CreateState, Evidence, Failed, Failure, Seen, Situation, Step } from './create-state';

/** How often a look-up that finds nothing is repeated: a clinic that was slow to answer may still be booking. */
const MAX_LOOKS = 3;
const NEW: CreateState = { kind: 'new' };

/**
 * The create protocol: what to do next, from what is known. Pure; every cell is tested.
 *
 * | state | what the clinic shows | next |
 * |---|---|---|
 * | new | the intake has no visit, or an ended one, or one of another type | send |
 * | new | the intake has a visit that matches | return it |
 * | new | the intake has an active visit at another time, or one of another patient | fail: nothing is sent |
 * | new | the intake names a visit that is not shown | fail: it may be the one |
 * | sent | a visit that was not there before, on the intake or in the list | return it |
 * | sent | nothing of it | look again, then fail: may have been booked |
 * | created | that visit, as asked for | return it |
 * | created | that visit, cancelled since an earlier run | forget it, go on as new |
 * | created | that visit, at another time | fail: it is not booked again |
 * | mismatched | not asked | fail: it is not booked again |
 *
 * With Reuse Existing Visit off, what the intake shows before is only noted. With Retry When Not Found on, what is not
 * found is sent again, unless the clinic could not be asked.
 */
export function nextStep(situation: Situation): Step {
	const { state, owner, evidence } = situation;
	if (evidence.answer) return afterSending(situation, evidence.answer);
	switch (state.kind) {
		case 'new':
			return beforeSending(situation);
		case 'sent':
			return lookFor(situation, state.idBefore);
		case 'mismatched':
			if (owner !== 'another-request') return fail({ kind: 'mismatched', id: state.id });
			return afterCreated(situation, state.id);
		case 'created':
			return state.id === null ? giveBack(nothingButId(), true) : afterCreated(situation, state.id);
	}
}

function fail(failure: Failure, state?: CreateState): Step {
	return { kind: 'fail', failure, state };
}

function giveBack(answer: Done, isOwn: boolean, state?: CreateState): Step {
	return { kind: 'return', answer, isOwn, state };
}

/** All that is left of a record that was made and cannot be read now. */
function nothingButId(id?: string): Done {
	const data = id === undefined ? undefined : { id };
	return { kind: 'done', data, reply: data && { data }, headers: {} };
}

/** A record that is found for the first time is noted. */
function adopt({ id, answer }: Seen, isOwn: boolean): Step {
	return giveBack(answer, isOwn, { kind: 'created', id });
}

function unreadable(outcome: Failed): Step {
	return fail({ kind: 'outcome', outcome, effect: 'read' });
}

function isSameRequest({ owner }: Situation): boolean {
	return owner !== 'another-request';
}

/** The record of an earlier send: it is made, whatever can be read of it now. */
function afterCreated(situation: Situation, id: string): Step {
	const { created } = situation.evidence;
	const isOwn = isSameRequest(situation);
	if (!situation.canReread) return giveBack(nothingButId(id), isOwn);
	if (!created) return { kind: 'read', what: 'created', id };
	switch (created.kind) {
		case 'seen':
			return afterCreatedSeen(situation, created);
		case 'refused':
			return isKnownToBeOurs(situation, created.status)
				? giveBack(nothingButId(id), isOwn)
				: fail({ kind: 'not-shown', id });
		case 'failed':
			if (created.outcome.kind === 'cancelled' || situation.owner !== 'this-run') return unreadable(created.outcome);
			return giveBack(nothingButId(id), isOwn);
	}
}

/** This run has made it a moment ago; what an earlier run has made may be gone since, unless only the reading is refused. */
function isKnownToBeOurs({ owner }: Situation, status: number): boolean {
	return owner === 'this-run' || (owner === 'earlier-run' && status !== 404);
}

function afterCreatedSeen(situation: Situation, created: Seen): Step {
	switch (created.relation) {
		case 'match':
			return giveBack(created.answer, isSameRequest(situation));
		case 'other-time':
			return fail({ kind: 'other-time', visit: created });
		case 'other-patient':
			return fail({ kind: 'other-patient', id: created.id });
		default:
			return situation.owner === 'this-run'
				? giveBack(created.answer, true)
				: { kind: 'read', what: 'source', state: NEW };
	}
}

/** Nothing was sent: what does the intake already have? */
function beforeSending({ evidence, options, sourceLabel }: Situation): Step {
	const { source, visit } = evidence;
	const send = (idBefore?: string | null): Step => ({
		kind: 'send',
		state: { kind: 'sent', idBefore, source: sourceLabel ?? '' },
	});
	if (sourceLabel === undefined) return send();
	if (!source) return { kind: 'read', what: 'source' };
	if (source.kind === 'failed') return unreadable(source.outcome);
	// A clinic that does not show the intake decides by itself.
	if (source.kind === 'refused') return send();
	if (source.id === null || !options.reuseExisting) return send(source.id);
	if (!visit) return { kind: 'read', what: 'visit', id: source.id };
	if (visit.kind === 'failed') return unreadable(visit.outcome);
	if (visit.kind === 'refused') return fail({ kind: 'not-shown', id: source.id });
	return beforeSendingSeen(visit, send);
}

function beforeSendingSeen(visit: Seen, send: (idBefore: string) => Step): Step {
	switch (visit.relation) {
		case 'match':
			return adopt(visit, false);
		case 'other-time':
			return fail({ kind: 'other-time', visit });
		case 'other-patient':
			return fail({ kind: 'other-patient', id: visit.id });
		default:
			return send(visit.id);
	}
}

/** It was sent in this attempt: what did the clinic say? */
function afterSending(situation: Situation, answer: Answer): Step {
	const { state, evidence, allowsNoId } = situation;
	switch (answer.kind) {
		case 'seen':
			return afterReply(answer);
		case 'nameless':
			return {
				kind: 'return',
				answer: answer.answer,
				isOwn: true,
				state: allowsNoId ? { kind: 'created', id: null } : undefined,
			};
		case 'cancelled': {
			const isUnsent = answer.unsent === true && !evidence.isResend;
			return fail({ kind: 'outcome', outcome: answer, effect: 'create' }, isUnsent ? NEW : undefined);
		}
		case 'unknown':
		case 'invalid-response':
			return lookFor(situation, state.kind === 'sent' ? state.idBefore : undefined);
		default:
			// After an earlier send, a refusal may mean just that the first has been booked.
			if (evidence.isResend) return lookFor(situation, state.kind === 'sent' ? state.idBefore : undefined);
			return fail({ kind: 'outcome', outcome: answer, effect: 'create' }, NEW);
	}
}

function afterReply(reply: Seen): Step {
	const { id, relation, answer } = reply;
	if (relation === 'other-time' || relation === 'other-patient')
		return fail({ kind: 'mismatched', id, reply }, { kind: 'mismatched', id });
	return { kind: 'return', answer, isOwn: true, state: { kind: 'created', id } };
}

type IdBefore = string | null | undefined;

/** It may have been processed: does the intake show it, or else the list? */
function lookFor(situation: Situation, idBefore: IdBefore): Step {
	const { evidence, sourceLabel } = situation;
	if (sourceLabel === undefined) return mayHaveBeenMade(situation);
	const { source } = evidence;
	if (!source) return { kind: 'read', what: 'source' };
	if (source.kind === 'failed') return unanswered(situation, source.outcome);
	if (isSomebodyElses(situation)) return mayHaveBeenMade(situation);
	const shownId = source.kind === 'read' ? source.id : null;
	return lookAtShown(situation, idBefore, shownId) ?? lookInList(situation, idBefore);
}

/** Whether a visit may be the one that was sent for: it was not there before, and nobody else here has made it. */
function mayBeOurs({ isOfAnother }: Situation, idBefore: IdBefore, id: string): boolean {
	return id !== idBefore && !isOfAnother(id);
}

/** Whether it was this very request that was sent. */
function isOwnSend(situation: Situation): boolean {
	return situation.evidence.sends > 0 || isSameRequest(situation);
}

/** Without reuse each request has a visit of its own: of two whose answers were lost, nobody knows which one is shown. */
function isSomebodyElses({ evidence, options, isContested }: Situation): boolean {
	return isContested && !options.reuseExisting && evidence.sends === 0;
}

/** What follows from the visit that the intake shows; undefined when it is not the one. */
function lookAtShown(situation: Situation, idBefore: IdBefore, id: string | null): Step | undefined {
	const { evidence, options } = situation;
	// When nobody knows what was there before, a visit that was not to be reused proves nothing.
	if (idBefore === undefined && !options.reuseExisting) return undefined;
	if (id === null || !mayBeOurs(situation, idBefore, id)) return undefined;
	const { visit } = evidence;
	if (!visit) return { kind: 'read', what: 'visit', id };
	if (visit.kind === 'failed') return unanswered(situation, visit.outcome);
	return visit.kind === 'seen' && visit.relation === 'match' ? adopt(visit, isOwnSend(situation)) : undefined;
}

function lookInList(situation: Situation, idBefore: IdBefore): Step {
	const { evidence, options } = situation;
	const { list } = evidence;
	if (!list) return { kind: 'read', what: 'list' };
	if (list.kind === 'failed') return unanswered(situation, list.outcome);
	const [listed, ...others] = list.matches.filter(({ id }) => mayBeOurs(situation, idBefore, id));
	if (!listed) return afterFruitlessLook(situation, idBefore);
	// One of several may be older than the request, and so may be the only one when it was not to be reused.
	const isUncertain = others.length > 0 || !options.reuseExisting;
	return isUncertain ? mayHaveBeenMade(situation) : adopt(listed, isOwnSend(situation));
}

/** A look-up that could not be made proves nothing. */
function unanswered(situation: Situation, outcome: Failed): Step {
	return outcome.kind === 'cancelled'
		? fail({ kind: 'outcome', outcome, effect: 'create' })
		: mayHaveBeenMade(situation);
}

function mayHaveBeenMade({ evidence: { answer } }: Situation): Step {
	const outcome = answer && answer.kind !== 'seen' && answer.kind !== 'nameless' ? answer : undefined;
	return fail({ kind: 'may-have-been-made', outcome });
}

function afterFruitlessLook(situation: Situation, idBefore: IdBefore): Step {
	const { evidence, options, sourceLabel = '' } = situation;
	const refusal = refusalIn(evidence);
	if (refusal) return fail({ kind: 'outcome', outcome: refusal, effect: 'create' }, NEW);
	if (evidence.looks + 1 < Math.min(MAX_LOOKS, options.maxRetries + 1)) return { kind: 'look-again' };
	return maySendAgain(situation)
		? { kind: 'send', state: { kind: 'sent', idBefore, source: sourceLabel } }
		: mayHaveBeenMade(situation);
}

/**
 * A refusal that came with a 2xx status: believed once a look-up has found nothing (docs/api.md#envelope-and-errors).
 */
function refusalIn({ answer, isResend }: Evidence): Failed | undefined {
	if (isResend || answer?.kind !== 'invalid-response' || !answer.isRefusal || answer.code === undefined)
		return undefined;
	return { ...answer, kind: 'refused', status: answer.code };
}

/** Whether the user wants what was not found sent again, it is this very request, and all that could be asked has been. */
function maySendAgain(situation: Situation): boolean {
	const { evidence, options } = situation;
	if (!options.retryWhenNotFound || evidence.sends > options.maxRetries) return false;
	const { answer, list } = evidence;
	const isOpen = !answer || answer.kind === 'unknown' || answer.kind === 'invalid-response';
	const isListComplete = list?.kind === 'read' && list.isComplete;
	return isOpen && isListComplete && isOwnSend(situation) && !isTaken(situation);
}

/** Whether the intake has an appointment at another time: one intake makes one visit. */
function isTaken({ evidence: { visit }, options }: Situation): boolean {
	return options.reuseExisting && visit?.kind === 'seen' && visit.relation === 'other-time';
}
