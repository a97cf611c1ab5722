import type { Vocabulary } from './vocabulary';

/**
 * Names of parameters that hold the id of a record, or the code of a room or clinic: shown, they make a refusal
 * understandable.
 */
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
/** Parameters that are about a person, whatever their value. */
const PERSONAL_KEY = /name|mail|street|addr|city|dob|birth|phone|guarantor|zip|user/i;

/** Parameters whose value opens something. */
const SECRET_KEY = /token|secret|passw|auth|^(api_?)?key$|^link$/i;

/** One request as far as its answer may repeat it. */
export interface SentRequest {
	/** Encoded. */
	path: string;
	query?: object;
	body?: object;
	file?: { fields: object; fileName: string };
}

/** What of a call may come back in a text, and what may not. */
export interface SensitiveStrings {
	/** Codes and ids: shown. */
	codes: string[];
	/** All else that was sent: hidden. */
	hidden: string[];
	/** Tokens and keys: hidden whatever the user wants to see. */
	secrets: string[];
}

/**
 * Tells the codes and ids of a call from all else that it holds: whole, and by its name-like words.
 * @param credentials the secrets with which the call was sent
 */
export function sensitiveStrings(call: SentRequest, credentials: string[], vocabulary: Vocabulary): SensitiveStrings {
	const sent: SensitiveStrings = { codes: [], hidden: [], secrets: [...credentials] };
	/** A choice of this node or of the clinic, such as call_ended: no person's own words. */
	const isChoice = (value: string, key: string): boolean =>
		!PERSONAL_KEY.test(key) &&
		/^[a-z_]{3,}$/.test(value) &&
		value.split('_').every((word) => {
			const known = vocabulary.find(word);
			return known?.name === undefined && (known?.isRefusalWord === true || known?.isStopWord === true);
		});
	const hide = (value: string, key: string): void => {
		if (SECRET_KEY.test(key)) sent.secrets.push(value);
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
