import { TriggerLab } from './trigger-lab';

/** Runs during the tests of a file that imports it. */
export let lab: TriggerLab;

beforeAll(async () => {
	lab = await TriggerLab.start();
});
afterAll(async () => {
	await lab?.stop();
});
