import { type Done, done, type Failed } from '../request/outcome';
import type {
	CreateReply,
	CreateState,
	Evidence,
	Failure,
	LookupResult,
	ShownRecord,
	Situation,
	Step,
} from './create-state';

/** Look-ups in all, the first included, that find nothing: a clinic that was slow to answer may still be booking. */
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
 * | sent | nothing: the look-up failed | fail: may have been booked |
 * | sent | several that fit, or another lost booking of this intake with Reuse off | fail: may have been booked |
 * | created | that visit, as asked for | return it |
 * | created | that visit, cancelled since an earlier run | forget it, go on as new |
 * | created | that visit, at another time | fail: it is not booked again |
 * | created | nothing: reading it failed | this run has made it: return its ID; else fail, and name it |
 * | mismatched | not asked | fail: it is not booked again |
 *
 * With Reuse Existing Visit off, what the intake shows before is only noted. With Retry When Not Found on, what is not
 * found is sent again by the request that was lost, unless the clinic could not be asked.
 *
 * The state may be another request's (`owner`): of the same intake, by an item or an execution before this one. Then it
 * is looked up in the same way and never sent again, what is found is not this request's own, and a mismatched visit is
 * read like a created one. A visit that another request of this execution has made is never taken for this one's.
 */
export function nextStep(situation: Situation): Step {
	const { state, owner, evidence } = situation;
	if (evidence.reply) return afterSending(situation, evidence.reply);
	switch (state.kind) {
		case 'new':
			return beforeSending(situation);
		case 'sent':
			return lookUp(situation, state.idBefore);
		case 'mismatched':
			if (owner !== 'another-request') return fail({ kind: 'mismatched', id: state.id });
			return afterCreated(situation, state.id);
		case 'created':
			return state.id === null ? returnRecord(idOnly(), true) : afterCreated(situation, state.id);
	}
}

function fail(failure: Failure, state?: CreateState): Step {
	return { kind: 'fail', failure, state };
}

function returnRecord(response: Done, isOwn: boolean, state?: CreateState): Step {
	return { kind: 'return', response, isOwn, state };
}

/** A record that was made and cannot be read now: its ID alone. */
function idOnly(id?: string): Done {
	return id === undefined ? done(undefined) : done({ id }, { reply: { data: { id } } });
}

/** A record that is shown for the first time is noted. */
function returnShown({ id, response }: ShownRecord, isOwn: boolean): Step {
	return returnRecord(response, isOwn, { kind: 'created', id });
}

function readFailed(outcome: Failed, madeId?: string): Step {
	return fail({ kind: 'outcome', outcome, effect: 'read', madeId });
}

function isSameRequest({ owner }: Situation): boolean {
	return owner !== 'another-request';
}

/** The record of an earlier send: it is made, whatever can be read of it now. */
function afterCreated(situation: Situation, id: string): Step {
	const { created } = situation.evidence;
	const isOwn = isSameRequest(situation);
	if (!situation.canReread) return returnRecord(idOnly(id), isOwn);
	if (!created) return { kind: 'read', what: 'created', id };
	switch (created.kind) {
		case 'shown':
			return withCreatedShown(situation, created);
		case 'refused':
			return isKnownToBeOurs(situation, created.status)
				? returnRecord(idOnly(id), isOwn)
				: fail({ kind: 'not-shown', id });
		case 'failed':
			if (created.outcome.kind === 'cancelled' || situation.owner !== 'this-run')
				return readFailed(created.outcome, id);
			return returnRecord(idOnly(id), isOwn);
	}
}

/**
 * Whether the record certainly exists: this run has just made it, or reading it is refused for another reason than 404.
 */
function isKnownToBeOurs({ owner }: Situation, status: number): boolean {
	return owner === 'this-run' || (owner === 'earlier-run' && status !== 404);
}

function withCreatedShown(situation: Situation, created: ShownRecord): Step {
	switch (created.relation) {
		case 'match':
			return returnRecord(created.response, isSameRequest(situation));
		case 'other-time':
			return fail({ kind: 'other-time', visit: created });
		case 'other-patient':
			return fail({ kind: 'other-patient', id: created.id });
		default:
			return situation.owner === 'this-run'
				? returnRecord(created.response, true)
				: { kind: 'read', what: 'source', state: NEW };
	}
}

