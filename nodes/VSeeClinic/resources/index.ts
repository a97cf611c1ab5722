import { type Operation, type Resource, resource } from '../descriptor/operation';
import { checkAccess } from './account/check-access/check-access';
import { getAccount } from './account/get-account';
import { getManyAccounts } from './account/get-many-accounts';
import { callApi } from './api/call-api';
import { getManySlots } from './availability/get-many-slots';
import { getNextSlot } from './availability/get-next-slot';
import { downloadFile } from './file/download-file';
import { getFile } from './file/get-file';
import { getManyFiles } from './file/get-many-files';
import { renameFile } from './file/rename-file';
import { uploadFile } from './file/upload-file';
import { getManyInsurances } from './insurance/get-many-insurances';
import { importInsurances } from './insurance/import-insurances';
import { createIntake } from './intake/create-intake';
import { getIntake } from './intake/get-intake';
import { updateIntake } from './intake/update-intake';
import { createPushEndpoint } from './push-endpoint/create-push-endpoint';
import { deletePushEndpoint } from './push-endpoint/delete-push-endpoint';
import { getManyPushEndpoints } from './push-endpoint/get-many-push-endpoints';
import { getPushEndpoint } from './push-endpoint/get-push-endpoint';
import { getManyRecordings } from './recording/get-many-recordings';
import { createRoom } from './room/create-room';
import { getManyRooms } from './room/get-many-rooms';
import { getProvider } from './room/get-provider';
import { getProviders } from './room/get-providers';
import { getRoom } from './room/get-room';
import { createLoginToken } from './user/create-login-token';
import { createPortalLink } from './user/create-portal-link';
import { getManyUsers } from './user/get-many-users';
import { getUser } from './user/get-user';
import { assignProvider } from './visit/assign-provider';
import { bookNext } from './visit/book-next';
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
	resource('intake', 'Intake', [createIntake, getIntake, updateIntake]),
	resource('visit', 'Visit', [
		createVisit,
		bookNext,
		createWalkIn,
		createEConsult,
		getVisit,
		getManyVisits,
		getCurrentVisit,
		updateVisit,
		assignProvider,
		removeProvider,
		startVisit,
		completeVisit,
		closeVisit,
		deleteVisit,
		downloadSummary,
	]),
	resource('user', 'User', [getManyUsers, getUser, createLoginToken, createPortalLink]),
	resource('room', 'Room', [getManyRooms, getRoom, createRoom, getProviders, getProvider]),
	resource('account', 'Account', [getManyAccounts, getAccount, checkAccess]),
	resource('file', 'File', [uploadFile, getFile, getManyFiles, renameFile, downloadFile]),
	resource('insurance', 'Insurance', [getManyInsurances, importInsurances]),
	resource('recording', 'Recording', [getManyRecordings]),
	resource('pushEndpoint', 'Push Endpoint', [
		createPushEndpoint,
		getPushEndpoint,
		getManyPushEndpoints,
		deletePushEndpoint,
	]),
	resource('api', 'API', [callApi]),
	resource('availability', 'Availability', [getManySlots, getNextSlot]),
];

const operations = new Map(
	resources.flatMap(({ operations: of }) => of.map((entry) => [`${entry.resource}:${entry.value}`, entry])),
);

/** The operation with these names, if there is one. */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return operations.get(`${resource}:${operation}`);
}
