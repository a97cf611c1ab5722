import { ApiError } from '../api-error';
import { type Json, type JsonObject, parseJson, textOf } from '../json';

// Milliseconds have 13 digits; unix seconds stay below 12 for another three thousand years.
const MAX_UNIX_SECONDS = 99_999_999_999;

/** Reads parameters of a query or a body strictly; throws `ApiError` (400) for a value of the wrong form. */
export class Parameters {
	constructor(readonly values: JsonObject) {}

	/** The raw value; null counts as left out. */
	raw(name: string): Json | undefined {
		return this.values[name] ?? undefined;
	}

	/** A text; numbers are taken as their digits. */
	text(name: string): string | undefined {
		const value = this.raw(name);
		if (value === undefined) return undefined;
		if (typeof value === 'string') return value;
		if (typeof value === 'number') return String(value);
		throw new ApiError(400, `${name} must be a string`);
	}

	/** A text that must be there and not be blank. */
	required(name: string): string {
		const value = this.text(name);
		if (value === undefined || value.trim() === '') throw new ApiError(400, `${name} is required`);
		return value;
	}

	/** An integer, as a number or as digits. */
	integer(name: string): number | undefined {
		const value = this.raw(name);
		if (value === undefined) return undefined;
		if (typeof value === 'number' && Number.isInteger(value)) return value;
		if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
		throw new ApiError(400, `${name} must be an integer`);
	}

	/** A time in unix seconds. */
	time(name: string): number | undefined {
		const value = this.integer(name);
		if (value === undefined) return undefined;
		if (value <= 0 || value > MAX_UNIX_SECONDS) throw new ApiError(400, `${name} must be a time in unix seconds`);
		return value;
	}

	/** A boolean, or the words and digits a query has for it. */
	boolean(name: string): boolean | undefined {
		const value = this.raw(name);
		if (value === undefined) return undefined;
		if (value === true || value === 'true' || value === 1 || value === '1') return true;
		if (value === false || value === 'false' || value === 0 || value === '0') return false;
		throw new ApiError(400, `${name} must be true or false`);
	}

	/** A list: an array, a JSON array in a string, or values joined by commas (docs/api.md#request-encoding). */
	list(name: string): string[] | undefined {
		const value = this.raw(name);
		if (value === undefined) return undefined;
		if (Array.isArray(value)) return value.map(textOf);
		const text = textOf(value);
		if (text.startsWith('[')) {
			try {
				const parsed = parseJson(text);
				if (Array.isArray(parsed)) return parsed.map(textOf);
			} catch {
				throw new ApiError(400, `${name} is not a valid list`);
			}
		}
		return text
			.split(',')
			.map((part) => part.trim())
			.filter((part) => part !== '');
	}

	/** One of the words allowed. */
	oneOf(name: string, allowed: readonly string[]): string | undefined {
		const value = this.text(name);
		if (value !== undefined && !allowed.includes(value))
			throw new ApiError(400, `${name} must be one of ${allowed.join(', ')}`);
		return value;
	}

	/** A two-letter state (docs/api.md#creating-an-intake, `location`). */
	state(name: string): string | undefined {
		const value = this.text(name);
		if (value !== undefined && !/^[A-Z]{2}$/.test(value)) throw new ApiError(400, `${name} must be a two-letter state`);
		return value;
	}
}
