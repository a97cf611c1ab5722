import { credentials } from '../clinic/clinic';
import { dataReply } from '../http/reply';
import { Refusal } from '../refusal';
import { part, type Route } from './call';

/** The clinic's account (contract 6.5); `-` is the current one. */
export const accountRoutes: Route[] = [
	{
		method: 'GET',
		path: '/accounts',
		needs: 'public',
		handle: ({ clinic }) => dataReply([{ code: clinic.account.code, name: clinic.account.name }]),
	},
	{
		method: 'GET',
		path: '/accounts/:code',
		needs: 'public',
		handle(call) {
			if (!['-', credentials.accountCode].includes(part(call))) throw new Refusal(404, 'Account not found');
			return dataReply(call.clinic.account);
		},
	},
];
