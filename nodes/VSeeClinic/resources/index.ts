import type { Operation } from '../descriptor/operation';
import type { Resource } from '../descriptor/properties';
import { getManySlots } from './availability/get-many-slots';
import { getNextSlot } from './availability/get-next-slot';
import { createIntake } from './intake/create-intake';
import { getIntake } from './intake/get-intake';
import { updateIntake } from './intake/update-intake';
import { assignProvider } from './visit/assign-provider';
import { closeVisit } from './visit/close-visit';
import { completeVisit } from './visit/complete-visit';
import { createEConsult } from './visit/create-e-consult';
import { createVisit } from './visit/create-visit';
import { createWalkIn } from './visit/create-walk-in';
import { deleteVisit } from './visit/delete-visit';
import { downloadSummary } from './visit/download-summary';
import { getCurrentVisit } from './visit/get-current-visit';
import { getManyVisits } from './visit/get-many-visits';
import { getVisit } from './visit/get-visit';
import { removeProvider } from './visit/remove-provider';
import { startVisit } from './visit/start-visit';
import { updateVisit } from './visit/update-visit';

/** The registry: every resource and operation of the node. What follows from it is made from this list. */
export const resources: Resource[] = [
	{ value: 'intake', name: 'Intake', operations: [createIntake, getIntake, updateIntake] },
	{
		value: 'visit',
		name: 'Visit',
		operations: [
			createVisit, createWalkIn, createEConsult, getVisit, getManyVisits, getCurrentVisit, updateVisit,
			assignProvider, removeProvider, startVisit, completeVisit, closeVisit, deleteVisit, downloadSummary,
		],
	},
	{ value: 'availability', name: 'Availability', operations: [getManySlots, getNextSlot] },
];

const operations = new Map(resources.flatMap(({ operations: of }) => of.map((entry) => [`${entry.resource}:${entry.value}`, entry])));

/** The operation of these names; undefined when there is none. */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return operations.get(`${resource}:${operation}`);
}
