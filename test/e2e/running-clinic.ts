import { type ClinicWithN8n, startAfresh, startClinicWithN8n } from './clinic';

/** Runs during the tests of a file that imports it; each of them finds the sandbox as at the start. */
export let clinic: ClinicWithN8n;

beforeAll(async () => {
	clinic = await startClinicWithN8n();
});
afterAll(async () => {
	await clinic?.stop();
});
beforeEach(() => {
	startAfresh(clinic);
});
