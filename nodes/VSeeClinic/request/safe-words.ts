import type { Call } from './call';
import { isJoining, isTelling } from './plain-words';

/** What stands under these keys names a room, a clinic or a record, not a person, and makes a refusal understandable. */
const CODE_KEY = /(^|_)(id|ids|room_code|account_code|slug|domain)$|^(type|status|reason|fields)$/;
/** What a code or an id looks like; a name that was put in its place does not. */
const CODE = /^[a-z0-9_.:,@-]*$/;
/** In a path, which may be given a name in place of an id, only with a digit. */
const ID = /^(?=.*\d)[a-z0-9_-]{1,40}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST_WORDS = 300;
/** Of a longer message nothing is shown. */
const LONGEST_READ = 10_000;
/** Shorter than this says nothing about anyone, unless it is written without letters of two cases (a Chinese name has two). */
const NAMING = /.{3}|^\p{L}{2}$|\p{Lo}/su;
/** Ends a sentence: the next word is capitalised without being a name. */
const SENTENCE_END = /[.!?:;]["'”’)]*$/;

/** What is counted by numbers of its own: visits and providers, no people who are patients. */
const NUMBERED = /^(appointment|provider|visit)$/i;

/** The strings of a call that may come back in a text (`codes`) and those that may not (`hidden`). */
export interface Sent {
	codes: string[];
	hidden: string[];
}

/** One or two words that anybody may have sent: as an answer they say nothing about a person. */
function isCommon(value: string): boolean {
	const words = value.trim().split(/\s+/);
	return words.length <= 2 && words.every((word) => isTelling(word) || isJoining(word));
}

/** Tells the codes and ids of a call from all else that it holds: whole, and by its name-like words. */
export function stringsOf(call: Call): Sent {
	const sent: Sent = { codes: [], hidden: [] };
	const walk = (value: unknown, key: string): void => {
		if (typeof value === 'string') {
			if (CODE_KEY.test(key) && CODE.test(value)) sent.codes.push(...value.split(','));
			else sent.hidden.push(...[value, ...value.split(/\s+/).filter((word) => /^[^a-z]/.test(word))].filter((text) => !isCommon(text)));
		} else if (Array.isArray(value)) value.forEach((entry) => walk(entry, key));
		else if (typeof value === 'object' && value !== null) {
			for (const [name, entry] of Object.entries(value)) walk(entry, name);
		}
	};
	walk(call.query, '');
	walk(call.body, '');
	walk(call.file?.fileName, '');
	for (const segment of call.path.split('/')) {
		if (ID.test(segment)) sent.codes.push(segment);
		else walk(decodeURIComponent(segment), '');
	}
	return sent;
}

/**
 * Finds a string that may not be shown, in any case and however its words are spaced. One of two letters
 * ("Li", "CA") counts only as a word of its own and as it was written: it stands inside too many others.
 */
function matcher(secret: string): RegExp {
	const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
	return /^[a-z]{2}$/i.test(secret) ? new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu') : new RegExp(escaped, 'giu');
}

/** Whether one word, without the punctuation around it, may be shown: all its parts are plain words, or it is a code that was sent. */
function isShowable(word: string, begins: boolean, codes: Set<string>): boolean {
	if (codes.has(word) || UUID.test(word)) return true;
	// Names of parameters come as room_code and as roomCode.
	const parts = word.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^\p{L}\p{N}]+/u);
	// One number may be among them ("version=2", "insurances[0].card_type"); two look like a date.
	const [, ...more] = parts.filter((part) => /^\d{1,3}$/.test(part));
	return /\p{L}/u.test(word) && more.length === 0 && parts.every((part) => /^\d{1,3}$/.test(part) || isTelling(part) || isJoining(begins ? part.toLowerCase() : part));
}

/** The words of a text with all that may be a person or a secret taken out, and whether anything that says something is left. */
function plainly(text: string, codes: Set<string>): { shown: string; says: boolean } {
	// A message in capitals throughout has no capitals to go by.
	const words = (/[a-z]/.test(text) ? text : text.toLowerCase()).trim().split(/\s+/);
	const hasDigit = (index: number) => /\d/.test(words[index] ?? '');
	let says = false;
	const shown = words.map((given, index) => {
		const [, before = '', word = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(given) ?? [];
		const last = words[index - 1] ?? '';
		// Three digits say nothing alone ("status 404"); beside others they may be part of a phone number or a date.
		const number = (/^\d{1,3}$/.test(word) || (NUMBERED.test(last) && /^\d{1,11}$/.test(word))) && !hasDigit(index - 1) && !hasDigit(index + 1);
		if (word !== '' && !number && !isShowable(word, index === 0 || SENTENCE_END.test(last), codes)) return `…${after.replace(/[^.,:;!?]/g, '')}`;
		says ||= isTelling(word) || /[_-]/.test(word);
		return `${before}${word}${after}`.replace(/[^\x21-\x7e“”‘’…]/g, (edge) => (/[\p{L}\p{N}]/u.test(edge) ? edge : ''));
	});
	return { shown: shown.filter((word) => word !== '').join(' ').replace(/…(?:[\s"'“”‘’(),;:/-]*…)+/g, '…'), says };
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
	const known = new Set(sent.hidden.map((secret) => secret.trim()).filter((secret) => NAMING.test(secret) && secret.length <= LONGEST_READ));
	const hidden = [...known].sort((a, b) => b.length - a.length);
	// What was sent goes first and goes whole: a cut or a tag taken out before would leave half of it standing.
	const left = hidden.reduce((shown, secret) => shown.replace(matcher(secret), '…'), words);
	const text = left.slice(0, 4 * LONGEST_WORDS).replace(/<[^>]*>/g, ' ').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
	const { shown, says } = plainly(text, new Set(sent.codes));
	// With nothing taken out, also joining words are an answer ("not now").
	if (!says && (shown.includes('…') || !/\p{L}{2}/u.test(shown))) return undefined;
	return shown.length > LONGEST_WORDS ? `${shown.slice(0, LONGEST_WORDS)}…` : shown;
}
