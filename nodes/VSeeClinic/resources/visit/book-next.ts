import { instant, integer, locator, text } from '../../descriptor/fields';
import { consultations } from '../../descriptor/list-sources';
import { operation, type OperationContext, type OperationResult } from '../../descriptor/operation';
import { endAfterStart } from '../../descriptor/span';
import { ClinicError } from '../../errors/clinic-error';
import { appointmentTimes, VISIT_TYPE } from '../../model/code';
import { hasId, isoOf, numberOf } from '../../model/json';
import type { Slot } from '../../model/slot';
import { type Call, path, post } from '../../request/call';
import type { Done } from '../../request/session';
import { nextSlots, type SlotSearch } from '../availability/next-slots';
import { intakeId, member, provider, room } from '../intake/intake-fields';
import { bookedVisit } from '../result';
import { bookedFromIntake } from './booked-from-intake';
import { bookingOptions } from './booking-options';

const MAX_SLOTS = 20;

/** Refusals that a taken slot can have as its reason. */
const REFUSALS = ['400', '409', '410', '422'];

/**
 * Whether a refusal means that the slot was taken meanwhile. No error catalogue is known and messages are never
 * matched on (contract 1.4): the slot is gone when it is no longer offered. One still on offer was refused for
 * another reason, such as a used intake.
 */
async function wasTaken(
	failure: ClinicError,
	slot: Slot,
	search: SlotSearch,
	context: OperationContext,
): Promise<boolean> {
	if (!REFUSALS.includes(failure.details.httpCode ?? '')) return false;
	const offered = await nextSlots(
		{ ...search, start: slot.start, end: slot.end ?? undefined },
		MAX_SLOTS,
		context,
		(call) => call,
	);
	return !offered.some(({ start, provider_id }) => start === slot.start && provider_id === slot.provider_id);
}

interface BookNextValues extends SlotSearch {
	intake_id: string;
	room_code: string;
}

/** Books one slot; undefined when it was taken meanwhile. @throws ClinicFailure */
async function bookSlot(
	slot: Slot,
	values: BookNextValues,
	context: OperationContext,
	withCustomParameters: (call: Call) => Call,
): Promise<Done | undefined> {
	const { intake_id, room_code, member_id } = values;
	if (slot.end === null)
		throw new ClinicError(
			'VSee Clinic does not tell when its free slots end',
			'Book with Visit: Create, with an End of your own.',
		);
	const provider_id = slot.provider_id ?? values.provider_id;
	const times = appointmentTimes(slot.start, slot.end);
	const body = {
		intake_id,
		room_code,
		...(provider_id ? { provider_id } : {}),
		...(member_id ? { member_id } : {}),
		type: VISIT_TYPE.scheduled,
		...times,
	};
	const call = withCustomParameters(post(path`/visits`, body, { accepts: hasId }));
	const any = bookedFromIntake({ intake_id, room_code, type: 'scheduled' });
	const { mismatch } = bookedFromIntake({ intake_id, room_code, type: 'scheduled', start: slot.start });
	try {
		return await context.createOnce({ call, lookup: { ...any, mismatch } });
	} catch (failure) {
		if (failure instanceof ClinicError && (await wasTaken(failure, slot, values, context))) return undefined;
		return await Promise.reject(
			failure instanceof Error ? failure : new ClinicError('The visit could not be booked', 'Try again.'),
		);
	}
}

/** The visit, with what the slot says about it when the clinic answers with little more than an ID. */
function bookedSlot(booked: Done, slot: Slot, values: BookNextValues, simplify: boolean): OperationResult[] {
	const known = {
		start: isoOf(slot.start),
		end: isoOf(slot.end),
		provider_id: slot.provider_id ?? values.provider_id ?? null,
	};
	return bookedVisit(booked, values, simplify).map(({ json }) => {
		if (!simplify || json.start !== null || booked.isIdOnly) return { json };
		return { json: { ...json, ...known, provider_id: json.provider_id ?? known.provider_id } };
	});
}

/** The first free slot, booked: GET /availability (contract 4), then POST /visits (contract 3.3). */
export const bookNext = operation({
	value: 'bookNext',
	name: 'Book Next Free Slot',
	action: 'Book the next free slot',
	description:
		'Find the first free slot from a time on and book it in one step; when it was taken meanwhile, the next one. Create the intake first. Asking again for the same intake returns the same visit. To let the patient choose, use Availability: Get Many and Visit: Create instead.',
	effect: 'create',
	canSimplify: true,
	fields: { intake_id: intakeId, room_code: room },
	optional: {
		start: instant('Start', 'The earliest time. Now, when left out.'),
		end: instant('End', 'The latest time a slot may begin or end. Up to four weeks are searched when left out.'),
		provider_id: provider,
		consultation_id: locator('Consultation', consultations, 'The consultation that decides how long the visit is'),
		location: text('Location', 'Only slots for this US state, as two letters', { placeholder: 'e.g. CA' }),
		member_id: member,
	},
	options: {
		...bookingOptions,
		maxSlotsToTry: integer('Max Slots to Try', 'How many free slots to try when others are quicker', {
			default: 5,
			typeOptions: { minValue: 1, maxValue: MAX_SLOTS },
		}),
	},
	check: endAfterStart,
	async run(values, context, withCustomParameters) {
		const trace = bookedFromIntake({ ...values, start: undefined, type: 'scheduled' });
		const made = await context.findCreated({ call: trace.source, lookup: trace });
		if (made) return bookedVisit(made, values, context.simplify);
		const search = { ...values, start: values.start ?? Math.floor(Date.now() / 1000) };
		const slots = await nextSlots(search, numberOf(context.options.maxSlotsToTry) ?? 5, context, (call) => call);
		for (const slot of slots) {
			const booked = await bookSlot(slot, values, context, withCustomParameters);
			if (booked) return bookedSlot(booked, slot, values, context.simplify);
		}
		throw slots.length === 0
			? new ClinicError(
					'No free slot was found',
					'Nothing was booked. Search a longer time, another provider or another room.',
				)
			: new ClinicError(
					`The ${slots.length} free slots found were all taken meanwhile`,
					'Nothing was booked. Run this item again, or raise “Max Slots to Try” under Options.',
				);
	},
});