/** Nothing was sent yet: does the intake already have a visit? */
function beforeSending({ evidence, options, sourceLabel }: Situation): Step {
	const { source, visit } = evidence;
	const send = (idBefore?: string | null): Step => ({
		kind: 'send',
		state: { kind: 'sent', idBefore, sourceLabel: sourceLabel ?? '' },
	});
	if (sourceLabel === undefined) return send();
	if (!source) return { kind: 'read', what: 'source' };
	if (source.kind === 'failed') return readFailed(source.outcome);
	// If the clinic does not show the intake, the request is sent and the clinic decides.
	if (source.kind === 'refused') return send();
	if (source.id === null || !options.reuseExisting) return send(source.id);
	if (!visit) return { kind: 'read', what: 'visit', id: source.id };
	if (visit.kind === 'failed') return readFailed(visit.outcome);
	if (visit.kind === 'refused') return fail({ kind: 'not-shown', id: source.id });
	return withVisitShown(visit, send);
}

function withVisitShown(visit: ShownRecord, send: (idBefore: string) => Step): Step {
	switch (visit.relation) {
		case 'match':
			return returnShown(visit, false);
		case 'other-time':
			return fail({ kind: 'other-time', visit });
		case 'other-patient':
			return fail({ kind: 'other-patient', id: visit.id });
		default:
			return send(visit.id);
	}
}

/** It was sent in this attempt: what did the clinic say? */
function afterSending(situation: Situation, reply: CreateReply): Step {
	const { state, evidence, allowsNoId } = situation;
	const idBefore = state.kind === 'sent' ? state.idBefore : undefined;
	switch (reply.kind) {
		case 'shown':
			return afterReply(reply);
		case 'no-id':
			return returnRecord(reply.response, true, allowsNoId ? { kind: 'created', id: null } : undefined);
		case 'cancelled': {
			const isUnsent = reply.unsent === true && !evidence.isResend;
			return fail({ kind: 'outcome', outcome: reply, effect: 'create' }, isUnsent ? NEW : undefined);
		}
		case 'unknown':
		case 'invalid-response':
			return lookUp(situation, idBefore);
		default:
			// After an earlier send, a refusal may mean just that the first has been booked.
			if (evidence.isResend) return lookUp(situation, idBefore);
			return fail({ kind: 'outcome', outcome: reply, effect: 'create' }, NEW);
	}
}

function afterReply(record: ShownRecord): Step {
	const { id, relation } = record;
	if (relation === 'other-time' || relation === 'other-patient')
		return fail({ kind: 'mismatched', id, record }, { kind: 'mismatched', id });
	return returnShown(record, true);
}

type IdBefore = string | null | undefined;

/** It may have been processed: does the intake show it, or else the list? */
function lookUp(situation: Situation, idBefore: IdBefore): Step {
	const { evidence, sourceLabel } = situation;
	if (sourceLabel === undefined) return mayHaveBeenMade(situation, 'not-possible');
	const { source } = evidence;
	if (!source) return { kind: 'read', what: 'source' };
	if (source.kind === 'failed') return lookUpFailed(situation, source.outcome);
	if (isAmbiguous(situation)) return mayHaveBeenMade(situation, 'ambiguous');
	const shownId = source.kind === 'read' ? source.id : null;
	return lookAtShown(situation, idBefore, shownId) ?? lookInList(situation, idBefore);
}

/**
 * Whether a visit may be the one that was sent for: it was not there before, and no other request of this execution has
 * made it.
 */
function mayBeOurs({ isOfAnother }: Situation, idBefore: IdBefore, id: string): boolean {
	return id !== idBefore && !isOfAnother(id);
}

/** Whether it was this very request that was sent. */
function isOwnSend(situation: Situation): boolean {
	return situation.evidence.sends > 0 || isSameRequest(situation);
}

/**
 * Without reuse each request has a visit of its own: when the replies to two were lost, a visit that is shown may be
 * either's.
 */
