import type { Call } from '../../request/call';

type Advice = NonNullable<Call['advice']>;

/** What to do when the clinic does not allow a change of a visit now. */
export const changeAdvice: Advice = {
	conflict:
		'The visit may have changed meanwhile, or its status does not allow this: read it with Visit: Get. Nothing was changed.',
};

/** What to do when a walk-in or an e-consult is refused because of what the clinic has already. */
export const intakeAdvice: Advice = {
	conflict:
		'The intake may have been used already: look for its visit with Intake: Get, or create a new intake. Nothing was booked.',
};

/**
 * What to do when a time is refused.
 * @param start of the appointment, unix seconds
 * @param otherwise what to do when the time itself is not to blame
 */
export function timeAdvice(start: number | undefined, otherwise: string): Advice {
	if (start !== undefined && start * 1000 < Date.now()) {
		const past = 'Start lies in the past: give a time in the future, and check the time zone of the workflow.';
		return { conflict: past, invalid: past };
	}
	return { conflict: `The time may be taken: choose another free slot of Availability. ${otherwise}` };
}

/** What to do when a booking is refused. */
export function bookingAdvice(start: number | undefined): Advice {
	return timeAdvice(start, 'If the intake has a visit already, use Visit: Update or a new intake. Nothing was booked.');
}
