import { unixSeconds } from '../../nodes/VSeeClinic/model/instant';
import { readRetryAfter } from '../../nodes/VSeeClinic/request/retry';

/** Prints how this process reads times. A program of its own, since the time zone of a process is fixed when it starts. */
const now = Date.UTC(2026, 0, 1);
const waits = ['Thu, 01 Jan 2026 00:00:30 GMT', 'Thursday, 01-Jan-26 00:00:30 GMT', 'Thu Jan  1 00:00:30 2026'].map(
	(header) => readRetryAfter(header, now),
);
const times = [
	'2026-01-31',
	'2026-07-31 14:30',
	'2026-03-08 02:30',
	'2026-11-01T01:30',
	'2026-W05-6T24:00',
	'2026-01-31T14:30Z',
];
console.log(JSON.stringify([waits, times.map((time) => unixSeconds(time, 'America/New_York'))]));
