import { type Sandbox, startSandbox } from '../../sandbox';
import { clientOf, monday } from './clinic-client';

/** Runs during the tests of a file that imports it; each of them finds it as at the start, on that Monday. */
export let sandbox: Sandbox;
/** Asks this sandbox. */
export let api: ReturnType<typeof clientOf>;

beforeAll(async () => {
	sandbox = await startSandbox({ now: monday });
	api = clientOf(sandbox);
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());
