import type { Relation } from '../../nodes/VSeeClinic/descriptor/create-lookup';
import { nextStep } from '../../nodes/VSeeClinic/execution/create-protocol';
import {
	type CreateState,
	type Evidence,
	NO_EVIDENCE,
	type ReadRecord,
	type ShownRecord,
	type Situation,
	type StateOwner,
} from '../../nodes/VSeeClinic/execution/create-state';
import type { Outcome } from '../../nodes/VSeeClinic/request/outcome';

const RELATIONS: Relation[] = ['match', 'other-time', 'other-patient', 'ended', 'other-type'];
const SENT: CreateState = { kind: 'sent', idBefore: null, sourceLabel: 'intake 1' };
const CREATED: CreateState = { kind: 'created', id: '7' };
const LOST: Outcome & { kind: 'unknown' } = { kind: 'unknown', reason: 'timeout' };
const FAILED = { kind: 'failed', outcome: LOST } as const;
const CANCELLED = { kind: 'failed', outcome: { kind: 'cancelled' } } as const;

function shown(relation: Relation, id = '7'): ShownRecord {
	return {
		kind: 'shown',
		id,
		relation,
		response: { kind: 'done', data: { id }, reply: { data: { id } }, headers: {} },
	};
}
const shows = (id: string | null): Evidence['source'] => ({ kind: 'read', id });
const list = (...matches: ShownRecord[]): Evidence['list'] => ({ kind: 'read', matches, isComplete: true });

function next(state: CreateState, evidence: Partial<Evidence> = {}, more: Partial<Situation> = {}) {
	return nextStep({
		state,
		owner: 'this-run',
		evidence: { ...NO_EVIDENCE, ...evidence },
		sourceLabel: 'intake 1',
		canReread: true,
		allowsNoId: false,
		isContested: false,
		isOfAnother: () => false,
		...more,
		options: { reuseExisting: true, retryWhenNotFound: false, maxRetries: 0, ...more.options },
	});
}
/** The step in short: what is sent or read, returned with its id, or failed and why. */
function short(...asked: Parameters<typeof next>): string {
	const step = next(...asked);
	const to = step.state ? ` -> ${step.state.kind}` : '';
	switch (step.kind) {
		case 'read':
			return `read ${step.what}${to}`;
		case 'return':
			return `return ${step.isOwn ? 'own' : 'earlier'}${to}`;
		case 'fail':
			return `fail ${step.failure.kind}${'found' in step.failure ? `, ${step.failure.found}` : ''}${to}`;
		default:
			return `${step.kind}${to}`;
	}
}
const off = { options: { reuseExisting: false, retryWhenNotFound: false, maxRetries: 0 } };
const again = { options: { reuseExisting: true, retryWhenNotFound: true, maxRetries: 0 } };

describe('new', () => {
	const NEW: CreateState = { kind: 'new' };

	test.each<[string, Partial<Evidence>, string, string]>([
		['nothing is known', {}, 'read source', 'read source'],
		['the intake cannot be read', { source: FAILED }, 'fail outcome', 'fail outcome'],
		['the intake is refused: the clinic decides', { source: { kind: 'refused' } }, 'send -> sent', 'send -> sent'],
		['the intake shows no visit', { source: shows(null) }, 'send -> sent', 'send -> sent'],
		['the intake shows a visit', { source: shows('7') }, 'read visit', 'send -> sent'],
		['which cannot be read', { source: shows('7'), visit: FAILED }, 'fail outcome', 'send -> sent'],
		[
			'which is refused',
			{ source: shows('7'), visit: { kind: 'refused', status: 404 } },
			'fail not-shown',
			'send -> sent',
		],
		['which matches', { source: shows('7'), visit: shown('match') }, 'return earlier -> created', 'send -> sent'],
		['at another time', { source: shows('7'), visit: shown('other-time') }, 'fail other-time', 'send -> sent'],
		['another patient’s', { source: shows('7'), visit: shown('other-patient') }, 'fail other-patient', 'send -> sent'],
		['ended', { source: shows('7'), visit: shown('ended') }, 'send -> sent', 'send -> sent'],
		['of another type', { source: shows('7'), visit: shown('other-type') }, 'send -> sent', 'send -> sent'],
	])('%s', (_name, evidence, withReuse, withoutReuse) => {
		expect([short(NEW, evidence), short(NEW, evidence, off)]).toEqual([withReuse, withoutReuse]);
	});

	test('what is sent notes what the intake showed before', () => {
		expect(next(NEW, { source: shows(null) }).state).toEqual(SENT);
		expect(next(NEW, { source: shows('7') }, off).state).toEqual({ ...SENT, idBefore: '7' });
		expect(next(NEW, { source: { kind: 'refused' } }).state).toEqual({ ...SENT, idBefore: undefined });
	});

	test('what cannot be looked up is sent at once', () => {
		expect(short(NEW, {}, { sourceLabel: undefined })).toBe('send -> sent');
	});
});

