/** The clinic's clock, in unix seconds. Runs with real time unless it was set. */
export class Clock {
	private offset = 0;
	private frozenAt: number | null = null;

	/** @param startAt unix seconds to stand still at; left out: real time */
	constructor(private readonly startAt?: number) {
		this.reset();
	}

	/** The present unix second. */
	now(): number {
		return this.frozenAt ?? Math.floor(Date.now() / 1000) + this.offset;
	}

	/** Puts the clock at a unix second, where it stands still until `run()`. */
	set(unixSeconds: number): void {
		this.frozenAt = Math.floor(unixSeconds);
	}

	/** Moves the clock by so many seconds; a frozen clock stays frozen. */
	advance(seconds: number): void {
		if (this.frozenAt === null) this.offset += Math.floor(seconds);
		else this.frozenAt += Math.floor(seconds);
	}

	/** Stops the clock where it is. */
	freeze(): void {
		this.frozenAt = this.now();
	}

	/** Lets the clock run on from where it is. */
	run(): void {
		this.offset = this.now() - Math.floor(Date.now() / 1000);
		this.frozenAt = null;
	}

	/** Whether the clock stands still. */
	get frozen(): boolean {
		return this.frozenAt !== null;
	}

	/** Back to the second it was started with, or to real time. */
	reset(): void {
		this.offset = 0;
		this.frozenAt = this.startAt ?? null;
	}
}
