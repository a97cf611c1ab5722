/** A request the clinic does not accept: answered as `{code, message}` with this HTTP status (contract 1.4). */
export class Refusal extends Error {
	/** @param message free of patient data, since clients print it */
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}
