import type { INodeParameters } from 'n8n-workflow';

import { SEEDED, slot, type TestClinic } from './clinic';

/** Where an operation finds an intake that no visit was made of. */
export type Intakes = Pick<TestClinic, 'intake'>;

/** Every operation with the least it needs, such that the sandbox carries it out. */
export const everyOperation: Record<string, (clinic: Intakes) => INodeParameters> = {
	'intake:create': () => ({ room_code: 'exroom1' }),
	'intake:get': (clinic) => ({ intake_id: clinic.intake() }),
	'intake:update': (clinic) => ({ intake_id: clinic.intake(), updateFields: { reason_for_visit: 'Fictional rash' } }),
	'visit:create': (clinic) => ({ intake_id: clinic.intake(), room_code: 'exroom1', ...slot() }),
	'visit:createWalkIn': (clinic) => ({ intake_id: clinic.intake(), room_code: 'exroom1' }),
	'visit:createEConsult': (clinic) => ({ intake_id: clinic.intake(), room_code: 'exroom1' }),
	'visit:get': () => ({ visit_id: SEEDED.confirmed }),
	'visit:getMany': () => ({}),
	'visit:getCurrent': () => ({}),
	'visit:update': () => ({ visit_id: SEEDED.confirmed, updateFields: slot(3) }),
	'visit:assignProvider': () => ({ visit_id: SEEDED.confirmed, provider_id: '800003' }),
	'visit:removeProvider': () => ({ visit_id: SEEDED.confirmed }),
	'visit:start': () => ({ visit_id: SEEDED.confirmed }),
	'visit:complete': () => ({ visit_id: SEEDED.confirmed }),
	'visit:close': () => ({ visit_id: SEEDED.confirmed, reason: 'patient_cancel_appointment' }),
	'visit:delete': () => ({ visit_id: SEEDED.confirmed }),
	'visit:downloadSummary': () => ({ visit_id: SEEDED.confirmed }),
	'availability:getMany': () => ({ filters: { room_code: 'exroom1', start: slot().start } }),
	'availability:getNext': () => ({ filters: { room_code: 'exroom1', start: slot().start } }),
};

export const everyName = Object.keys(everyOperation);

/** The least parameters of an operation. */
export function least(operation: string, clinic: Intakes): INodeParameters {
	const parameters = everyOperation[operation];
	if (!parameters) throw new Error(`${operation} is not in this list`);
	return parameters(clinic);
}
