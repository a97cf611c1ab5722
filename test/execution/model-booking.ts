import type { CreateLookup } from '../../nodes/VSeeClinic/descriptor/create-lookup';
import { type Call, path, post } from '../../nodes/VSeeClinic/request/call';
import { bookAppointment } from '../../nodes/VSeeClinic/resources/visit/appointment';
import { bookedFromIntake } from '../../nodes/VSeeClinic/resources/visit/booked-from-intake';
import { INTAKE } from './model-clinic';

/** What is booked: a time of one's own, whichever slot is free (Book Next Free Slot), or no time at all. */
export const BOOKINGS = ['appointment', 'any-time', 'walk-in', 'e-consult'] as const;
export type Booking = (typeof BOOKINGS)[number];

/** The wire's code of the type of visit. */
export const TYPE_CODE: Record<Booking, number> = { appointment: 2, 'any-time': 2, 'walk-in': 1, 'e-consult': 3 };

/** The call of a booking, and how the operations look for what it has made. Unix seconds. */
export function bookingAt(booking: Booking, start: number): { call: Call; lookup: CreateLookup } {
	const order = { intake_id: INTAKE, room_code: 'exroom1' };
	const appointment = bookAppointment({ ...order, start, end: start + 900 });
	switch (booking) {
		case 'appointment':
			return { call: appointment, lookup: bookedFromIntake({ ...order, type: 'scheduled', start }) };
		case 'any-time': {
			const { relation: relationOfReply } = bookedFromIntake({ ...order, type: 'scheduled', start });
			return { call: appointment, lookup: { ...bookedFromIntake({ ...order, type: 'scheduled' }), relationOfReply } };
		}
		case 'walk-in':
			return { call: post(path`/visits/add_walkin`, order), lookup: bookedFromIntake({ ...order, type: 'walk_in' }) };
		case 'e-consult':
			return {
				call: post(path`/visits/add_econsult`, order),
				lookup: bookedFromIntake({ ...order, type: 'e_consult' }),
			};
	}
}

/** Whether the visit must be at the time asked for. */
export function hasOwnTime(booking: Booking): boolean {
	return booking === 'appointment';
}

/** Whether such a visit has no time that is agreed on. */
export function isTimeless(booking: Booking): boolean {
	return booking === 'walk-in' || booking === 'e-consult';
}
