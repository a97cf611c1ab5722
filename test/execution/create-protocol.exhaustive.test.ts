import { explore, type Setup } from './explore';
import { BOOKINGS } from './model-booking';
import { BEFORE, type Display, EVERY_ANSWER, EVERY_READ, MAIN_ANSWERS, MAIN_READS } from './model-clinic';

const BOOLEANS = [true, false];
const OPTIONS = BOOLEANS.flatMap((reuseExisting) =>
	BOOLEANS.map((retryWhenNotFound) => ({ reuseExisting, retryWhenNotFound })),
);
const DISPLAYS: Display[] = BOOLEANS.flatMap((onIntake) => BOOLEANS.map((inList) => ({ onIntake, inList })));
const OPEN_AND_SHUT = DISPLAYS.filter(({ onIntake, inList }) => onIntake === inList);
const EVERYTHING = { answers: EVERY_ANSWER, reads: EVERY_READ };
/** One answer of each kind that the protocol tells apart. */
const MAIN = { answers: MAIN_ANSWERS, reads: MAIN_READS };

let sequences = 0;
const began = performance.now();
afterAll(() => {
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	process.stderr.write(`create protocol: ${sequences} sequences of answers, ${seconds} s\n`);
});

async function check(setups: Setup[]): Promise<void> {
	const violations: string[] = [];
	for (const setup of setups) {
		const report = await explore(setup);
		sequences += report.sequences;
		const { booking, before, display, options } = setup;
		violations.push(
			...report.violations.map((text) => `${JSON.stringify({ booking, before, display, options })} ${text}`),
		);
	}
	expect(violations).toEqual([]);
}

const CASES = BOOKINGS.flatMap((booking) => OPTIONS.map((options) => ({ booking, ...options })));

describe.each(CASES)('$booking, reuse $reuseExisting, retry when not found $retryWhenNotFound', (each) => {
	const { booking, ...options } = each;
	const isDefault = options.reuseExisting && !options.retryWhenNotFound;

	test.each(BEFORE)('every answer to every request of one attempt; the intake has before: %s', async (before) => {
		await check(
			DISPLAYS.map((display) => ({
				booking,
				before,
				display,
				options: { ...options, maxRetries: 0 },
				...EVERYTHING,
				attempts: 1,
			})),
		);
	});

	test.each(isDefault ? BEFORE : (['nothing', 'same'] as const))(
		'a second attempt, begun in every way; the intake has before: %s',
		async (before) => {
			const displays = isDefault && before === 'nothing' ? DISPLAYS : OPEN_AND_SHUT;
			await check(
				displays.map((display) => ({
					booking,
					before,
					display,
					options: { ...options, maxRetries: 0 },
					...MAIN,
					attempts: 2,
				})),
			);
		},
	);

	test('all three looks, or a second send where that was asked for', async () => {
		const maxRetries = options.retryWhenNotFound ? 1 : 2;
		const displays = options.retryWhenNotFound ? [{ onIntake: false, inList: true }] : DISPLAYS;
		await check(
			displays.map((display) => ({
				booking,
				before: 'nothing',
				display,
				options: { ...options, maxRetries },
				...MAIN,
				attempts: 1,
			})),
		);
	});
});

test('a third attempt, begun in every way, in a clinic that shows nothing', async () => {
	await check([
		{
			booking: 'appointment',
			before: 'nothing',
			display: { onIntake: false, inList: false },
			options: { reuseExisting: true, retryWhenNotFound: false, maxRetries: 0 },
			...MAIN,
			attempts: 3,
		},
	]);
});
