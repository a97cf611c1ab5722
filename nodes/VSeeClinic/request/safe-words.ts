import type { Call } from './call';

/** Values of these keys are codes, not patient data, and make a refusal understandable ("room_code exroom1"). */
const CODE_KEY = /(^|_)(id|ids|code|slug)$|^(type|status|reason|fields|domain)$/;
/** What a code or an id looks like; a name that was put in its place does not. */
const CODE = /^[a-z0-9_.:,@-]*$/;
const LONGEST_WORDS = 300;
/** Of a longer message nothing is shown. */
const LONGEST_READ = 10_000;
/** Shorter than this says nothing about anyone, unless it is written without letters of two cases (a Chinese name has two). */
const NAMING = /.{3}|^\p{L}{2}$|\p{Lo}/su;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Capitalised words that servers use in refusals; any other run of capitalised words may be a name. */
const SERVER_WORDS = new Set(
	(
		'access account already allowed api appointment appointments availability available bad be booked cannot clinic closed code conflict ' +
		'credential denied does duplicate error exist exists expired failed field fields file forbidden found gateway http id insurance intake ' +
		'internal invalid is key limit method missing must no not null of or parameter parameters patient permission provider ' +
		'rate request requests required room secret server service slot taken the time timeout to token too many unable unauthorized ' +
		'unavailable unknown unprocessable used user value visit visits vsee was with wrong'
	).split(' '),
);

function free(words: string): boolean {
	return words.split(/\s+/).every((word) => SERVER_WORDS.has(word.toLowerCase()));
}

/**
 * Finds a string that may not be shown, in any case and however its words are spaced. One of two letters
 * ("Li", "CA") counts only as a word of its own and as it was written: it stands inside too many others.
 */
function matcher(secret: string): RegExp {
	const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
	return /^[a-z]{2}$/i.test(secret) ? new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu') : new RegExp(escaped, 'giu');
}

/** The strings of a call that must not come back in a text: all but codes and ids, whole and by their name-like words. */
export function privateStrings(call: Call): string[] {
	const found: string[] = [];
	const walk = (value: unknown, key: string): void => {
		if (typeof value === 'string') {
			if (CODE_KEY.test(key) && CODE.test(value)) return;
			found.push(...[value, ...value.split(/\s+/).filter((word) => /^[^a-z]/.test(word))].filter((text) => !free(text)));
		} else if (Array.isArray(value)) value.forEach((entry) => walk(entry, key));
		else if (typeof value === 'object' && value !== null) {
			for (const [name, entry] of Object.entries(value)) walk(entry, name);
		}
	};
	walk(call.query, '');
	walk(call.body, '');
	walk(call.file?.fileName, '');
	for (const segment of call.path.split('/')) if (!CODE.test(segment)) walk(decodeURIComponent(segment), '');
	return found;
}

/**
 * Makes the API's own words printable: one line, at most 300 characters, without what the call sent,
 * secrets, addresses, numbers like phones and birthdays, and runs of words that may be a name.
 * @returns undefined when nothing that says anything is left
 */
export function safeWords(words: unknown, secrets: string[]): string | undefined {
	if (typeof words !== 'string') return undefined;
	// A hostile server may send megabytes as its message: it says nothing to a person, and no pattern runs over it.
	if (words.length > LONGEST_READ) return undefined;
	const known = new Set(secrets.map((secret) => secret.trim()).filter((secret) => NAMING.test(secret) && secret.length <= LONGEST_READ));
	const hidden = [...known].sort((a, b) => b.length - a.length);
	// What was sent goes first and goes whole: a cut or a tag taken out before would leave half of it standing.
	const left = hidden.reduce((shown, secret) => shown.replace(matcher(secret), '…'), words);
	let text = left
		.slice(0, 4 * LONGEST_WORDS)
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.replace(/\S+@\S+/g, '…')
		.replace(/\b[a-z]+:\/\/\S+/gi, '…')
		.replace(/["'“‘`]([^"'”’`]*)["'”’`]/g, (all: string, inner: string) =>
			/^[a-z0-9_.:/-]{1,40}$/.test(inner) || free(inner) ? all : '“…”',
		)
		.replace(/\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/g, '…')
		.replace(/[\w-]{24,}/g, (token: string) => (UUID.test(token) ? token : '…'))
		.replace(/\+?\d[\d\s().-]{8,}\d/g, (digits: string, at: number, all: string) =>
			/[0-9a-f]-?$/i.test(all.slice(0, at)) ? digits : '…',
		)
		.replace(/\p{Lu}[\p{L}'’-]+(\s+\p{Lu}[\p{L}'’.-]*)+/gu, (run: string) => (free(run) ? run : '…'))
		.trim();
	if (text.length > LONGEST_WORDS) text = `${text.slice(0, LONGEST_WORDS)}…`;
	return /\p{L}{2}/u.test(text) ? text : undefined;
}
