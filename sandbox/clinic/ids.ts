import { createHash } from 'node:crypto';

/** Makes the clinic's ids. The same calls in the same order give the same ids. */
export class Ids {
	private numbers = new Map<string, number>();

	/** A 36-character id whose first 8 hex digits are the creation second (docs/api.md#values). */
	uuid(unixSecond: number): string {
		const tail = this.next('uuid', 1).toString(16).padStart(12, '0');
		return `${hexSecond(unixSecond)}-0a1b-4c2d-8e3f-${tail}`;
	}

	/** 32 hex digits, as a visit's `code`. */
	code(unixSecond: number): string {
		return `${hexSecond(unixSecond)}0a1b4c2d8e3f${this.next('code', 1).toString(16).padStart(12, '0')}`;
	}

	/** The next decimal id of a series, as a string. */
	decimal(series: string, first: number): string {
		return String(this.next(series, first));
	}

	/** A secret of so many hex digits that nobody guesses from an id. */
	secret(digits: number): string {
		return createHash('sha256')
			.update(`sandbox secret ${this.next('secret', 1)}`)
			.digest('hex')
			.slice(0, digits);
	}

	private next(series: string, first: number): number {
		const value = this.numbers.get(series) ?? first;
		this.numbers.set(series, value + 1);
		return value;
	}
}

function hexSecond(unixSecond: number): string {
	return Math.floor(unixSecond).toString(16).padStart(8, '0');
}
