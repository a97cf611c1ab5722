/** How long an answer counts. */
const MAX_AGE_MS = 60_000;
/** How many answers are kept: one for each credential. */
const MAX_ENTRIES = 100;

/** Answers that are believed for a minute, in the memory of this process. */
export class MinuteCache<Value> {
	/** Oldest first. */
	private readonly entries = new Map<string, { value: Value; until: number }>();

	get(key: string): Value | undefined {
		const entry = this.entries.get(key);
		return entry && entry.until > Date.now() ? entry.value : undefined;
	}

	set(key: string, value: Value): void {
		this.entries.delete(key);
		this.entries.set(key, { value, until: Date.now() + MAX_AGE_MS });
		for (const oldest of this.entries.keys()) {
			if (this.entries.size <= MAX_ENTRIES) break;
			this.entries.delete(oldest);
		}
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}
