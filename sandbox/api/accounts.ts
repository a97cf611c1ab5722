import { ApiError } from '../api-error';
import { credentials } from '../clinic/clinic';
import { dataReply } from '../http/reply';
import { pathParameter, type Route } from './call';

/** The clinic's account (docs/api.md#clinic-account); `-` is the current one. */
export const accountRoutes: Route[] = [
	{
		method: 'GET',
		path: '/accounts',
		credential: 'public',
		handle: ({ clinic }) => dataReply([{ code: clinic.account.code, name: clinic.account.name }]),
	},
	{
		method: 'GET',
		path: '/accounts/:code',
		credential: 'public',
		handle(call) {
			if (!['-', credentials.accountCode].includes(pathParameter(call))) throw new ApiError(404, 'Account not found');
			return dataReply(call.clinic.account);
		},
	},
];
