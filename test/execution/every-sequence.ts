/** Makes the choices of one sequence, and knows which sequence comes next: every combination, each once. */
export class Choices {
	private taken: Array<{ choice: number; of: number }> = [];
	private position = 0;

	/** Chooses one of the options; the first one wherever this sequence has not been before. */
	pick<T>(options: readonly T[]): T {
		const made = (this.taken[this.position] ??= { choice: 0, of: options.length });
		this.position++;
		return options[made.choice] as T;
	}

	/** Goes on to the next sequence. @returns false when there is none */
	next(): boolean {
		this.taken.length = this.position;
		this.position = 0;
		for (let last = this.taken.pop(); last; last = this.taken.pop()) {
			if (last.choice + 1 >= last.of) continue;
			this.taken.push({ choice: last.choice + 1, of: last.of });
			return true;
		}
		return false;
	}
}
