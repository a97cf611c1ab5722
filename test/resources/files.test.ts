import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeExecutionData } from 'n8n-workflow';

import { credentials } from '../../sandbox';
import { TestClinic, told } from '../engine/clinic';

const clinic = TestClinic.use();
const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 13, 10, 0x22, 0x80]);

/** An item with a file, as n8n keeps it in memory. */
function withFile(
	bytes: Buffer = BYTES,
	fileName = 'photo "of" räsh.png',
	mimeType = 'image/png',
	name = 'data',
): INodeExecutionData {
	return { json: {}, binary: { [name]: { data: bytes.toString('base64'), mimeType, fileName } } };
}
function bytesOf(item: INodeExecutionData | undefined, name = 'data'): Buffer {
	return Buffer.from(item?.binary?.[name]?.data ?? '', 'base64');
}
/** A file that the clinic already has; returns its id. */
async function stored(bytes: Buffer, fileName: string, mimeType: string): Promise<string> {
	const ran = await clinic.run(
		'file:upload',
		{ category: 'user_document' },
		{ items: [withFile(bytes, fileName, mimeType)] },
	);
	clinic.sandbox.calls.clear();
	return String(ran.json[0]?.id);
}

describe('file:upload', () => {
	test('sends the bytes as multipart, once', async () => {
		const ran = await clinic.run('file:upload', { category: 'intake_attachment' }, { items: [withFile()] });
		expect(clinic.wire()).toEqual([
			{
				method: 'POST',
				path: '/files',
				query: {},
				body: {
					'meta.category': 'intake_attachment',
					files: [{ field: 'file', name: 'photo %22of%22 räsh.png', contentType: 'image/png', size: BYTES.length }],
				},
			},
		]);
		expect(clinic.sandbox.calls.list[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		const [file] = clinic.sandbox.clinic.files.values();
		expect(file?.bytes.equals(BYTES)).toBe(true);
		expect(ran.json).toEqual([
			expect.objectContaining({
				id: file?.id,
				size: BYTES.length,
				meta: expect.objectContaining({ category: 'intake_attachment' }),
			}),
		]);
	});

	test('takes the file from the named field, for the person whose token is used', async () => {
		const items = [withFile(Buffer.from('text'), 'note.txt', 'text/plain', 'scan')];
		await clinic.run(
			'file:upload',
			{
				binaryPropertyName: 'scan',
				category: 'user_document',
				additionalFields: { customParameters: '{"meta.visible": true}' },
				options: { userToken: credentials.patientToken },
			},
			{ items },
		);
		const [file] = clinic.sandbox.clinic.files.values();
		expect(file).toMatchObject({ name: 'note.txt', creatorId: '20000000001', contentType: 'text/plain' });
		expect(clinic.wire()[0]?.body).toMatchObject({ 'meta.visible': 'true', 'meta.category': 'user_document' });
	});

	test('an item without a file is refused before anything is sent', async () => {
		expect(
			told(await clinic.run('file:upload', { binaryPropertyName: 'data', category: 'user_document' })).message,
		).toBe('Input Data Field Name names no file of this item');
		expect(clinic.wire()).toEqual([]);
	});

	test('a lost answer uploads nothing twice', async () => {
		clinic.sandbox.faults.add({ kind: 'reset', path: '/files', when: 'after' });
		expect(
			told(await clinic.run('file:upload', { category: 'user_document' }, { items: [withFile()] })).message,
		).toMatch(/^The record may have been created/);
		expect(clinic.sandbox.clinic.files.size).toBe(1);
	});
});

describe('file:get, getMany, rename', () => {
	test('getMany sends its filters and gives one item per file', async () => {
		const id = await stored(BYTES, 'a.png', 'image/png');
		const filters = { target_id: '800001', target_type: 'user', category_type: 'user_document', include_shared: true };
		const ran = await clinic.run('file:getMany', { filters, returnAll: true });
		expect(clinic.wire()).toEqual([
			{ method: 'GET', path: '/files', query: { ...filters, include_shared: 'true' }, body: null },
		]);
		expect(ran.json).toEqual([expect.objectContaining({ id, name: 'a.png', is_deletable: true })]);
	});

	test('getMany stops at the limit', async () => {
		for (const name of ['a.txt', 'b.txt']) await stored(Buffer.from('x'), name, 'text/plain');
		expect((await clinic.run('file:getMany', { limit: 1 })).json.map(({ name }) => name)).toEqual(['a.txt']);
	});

	test('get reads one', async () => {
		const id = await stored(BYTES, 'a.png', 'image/png');
		expect((await clinic.run('file:get', { file_id: id })).json).toEqual([
			expect.objectContaining({ id, name: 'a.png', ext: 'png', size: BYTES.length }),
		]);
		expect(clinic.said).toEqual([`GET /files/${id}`]);
	});

	test('rename sends the name alone', async () => {
		const id = await stored(BYTES, 'a.png', 'image/png');
		const ran = await clinic.run('file:rename', { file_id: id, name: 'b.png' });
		expect(clinic.wire()).toEqual([{ method: 'POST', path: `/files/${id}`, query: {}, body: { name: 'b.png' } }]);
		expect(ran.json).toEqual([expect.objectContaining({ id, name: 'b.png' })]);
	});
});

describe('file:download', () => {
	test.each([
		['a picture', 'a.png', 'image/png', BYTES],
		['a text', 'a.txt', 'text/plain', Buffer.from('Fictional note, ümläut')],
		['a number', 'a.txt', 'text/plain', Buffer.from('42')],
		['JSON', 'a.json', 'application/json', Buffer.from('{"resourceType":"Patient","data":[1]}')],
		['XML', 'a.xml', 'application/xml', Buffer.from('<?xml version="1.0"?><ClinicalDocument/>')],
		['a PDF', 'a.pdf', 'application/pdf', Buffer.from('%PDF-1.7 fictional')],
	])('gives %s byte by byte', async (_what, name, mimeType, bytes) => {
		const id = await stored(bytes, name, mimeType);
		const ran = await clinic.run('file:download', { file_id: id });
		expect(ran.json).toEqual([{ id, file_name: name, mime_type: mimeType, size: bytes.length }]);
		expect(bytesOf(ran.items[0]).equals(bytes)).toBe(true);
		expect(ran.items[0]?.binary?.data).toMatchObject({ fileName: name, mimeType });
		expect(clinic.said).toEqual([`GET /files/${id}`, `GET /files/view/${id}`]);
	});

	test('under the name and in the field that the user wants', async () => {
		const id = await stored(BYTES, 'a.png', 'image/png');
		const ran = await clinic.run('file:download', {
			file_id: id,
			options: { binaryPropertyName: 'photo', fileName: 'rash.png' },
		});
		expect(Object.keys(ran.items[0]?.binary ?? {})).toEqual(['photo']);
		expect([
			bytesOf(ran.items[0], 'photo').equals(BYTES),
			ran.items[0]?.binary?.photo?.fileName,
			ran.json[0]?.file_name,
		]).toEqual([true, 'rash.png', 'rash.png']);
	});

	test('no key and no token goes to the link', async () => {
		const id = await stored(BYTES, 'a.png', 'image/png');
		await clinic.run('file:download', { file_id: id, options: { userToken: credentials.adminToken } });
		const [api, link] = clinic.sandbox.calls.list.map(({ headers }) =>
			Object.keys(headers).filter((name) => name.startsWith('x-') || name === 'authorization'),
		);
		expect(api).toHaveLength(4);
		expect(link).toEqual([]);
	});

	test.each([
		['HTTP', 'http://files.example.com/a.png'],
		['a file of this machine', 'file:///etc/hosts'],
		['another protocol', 'ftp://files.example.com/a.png'],
	])('a link over %s is not followed, and not printed', async (_what, fullpath) => {
		clinic.sandbox.faults.add({
			kind: 'wrongJson',
			path: '/files/',
			body: { data: { id: 'x', name: 'a.png', fullpath } },
		});
		const ran = await clinic.run('file:download', { file_id: 'x' });
		expect(told(ran)).toMatchObject({
			message: 'VSee Clinic gave a link to this file that is not safe to follow',
			description: expect.stringContaining('https://'),
		});
		expect(JSON.stringify(ran.error)).not.toContain(fullpath);
	});

	const again = /It may have expired: run this item again/;
	test.each([
		['a login page', { kind: 'html' as const }, /^The link of this file leads to a web page instead of a file$/, again],
		['an error in place of the file', { kind: 'errorBody' as const }, /^The link of this file gave no file$/, again],
		[
			'a refusal',
			{ kind: 'status' as const, status: 403 },
			/^The link of this file was refused with status 403$/,
			again,
		],
		[
			'a rejected link',
			{ kind: 'unauthorized' as const },
			/^The link of this file was refused with status 401$/,
			again,
		],
		['a redirect to nowhere', { kind: 'status' as const, status: 302 }, /redirects without end, or to nowhere$/, again],
		['a host that is down', { kind: 'status' as const, status: 503 }, /^This file could not be fetched/, /“Timeout”/],
	])('%s is no file, and the error speaks of the link', async (_what, fault, message, description) => {
		const id = await stored(BYTES, 'a.png', 'image/png');
		clinic.sandbox.faults.add({ ...fault, path: '/files/view' });
		const ran = await clinic.run('file:download', { file_id: id, options: { maxRetries: 0 } });
		expect(told(ran)).toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(description),
		});
		expect(ran.error?.message).not.toMatch(/API Endpoint|token|key/i);
		expect(ran.error?.failure).toBeUndefined();
	});

	test('half a file is read again', async () => {
		const id = await stored(BYTES, 'a.png', 'image/png');
		clinic.sandbox.faults.add({ kind: 'half', path: '/files/view' });
		const ran = await clinic.run('file:download', { file_id: id });
		expect(bytesOf(ran.items[0]).equals(BYTES)).toBe(true);
	});

	test('a file without a link says so', async () => {
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/files/', body: { data: { id: 'x' } } });
		expect(told(await clinic.run('file:download', { file_id: 'x' })).message).toBe(
			'VSee Clinic gave no link to this file',
		);
	});
});

