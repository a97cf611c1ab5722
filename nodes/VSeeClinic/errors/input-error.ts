/**
 * What the user entered cannot be sent. Holds the parameter's label and a phrase, never the value:
 * values are patient data.
 */
export class InputError extends Error {
	override readonly name = 'InputError';
	readonly hint: string;

	/**
	 * @param subject the parameter as the editor shows it, e.g. `Start`
	 * @param phrase what is wrong, e.g. `is not a time that can be read`
	 * @param hint what to do now, one sentence
	 */
	constructor(subject: string, phrase: string, hint = '') {
		super(`${subject} ${phrase}`);
		this.hint = hint || `Check “${subject}” of this item. Nothing was sent to VSee Clinic.`;
	}
}

/** The same as a value, for code that turns what was caught into one. */
export function inputError(subject: string, phrase: string, hint?: string): InputError {
	return new InputError(subject, phrase, hint);
}
