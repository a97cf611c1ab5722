import fc from 'fast-check';

import { InputError } from '../../nodes/VSeeClinic/errors/input-error';
import { freePath, get, path, post } from '../../nodes/VSeeClinic/request/call';

const BASE = 'https://api.vsee.me/api_v3';

test.each([
	['70001', '/visits/70001/exports'],
	['-', '/visits/-/exports'],
	['6955b900-0a1b-4c2d-8e3f-000000000001', '/visits/6955b900-0a1b-4c2d-8e3f-000000000001/exports'],
	['../', '/visits/..%2F/exports'],
	['../../users', '/visits/..%2F..%2Fusers/exports'],
	['a/b', '/visits/a%2Fb/exports'],
	['a\\b', '/visits/a%5Cb/exports'],
	['%2e%2e', '/visits/%252e%252e/exports'],
	['...', '/visits/.../exports'],
	['a?b#c&d=e', '/visits/a%3Fb%23c%26d%3De/exports'],
	['a\r\nX-Evil: 1', '/visits/a%0D%0AX-Evil%3A%201/exports'],
	['a b', '/visits/a%20b/exports'],
	['😀', '/visits/%F0%9F%98%80/exports'],
	['@evil.example.com', '/visits/%40evil.example.com/exports'],
])('%j becomes one segment', (value, expected) => {
	expect(path`/visits/${value}/exports`).toBe(expected);
});

test.each([[''], ['.'], ['..'], ['\ud800'], ['a\udfffb']])('%j is refused', (value) => {
	expect(() => path`/visits/${value}`).toThrow(InputError);
});

test('a path begins with a slash', () => {
	expect(() => path`visits`).toThrow(InputError);
	expect(() => path`${'visits'}/x`).toThrow(InputError);
});

test('whatever the values, a path stays where it was written', () => {
	const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text !== '.' && text !== '..');
	fc.assert(
		fc.property(value, value, (room, provider) => {
			const to = path`/rooms/${room}/providers/${provider}`;
			const url = new URL(`${BASE}${to}`);
			expect(url.pathname.split('/').map(decodeURIComponent)).toEqual([
				'',
				'api_v3',
				'rooms',
				room,
				'providers',
				provider,
			]);
			expect([url.origin, url.search, url.hash]).toEqual(['https://api.vsee.me', '', '']);
		}),
	);
});

test('a read has a query, a post a body', () => {
	expect(get(path`/visits`)).toEqual({ method: 'GET', path: '/visits', query: {} });
	expect(get(path`/visits`, { limit: 1 }, { expects: 'bytes' })).toEqual({
		method: 'GET',
		path: '/visits',
		query: { limit: 1 },
		expects: 'bytes',
	});
	expect(post(path`/visits`, {}, { query: { version: 2 } })).toEqual({
		method: 'POST',
		path: '/visits',
		body: {},
		query: { version: 2 },
	});
});

describe('a path that the user has written', () => {
	test.each([
		['/visits', '/visits'],
		['/visits/current', '/visits/current'],
		['/users/-/insurances', '/users/-/insurances'],
		['/rooms/a b', '/rooms/a%20b'],
		['/rooms/a%20b', '/rooms/a%20b'],
		['/rooms/a%2Fb', '/rooms/a%2Fb'],
		['/visits/70001.json', '/visits/70001.json'],
		['/räume/😀', '/r%C3%A4ume/%F0%9F%98%80'],
	])('%j is sent as %j', (written, sent) => {
		expect(freePath(written)).toBe(sent);
	});

	test.each([
		[''],
		['/'],
		['visits'],
		['//evil.example.com/x'],
		['https://evil.example.com/x'],
		['/../users'],
		['/visits/../users'],
		['/visits/..'],
		['/visits/.'],
		['/visits/%2e%2e/users'],
		['/visits/%2E'],
		['/visits//x'],
		['/visits/'],
		['/visits/70001/'],
		['/visits?limit=1'],
		['/visits#x'],
		['/visits\\x'],
		['\\evil.example.com'],
		['/\\evil.example.com'],
		['/visits\r\nX-Evil: 1'],
		['/visits/%'],
		['/visits/%zz'],
		['/\ud800'],
		['@evil.example.com'],
	])('%j is refused', (written) => {
		expect(() => freePath(written)).toThrow(InputError);
	});

	test('whatever it is, it stays below the base URL or is refused', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.constantFrom(
						'/',
						'..',
						'.',
						'%2e',
						'%2f',
						'%5c',
						'\\',
						'?',
						'#',
						'@',
						':',
						'a',
						'%',
						'\r',
						'\t',
						' ',
						'é',
					),
					{ maxLength: 10 },
				),
				(parts) => {
					let sent: string;
					try {
						sent = freePath(`/${parts.join('')}`);
					} catch (error) {
						return error instanceof InputError;
					}
					const url = new URL(`${BASE}${sent}`);
					return (
						url.href === `${BASE}${sent}` &&
						url.origin === 'https://api.vsee.me' &&
						url.search === '' &&
						url.hash === ''
					);
				},
			),
			{ numRuns: 1000 },
		);
	});
});
