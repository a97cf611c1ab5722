import { InputError } from '../errors/input-error';

/**
 * Refuses a span of time that ends before it begins, or at once. Without an end every start is accepted.
 * @throws InputError
 */
export function refuseBackwardSpan(
	start: number | undefined,
	end: number | undefined,
	[startLabel, endLabel]: [start: string, end: string] = ['Start', 'End'],
): void {
	if (start === undefined || end === undefined || end > start) return;
	throw new InputError(
		endLabel,
		`is not after ${startLabel}`,
		`Enter an “${endLabel}” that is later than “${startLabel}”. Nothing was sent.`,
	);
}

/** The same for operations that have a Start and an End. @throws InputError */
export function endAfterStart({ start, end }: { start?: number; end?: number }): void {
	refuseBackwardSpan(start, end);
}
