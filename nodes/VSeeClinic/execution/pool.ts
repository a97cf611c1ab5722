/** A task gave up because another one had failed: it tells nothing of its own. */
export class RunStoppedError extends Error {}

/**
 * Runs tasks at most `size` at a time, started in the order they were added, results in that order.
 * When a task fails, no further task is started; those in progress are waited for.
 */
export class Pool<T> {
	private readonly tasks: Array<() => Promise<T>> = [];

	constructor(private readonly size: number) {}

	/** Adds a task. Nothing starts before `results`. */
	add(task: () => Promise<T>): void {
		this.tasks.push(task);
	}

	/**
	 * Runs all tasks.
	 * @param toError what is thrown for a failure of the task with that index, the first one added having 0; called when
	 * no task is in progress any more
	 * @throws the failure of the earliest task that failed by itself
	 */
	async results(toError: (failure: Error, index: number) => Error = (failure) => failure): Promise<T[]> {
		const results: T[] = [];
		const failures = new Map<number, Error>();
		let next = 0;
		const worker = async (): Promise<void> => {
			while (next < this.tasks.length && failures.size === 0) {
				const index = next++;
				const task = this.tasks[index];
				if (!task) return;
				await task().then(
					(result) => (results[index] = result),
					(failure: unknown) => failures.set(index, failure instanceof Error ? failure : new Error('A task failed')),
				);
			}
		};
		await Promise.all(Array.from({ length: Math.min(this.size, this.tasks.length) }, worker));
		const [first] = [...failures]
			.sort(([a], [b]) => a - b)
			.filter(([, failure]) => !(failure instanceof RunStoppedError));
		if (!first) return results;
		const [index, failure] = first;
		throw toError(failure, index);
	}
}
