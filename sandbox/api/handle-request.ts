import { ApiError } from '../api-error';
import type { Clinic } from '../clinic/clinic';
import { parseBody } from '../http/body';
import { errorReply, type Reply } from '../http/reply';
import type { JsonObject } from '../json';
import { checkAccount, identify } from './identity';
import { Parameters } from './parameters';
import { findRoute } from './routes';

/** A request to the API, before anything in it is checked. */
export interface ApiRequest {
	number: number;
	origin: string;
	method: string;
	/** Path after `/api_v3`. */
	path: string;
	query: JsonObject;
	headers: Record<string, string>;
	bytes: Buffer;
}

/** Processes a request; whatever the clinic does not accept is answered as `{code, message}`. */
export async function handleRequest(clinic: Clinic, request: ApiRequest): Promise<Reply> {
	try {
		checkAccount(request.headers);
		const found = findRoute(request.method, request.path);
		if (found.kind === 'unknownPath') throw new ApiError(404, 'Unknown path');
		if (found.kind === 'methodNotAllowed') throw new ApiError(405, 'This method is not allowed here');
		const person = identify(clinic, request.headers, found.route.credential);
		const { values, files } = await parseBody(request.bytes, request.headers['content-type'] ?? '');
		const query = new Parameters(request.query);
		return await found.route.handle({
			clinic,
			number: request.number,
			origin: request.origin,
			pathParameters: found.pathParameters,
			query,
			body: new Parameters(values),
			files,
			person,
		});
	} catch (error) {
		if (error instanceof ApiError) return errorReply(error.status, error.message);
		throw error;
	}
}
