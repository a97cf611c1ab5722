/** A refused request, answered as `{code, message}` with this HTTP status (docs/api.md#envelope-and-errors). */
export class ApiError extends Error {
	/** @param message free of patient data, since clients print it */
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
		this.name = 'ApiError';
	}
}
