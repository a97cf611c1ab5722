import type { Call } from './call';
import { isJoining, isTelling, mayBeName } from './plain-words';

/** Names of parameters that hold the id of a record, or the code of a room or clinic: shown, they make a refusal understandable. */
const ID_KEYS = new Set([
	'consultation_id',
	'endpoint_id',
	'file_id',
	'id',
	'intake_id',
	'member_id',
	'provider_id',
	'target_id',
	'user_id',
	'visit_id',
]);
const CODE_KEYS = new Set(['account_code', 'domain', 'room_code', 'slug']);
/** The same for what follows in a path. */
const ID_PATHS = new Set(['endpoints', 'files', 'intakes', 'providers', 'users', 'visits']);
const CODE_PATHS = new Set(['accounts', 'rooms']);
/** What ids and codes look like; a name, a date or a token in their place does not. */
const ID = /^(\d{1,11}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const CODE = /^(?=.*[a-z])[a-z0-9._-]{1,40}$/;
/** Parameters that are about a person, whatever stands in them. */
const PERSONAL_KEY = /name|mail|street|addr|city|dob|birth|phone|guarantor|zip|user/i;
const LONGEST_WORDS = 300;
/** Of a longer message nothing is shown. */
const LONGEST_READ = 10_000;
/** Shorter than this says nothing about anyone, unless it is written without letters of two cases (a Chinese name has two). */
const NAMING = /.{3}|^\p{L}{2}$|\p{Lo}/su;
/** With such words, or with more numbers than these, a number may be a date of birth, an age, a phone number. */
const PERSONAL_NUMBER = /birth|born|\b(age|dob|old|phone|year|zip)(s|\b)/i;
const MOST_NUMBERS = 2;

/** The strings of a call that may come back in a text (`codes`) and those that may not (`hidden`). */
export interface Sent {
	codes: string[];
	hidden: string[];
}

function isPlain(word: string): boolean {
	return isTelling(word) || isJoining(word);
}

/** A choice of this node or of the clinic, such as call_ended: no person's own words. */
function isChoice(value: string, key: string): boolean {
	return !PERSONAL_KEY.test(key) && /^[a-z_]{3,}$/.test(value) && value.split('_').every(isPlain);
}

/** Tells the codes and ids of a call from all else that it holds: whole, and by its name-like words. */
export function stringsOf(call: Call): Sent {
	const sent: Sent = { codes: [], hidden: [] };
	const hide = (value: string, key: string): void => {
		if (!isChoice(value, key)) sent.hidden.push(value, ...value.split(/\s+/).filter((word) => /^[^a-z]/.test(word)));
	};
	const walk = (value: unknown, key: string): void => {
		if (typeof value === 'string') {
			if ((ID_KEYS.has(key) && ID.test(value)) || (CODE_KEYS.has(key) && CODE.test(value))) sent.codes.push(value);
			else hide(value, key);
		} else if (Array.isArray(value)) value.forEach((entry) => walk(entry, key));
		else if (typeof value === 'object' && value !== null) {
			for (const [name, entry] of Object.entries(value)) walk(entry, name);
		}
	};
	walk(call.query, '');
	walk(call.body, '');
	walk(call.file?.fields, '');
	walk(call.file?.fileName, 'name');
	const segments = call.path.split('/').map(decodeURIComponent);
	for (const [index, segment] of segments.entries()) {
		const before = segments[index - 1] ?? '';
		if ((ID_PATHS.has(before) && ID.test(segment)) || (CODE_PATHS.has(before) && CODE.test(segment)))
			sent.codes.push(segment);
		else hide(segment, '');
	}
	return sent;
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
	private readonly loud: boolean;
	private readonly numbers: boolean;

	constructor(
		text: string,
		private readonly codes: Set<string>,
	) {
		this.loud = !/[a-z]/.test(text);
		this.words = text.trim().split(/\s+/);
		const numbers = this.words.filter((word) => /\d/.test(word) && !codes.has(bare(word)));
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
			(word, index) => this.isShowable(bare(word), index) && !isJoining(bare(word)) && /\p{L}{2}/u.test(word),
		);
		return says || (!text.includes('…') && /\p{L}{2}/u.test(text)) ? text : undefined;
	}

	private show(given: string, index: number): string {
		const word = bare(given);
		const [before = '', after = ''] =
			word === '' ? [given] : [given.slice(0, given.indexOf(word)), given.slice(given.indexOf(word) + word.length)];
		if (word !== '' && !this.isShowable(word, index)) return `…${after.replace(/[^.,:;!?]/g, '')}`;
		const edge = (text: string) => text.replace(/[^\x21-\x7e“”‘’…]/g, '');
		return `${edge(before)}${this.loud ? word.toLowerCase() : word}${edge(after)}`;
	}

	private isShowable(word: string, index: number): boolean {
		if (this.codes.has(word)) return true;
		// Three digits say nothing alone ("status 404"); beside others they may be part of a phone number or a date.
		if (/^\d{1,3}$/.test(word))
			return this.numbers && ![-1, 1].some((step) => /\d/.test(this.words[index + step] ?? ''));
		if (!/\p{L}/u.test(word) || /[@\ufffd]/.test(word)) return false;
		if (isJoining(word)) return !this.isName(word, index);
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
		return this.loud || !begins || /^\p{Lu}/u.test(this.words[index + 1] ?? '');
	}
}

/** A word without the punctuation around it. */
function bare(word: string): string {
	return word.replace(/^[^\p{L}\p{N}\ufffd]+|[^\p{L}\p{N}\ufffd]+$/gu, '');
}

/**
 * Makes the API's own words printable: one line, at most 300 characters, without what the call sent, secrets, and
 * every word that is not one of the plain words of refusals: it may be a name, an illness, an address, a token.
 * @param sent the strings of the call that was answered, `hidden` ones together with the secrets of the credential
 * @returns undefined when nothing that says anything is left
 */
export function safeWords(words: unknown, sent: Sent): string | undefined {
	if (typeof words !== 'string') return undefined;
	// A hostile server may send megabytes as its message: it says nothing to a person, and no pattern runs over it.
	if (words.length > LONGEST_READ) return undefined;
	const known = new Set(
		sent.hidden.map((secret) => secret.trim()).filter((secret) => NAMING.test(secret) && secret.length <= LONGEST_READ),
	);
	const hidden = [...known].sort((a, b) => b.length - a.length);
	// What was sent goes first and goes whole: a cut or a tag taken out before would leave half of it standing.
	const left = hidden.reduce((shown, secret) => shown.replace(matcher(secret), '…'), words);
	// What is invisible inside a word makes it another one.
	const text = left
		.slice(0, 4 * LONGEST_WORDS)
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.replace(/\p{Cf}/gu, '\ufffd');
	const { shown } = new Words(text, new Set(sent.codes));
	return shown !== undefined && shown.length > LONGEST_WORDS ? `${shown.slice(0, LONGEST_WORDS)}…` : shown;
}