describe('a link to another host', () => {
	let other: Server | undefined;
	const seen: IncomingHttpHeaders[] = [];
	afterEach(() => {
		seen.length = 0;
		other?.close();
		other?.closeAllConnections();
	});

	/** Downloads a file whose link leads to another host on loopback that answers like this. */
	async function download(answer: (path: string, response: ServerResponse) => void) {
		const server = createServer((request, response) => {
			seen.push(request.headers);
			answer(request.url ?? '', response);
		});
		other = server;
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		clinic.sandbox.faults.add({
			kind: 'wrongJson',
			path: '/files/',
			body: { data: { id: 'x', name: 'a.png', fullpath: `http://127.0.0.1:${port}/0` } },
		});
		return await clinic.run('file:download', { file_id: 'x', options: { maxRetries: 0 } });
	}
	const file = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'image/png' }).end(BYTES);
	/** Redirects `times` times, then gives the file. */
	const redirecting = (times: number) => (path: string, response: ServerResponse) => {
		const step = Number(path.slice(1));
		if (step >= times) return file(response);
		response.writeHead([301, 302, 303, 307, 308][step % 5] ?? 302, { location: `/${step + 1}` }).end();
	};
	const nothingOfTheClinic = () =>
		expect(JSON.stringify(seen)).not.toMatch(/x-api|x-account|authorization|cookie|sandbox-api|ad0123456789/i);

	test.each([0, 1, 5])('is followed over %d redirects, without anything of the clinic’s', async (times) => {
		const ran = await download(redirecting(times));
		expect(bytesOf(ran.items[0]).equals(BYTES)).toBe(true);
		expect(seen).toHaveLength(times + 1);
		nothingOfTheClinic();
	});

	test('is not followed for ever', async () => {
		const ran = await download(redirecting(6));
		expect(told(ran).message).toBe('The link of this file redirects without end, or to nowhere');
		expect(seen).toHaveLength(6);
	});

	test.each(['http://files.example.com/a.png', 'file:///etc/hosts', '//files.example.com/a.png'])(
		'is not followed on to %s',
		async (location) => {
			const ran = await download((_path, response) => response.writeHead(302, { location }).end());
			expect(told(ran).message).toBe('VSee Clinic gave a link to this file that is not safe to follow');
			expect(JSON.stringify(ran.error)).not.toContain(location);
			expect(seen).toHaveLength(1);
		},
	);

	test('that is not there is told as the host of the file, not as the API', async () => {
		clinic.sandbox.faults.add({
			kind: 'wrongJson',
			path: '/files/',
			body: { data: { id: 'x', fullpath: 'http://127.0.0.1:1/a.png' } },
		});
		const ran = await clinic.run('file:download', { file_id: 'x', options: { maxRetries: 0 } });
		expect(told(ran).message).toBe('The host of this file’s link could not be reached (connection refused)');
		expect(ran.error?.message).not.toContain('API Endpoint');
	});
});
