import { toast } from './dom.js';

/** Makes a control call and says what came of it; resolves to whether it succeeded. */
export async function control(method, path, body, done) {
	try {
		const response = await fetch(`/sandbox/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const answer = await response.json();
		toast(response.ok ? done : answer.message);
		document.dispatchEvent(new Event('refresh'));
		return response.ok;
	} catch {
		toast('The sandbox does not answer');
		return false;
	}
}
