import fc from 'fast-check';

import type { Judge, play as playType } from './play';
import type { plans as plansType } from './plan';
import type { World as WorldType } from './world';

const MOST = 200;

/** How the heart of the node can be broken; each is a bug that somebody could write tomorrow. */
const MUTANTS: Array<[name: string, breakIt: () => void]> = [
	[
		'a create with an unknown outcome is sent again, like a read',
		() => {
			jest.doMock('../../nodes/VSeeClinic/request/retry', () => {
				const real = jest.requireActual<typeof import('../../nodes/VSeeClinic/request/retry')>('../../nodes/VSeeClinic/request/retry');
				const decide: typeof real.decide = (outcome, effect, attempt) => real.decide(outcome, effect === 'create' ? 'read' : effect, attempt);
				return { ...real, decide };
			});
		},
	],
	[
		'a visit that the intake does not show is taken for one that was never booked, and is booked again',
		() => {
			jest.doMock('../../nodes/VSeeClinic/execution/options', () => {
				const real = jest.requireActual<typeof import('../../nodes/VSeeClinic/execution/options')>('../../nodes/VSeeClinic/execution/options');
				const readOptions: typeof real.readOptions = (raw, operation) => ({ ...real.readOptions(raw, operation), retryWhenNotFound: true });
				return { ...real, readOptions };
			});
		},
	],
	[
		'the ledger is not written, so that Retry On Fail begins from nothing',
		() => {
			jest.doMock('../../nodes/VSeeClinic/execution/ledger', () => {
				const real = jest.requireActual<typeof import('../../nodes/VSeeClinic/execution/ledger')>('../../nodes/VSeeClinic/execution/ledger');
				class Forgetful extends real.LedgerEntry {
					override open(): void {}

					override close(): void {}
				}
				class Empty extends real.Ledger {
					override entry(): Forgetful {
						return new Forgetful({}, '');
					}
				}
				return { ...real, Ledger: Empty, LedgerEntry: Forgetful };
			});
		},
	],
];

/** The campaign, loaded anew around what was broken. */
async function loaded(): Promise<{ play: typeof playType; plans: typeof plansType; World: typeof WorldType; judge: Judge }> {
	const [{ play }, { plans }, { World }, { judge }] = [await import('./play'), await import('./plan'), await import('./world'), await import('./judge')];
	return { play, plans, World, judge };
}

test.each(MUTANTS)(`caught within ${MOST} sequences: %s`, async (name, breakIt) => {
	jest.resetModules();
	breakIt();
	const { play, plans, World, judge } = await loaded();
	const world = await World.start();
	try {
		let sequences = 0;
		const { failed } = await fc.check(
			fc.asyncProperty(plans, async (plan) => {
				sequences++;
				// Only a visit too many counts here: that is what the rule is there to prevent.
				return (await play(world, plan, judge)).every((text) => !/led to visits|was not reported|was booked although/.test(text));
			}),
			{ numRuns: MOST, seed: Number(process.env.FAULT_SEED ?? 20261), endOnFailure: true },
		);
		process.stderr.write(`${failed ? `caught after ${sequences} sequences` : 'NOT CAUGHT'}: ${name}\n`);
		expect(failed).toBe(true);
	} finally {
		await world.close();
		jest.dontMock('../../nodes/VSeeClinic/request/retry').dontMock('../../nodes/VSeeClinic/execution/options').dontMock('../../nodes/VSeeClinic/execution/ledger');
	}
});
