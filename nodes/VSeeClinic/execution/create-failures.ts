import type { CreateLookup } from '../descriptor/create-lookup';
import { ClinicError } from '../errors/clinic-error';
import { isRecord } from '../model/json';
import { toClinicError } from '../request/outcome-text';
import type { CreateOptions, Failure, LookupResult, ShownRecord } from './create-state';

const REUSE_OFF = 'turn off “Reuse Existing Visit” under Options';

/** Says in words why a create ended without a record. IDs and times only, nothing of a patient. */
export function toCreateError(
	failure: Failure,
	lookup: CreateLookup | undefined,
	options: Pick<CreateOptions, 'reuseExisting'>,
): ClinicError {
	const sourceLabel = lookup?.sourceLabel ?? '';
	switch (failure.kind) {
		case 'outcome':
			return outcomeError(failure, sourceLabel);
		case 'may-have-been-made':
			return mayHaveBeenMade(failure, lookup, options);
		case 'not-shown':
			return new ClinicError(
				`VSee Clinic does not show visit ${failure.id}, which was already made from ${sourceLabel}`,
				`Nothing was sent: it may be the very visit that was to be booked. Look at it in VSee Clinic; to book all the same, ${REUSE_OFF}.`,
			);
		case 'other-time':
			return new ClinicError(
				`Visit ${failure.visit.id} was already booked from ${sourceLabel}, for ${timeOf(failure.visit, lookup)}`,
				`Nothing was sent: one intake makes one visit. To move that visit, use Visit: Update; to book another one, create a new intake, or ${REUSE_OFF}.`,
			);
		case 'other-patient':
			return new ClinicError(
				`Visit ${failure.id}, which VSee Clinic shows for ${sourceLabel}, is another patient’s or was made from another intake`,
				`Nothing was sent. Check “Intake ID” and “Patient” of this item; to book all the same, ${REUSE_OFF}.`,
			);
		case 'mismatched':
			return new ClinicError(
				`VSee Clinic booked visit ${failure.id} ${mismatchOf(failure.record, lookup)}`,
				'Look at this visit in VSee Clinic, and reschedule or cancel it. It is not booked again.',
			);
	}
}

function outcomeError({ outcome, effect, madeId }: Failure & { kind: 'outcome' }, sourceLabel: string): ClinicError {
	const error = toClinicError(outcome, effect);
	if (madeId === undefined || outcome.kind === 'cancelled') return error;
	return new ClinicError(
		error.message,
		`${error.advice} Visit ${madeId} was already booked from ${sourceLabel} and is not booked again.`,
		error.details,
	);
}

function timeOf({ response }: ShownRecord, lookup: CreateLookup | undefined): string {
	return (isRecord(response.data) && lookup?.timeOf(response.data)) || 'another time';
}

function mismatchOf(record: ShownRecord | undefined, lookup: CreateLookup | undefined): string {
	if (record?.relation === 'other-patient') return 'for another patient than the one asked for';
	if (record) return `for ${timeOf(record, lookup)}, not for ${lookup?.requestedTime ?? 'the time asked for'}`;
	return 'for another time or another patient than the one asked for';
}

function lookupText(found: LookupResult, sourceLabel: string): string {
	switch (found) {
		case 'ambiguous':
			return `VSee Clinic shows no visit of ${sourceLabel} that is certain to be this one`;
		case 'not-read':
			return `VSee Clinic could not be asked whether ${sourceLabel} has it`;
		default:
			return `${sourceLabel} does not show it so far`;
	}
}

function mayHaveBeenMade(
	{ outcome, found }: Failure & { kind: 'may-have-been-made' },
	lookup: CreateLookup | undefined,
	{ reuseExisting }: Pick<CreateOptions, 'reuseExisting'>,
): ClinicError {
	const reason = outcome ? toClinicError(outcome, 'create').message : 'The answer to an earlier try was lost';
	if (!lookup)
		return new ClinicError(
			`The record may have been created: ${reason}; the answer was lost`,
			'Look in VSee Clinic before you create it again.',
			{ lostCreate: '' },
		);
	const { sourceLabel } = lookup;
	const again = reuseExisting
		? 'Running this item again returns that visit if VSee Clinic shows it by then, and books one if not.'
		: '“Reuse Existing Visit” is off: running this item again may book a second visit.';
	return new ClinicError(
		`The visit may have been booked: ${reason}; ${lookupText(found, sourceLabel)}`,
		`Look in VSee Clinic for a visit made from ${sourceLabel} before you book again. ${again}`,
		{ lostCreate: sourceLabel },
	);
}