function isAmbiguous({ evidence, options, isContested }: Situation): boolean {
	return isContested && !options.reuseExisting && evidence.sends === 0;
}

/** What follows from the visit that the intake shows; undefined when it is not the one. */
function lookAtShown(situation: Situation, idBefore: IdBefore, id: string | null): Step | undefined {
	const { evidence, options } = situation;
	// If the intake could not be read before sending, the visit may be an older one; with reuse off that proves nothing.
	if (idBefore === undefined && !options.reuseExisting) return undefined;
	if (id === null || !mayBeOurs(situation, idBefore, id)) return undefined;
	const { visit } = evidence;
	if (!visit) return { kind: 'read', what: 'visit', id };
	if (visit.kind === 'failed') return lookUpFailed(situation, visit.outcome);
	return visit.kind === 'shown' && visit.relation === 'match' ? returnShown(visit, isOwnSend(situation)) : undefined;
}

function lookInList(situation: Situation, idBefore: IdBefore): Step {
	const { evidence, options } = situation;
	const { list } = evidence;
	if (!list) return { kind: 'read', what: 'list' };
	if (list.kind === 'failed') return lookUpFailed(situation, list.outcome);
	const [listed, ...others] = list.matches.filter(({ id }) => mayBeOurs(situation, idBefore, id));
	if (!listed) return afterFruitlessLook(situation, idBefore);
	// One of several may be older than the request, and so may be the only one when it was not to be reused.
	const isUncertain = others.length > 0 || !options.reuseExisting;
	return isUncertain ? mayHaveBeenMade(situation, 'ambiguous') : returnShown(listed, isOwnSend(situation));
}

/** A look-up that failed proves nothing. */
function lookUpFailed(situation: Situation, outcome: Failed): Step {
	return outcome.kind === 'cancelled'
		? fail({ kind: 'outcome', outcome, effect: 'create' })
		: mayHaveBeenMade(situation, 'not-read');
}

function mayHaveBeenMade({ evidence: { reply } }: Situation, found: LookupResult): Step {
	const outcome = reply && reply.kind !== 'shown' && reply.kind !== 'no-id' ? reply : undefined;
	return fail({ kind: 'may-have-been-made', outcome, found });
}

function afterFruitlessLook(situation: Situation, idBefore: IdBefore): Step {
	const { evidence, options, sourceLabel = '' } = situation;
	const refusal = refusalIn(evidence);
	if (refusal) return fail({ kind: 'outcome', outcome: refusal, effect: 'create' }, NEW);
	if (evidence.looks + 1 < Math.min(MAX_LOOKS, options.maxRetries + 1)) return { kind: 'look-again' };
	return maySendAgain(situation)
		? { kind: 'send', state: { kind: 'sent', idBefore, sourceLabel } }
		: mayHaveBeenMade(situation, 'not-shown');
}

/**
 * A refusal that came with a 2xx status: believed once a look-up has found nothing (docs/api.md#envelope-and-errors).
 */
function refusalIn({ reply, isResend }: Evidence): Failed | undefined {
	if (isResend || reply?.kind !== 'invalid-response' || !reply.isRefusal || reply.code === undefined) return undefined;
	return { ...reply, kind: 'refused', status: reply.code };
}

/**
 * Whether the user wants what was not found sent again, it is this very request, and all that could be asked has been.
 */
function maySendAgain(situation: Situation): boolean {
	const { evidence, options } = situation;
	if (!options.retryWhenNotFound || evidence.sends > options.maxRetries) return false;
	const { reply, list } = evidence;
	const isOpen = !reply || reply.kind === 'unknown' || reply.kind === 'invalid-response';
	const isListComplete = list?.kind === 'read' && list.isComplete;
	return isOpen && isListComplete && isOwnSend(situation) && !isTaken(situation);
}

/** Whether the intake has an appointment at another time: one intake makes one visit. */
function isTaken({ evidence: { visit }, options }: Situation): boolean {
	return options.reuseExisting && visit?.kind === 'shown' && visit.relation === 'other-time';
}
