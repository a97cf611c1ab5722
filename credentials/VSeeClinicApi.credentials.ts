import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { authHeaders } from '../nodes/VSeeClinic/request/auth-headers';

export class VSeeClinicApi implements ICredentialType {
	name = 'vSeeClinicApi';

	displayName = 'VSee Clinic API';

	documentationUrl = 'https://github.com/n8n-nodes-vsee-clinic/n8n-nodes-vsee-clinic#credentials';

	icon: Icon = {
		light: 'file:../nodes/VSeeClinic/vseeclinic.svg',
		dark: 'file:../nodes/VSeeClinic/vseeclinic.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'API Endpoint',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.vsee.me/api_v3',
			required: true,
			description:
				'The address of the API. VSee gives each clinic its own; it begins with https:// and usually ends in /api_v3.',
		},
		{
			displayName: 'Account Code',
			name: 'accountCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. exampleclinic',
			description: 'The short name of your clinic at VSee. Ask VSee for it.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'From the Developers menu of the clinic. Needed for login tokens (SSO).',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'From the Developers menu of the clinic, beside the API key',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'An admin token, made in the API app of the clinic, or the login token of one person. The node acts as that person.',
		},
		{
			displayName:
				'The test button checks the address, the account code, the token, and the key and secret where the clinic lists a room with a consultation. It cannot check whether login tokens (SSO) are enabled, or what the token may read: run the operation Account: Check Access for that. With only an address and an account code, just public data can be read.',
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
	];

	authenticate: IAuthenticate = (credentials, requestOptions) =>
		Promise.resolve({ ...requestOptions, headers: { ...requestOptions.headers, ...authHeaders(credentials) } });
}
