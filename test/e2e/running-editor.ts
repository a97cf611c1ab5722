import { type Editor, openEditor } from '../../start/browser.mjs';
import { ownerLogin } from '../../start/login.mjs';
import { clinic } from './running-clinic';

/** Is open during the tests of a file that imports it, in the n8n beside the running clinic. */
export let editor: Editor;

beforeAll(async () => {
	editor = await openEditor(clinic.client.url, ownerLogin(clinic.folders.login));
});
afterAll(async () => {
	await editor?.close();
});
