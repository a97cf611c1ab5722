import type { Clinic } from '../clinic/clinic';
import { parseBody } from '../http/body';
import { errorReply, type Reply } from '../http/reply';
import type { JsonObject } from '../json';
import { Refusal } from '../refusal';
import { checkAccount, identify } from './identity';
import { Parameters } from './parameters';
import { findRoute } from './routes';

/** A request to the API, before anything in it was checked. */
export interface ApiRequest {
	n: number;
	origin: string;
	method: string;
	/** Path after `/api_v3`. */
	path: string;
	query: JsonObject;
	headers: Record<string, string>;
	bytes: Buffer;
}

/** Lets the clinic do what a request asks; everything it does not accept becomes `{code, message}`. */
export async function answer(clinic: Clinic, request: ApiRequest): Promise<Reply> {
	try {
		checkAccount(request.headers);
		const found = findRoute(request.method, request.path);
		if (found === 'no path') throw new Refusal(404, 'Unknown path');
		if (found === 'no method') throw new Refusal(405, 'This method is not allowed here');
		const person = identify(clinic, request.headers, found.route.needs);
		const { values, files } = await parseBody(request.bytes, request.headers['content-type'] ?? '');
		const { n, origin } = request;
		const query = new Parameters(request.query);
		return await found.route.handle({
			clinic,
			n,
			origin,
			parts: found.parts,
			query,
			body: new Parameters(values),
			files,
			person,
		});
	} catch (error) {
		if (error instanceof Refusal) return errorReply(error.status, error.message);
		throw error;
	}
}
