import { InputError } from '../errors/input-error';
import { isRecord } from '../model/json';
import { isBlank, trimmed } from './field';
import { valueOfLocator } from './locator';

/** No id of VSee is longer than 36 characters (docs/api.md#values); SSO codes go up to 128. */
const MAX_ID_LENGTH = 128;
/** Larger integers lose digits in JavaScript: 900000000000000001 and …002 are the same number. */
const FIRST_INEXACT_NUMBER = 2 ** 53;
/**
 * What an expression without a value leaves behind when it becomes a text, or a part of one, as in MRN-undefined.
 * People may be called Null or Nan, and live at 1 Infinity Loop.
 */
const EMPTY_WORD =
	/\[object Object\]|(?<![\p{L}\p{N}])(?:[uU]ndefined|UNDEFINED|null|NULL|NaN|Infinity$|Invalid Date(?:Time)?)(?![\p{L}\p{N}])/u;
/** In a code that makes a person, such a word is empty however it is written. */
export const EMPTY_WORD_IN_CODE = new RegExp(EMPTY_WORD.source, 'iu');

/** Refuses a number that has lost digits before it came here. @throws InputError */
function refuseInexactNumber(raw: unknown, label: string): void {
	if (typeof raw !== 'number' || !(Math.abs(raw) >= FIRST_INEXACT_NUMBER)) return;
	throw new InputError(
		label,
		'is a number so long that its last digits are lost',
		`Give “${label}” as text, in quotes where it is made, so that no digit is lost. Nothing was sent.`,
	);
}

/** The same for every number inside JSON. @throws InputError */
export function refuseInexactNumbers(value: unknown, label: string): void {
	if (typeof value === 'number') return refuseInexactNumber(value, label);
	if (typeof value !== 'object' || value === null || 'toJSON' in value) return;
	for (const entry of Object.values(value)) refuseInexactNumbers(entry, label);
}

/** Refuses what an expression without a value leaves behind, whole or as a part. @throws InputError */
export function refuseEmptyWord(text: string, label: string, words = EMPTY_WORD): void {
	const [word] = words.exec(text.trim()) ?? [];
	if (word === undefined) return;
	throw new InputError(
		label,
		word === text.trim() ? 'is empty' : `contains “${word}”: a part of it is empty`,
		`The expression of “${label}” gave no value. Check where it comes from; nothing was sent.`,
	);
}

/** A text or a whole number as a text without blanks around it. @throws InputError */
function toText(raw: unknown, label: string, kind: string): string {
	refuseInexactNumber(raw, label);
	if (typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0) return String(raw);
	if (typeof raw !== 'string') throw new InputError(label, `is not ${kind}: it must be a text or a whole number`);
	const text = trimmed(raw);
	refuseEmptyWord(text, label);
	return text;
}

const NO_ID = 'is not an ID of VSee Clinic: it is too long or contains blanks or control characters';

/**
 * An id or code as it is sent: a string, exactly as given but for blanks around it.
 * @param wrong what is said of a text that cannot be one
 * @throws InputError
 */
export function encodeId(given: unknown, label: string, wrong = NO_ID): string | undefined {
	const raw = valueOfLocator(given);
	if (isBlank(raw)) return undefined;
	const id = toText(raw, label, 'an ID');
	if (id.length > MAX_ID_LENGTH || /[\p{Cc}\p{Cf}\p{Cs}\s]/u.test(id)) throw new InputError(label, wrong);
	// In a path these two would reach another one.
	if (id === '.' || id === '..') throw new InputError(label, 'is not an ID of VSee Clinic');
	return id;
}

/** A text of one line that names or finds something. @throws InputError */
export function encodeLine(given: unknown, label: string): string | undefined {
	const raw = valueOfLocator(given);
	if (isBlank(raw)) return undefined;
	const text = toText(raw, label, 'a text');
	if (/[\p{Cc}\p{Cs}]/u.test(text)) throw new InputError(label, 'contains control characters, such as a line break');
	return text;
}

/** The id of an entry of a list: the entry itself, or what it holds as `id` or `_id`. @throws InputError */
export function encodeEntryId(entry: unknown, label: string): string {
	const value = valueOfLocator(entry);
	const id = encodeId(isRecord(value) ? (isBlank(value.id) ? value._id : value.id) : value, label);
	if (id !== undefined) return id;
	throw new InputError(
		label,
		'contains an entry without an ID',
		`Give every entry of “${label}” an ID, or take the entry out. Nothing was sent.`,
	);
}
