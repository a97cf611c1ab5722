import { InputError } from '../../nodes/VSeeClinic/errors/input-error';
import { endpoint, safeLink } from '../../nodes/VSeeClinic/request/endpoint';

test.each([
	['https://api.vsee.me/api_v3', 'https://api.vsee.me/api_v3'],
	['https://api.vsee.me/api_v3/', 'https://api.vsee.me/api_v3'],
	['https://api.vsee.me/api_v3///', 'https://api.vsee.me/api_v3'],
	['  https://api.vsee.me/api_v3 \n', 'https://api.vsee.me/api_v3'],
	['HTTPS://API.VSEE.ME/api_v3', 'https://api.vsee.me/api_v3'],
	[
		'https://api-exampleclinic.vseepreview.com/vc/next/api_v3',
		'https://api-exampleclinic.vseepreview.com/vc/next/api_v3',
	],
	['https://api.example.com', 'https://api.example.com'],
	['https://api.example.com/', 'https://api.example.com'],
	['https://api.example.com:8443/api_v3', 'https://api.example.com:8443/api_v3'],
	['http://localhost:4010/api_v3', 'http://localhost:4010/api_v3'],
	['http://127.0.0.1:4010/api_v3/', 'http://127.0.0.1:4010/api_v3'],
	['http://127.8.9.10', 'http://127.8.9.10'],
	['http://[::1]:4010', 'http://[::1]:4010'],
])('%j', (entered, expected) => {
	expect(endpoint(entered)).toBe(expected);
});

test.each([
	['plain HTTP to another machine', 'http://api.vsee.me/api_v3'],
	['plain HTTP in the own network', 'http://192.168.0.10/api_v3'],
	['a host that only begins like loopback', 'http://localhost.example.com'],
	['an address that only begins like loopback', 'http://127.0.0.1.example.com'],
	['loopback as a name before the host', 'http://localhost@api.example.com'],
	['another protocol', 'ftp://localhost/api_v3'],
	['no protocol', 'api.vsee.me/api_v3'],
	['a file', 'file:///api_v3'],
	['a script', 'javascript:alert(1)'],
	['a name and a password', 'https://user:fictional@api.vsee.me/api_v3'],
	['a query', 'https://api.vsee.me/api_v3?x=1'],
	['a fragment', 'https://api.vsee.me/api_v3#x'],
	['nothing', ''],
	['blanks', '   '],
	['no host', 'https://'],
	['an impossible port', 'https://api.vsee.me:99999'],
	['undefined', undefined],
	['null', null],
	['a number', 7],
	['an object', { href: 'https://api.vsee.me' }],
])('refused: %s', (_name, entered) => {
	expect(() => endpoint(entered)).toThrow(InputError);
});

test.each(['http://secret-host.example.com/secret-path', 'secret words', 'https://secret-user@api.vsee.me'])(
	'a refusal of %s names the field and does not repeat it',
	(entered) => {
		let caught: unknown;
		try {
			endpoint(entered);
		} catch (error) {
			caught = error;
		}
		expect(caught).toBeInstanceOf(InputError);
		expect(JSON.stringify(caught, ['message', 'hint', 'stack', 'cause'])).not.toContain('secret');
		expect(caught).toHaveProperty('message', expect.not.stringContaining('secret'));
		expect(caught).toHaveProperty('hint', expect.stringContaining('“API Endpoint”'));
	},
);

describe('a link that the clinic gave', () => {
	const clinic = 'https://api.vsee.me/api_v3';
	const sandbox = 'http://127.0.0.1:4010/api_v3';

	test.each([
		['https://files.example.com/view/1?auth_code=x', clinic, 'https://files.example.com/view/1?auth_code=x'],
		['/files/view/1?auth_code=x', clinic, 'https://api.vsee.me/files/view/1?auth_code=x'],
		['//files.example.com/1', clinic, 'https://files.example.com/1'],
		['http://localhost:4010/files/1', sandbox, 'http://localhost:4010/files/1'],
		['/files/1', sandbox, 'http://127.0.0.1:4010/files/1'],
		['https://files.example.com/1', sandbox, 'https://files.example.com/1'],
	])('%j is followed', (link, base, followed) => {
		expect(safeLink(link, base)).toBe(followed);
	});

	test.each([
		['http://files.example.com/1', clinic],
		['http://127.0.0.1:8080/admin', clinic],
		['http://localhost/admin', clinic],
		['http://[::1]/', clinic],
		['http://files.example.com/1', sandbox],
		['//files.example.com/1', sandbox],
		['file:///etc/passwd', clinic],
		['ftp://files.example.com/1', clinic],
		['javascript:alert(1)', clinic],
		['data:text/plain,x', clinic],
		['https://', clinic],
		['http://169.254.169.254/latest', clinic],
	])('%j is not followed from %j', (link, base) => {
		expect(safeLink(link, base)).toBeUndefined();
	});

	test.each([
		['/b', sandbox, 'https://files.example.com/a', 'https://files.example.com/b'],
		['https://store.example.com/b', clinic, 'https://files.example.com/a', 'https://store.example.com/b'],
		['/b', sandbox, 'http://127.0.0.1:5000/a', 'http://127.0.0.1:5000/b'],
		['http://127.0.0.1:5000/b', clinic, 'https://files.example.com/a', undefined],
		['http://files.example.com/b', clinic, 'https://files.example.com/a', undefined],
		['//files.example.com/b', sandbox, 'http://127.0.0.1:5000/a', undefined],
	])('a redirect to %j, with the clinic at %j, from %j', (location, base, from, followed) => {
		expect(safeLink(location, base, from)).toBe(followed);
	});
});
