/** With more numbers than these, they may be an address, a phone number, measurements. */
const MAX_NUMBERS = 4;
/** With such words, a number may be a date of birth, an age, a phone number, an address, a measurement of a body. */
const OF_A_PERSON =
	/birth|born|weigh|\b(age|aged|dob|old|phone|tel|mobile|fax|year|zip|postcode|street|avenue|road|lane|drive|blvd|apt|suite|floor|mrn|ssn|kg|lbs?|mg|ml|bpm|bmi|cm|iq)(s|\b)/i;
/** A number before one of these is a limit, whatever its size. */
const UNITS =
	/^(attempt|byte|call|char|character|digit|element|entries|entry|field|file|hour|hr|item|participant|kb|kilobyte|mb|megabyte|gb|millisecond|min|minute|ms|page|percent|record|request|result|retries|row|sec|second|slot|time|value|visit|appointment|day)s?$/;
/** A short number after one of these is a limit, a position or a code. */
const BEFORE =
	/(^|[\s(])(above|after|attempt|before|below|between|char|character|code|column|error|every|exactly|exceed|exceeds|http|least|length|limit|line|max|maximum|min|minimum|most|offset|only|page|position|question|row|size|step|status|than|to|version|within)( \d{1,3} (and|to|or))?$/i;
/** Before one of the values that something may have: “must be 1, 2 or 3”. */
const VALUES = /(^|[\s(])((must|should)( not)? be( one of)?|one of|starts at)( \d{1,3},| \d{1,3},? or)*$/i;
const TIME = /^([01]?\d|2[0-4])(:[0-5]\d){1,2}([ap]\.?m)?$|^(1[0-2]|0?[1-9])[ap]\.?m$/i;
const VERSION = /^(v\d{1,3}(\.\d{1,3}){0,3}|(https?|tls|ssl|oauth)[/v]*\d(\.\d)?|sqlstate\[\w{5})$/i;
const WITH_UNIT = /^\d{1,6}(ms|s|secs?|mins?|h|hrs?|kb|mb|gb|px)$/i;

/** Whether a word is a time of day or a span of them: 9:00, 5pm, 09:00-17:00. */
function isTimeOfDay(word: string): boolean {
	return word.split(/[-–—]/).every((part) => TIME.test(part));
}

/** A version of something: v3, HTTP/1.1, and 2.41.1 after the word; `12.5.84` is a date after every word. */
function isVersion(word: string, before: string): boolean {
	if (VERSION.test(word)) return true;
	const parts = /^\d{1,2}(\.\d{1,3}){1,2}$/.test(word) ? word.split('.').map(Number) : [];
	const [day = 0, month = 0, year] = parts;
	const mayBeDate = year !== undefined && year > 31 && day <= 31 && month <= 12;
	return parts.length > 0 && !mayBeDate && /^(api|http|node|protocol|sdk|tls|versions?)$/i.test(before);
}

/**
 * Tells numbers that are limits, positions, codes, versions and times of day, which help, from all others: those are
 * hidden, since a date of birth, a phone number and the number of a record are nothing but digits.
 */
export class Numbers {
	private readonly areShown: boolean;

	/**
	 * @param words those of the text, without the punctuation around them
	 * @param given the same with it
	 */
	constructor(
		private readonly words: string[],
		private readonly given: string[],
	) {
		const count = words.filter((word) => /\d/.test(word) && !isTimeOfDay(word)).length;
		this.areShown = count <= MAX_NUMBERS && !OF_A_PERSON.test(words.join(' '));
	}

	/** Whether the word at `index` is a number, or a time, that says nothing about a person. */
	isShown(index: number): boolean {
		const word = this.words[index] ?? '';
		if (isTimeOfDay(word) || isVersion(word, this.words[index - 1] ?? '')) return true;
		if (WITH_UNIT.test(word)) return this.areShown;
		return /^(\d{1,7}|\d{1,3}(,\d{3})+)$/.test(word) && (this.isLimit(index, word) || this.isHour(index));
	}

	/** Whether a number inside a word, such as insurances[0], may be shown. */
	isPartShown(part: string): boolean {
		return this.areShown && part.length <= 3;
	}

	private isHour(index: number): boolean {
		return /^([ap]m|o['’]clock)$/i.test(this.words[index + 1] ?? '') && Number(this.words[index]) <= 24;
	}

	private isLimit(index: number, word: string): boolean {
		if (!this.areShown) return false;
		const [last = '', next = ''] = [this.words[index - 1], this.words[index + 1]];
		const before = this.given.slice(Math.max(0, index - 9), index).join(' ');
		if (word.length <= 3 && VALUES.test(before)) return true;
		// Beside other numbers it may be part of a phone number or a date.
		if (/\d/.test(last) || /\d/.test(next)) return false;
		const isUnder = /^[<>]=?|^=/.test(this.given[index] ?? '');
		return UNITS.test(next.toLowerCase()) || isUnder || (word.length <= 3 && BEFORE.test(before));
	}
}
