import { VSeeClinicApi } from '../../credentials/VSeeClinicApi.credentials';
import { authHeaders } from '../../nodes/VSeeClinic/request/auth-headers';

const full = {
	baseUrl: 'https://api.vsee.me/api_v3',
	accountCode: 'exampleclinic',
	apiKey: 'k-fictional',
	apiSecret: 's-fictional',
	apiToken: 't-fictional',
};

test('one header per field, the address in none', () => {
	expect(authHeaders(full)).toEqual({
		'X-AccountCode': 'exampleclinic',
		'X-ApiKey': 'k-fictional',
		'X-ApiSecret': 's-fictional',
		'X-ApiToken': 't-fictional',
	});
});

const FIELDS: Array<[string, string]> = [
	['accountCode', 'X-AccountCode'],
	['apiKey', 'X-ApiKey'],
	['apiSecret', 'X-ApiSecret'],
	['apiToken', 'X-ApiToken'],
];

describe.each(FIELDS)('%s', (field, header) => {
	test.each([[''], ['   '], ['\t\n'], [undefined]])('%j sends no header', (blank) => {
		const headers = authHeaders({ ...full, [field]: blank });
		expect(headers).not.toHaveProperty(header);
		expect(Object.keys(headers)).toHaveLength(3);
	});

	test('blanks around it are dropped, as they come with a copied key', () => {
		expect(authHeaders({ ...full, [field]: ' fictional \n' })).toHaveProperty(header, 'fictional');
	});

	test('what is no text sends no header', () => {
		expect(authHeaders({ ...full, [field]: { text: 'x' } })).not.toHaveProperty(header);
	});
});

test('an account code of digits may come as a number', () => {
	expect(authHeaders({ accountCode: 1234 })).toEqual({ 'X-AccountCode': '1234' });
});

test('the credential adds them to what a request has', async () => {
	const { authenticate } = new VSeeClinicApi();
	if (typeof authenticate !== 'function') throw new Error('not a function');
	const signed = await authenticate(
		{ apiToken: 't-fictional', apiKey: '' },
		{ url: 'https://api.vsee.me', headers: { accept: 'application/json' } },
	);
	expect(signed).toEqual({
		url: 'https://api.vsee.me',
		headers: { accept: 'application/json', 'X-ApiToken': 't-fictional' },
	});
});
