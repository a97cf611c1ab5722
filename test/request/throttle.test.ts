import { setTimeout as wait } from 'node:timers/promises';

import { done } from '../../nodes/VSeeClinic/request/outcome';
import { FIRST_LIMIT } from '../../nodes/VSeeClinic/request/pace';
import { Throttle } from '../../nodes/VSeeClinic/request/throttle';

test('requests whose replies come together do not leave together', async () => {
	const throttle = new Throttle(50);
	const begins: number[] = [];
	const ready = () => Promise.resolve(true);
	const send = async () => {
		begins.push(performance.now());
		await wait(200);
		return done(undefined);
	};
	await Promise.all(Array.from({ length: FIRST_LIMIT * 6 }, async () => await throttle.run(ready, send)));
	// Twice as many begin after the first round. From then on each is at least 200 / 32 / 2 milliseconds behind the last.
	const [first = NaN, last = NaN] = [begins[FIRST_LIMIT * 2], begins[FIRST_LIMIT * 3 - 1]];
	expect(last - first).toBeGreaterThan(2 * FIRST_LIMIT);
});
