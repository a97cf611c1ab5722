import { InputError } from '../errors/input-error';

/** Refuses an End that is not after the Start, when both are entered. @throws InputError */
export function endAfterStart({ start, end }: { start?: number; end?: number }): void {
	if (start === undefined || end === undefined || end > start) return;
	throw new InputError('End', 'is not after Start', 'Enter an “End” that is later than “Start”. Nothing was sent.');
}
