import fc from 'fast-check';

import type { plans as plansType } from './plan';
import type { Judge, play as playType } from './play';
import type { World as WorldType } from './world';

const MAX_SEQUENCES = 200;

type Retry = typeof import('../../nodes/VSeeClinic/request/retry');
type Options = typeof import('../../nodes/VSeeClinic/resources/visit/booking-options');
type Ledgers = typeof import('../../nodes/VSeeClinic/execution/ledger');
type Sessions = typeof import('../../nodes/VSeeClinic/request/session');
type Locks = typeof import('../../nodes/VSeeClinic/execution/create-lock');
type Bookings = typeof import('../../nodes/VSeeClinic/resources/visit/booked-from-intake');

const of = (module: string) => `../../nodes/VSeeClinic/${module}`;

interface Mutant {
	name: string;
	module: string;
	/** The module, broken. */
	breakIt(real: unknown): object;
	/** What the judge must say: that which the rule is there to prevent. */
	caught: RegExp;
	/** Where it hangs on the moment at which requests meet: sequences that show it early. */
	seed?: number;
}

const TWICE = /led to visits|was not reported|was booked although/;

/** How the heart of the node can be broken; each is a bug that somebody could write tomorrow. */
const MUTANTS: Mutant[] = [
	{
		name: 'a create with an unknown outcome is sent again, like a read',
		module: 'request/retry',
		breakIt(real: Retry) {
			const decide: Retry['decide'] = (outcome, effect, attempt) =>
				real.decide(outcome, effect === 'create' ? 'read' : effect, attempt);
			return { ...real, decide };
		},
		caught: TWICE,
	},
	{
		name: 'a visit that the intake does not show is taken for one that was never booked, and is booked again',
		module: 'resources/visit/booking-options',
		breakIt({ bookingOptions }: Options) {
			const { retryWhenNotFound } = bookingOptions;
			return { bookingOptions: { ...bookingOptions, retryWhenNotFound: { ...retryWhenNotFound, encode: () => true } } };
		},
		caught: TWICE,
	},
	{
		name: 'the ledger is not written, so that Retry On Fail begins from nothing',
		module: 'execution/ledger',
		breakIt(real: Ledgers) {
			class Forgetful extends real.Ledger {
				override entry(...key: Parameters<typeof real.Ledger.prototype.entry>) {
					const entry = super.entry(...key);
					entry.write = () => undefined;
					entry.writeFound = () => undefined;
					return entry;
				}
			}
			return { ...real, Ledger: Forgetful };
		},
		caught: TWICE,
	},
	{
		name: 'items under way go on writing after another has failed',
		module: 'request/session',
		breakIt(real: Sessions) {
			class Unstoppable extends real.Session {
				static override async start(...[caller, cancel]: Parameters<typeof real.Session.start>): Promise<Unstoppable> {
					return new Unstoppable(caller, await caller.getCredentials('vSeeClinicApi'), cancel);
				}

				override stop(): void {}
			}
			return { ...real, Session: Unstoppable };
		},
		caught: /after item \d+ had failed/,
		seed: 33,
	},
	{
		name: 'whatever visit an intake shows is taken for the one that was to be booked',
		module: 'resources/visit/booked-from-intake',
		breakIt(real: Bookings) {
			const bookedFromIntake: Bookings['bookedFromIntake'] = (booking) => ({
				...real.bookedFromIntake(booking),
				relation: () => 'match',
			});
			return { ...real, bookedFromIntake };
		},
		caught: /which is another/,
	},
	{
		name: 'those who book from one intake do not wait for each other',
		module: 'execution/create-lock',
		breakIt(real: Locks) {
			const withCreateLock: Locks['withCreateLock'] = async (_key, _signal, task) => await task(new Map());
			return { ...real, withCreateLock };
		},
		caught: TWICE,
	},
	{
		name: 'an intake that has an appointment at another time is booked once more',
		module: 'resources/visit/booked-from-intake',
		breakIt(real: Bookings) {
			const bookedFromIntake: Bookings['bookedFromIntake'] = (booking) => {
				const lookup = real.bookedFromIntake(booking);
				const relation: typeof lookup.relation = (visit) => {
					const found = lookup.relation(visit);
					return found === 'other-time' ? 'ended' : found;
				};
				return { ...lookup, relation };
			};
			return { ...real, bookedFromIntake };
		},
		caught: /of one intake/,
	},
	{
		name: 'the error of a stopped run does not name what was made before',
		module: 'execution/ledger',
		breakIt(real: Ledgers) {
			class Silent extends real.Ledger {
				override get createdIds(): string[] {
					return [];
				}
			}
			return { ...real, Ledger: Silent };
		},
		caught: /was not reported/,
	},
];

/** The campaign, loaded anew around what was broken. */
async function loaded(): Promise<{
	play: typeof playType;
	plans: typeof plansType;
	World: typeof WorldType;
	judge: Judge;
}> {
	const [{ play }, { plans }, { World }, { judge }] = [
		await import('./play'),
		await import('./plan'),
		await import('./world'),
		await import('./judge'),
	];
	return { play, plans, World, judge };
}

test.each(MUTANTS)(
	`caught within ${MAX_SEQUENCES} sequences: $name`,
	async ({ name, module, breakIt, caught, seed = 20261 }) => {
		jest.resetModules();
		jest.doMock(of(module), () => breakIt(jest.requireActual(of(module))));
		const { play, plans, World, judge } = await loaded();
		const world = await World.start();
		try {
			let sequences = 0;
			const { failed } = await fc.check(
				fc.asyncProperty(plans, async (plan) => {
					sequences++;
					return (await play(world, plan, judge)).every((text) => !caught.test(text));
				}),
				{ numRuns: MAX_SEQUENCES, seed: Number(process.env.FAULT_SEED ?? seed), endOnFailure: true },
			);
			process.stderr.write(`${failed ? `caught after ${sequences} sequences` : 'NOT CAUGHT'}: ${name}\n`);
			expect(failed).toBe(true);
		} finally {
			await world.close();
			jest.dontMock(of(module));
		}
	},
);
