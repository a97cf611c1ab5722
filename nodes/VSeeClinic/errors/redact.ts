import { withoutTokens } from './secrets';
import type { SensitiveStrings } from './sensitive-strings';
import type { Vocabulary } from './vocabulary';
import { trimPunctuation, WordJudge } from './word-judge';

const MAX_SHOWN = 300;
/** With Full Error Messages. */
const MAX_SHOWN_IN_FULL = 1000;
/** Of a longer message nothing is shown: it says nothing to a person, and no pattern runs over it. */
const MAX_READ = 10_000;
/**
 * Shorter than this says nothing about anyone, unless it is written without letters of two cases (a Chinese name has
 * two).
 */
const NAMING = /.{3}|^\p{L}{2}$|\p{Lo}/su;

/** The API's own words as they may be printed. */
export interface Redacted {
	/** Undefined if only filler words remain. */
	text?: string;
	/** Whether something was left out because it could be a person. */
	isShortened: boolean;
}

/**
 * Finds a string that may not be shown, in any case and however its words are spaced. One of two letters
 * ("Li", "CA") counts only as a word of its own and as it was written: it occurs inside too many others.
 */
function matcher(secret: string): RegExp {
	const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
	return /^[a-z]{2}$/i.test(secret)
		? new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu')
		: new RegExp(escaped, 'giu');
}

/** A text without the given strings: the longer of two first, or half of it would stay. */
function without(text: string, strings: string[]): string {
	const known = new Set(
		strings.map((string) => string.trim()).filter((string) => NAMING.test(string) && string.length <= MAX_READ),
	);
	return [...known]
		.sort((a, b) => b.length - a.length)
		.reduce((left, string) => left.replace(matcher(string), '…'), text);
}

/**
 * One line, without tags; invisible characters inside a word are replaced by a mark, so that the word is not recognised
 * as a plain one.
 */
function toOneLine(text: string): string {
	return text
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.replace(/\p{Cf}/gu, '\ufffd')
		.trim();
}

function cut(text: string, max: number): string {
	return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** The shown words, and each that is not as “…” with the punctuation that holds the sentence together. */
function join(judge: WordJudge): string {
	const edge = (text: string) => text.replace(/[^\x21-\x7e“”‘’…–]/g, '');
	const shown = judge.words.map((given, index) => {
		const word = trimPunctuation(given);
		if (word === '') return edge(given);
		const start = given.indexOf(word);
		const after = given.slice(start + word.length);
		if (!judge.isShown(index)) return `…${after.replace(/[^.,:;!?]/g, '')}`;
		return `${edge(given.slice(0, start))}${judge.isAllCaps ? word.toLowerCase() : word}${edge(after)}`;
	});
	return shown
		.filter((word) => word !== '')
		.join(' ')
		.replace(/…(?:[\s"'“”‘’().,;:/-]*…)+/g, '…');
}

/** Whether a text says something although parts of it may be missing: “of the …” does not. */
function says(text: string, judge: WordJudge): boolean {
	if (!/\p{L}{2}/u.test(text)) return false;
	return judge.isUnredacted || judge.hasContent;
}

/**
 * Makes the API's own words printable: one line, at most 300 characters, without what the call sent, secrets, and
 * every word that is not on the list: it may be a name, an illness, an address, a token.
 * @param message the API's message, as it came
 * @param sent the strings of the call that was answered, and the secrets of the credential
 */
export function redact(message: unknown, sent: SensitiveStrings, vocabulary: Vocabulary): Redacted {
	if (typeof message !== 'string' || message.length > MAX_READ) return { isShortened: false };
	// What was sent goes first and goes whole: a cut or a tag taken out before would leave half of it standing.
	const left = without(message.replaceAll('…', '...'), [...sent.secrets, ...sent.hidden]);
	const judge = new WordJudge(toOneLine(left.slice(0, 4 * MAX_SHOWN)), new Set(sent.codes), vocabulary);
	const text = join(judge);
	const isShortened = !judge.isUnredacted;
	return says(text, judge) ? { text: cut(text, MAX_SHOWN), isShortened } : { isShortened };
}

/**
 * The same for Full Error Messages: all but tokens and keys, in one line of at most 1,000 characters. What comes back
 * may name a patient.
 */
export function showInFull(message: unknown, sent: SensitiveStrings): Redacted {
	if (typeof message !== 'string' || message.length > MAX_READ) return { isShortened: false };
	const left = toOneLine(without(message, sent.secrets)).replaceAll('\ufffd', '');
	// Half a token at the end would not look like one.
	const start = left.length > 2 * MAX_SHOWN_IN_FULL ? left.slice(0, 2 * MAX_SHOWN_IN_FULL).replace(/\S+$/, '') : left;
	const text = withoutTokens(start);
	return text === '' ? { isShortened: false } : { text: cut(text, MAX_SHOWN_IN_FULL), isShortened: false };
}