describe('sent', () => {
	const source = shows('7');
	test.each<[string, CreateState, Partial<Evidence>, string]>([
		['nothing is known', SENT, {}, 'read source'],
		['the intake cannot be read', SENT, { source: FAILED }, 'fail may-have-been-made, not-read'],
		['it was cancelled while looking', SENT, { source: CANCELLED }, 'fail outcome'],
		['the intake shows a new visit', SENT, { source }, 'read visit'],
		['which matches', SENT, { source, visit: shown('match') }, 'return own -> created'],
		['which does not', SENT, { source, visit: shown('other-time') }, 'read list'],
		['which cannot be read', SENT, { source, visit: FAILED }, 'fail may-have-been-made, not-read'],
		['which is refused', SENT, { source, visit: { kind: 'refused', status: 403 } }, 'read list'],
		['the intake shows the visit from before', { ...SENT, idBefore: '7' }, { source }, 'read list'],
		['the intake shows none', SENT, { source: shows(null) }, 'read list'],
		['the intake is refused', SENT, { source: { kind: 'refused' } }, 'read list'],
		['the list has it', SENT, { source: shows(null), list: list(shown('match')) }, 'return own -> created'],
		[
			'the list has two',
			SENT,
			{ source: shows(null), list: list(shown('match'), shown('match', '8')) },
			'fail may-have-been-made, ambiguous',
		],
		[
			'the list has the one from before',
			{ ...SENT, idBefore: '7' },
			{ source: shows(null), list: list(shown('match')) },
			'fail may-have-been-made, not-shown',
		],
		['the list cannot be read', SENT, { source: shows(null), list: FAILED }, 'fail may-have-been-made, not-read'],
		['nothing of it is found', SENT, { source: shows(null), list: list() }, 'fail may-have-been-made, not-shown'],
	])('%s', (_name, state, evidence, expected) => {
		expect(short(state, evidence)).toBe(expected);
	});

	const nothing = { source: shows(null), list: list() };

	test('what another request has made is not taken for it', () => {
		expect(short(SENT, { source }, { isOfAnother: (id) => id === '7' })).toBe('read list');
		expect(short(SENT, { source: shows(null), list: list(shown('match')) }, { isOfAnother: (id) => id === '7' })).toBe(
			'fail may-have-been-made, not-shown',
		);
	});

	test('without reuse, a visit proves something only when it is known what was there before', () => {
		expect(short({ kind: 'sent', sourceLabel: 'intake 1' }, { source })).toBe('read visit');
		expect(short({ kind: 'sent', sourceLabel: 'intake 1' }, { source }, off)).toBe('read list');
		expect(short(SENT, { source: shows(null), list: list(shown('match')) }, off)).toBe(
			'fail may-have-been-made, ambiguous',
		);
	});

	test('without reuse, of two whose answers were lost, nobody knows in a later try which one is shown', () => {
		const contested = { ...off, isContested: true };
		expect(short(SENT, { source }, contested)).toBe('fail may-have-been-made, ambiguous');
		expect(short(SENT, { source, sends: 1, reply: LOST }, contested)).toBe('read visit');
		expect(short(SENT, { source }, { isContested: true })).toBe('read visit');
	});

	test.each([
		[0, 0, 'fail may-have-been-made, not-shown'],
		[1, 0, 'look-again'],
		[1, 1, 'fail may-have-been-made, not-shown'],
		[2, 1, 'look-again'],
		[9, 1, 'look-again'],
		[9, 2, 'fail may-have-been-made, not-shown'],
	])('with %i retries and %i looks: %s', (maxRetries, looks, expected) => {
		expect(
			short(SENT, { ...nothing, looks }, { options: { ...again.options, retryWhenNotFound: false, maxRetries } }),
		).toBe(expected);
	});

	test.each<[string, Partial<Evidence>, StateOwner, string]>([
		['nothing is found', nothing, 'earlier-run', 'send -> sent'],
		[
			'the list is incomplete',
			{ ...nothing, list: { kind: 'read', matches: [], isComplete: false } },
			'this-run',
			'fail may-have-been-made, not-shown',
		],
		['the list cannot be read', { ...nothing, list: FAILED }, 'this-run', 'fail may-have-been-made, not-read'],
		['it was sent by another request', nothing, 'another-request', 'fail may-have-been-made, not-shown'],
		[
			'the intake has one at another time',
			{ source, visit: shown('other-time'), list: list() },
			'this-run',
			'fail may-have-been-made, not-shown',
		],
		[
			'it was sent as often as it may',
			{ ...nothing, sends: 1, reply: LOST },
			'this-run',
			'fail may-have-been-made, not-shown',
		],
	])('with Retry When Not Found, %s', (_name, evidence, owner, expected) => {
		expect(short(SENT, evidence, { ...again, owner })).toBe(expected);
	});

	test('what cannot be looked up stays open', () => {
		expect(short(SENT, {}, { sourceLabel: undefined })).toBe('fail may-have-been-made, not-possible');
	});
});

