import fc from 'fast-check';

import { Pool } from '../../nodes/VSeeClinic/execution/pool';

/** A task that ends when it is told to. */
class Task {
	started = false;
	private settle: { resolve(value: string): void; reject(failure: unknown): void } | undefined;

	constructor(private readonly name: string) {}

	run = (): Promise<string> => {
		this.started = true;
		return new Promise((resolve, reject) => (this.settle = { resolve, reject }));
	};

	end(): void {
		this.settle?.resolve(this.name);
	}

	fail(failure: unknown): void {
		this.settle?.reject(failure);
	}
}

function pool(size: number, count: number) {
	const tasks = Array.from({ length: count }, (_, index) => new Task(`t${index}`));
	const made = new Pool<string>(size);
	for (const task of tasks) made.add(task.run);
	const at = (index: number): Task => {
		const task = tasks[index];
		if (!task) throw new Error(`no task ${index}`);
		return task;
	};
	return { pool: made, at, started: () => tasks.flatMap((task, index) => (task.started ? [index] : [])) };
}

/** Lets everything happen that can happen without the end of another task. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('nothing starts before the results are asked for', async () => {
	const { pool: made, at, started } = pool(2, 1);
	await settled();
	expect(started()).toEqual([]);
	const results = made.results();
	at(0).end();
	expect(await results).toEqual(['t0']);
});

test('at most so many at a time, started in order; one that ends makes room for the next', async () => {
	const { pool: made, at, started } = pool(2, 4);
	const results = made.results();
	await settled();
	expect(started()).toEqual([0, 1]);
	at(1).end();
	await settled();
	expect(started()).toEqual([0, 1, 2]);
	at(2).end();
	await settled();
	expect(started()).toEqual([0, 1, 2, 3]);
	at(3).end();
	at(0).end();
	expect(await results).toEqual(['t0', 't1', 't2', 't3']);
});

test('one at a time is one after the other', async () => {
	const { pool: made, at, started } = pool(1, 3);
	const results = made.results();
	for (const index of [0, 1, 2]) {
		await settled();
		expect(started()).toEqual([0, 1, 2].slice(0, index + 1));
		at(index).end();
	}
	expect(await results).toEqual(['t0', 't1', 't2']);
});

describe('a failure', () => {
	test('starts nothing more, waits for what is under way, then is thrown', async () => {
		const { pool: made, at, started } = pool(2, 4);
		let over = false;
		const results = made.results().finally(() => (over = true));
		const thrown = expect(results).rejects.toThrow('t0');
		await settled();
		at(0).fail(new Error('t0'));
		await settled();
		expect([over, started()]).toEqual([false, [0, 1]]);
		at(1).end();
		await thrown;
		expect(started()).toEqual([0, 1]);
	});

	test('the earliest of several is the one that is thrown, whichever came first', async () => {
		const { pool: made, at } = pool(3, 3);
		const failed = made.results((failure, index) => new Error(`${failure.message} failed, task ${index}`));
		const thrown = expect(failed).rejects.toThrow('t1 failed, task 1');
		await settled();
		at(2).fail(new Error('t2'));
		await settled();
		at(1).fail(new Error('t1'));
		at(0).end();
		await thrown;
	});

	test('is the very error of the task', async () => {
		const { pool: made, at } = pool(1, 1);
		const error = new TypeError('fictional');
		const thrown = expect(made.results()).rejects.toBe(error);
		await settled();
		at(0).fail(error);
		await thrown;
	});

	test.each([['a text'], [undefined], [{ secret: 'x' }]])(
		'that is no error (%j) still is one, and not quoted',
		async (failure) => {
			const { pool: made, at } = pool(1, 2);
			const thrown = expect(made.results()).rejects.toEqual(new Error('A task failed'));
			await settled();
			at(0).fail(failure);
			await thrown;
		},
	);
});

test('no tasks, no results', async () => {
	expect(await new Pool(3).results()).toEqual([]);
});

test('any number of tasks, any size: all results, in order, never more than so many under way', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 12 }),
			fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }),
			async (size, lengths) => {
				const made = new Pool<number>(size);
				let under = 0;
				let most = 0;
				lengths.forEach((length, index) =>
					made.add(async () => {
						most = Math.max(most, ++under);
						for (let turn = 0; turn < length; turn++) await Promise.resolve();
						under--;
						return index;
					}),
				);
				expect(await made.results()).toEqual(lengths.map((_length, index) => index));
				expect(most).toBeLessThanOrEqual(size);
				expect(under).toBe(0);
			},
		),
	);
});
