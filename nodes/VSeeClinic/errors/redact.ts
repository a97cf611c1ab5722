import type { SensitiveStrings } from './sensitive-strings';
import { isContentWord, isStopWord, mayBeName } from './vocabulary';

const MAX_SHOWN = 300;
/** Of a longer message nothing is shown. */
const MAX_READ = 10_000;
/** Shorter than this says nothing about anyone, unless it is written without letters of two cases (a Chinese name has two). */
const NAMING = /.{3}|^\p{L}{2}$|\p{Lo}/su;
/** With such words, or with more numbers than these, a number may be a date of birth, an age, a phone number. */
const PERSONAL_NUMBER = /birth|born|\b(age|dob|old|phone|year|zip)(s|\b)/i;
const MOST_NUMBERS = 2;

function isPlain(word: string): boolean {
	return isContentWord(word) || isStopWord(word);
}

/**
 * Finds a string that may not be shown, in any case and however its words are spaced. One of two letters
 * ("Li", "CA") counts only as a word of its own and as it was written: it stands inside too many others.
 */
function matcher(secret: string): RegExp {
	const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
	return /^[a-z]{2}$/i.test(secret)
		? new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu')
		: new RegExp(escaped, 'giu');
}

/** Judges the words of one text, each with those beside it. */
class Words {
	private readonly words: string[];
	/** A message in capitals throughout has no capitals to go by. */
	private readonly isAllCaps: boolean;
	private readonly numbers: boolean;

	constructor(
		text: string,
		private readonly codes: Set<string>,
	) {
		this.isAllCaps = !/[a-z]/.test(text);
		this.words = text.trim().split(/\s+/);
		const numbers = this.words.filter((word) => /\d/.test(word) && !codes.has(trimPunctuation(word)));
		this.numbers = numbers.length <= MOST_NUMBERS && !PERSONAL_NUMBER.test(text);
	}

	/** The text with all that may be a person or a secret taken out; undefined when nothing that says anything is left. */
	get shown(): string | undefined {
		const shown = this.words
			.map((word, index) => this.show(word, index))
			.filter((word) => word !== '')
			.join(' ');
		const text = shown.replace(/…(?:[\s"'“”‘’(),;:/-]*…)+/g, '…');
		// With nothing taken out, also joining words are an answer ("not now").
		const says = this.words.some(
			(word, index) =>
				this.isShowable(trimPunctuation(word), index) && !isStopWord(trimPunctuation(word)) && /\p{L}{2}/u.test(word),
		);
		return says || (!text.includes('…') && /\p{L}{2}/u.test(text)) ? text : undefined;
	}

	private show(given: string, index: number): string {
		const word = trimPunctuation(given);
		const [before = '', after = ''] =
			word === '' ? [given] : [given.slice(0, given.indexOf(word)), given.slice(given.indexOf(word) + word.length)];
		if (word !== '' && !this.isShowable(word, index)) return `…${after.replace(/[^.,:;!?]/g, '')}`;
		const edge = (text: string) => text.replace(/[^\x21-\x7e“”‘’…]/g, '');
		return `${edge(before)}${this.isAllCaps ? word.toLowerCase() : word}${edge(after)}`;
	}

	private isShowable(word: string, index: number): boolean {
		if (this.codes.has(word)) return true;
		// Three digits say nothing alone ("status 404"); beside others they may be part of a phone number or a date.
		if (/^\d{1,3}$/.test(word))
			return this.numbers && ![-1, 1].some((step) => /\d/.test(this.words[index + step] ?? ''));
		if (!/\p{L}/u.test(word) || /[@\ufffd]/.test(word)) return false;
		if (isStopWord(word)) return !this.isName(word, index);
		// Names of parameters come as room_code and as roomCode.
		const parts = word
			.replace(/([a-z])([A-Z])/g, '$1 $2')
			.split(/[^\p{L}\p{N}]+/u)
			.filter((part) => part !== '');
		const [, ...more] = parts.filter((part) => /\d/.test(part));
		return more.length === 0 && parts.every((part, at) => this.isPart(part, at, index));
	}

	/** One number may be among the parts ("version=2", "insurances[0].card_type"), and the s of “the patient's”. */
	private isPart(part: string, at: number, index: number): boolean {
		if (/^\d{1,3}$/.test(part)) return this.numbers;
		return (part === 's' && at > 0) || (isPlain(part) && !this.isName(part, index));
	}

	/** Capitalised, and not just because it begins a sentence: “Key is wrong”, but not “Max Keys”. */
	private isName(word: string, index: number): boolean {
		if (!mayBeName(word) || !/^\p{Lu}/u.test(word)) return false;
		const begins = index === 0 || /[.!?]["'”’)]*$/.test(this.words[index - 1] ?? '');
		return this.isAllCaps || !begins || /^\p{Lu}/u.test(this.words[index + 1] ?? '');
	}
}

/** A word without the punctuation around it. */
function trimPunctuation(word: string): string {
	return word.replace(/^[^\p{L}\p{N}\ufffd]+|[^\p{L}\p{N}\ufffd]+$/gu, '');
}

/**
 * Makes the API's own words printable: one line, at most 300 characters, without what the call sent, secrets, and
 * every word that is not one of the plain words of refusals: it may be a name, an illness, an address, a token.
 * @param sent the strings of the call that was answered, `hidden` ones together with the secrets of the credential
 * @returns undefined when nothing that says anything is left
 */
export function redact(words: unknown, sent: SensitiveStrings): string | undefined {
	if (typeof words !== 'string') return undefined;
	// A hostile server may send megabytes as its message: it says nothing to a person, and no pattern runs over it.
	if (words.length > MAX_READ) return undefined;
	const known = new Set(
		sent.hidden.map((secret) => secret.trim()).filter((secret) => NAMING.test(secret) && secret.length <= MAX_READ),
	);
	const hidden = [...known].sort((a, b) => b.length - a.length);
	// What was sent goes first and goes whole: a cut or a tag taken out before would leave half of it standing.
	const left = hidden.reduce((shown, secret) => shown.replace(matcher(secret), '…'), words);
	// What is invisible inside a word makes it another one.
	const text = left
		.slice(0, 4 * MAX_SHOWN)
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.replace(/\p{Cf}/gu, '\ufffd');
	const { shown } = new Words(text, new Set(sent.codes));
	return shown !== undefined && shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
}
