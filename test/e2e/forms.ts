import { setTimeout as pause } from 'node:timers/promises';

/**
 * Fills in a published form of n8n as the page in the browser does, and goes on to its last page.
 * @param url of the form
 * @param answers in the order of the questions
 * @returns the HTML of the last page
 */
export async function submitForm(url: string, answers: string[]): Promise<string> {
	const form = new FormData();
	for (const [index, answer] of answers.entries()) form.set(`field-${index}`, answer);
	const submitted = await fetch(url, { method: 'POST', body: form, signal: AbortSignal.timeout(30_000) });
	const { formWaitingUrl } = (await submitted.json()) as { formWaitingUrl: string };
	return await endOfForm(formWaitingUrl);
}

/** Asks for the state as the page does, and then opens the last page. */
async function endOfForm(waitingUrl: string): Promise<string> {
	const end = Date.now() + 30_000;
	for (;;) {
		const state = await (
			await fetch(waitingUrl.replace('?', '/n8n-execution-status?'), { signal: AbortSignal.timeout(10_000) })
		).text();
		if (state.includes('form-waiting')) break;
		if (Date.now() > end) throw new Error(`The form has not come to its last page: ${state}`);
		await pause(50);
	}
	return await (await fetch(waitingUrl, { signal: AbortSignal.timeout(10_000) })).text();
}
