import { InputError } from '../errors/input-error';

/** Refuses an End that is not after the Start, when both are entered. @throws InputError */
export function endAfterStart({ start, end }: { start?: number; end?: number }): void {
	if (start === undefined || end === undefined || end > start) return;
	throw new InputError('End', 'is not after Start', 'Enter an “End” that is later than “Start”. Nothing was sent.');
}

/** Refuses an End Time before the Start Time, when both are entered. @throws InputError */
export function endTimeNotBeforeStartTime({ start_time, end_time }: { start_time?: number; end_time?: number }): void {
	if (start_time === undefined || end_time === undefined || end_time >= start_time) return;
	throw new InputError('End Time', 'is before Start Time', 'Give a time after “Start Time”. Nothing was sent.');
}
