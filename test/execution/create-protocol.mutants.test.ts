import type { Situation, Step } from '../../nodes/VSeeClinic/execution/create-state';
import type { explore as exploreType, Setup } from './explore';
import { BEFORE, MAIN_ANSWERS, MAIN_READS } from './model-clinic';

type Protocol = typeof import('../../nodes/VSeeClinic/execution/create-protocol');
type Next = Protocol['nextStep'];

const MODULE = '../../nodes/VSeeClinic/execution/create-protocol';
const SEND: Step = { kind: 'send', state: { kind: 'sent', idBefore: null, sourceLabel: 'intake' } };

/** A step that is replaced wherever the real protocol fails in this way. */
function insteadOf(kind: string, state: string, instead: (situation: Situation, step: Step) => Step) {
	return (next: Next): Next =>
		(situation) => {
			const step = next(situation);
			const isIt = step.kind === 'fail' && step.failure.kind === kind && situation.state.kind === state;
			return isIt ? instead(situation, step) : step;
		};
}

function returned(situation: Situation): Step {
	const { created, visit } = situation.evidence;
	const shown = created ?? visit;
	if (shown?.kind === 'shown') return { kind: 'return', response: shown.response, isOwn: true };
	throw new Error('nothing was shown');
}

/** One for each row of the table that a promise rests on: what somebody could get wrong tomorrow. */
const MUTANTS: Array<{ row: string; mutate: (next: Next) => Next; caught: RegExp }> = [
	{
		row: 'new, the intake has a visit that matches: booked all the same',
		mutate: (next) => (situation) => {
			const step = next(situation);
			return step.kind === 'return' && situation.state.kind === 'new' ? SEND : step;
		},
		caught: /although the intake showed/,
	},
	{
		row: 'new, the intake has an active visit at another time: booked all the same',
		mutate: insteadOf('other-time', 'new', () => SEND),
		caught: /although the intake showed/,
	},
	{
		row: 'new, the intake leads to a visit of another intake: returned',
		mutate: insteadOf('other-patient', 'new', returned),
		caught: /is another one/,
	},
	{
		row: 'new, the intake names a visit that is not shown: booked all the same',
		mutate: insteadOf('not-shown', 'new', () => SEND),
		caught: /although the intake showed/,
	},
	{
		row: 'sent, a visit that was there before: taken for the one that was sent for',
		mutate: (next) => (situation) =>
			next(
				situation.state.kind === 'sent' ? { ...situation, state: { ...situation.state, idBefore: null } } : situation,
			),
		caught: /was not to be reused/,
	},
	{
		row: 'sent, nothing of it is found: sent again',
		mutate: insteadOf('may-have-been-made', 'sent', (situation, step) => (situation.evidence.sends > 1 ? step : SEND)),
		caught: /has 2 visits/,
	},
	{
		row: 'sent, the answer was lost: taken for a refusal',
		mutate: (next) => (situation) => {
			const { reply } = situation.evidence;
			return reply?.kind === 'unknown'
				? {
						kind: 'fail',
						failure: { kind: 'outcome', outcome: { kind: 'refused', status: 409 }, effect: 'create' },
						state: { kind: 'new' },
					}
				: next(situation);
		},
		caught: /was not reported/,
	},
	{
		row: 'sent, the reply tells of another time: returned',
		mutate: (next) => (situation) => {
			const { reply } = situation.evidence;
			return next(
				reply?.kind === 'shown'
					? { ...situation, evidence: { ...situation.evidence, reply: { ...reply, relation: 'match' } } }
					: situation,
			);
		},
		caught: /at another time/,
	},
	{
		row: 'created: forgotten',
		mutate: (next) => (situation) =>
			next(situation.state.kind === 'created' ? { ...situation, state: { kind: 'new' } } : situation),
		caught: /has 2 visits/,
	},
	{
		row: 'created, cancelled since an earlier run: returned',
		mutate: (next) => (situation) => next({ ...situation, owner: 'this-run' }),
		caught: /is cancelled/,
	},
	{
		row: 'created, moved since: returned',
		mutate: insteadOf('other-time', 'created', returned),
		caught: /at another time/,
	},
	{
		row: 'mismatched: returned',
		mutate: insteadOf('mismatched', 'mismatched', ({ state }) => ({
			kind: 'return',
			response: {
				kind: 'done',
				data: { id: state.kind === 'mismatched' ? state.id : '' },
				reply: undefined,
				headers: {},
			},
			isOwn: true,
		})),
		caught: /at another time/,
	},
];

function* setups(): Generator<Setup> {
	for (const before of BEFORE)
		for (const reuseExisting of [true, false])
			for (const shown of [true, false])
				yield {
					booking: 'appointment',
					before,
					display: { onIntake: shown, inList: shown },
					options: { reuseExisting, retryWhenNotFound: false, maxRetries: 0 },
					answers: MAIN_ANSWERS,
					reads: MAIN_READS,
					attempts: 2,
				};
}

/** The exploration, loaded anew around the broken protocol. */
async function broken(mutate: (next: Next) => Next): Promise<typeof exploreType> {
	jest.resetModules();
	jest.doMock(MODULE, () => {
		const real = jest.requireActual<Protocol>(MODULE);
		return { ...real, nextStep: mutate(real.nextStep) };
	});
	const { explore } = await import('./explore');
	return explore;
}

afterEach(() => jest.dontMock(MODULE));

test.each(MUTANTS)('is caught: $row', async ({ mutate, caught }) => {
	const explore = await broken(mutate);
	let sequences = 0;
	for (const setup of setups()) {
		const report = await explore(setup, 50);
		sequences += report.sequences;
		if (report.violations.some((text) => caught.test(text))) return;
	}
	throw new Error(`not caught in ${sequences} sequences`);
});
