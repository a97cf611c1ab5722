import { encodeBody, encodeQuery } from '../../nodes/VSeeClinic/request/body';
import { type Call, type FilePart, path } from '../../nodes/VSeeClinic/request/call';

describe('the query', () => {
	test.each([
		[undefined, ''],
		[{}, ''],
		[{ a: undefined, b: null }, ''],
		[{ room_code: 'exroom1', limit: 1 }, '?room_code=exroom1&limit=1'],
		[{ a: '' }, '?a='],
		[{ a: 0, b: false }, '?a=0&b=false'],
		[{ type: [200, 600] }, '?type=200%2C600'],
		[{ fields: ['id', 'recordings'] }, '?fields=id%2Crecordings'],
		[{ none: [] }, '?none='],
		[{ sort: { full_name: 'asc' } }, '?sort=%7B%22full_name%22%3A%22asc%22%7D'],
		[{ list: [{ id: 1 }, { id: 2 }] }, '?list=%5B%7B%22id%22%3A1%7D%2C%7B%22id%22%3A2%7D%5D'],
		[{ list: [[1], [2]] }, '?list=%5B%5B1%5D%2C%5B2%5D%5D'],
		[{ list: [1, null] }, '?list=%5B1%2Cnull%5D'],
		[{ q: 'a&b=c d+e#f/ü😀' }, '?q=a%26b%3Dc+d%2Be%23f%2F%C3%BC%F0%9F%98%80'],
		[{ 'a&b': 'x\r\ny' }, '?a%26b=x%0D%0Ay'],
	])('%j', (query, expected) => {
		expect(encodeQuery(query)).toBe(expected);
	});

	test('comes back as it went', () => {
		const query = { q: 'Ünïcode & = + % "', start: 1767225600, on: true };
		expect(Object.fromEntries(new URLSearchParams(encodeQuery(query)))).toEqual({
			q: query.q,
			start: '1767225600',
			on: 'true',
		});
	});
});

describe('a JSON body', () => {
	const call = (body?: Call['body']): Call => ({ method: 'POST', path: path`/visits`, body });

	test.each([
		[{ id: '70001', provider_id: 0 }, '{"id":"70001","provider_id":0}'],
		[{}, '{}'],
		[{ a: undefined, b: null, c: [1, 'x'], d: false, e: '' }, '{"b":null,"c":[1,"x"],"d":false,"e":""}'],
		[{ reason: 'line\r\nline "quoted" ü' }, '{"reason":"line\\r\\nline \\"quoted\\" ü"}'],
	])('%j', (body, expected) => {
		expect(encodeBody(call(body))).toEqual({ body: expected, headers: { 'content-type': 'application/json' } });
	});

	test('none, and then no type either', () => {
		expect(encodeBody(call())).toEqual({ headers: {} });
	});
});

describe('a file', () => {
	const bytes = Buffer.from([0, 13, 10, 45, 45, 255]);
	const plain: FilePart = {
		fields: { 'meta.category': 'user_document' },
		fileName: 'photo.png',
		mimeType: 'image/png',
		bytes,
	};

	function encoded(part: Partial<FilePart>) {
		const { body, headers } = encodeBody({ method: 'POST', path: path`/files`, file: { ...plain, ...part } });
		const boundary =
			/^multipart\/form-data; boundary=([\w-]{10,70})$/.exec(headers['content-type'] ?? '')?.[1] ?? 'none';
		return { boundary, wire: Buffer.from(body ?? '').toString('latin1') };
	}

	/** The head lines of every part, read as a server does: up to the first empty line. */
	function heads(part: Partial<FilePart>): string[][] {
		const { boundary, wire } = encoded(part);
		return wire
			.split(`--${boundary}`)
			.slice(1, -1)
			.map((text) => (text.split('\r\n\r\n')[0] ?? '').trim().split('\r\n'));
	}

	test('parts, in order, bytes untouched', () => {
		const { boundary, wire } = encoded({});
		expect(wire).toBe(
			`--${boundary}\r\nContent-Disposition: form-data; name="meta.category"\r\n\r\nuser_document\r\n` +
				`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="photo.png"\r\nContent-Type: image/png\r\n\r\n` +
				`${bytes.toString('latin1')}\r\n--${boundary}--\r\n`,
		);
	});

	test.each([
		['a"b.png', 'a%22b.png'],
		['a\r\nX-Evil: 1', 'a%0D%0AX-Evil: 1'],
		['a\r\n\r\nevil', 'a%0D%0A%0D%0Aevil'],
		['a\\b', 'a%5Cb'],
		['a\u0000b', 'a%00b'],
		['"; name="meta.category', '%22; name=%22meta.category'],
	])('the file name %j cannot leave its quotes', (fileName, expected) => {
		expect(heads({ fileName })[1]).toEqual([
			`Content-Disposition: form-data; name="file"; filename="${expected}"`,
			'Content-Type: image/png',
		]);
	});

	test('names in other scripts go as UTF-8', () => {
		const { wire } = encoded({ fileName: 'Röntgen 李.png' });
		expect(Buffer.from(wire, 'latin1').toString()).toContain('filename="Röntgen 李.png"');
	});

	test.each([
		['application/pdf', 'application/pdf'],
		['application/vnd.ms-excel', 'application/vnd.ms-excel'],
		['image/svg+xml', 'image/svg+xml'],
		['', 'application/octet-stream'],
		['png', 'application/octet-stream'],
		['image/png\r\nX-Evil: 1', 'application/octet-stream'],
		['image/png\n', 'application/octet-stream'],
		['image/png"; x="', 'application/octet-stream'],
	])('the type %j', (mimeType, expected) => {
		expect(heads({ mimeType })[1]?.[1]).toBe(`Content-Type: ${expected}`);
	});

	test('field names cannot leave their quotes', () => {
		expect(heads({ fields: { 'x"\r\nX-Evil: 1': 'v' } })[0]).toEqual([
			'Content-Disposition: form-data; name="x%22%0D%0AX-Evil: 1"',
		]);
	});

	test('every body has a boundary of its own, which nobody can guess', () => {
		const boundaries = Array.from({ length: 50 }, () => encoded({}).boundary);
		expect(new Set(boundaries).size).toBe(50);
	});

	test('a file goes before a body', () => {
		const call: Call = { method: 'POST', path: path`/files`, body: { x: 1 }, file: plain };
		expect(encodeBody(call).headers['content-type']).toMatch(/^multipart/);
	});
});
