const SECRET =
	'(?:token|secret|password|passcode|api[_-]?key|key|bearer|basic|authorization|cookie|session|signature|jwt|otp)';
const VALUE = '[^\\s"\'“”‘’<>()[\\]{},;&]';
/** What is given to a parameter of such a name opens something. */
const ASSIGNED = new RegExp(`(${SECRET}["'”’]?\\s*=\\s*["'“‘]?)(${VALUE}+)`, 'giu');
/** What follows such a word and has a digit is one, too; “token expired” is a sentence. */
const NAMED = new RegExp(`(${SECRET}["'”’]?\\s*(?:is|was|:)?\\s*["'“‘<([{]*)(${VALUE}*\\d${VALUE}*)`, 'giu');
/** Long, and of letters and digits mixed: no word of any language; only a UUID is the id of a record. */
const TOKEN =
	/(?<![\w-])(?=[\w+/=.~-]*\d)(?=[\w+/=.~-]*[a-z])(?:[\w+/=~-]{24,}|[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,})(?![\w-])/gi;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Takes out what looks like a token or a key, by its form or by the word before it. */
export function withoutTokens(text: string): string {
	return text
		.replace(ASSIGNED, '$1…')
		.replace(NAMED, '$1…')
		.replace(TOKEN, (found) => (UUID.test(found) ? found : '…'));
}
