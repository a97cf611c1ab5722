import { sleep } from 'n8n-workflow';

import type { Outcome } from './outcome';
import { firstPace, nextPace, pauseBetween, signOf } from './pace';

/** Lets as many requests of a run through at once as the clinic takes well, the others wait for their turn. */
export class Throttle {
	private pace;
	private underWay = 0;
	/** When the next request may begin, milliseconds. */
	private nextBegin = 0;
	private readonly waiting: Array<() => void> = [];

	/** @param max how many at once, at most */
	constructor(max: number) {
		this.pace = firstPace(max);
	}

	/**
	 * Sends a request when it is its turn.
	 * @param ready waits for what else has to be waited for, and says whether the request is still wanted
	 * @returns undefined when it was not
	 */
	async run(ready: () => Promise<boolean>, send: () => Promise<Outcome>): Promise<Outcome | undefined> {
		if (this.underWay < this.pace.limit) this.underWay++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			await this.spread();
			if (!(await ready())) return undefined;
			const { era } = this.pace;
			const began = Date.now();
			const outcome = await send();
			this.pace = nextPace(this.pace, { sign: signOf(outcome), ms: Date.now() - began, era });
			return outcome;
		} finally {
			this.underWay--;
			this.letThrough();
		}
	}

	/** Waits until the request before this one is far enough ahead. */
	private async spread(): Promise<void> {
		const now = Date.now();
		const begin = Math.max(now, this.nextBegin);
		this.nextBegin = begin + pauseBetween(this.pace);
		if (begin - now >= 1) await sleep(begin - now);
	}

	private letThrough(): void {
		while (this.underWay < this.pace.limit) {
			const next = this.waiting.shift();
			if (!next) return;
			this.underWay++;
			next();
		}
	}
}
