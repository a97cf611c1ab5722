import type { INodeParameters } from 'n8n-workflow';

import { listSearch } from '../../nodes/VSeeClinic/methods/list-search';
import { credentials } from '../../sandbox';
import { TestClinic } from './clinic';
import { dropdown } from './engine';

const clinic = TestClinic.use();
const inRoom = (value: string): INodeParameters => ({ room_code: { __rl: true, mode: 'list', value } });
const open = (
	name: keyof typeof listSearch,
	parameters: INodeParameters = {},
	filter?: string,
	page?: string,
	token: string = credentials.adminToken,
) => listSearch[name].call(dropdown(parameters, { ...clinic.access, apiToken: token }), filter, page);

/** Turns the pages until the list ends, as the editor does while one scrolls. */
async function all(name: keyof typeof listSearch, filter?: string): Promise<string[]> {
	const found: string[] = [];
	let page: unknown;
	for (let turn = 0; turn < 20; turn++) {
		const { results, paginationToken } = await open(name, {}, filter, typeof page === 'string' ? page : undefined);
		found.push(...results.map(({ value }) => String(value)));
		page = paginationToken;
		if (page === undefined) return found;
	}
	throw new Error('This list does not end');
}

test('rooms by their names, with the code as value', async () => {
	const { results } = await open('searchRooms');
	expect(results).toEqual([
		{ name: 'Example Room', value: 'exroom1' },
		{ name: 'Second Example Room', value: 'exroom2' },
		{ name: 'Third Example Room', value: 'exroom3' },
	]);
	expect((await open('searchRooms', {}, 'second')).results).toEqual([
		{ name: 'Second Example Room', value: 'exroom2' },
	]);
	expect((await open('searchRooms', {}, 'EXROOM3')).results.map(({ value }) => value)).toEqual(['exroom3']);
	expect((await open('searchRooms', {}, 'nothing')).results).toEqual([]);
});

test('every room of a clinic with hundreds, none twice', async () => {
	const sample = clinic.sandbox.clinic.room('exroom1');
	for (let n = 0; n < 250; n++)
		clinic.sandbox.clinic.rooms.set(`more${n}`, { ...sample, id: `5${n}`, code: `more${n}`, name: `More ${n}` });
	const found = await all('searchRooms');
	expect([found.length, new Set(found).size]).toEqual([253, 253]);
});

test('a room that has no name is shown by its code', async () => {
	clinic.sandbox.clinic.room('exroom2').name = '';
	expect((await open('searchRooms')).results[1]).toEqual({ name: 'exroom2', value: 'exroom2' });
});

test.each([
	['top level', inRoom('exroom1')],
	['filters', { filters: inRoom('exroom1') }],
	['additional fields', { additionalFields: inRoom('exroom1') }],
	['plain text', { room_code: 'exroom1' }],
])('providers of the room chosen (%s); two of one name can be told apart', async (_name, parameters) => {
	const { results } = await open('searchProviders', parameters);
	expect(results.map(({ value }) => value).sort()).toEqual(['800002', '800003', '800004']);
	expect(new Set(results.map(({ name }) => name)).size).toBe(3);
	expect(clinic.said).toEqual(['GET /rooms/exroom1/providers']);
});

test('providers of the clinic when no room is chosen', async () => {
	expect((await all('searchProviders')).sort()).toEqual(['20000000804', '800002', '800003', '800004']);
});

test('patients: all of them, by name, by e-mail', async () => {
	expect((await all('searchPatients')).length).toBeGreaterThanOrEqual(59);
	const { results } = await open('searchPatients', {}, 'ada.examplepatient');
	expect(results.map(({ value }) => value).sort()).toEqual(['20000000001', '20000000031']);
	expect(results.every(({ name }) => name.includes('Ada Examplepatient'))).toBe(true);
	expect(new Set(results.map(({ name }) => name)).size).toBe(2);
	expect((await all('searchPatients', 'be')).length).toBeGreaterThan(0);
});

test.each(['total_count', 'total', 'none'] as const)(
	'patients are all found, whatever the total is called (%s)',
	async (totalName) => {
		clinic.sandbox.settings.totalName = totalName;
		clinic.sandbox.settings.maxLimit = 25;
		const found = await all('searchPatients');
		expect(found.length).toBeGreaterThanOrEqual(59);
		expect(new Set(found).size).toBe(found.length);
	},
);

test('consultations of the chosen room; without a room, a sentence', async () => {
	expect((await open('searchConsultations', inRoom('exroom2'))).results.map(({ name }) => name)).toEqual([
		'Fictional 15-minute consultation – 15 min',
		'Fictional 30-minute consultation – 30 min',
		'Fictional group session – 60 min',
	]);
	await expect(open('searchConsultations')).rejects.toThrow('Room is not selected yet');
	await expect(open('searchConsultations', inRoom('={{ $json.room }}'))).rejects.toThrow(/Room/);
});

test('what goes wrong is a sentence, without secrets', async () => {
	await expect(open('searchPatients', {}, undefined, undefined, credentials.patientToken)).rejects.toMatchObject({
		message: expect.stringMatching(/admin token/),
	});
	await expect(open('searchProviders', inRoom('noroom'))).rejects.toMatchObject({
		message: expect.stringMatching(/^VSee Clinic refused this: Room not found\. Check/),
	});
	clinic.sandbox.faults.add({ kind: 'html', count: -1 });
	const failure: unknown = await open('searchRooms').catch((error: unknown) => error);
	expect(failure).toMatchObject({
		message: expect.stringMatching(/^The API endpoint answered with a web page instead of data\. Check/),
	});
	expect(JSON.stringify(failure)).not.toMatch(
		new RegExp([credentials.adminToken, credentials.apiKey, credentials.apiSecret].join('|')),
	);
});

test('one hiccup is passed over', async () => {
	clinic.sandbox.faults.add({ kind: 'status', status: 503 });
	expect((await open('searchRooms')).results).toHaveLength(3);
	expect(clinic.sandbox.calls.count()).toBe(2);
});
