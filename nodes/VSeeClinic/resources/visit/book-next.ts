import type { IDataObject } from 'n8n-workflow';

import type { CreateLookup } from '../../descriptor/create-lookup';
import { withCustom } from '../../descriptor/custom-parameters';
import { instant, integer, line, locator } from '../../descriptor/fields';
import { consultations } from '../../descriptor/list-sources';
import { operation } from '../../descriptor/operation';
import type { CreateResult, ExclusiveSource, OperationResult } from '../../descriptor/operation-context';
import { endAfterStart } from '../../descriptor/span';
import { ClinicError } from '../../errors/clinic-error';
import { isoOf, numberOf } from '../../model/json';
import type { Slot } from '../../model/slot';
import type { Call } from '../../request/call';
import { nextSlots, type SlotSearch } from '../availability/next-slots';
import { intakeId, member, provider, room } from '../intake/intake-fields';
import { bookedVisit } from '../result';
import { type Appointment, bookAppointment } from './appointment';
import { bookedFromIntake } from './booked-from-intake';
import { bookingOptions } from './booking-options';

const MAX_SLOTS = 20;

/**
 * Refusals after which the next slot is tried: no error catalogue is known and messages are never matched on
 * (docs/api.md#envelope-and-errors), so each of them may mean that the slot was taken meanwhile.
 */
const REFUSALS = ['400', '409', '410', '422'];

interface BookNextValues extends SlotSearch {
	intake_id: string;
	room_code: string;
}

/** What to book in a slot. @throws ClinicError */
function appointmentIn(slot: Slot, { intake_id, room_code, member_id, ...values }: BookNextValues): Appointment {
	if (slot.end === null)
		throw new ClinicError(
			'VSee Clinic gives no end time for its free slots',
			'Book with Visit: Create, with an End of your own.',
		);
	const provider_id = slot.provider_id ?? values.provider_id;
	return {
		intake_id,
		room_code,
		...(provider_id ? { provider_id } : {}),
		...(member_id ? { member_id } : {}),
		start: slot.start,
		end: slot.end,
	};
}

/** The appointment that the intake has, whenever it is: no time of its own is asked for. */
function anyAppointment(values: BookNextValues): CreateLookup {
	const { intake_id, room_code, provider_id, member_id, start = -Infinity, end = Infinity } = values;
	const lookup = bookedFromIntake({ intake_id, room_code, provider_id, member_id, type: 'scheduled' });
	const outside = (visit: IDataObject): string | undefined => {
		const from = numberOf(visit.start);
		return from !== null && (from < start || from > end)
			? 'At least one visit that was booked earlier came back although it does not begin between Start and End. To move it, use Visit: Update.'
			: undefined;
	};
	return { ...lookup, hint: (visit) => [lookup.hint?.(visit), outside(visit)].filter(Boolean).join(' ') };
}

/** The visit, with what the slot says about it when the clinic answers a booking with little more than an ID. */
function bookedSlot(booked: CreateResult, slot: Appointment, values: BookNextValues, simplify: boolean) {
	return bookedVisit(booked, values, simplify).map(({ json }) => {
		if (!simplify || json.start !== null || !booked.isOwn) return { json };
		const provider_id = json.provider_id ?? slot.provider_id ?? null;
		return { json: { ...json, start: isoOf(slot.start), end: isoOf(slot.end), provider_id } };
	});
}

/** The error, when the next slot may be tried after it. */
function refusalOf(error: unknown): ClinicError | undefined {
	const isRefusal = error instanceof ClinicError && REFUSALS.includes(error.details.httpCode ?? '');
	return isRefusal ? error : undefined;
}

/** No slot was booked: in the clinic's last words, with the number tried. */
function allRefused({ message, details }: ClinicError, tried: number): ClinicError {
	const count = tried === 1 ? '1 free slot was tried' : `${tried} free slots were tried`;
	return new ClinicError(
		`${message.replace(/\.$/, '')}. ${count}, none was booked`,
		'If they were taken meanwhile, run this item again, or raise “Max Slots to Try” under Options; else check the values of this item.',
		details,
	);
}

/** Tries the slots one after the other. @throws ClinicError */
async function bookFirst(
	slots: Slot[],
	values: BookNextValues,
	{ locked, simplify }: { locked: ExclusiveSource; simplify: boolean },
	withCustomParameters: (call: Call) => Call,
): Promise<OperationResult[]> {
	let last: ClinicError | undefined;
	for (const slot of slots) {
		const appointment = appointmentIn(slot, values);
		const { relation: relationOfReply, requestedTime } = bookedFromIntake({ ...appointment, type: 'scheduled' });
		const lookup = { ...anyAppointment(values), relationOfReply, requestedTime };
		try {
			const booked = await locked.createOnce({ call: withCustomParameters(bookAppointment(appointment)), lookup });
			return bookedSlot(booked, appointment, values, simplify);
		} catch (error) {
			const refusal = refusalOf(error);
			if (!refusal) return await Promise.reject(error instanceof Error ? error : new Error('No visit was booked'));
			last = refusal;
		}
	}
	throw last
		? allRefused(last, slots.length)
		: new ClinicError(
				'No free slot was found',
				'Nothing was booked. Search a longer time, another provider or another room.',
			);
}

/**
 * The first free slot, booked: GET /availability (docs/api.md#availability), then POST /visits
 * (docs/api.md#booking-an-appointment).
 */
export const bookNext = operation({
	value: 'bookNext',
	name: 'Book Next Free Slot',
	action: 'Book the next free slot',
	description:
		'Book the first free slot; if someone else takes it first, try the next. Create the intake first. Asking again for the same intake returns the same visit. To let the patient choose, use Availability: Get Many and Visit: Create instead.',
	effect: 'create',
	canSimplify: true,
	fields: { intake_id: intakeId, room_code: room },
	optional: {
		start: instant('Start', 'The earliest time. If empty, now.'),
		end: instant('End', 'The latest time a slot may begin or end. If empty, four weeks are searched.'),
		provider_id: provider,
		consultation_id: locator('Consultation', consultations, 'The consultation, which sets how long the visit is'),
		location: line('Location', 'Only slots for this US state, as two letters', { placeholder: 'e.g. CA' }),
		member_id: member,
	},
	options: {
		...bookingOptions,
		maxSlotsToTry: integer('Max Slots to Try', 'How many free slots to try if someone else takes the first', {
			default: 5,
			typeOptions: { minValue: 1, maxValue: MAX_SLOTS },
		}),
	},
	check(values, custom) {
		endAfterStart(values);
		// What a booking sends may not be given twice: refused here, before the slots are read.
		withCustom(bookAppointment({ intake_id: '', room_code: '', start: 0, end: 0 }), custom);
	},
	async run(values, context, withCustomParameters) {
		const { simplify, options } = context;
		return await context.exclusively(anyAppointment(values), async (locked) => {
			const made = await locked.findCreated();
			if (made) return bookedVisit(made, values, simplify);
			const search = { ...values, start: values.start ?? Math.floor(Date.now() / 1000) };
			const slots = await nextSlots(search, numberOf(options.maxSlotsToTry) ?? 5, context, (call) => call);
			return await bookFirst(slots, values, { locked, simplify }, withCustomParameters);
		});
	},
});
