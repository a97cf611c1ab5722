import { boolean } from '../../descriptor/fields';

/** Options of every operation that books a visit. */
export const bookingOptions = {
	reuseExisting: boolean(
		'Reuse Existing Visit',
		'Whether to return the visit that was already booked from this intake instead of booking again. When the intake already has an appointment at another time, nothing is booked and the error names that visit. Turn off only to book several visits from one intake.',
		true,
	),
	retryWhenNotFound: boolean(
		'Retry When Not Found',
		'Whether to book again when the answer to a booking was lost and neither the intake nor the visit list shows the visit. VSee Clinic may still have booked it: turn on only if two bookings do no harm.',
	),
};
