import fc from 'fast-check';

import { judge } from './judge';
import { plans } from './plan';
import { play } from './play';
import { World } from './world';

const RUNS = Number(process.env.FAULT_RUNS ?? 150);
const SEED = Number(process.env.FAULT_SEED ?? Date.now() & 0x7fffffff);

let world: World;
beforeAll(async () => {
	world = await World.start();
});
afterAll(async () => await world.close());

test(`no visit twice, none lost, none invented, in ${RUNS} sequences`, async () => {
	let played = 0;
	const began = performance.now();
	const report = () =>
		process.stderr.write(
			`${played} sequences, ${Math.round((performance.now() - began) / 1000)} s, FAULT_SEED=${SEED}\n`,
		);
	process.stderr.write(`FAULT_SEED=${SEED} FAULT_RUNS=${RUNS}\n`);
	await fc.assert(
		fc.asyncProperty(plans, async (plan) => {
			const wrong = await play(world, plan, judge);
			if (++played % 500 === 0) report();
			if (wrong.length === 0) return;
			if (process.env.FAULT_ALL) process.stderr.write(`VIOLATION #${played}: ${wrong.join('; ')}\n`);
			else throw new Error(wrong.join('\n'));
		}),
		{
			numRuns: process.env.FAULT_PATH === undefined ? RUNS : 1,
			seed: SEED,
			path: process.env.FAULT_PATH,
			endOnFailure: process.env.FAULT_SHRINK === undefined,
			verbose: 0,
		},
	);
	report();
});