describe('the answer to a send', () => {
	const REFUSED: Outcome & { kind: 'refused' } = { kind: 'refused', status: 409 };
	const IN_200: Outcome & { kind: 'invalid-response' } = {
		kind: 'invalid-response',
		problem: 'error-body',
		status: 200,
		code: 422,
		isRefusal: true,
	};
	const done = { kind: 'done', data: {}, reply: {}, headers: {} } as const;

	test.each<[string, Evidence['reply'], string, string]>([
		['the visit', shown('match'), 'return own -> created', 'return own -> created'],
		['a visit at another time', shown('other-time'), 'fail mismatched -> mismatched', 'fail mismatched -> mismatched'],
		['another patient’s', shown('other-patient'), 'fail mismatched -> mismatched', 'fail mismatched -> mismatched'],
		['no ID', { kind: 'no-id', response: done }, 'return own', 'return own'],
		['nothing: lost', LOST, 'read source', 'read source'],
		['a web page', { kind: 'invalid-response', problem: 'html', status: 200 }, 'read source', 'read source'],
		['a refusal', REFUSED, 'fail outcome -> new', 'read source'],
		['401', { kind: 'unauthorized' }, 'fail outcome -> new', 'read source'],
		['429', { kind: 'rate-limited' }, 'fail outcome -> new', 'read source'],
		['not sent', { kind: 'never-sent', code: 'ECONNREFUSED', transient: true }, 'fail outcome -> new', 'read source'],
		['cancelled', { kind: 'cancelled' }, 'fail outcome', 'fail outcome'],
		['cancelled, unsent', { kind: 'cancelled', unsent: true }, 'fail outcome -> new', 'fail outcome'],
		['a refusal in a 200', IN_200, 'read source', 'read source'],
	])('%s', (_name, reply, first, afterAnEarlierSend) => {
		expect([short(SENT, { reply, sends: 1 }), short(SENT, { reply, sends: 1, isResend: true })]).toEqual([
			first,
			afterAnEarlierSend,
		]);
	});

	test('a refusal in a 200 is that refusal once nothing is found, unless it was sent before', () => {
		const nothing = { reply: IN_200, sends: 1, source: shows(null), list: list() };
		expect(next(SENT, nothing)).toMatchObject({
			kind: 'fail',
			failure: { kind: 'outcome', outcome: { kind: 'refused', status: 422 } },
			state: { kind: 'new' },
		});
		expect(short(SENT, { ...nothing, isResend: true })).toBe('fail may-have-been-made, not-shown');
		expect(short(SENT, { ...nothing, list: list(shown('match')) })).toBe('return own -> created');
	});

	test('no ID where none is needed closes the entry', () => {
		const step = next(SENT, { reply: { kind: 'no-id', response: done }, sends: 1 }, { allowsNoId: true });
		expect(step.state).toEqual({ kind: 'created', id: null });
	});
});

describe('created', () => {
	const refused = (status: number): ReadRecord => ({ kind: 'refused', status });
	test.each<[string, ReadRecord | undefined, string, string, string]>([
		['not read yet', undefined, 'read created', 'read created', 'read created'],
		['as asked for', shown('match'), 'return own', 'return own', 'return earlier'],
		['at another time', shown('other-time'), 'fail other-time', 'fail other-time', 'fail other-time'],
		['another patient’s', shown('other-patient'), 'fail other-patient', 'fail other-patient', 'fail other-patient'],
		['cancelled', shown('ended'), 'return own', 'read source -> new', 'read source -> new'],
		['of another type', shown('other-type'), 'return own', 'read source -> new', 'read source -> new'],
		['refused with 403', refused(403), 'return own', 'return own', 'fail not-shown'],
		['refused with 404', refused(404), 'return own', 'fail not-shown', 'fail not-shown'],
		['not readable now', FAILED, 'return own', 'fail outcome', 'fail outcome'],
		['cancelled while reading', CANCELLED, 'fail outcome', 'fail outcome', 'fail outcome'],
	])('%s', (_name, created, thisRun, earlierRun, anotherRequest) => {
		const owners: StateOwner[] = ['this-run', 'earlier-run', 'another-request'];
		expect(owners.map((owner) => short(CREATED, { created }, { owner }))).toEqual([
			thisRun,
			earlierRun,
			anotherRequest,
		]);
	});

	test('without an ID, or a way to read it, nothing is read', () => {
		expect(short({ kind: 'created', id: null })).toBe('return own');
		expect(short(CREATED, {}, { canReread: false })).toBe('return own');
	});

	test.each(RELATIONS)('mismatched is told again without asking; another request looks at it: %s', (relation) => {
		const state: CreateState = { kind: 'mismatched', id: '7' };
		expect(short(state)).toBe('fail mismatched');
		expect(short(state, { created: shown(relation) }, { owner: 'another-request' })).toBe(
			short(CREATED, { created: shown(relation) }, { owner: 'another-request' }),
		);
	});
});
