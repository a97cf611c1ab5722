import type { ICredentialDataDecryptedObject, INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { nodeProperties } from '../../nodes/VSeeClinic/descriptor/properties';
import { listSearch } from '../../nodes/VSeeClinic/methods/list-search';
import { resources } from '../../nodes/VSeeClinic/resources';
import { credentials } from '../../sandbox';
import { ADA, NOW, TestClinic } from '../engine/clinic';
import { editor } from './n8n';

const clinic = TestClinic.use();
type List = keyof typeof listSearch;

interface Open {
	parameters?: INodeParameters;
	access?: ICredentialDataDecryptedObject;
	filter?: string;
	token?: string;
}
/** Opens a dropdown, as the editor does. */
async function open(
	list: List,
	{ parameters = {}, access = clinic.access, filter, token }: Open = {},
): Promise<INodeListSearchResult> {
	return await listSearch[list].call(editor(parameters, access), filter, token);
}
/** Opens it and scrolls to its end. */
async function all(list: List, how: Open = {}): Promise<INodeListSearchResult['results']> {
	const { results, paginationToken } = await open(list, how);
	return typeof paginationToken === 'string'
		? [...results, ...(await all(list, { ...how, token: paginationToken }))]
		: results;
}
const names = (entries: INodeListSearchResult['results']) => entries.map(({ name }) => name);
const chosen = (value: string, place = 'room_code'): INodeParameters => {
	const room_code = { __rl: true, mode: 'list', value };
	return place === 'room_code' ? { room_code } : { [place]: { room_code } };
};
async function refusal(opening: Promise<unknown>) {
	const error = await opening.then(
		() => undefined,
		(failure: unknown) => failure,
	);
	if (!(error instanceof Error)) throw new Error('It was not refused');
	const [message, ...advice] = error.message.split(/(?<=\S{2})\. /);
	return {
		message,
		description: advice.join('. '),
		whole: JSON.stringify(error),
	};
}

test('every dropdown of the node has its search', () => {
	const used = new Set(JSON.stringify(nodeProperties(resources)).match(/(?<="searchListMethod":")\w+/g));
	expect([...used].sort()).toEqual(Object.keys(listSearch).sort());
});

describe('rooms', () => {
	test('by name, without a token', async () => {
		const access = { baseUrl: clinic.sandbox.url, accountCode: 'exampleclinic' };
		expect((await open('searchRooms', { access })).results).toEqual([
			{ name: 'Example Room', value: 'exroom1' },
			{ name: 'Second Example Room', value: 'exroom2' },
			{ name: 'Third Example Room', value: 'exroom3' },
		]);
	});

	test('all of them when the server gives small pages', async () => {
		clinic.sandbox.settings.maxLimit = 1;
		expect(names(await all('searchRooms'))).toEqual(['Example Room', 'Second Example Room', 'Third Example Room']);
	});

	test('a search looks through all pages', async () => {
		clinic.sandbox.settings.maxLimit = 1;
		expect(names((await open('searchRooms', { filter: ' THIRD ' })).results)).toEqual(['Third Example Room']);
		expect(names((await open('searchRooms', { filter: 'exroom2' })).results)).toEqual(['Second Example Room']);
		expect(await open('searchRooms', { filter: 'no such room' })).toEqual({ results: [] });
	});

	test('a server that knows no pages does not make an endless list', async () => {
		clinic.sandbox.faults.add({
			kind: 'wrongJson',
			path: '/rooms',
			count: -1,
			body: { data: [{ code: 'exroom1', name: 'Example Room' }] },
		});
		expect(names(await all('searchRooms'))).toEqual(['Example Room']);
	});

	test('two of the same name are told apart by their code', async () => {
		clinic.sandbox.clinic.room('exroom2').name = 'Example Room';
		expect(names((await open('searchRooms')).results)).toEqual([
			'Example Room (exroom1)',
			'Example Room (exroom2)',
			'Third Example Room',
		]);
	});

	test('an unknown account is refused in words', async () => {
		clinic.sandbox.faults.add({
			kind: 'status',
			status: 403,
			path: '/rooms',
			body: { code: 403, message: 'Account not found' },
		});
		expect(await refusal(open('searchRooms'))).toMatchObject({
			message: 'VSee Clinic refused this: Account not found',
			description: expect.stringContaining('Check the VSee Clinic credential'),
		});
	});
});

describe('providers', () => {
	test.each(['room_code', 'additionalFields', 'filters', 'updateFields'])(
		'of the room chosen in %s; two of the same name differ in title and kind',
		async (place) => {
			const access = { baseUrl: clinic.sandbox.url, accountCode: 'exampleclinic' };
			expect((await open('searchProviders', { parameters: chosen('exroom1', place), access })).results).toEqual([
				{ name: 'Quinn Sampleprovider, MD (doctor)', value: '800002' },
				{ name: 'Quinn Sampleprovider, RN (nurse)', value: '800003' },
				{ name: 'Robin Fictivedoctor, DO (doctor)', value: '800004' },
			]);
			expect(clinic.said).toEqual(['GET /rooms/exroom1/providers']);
		},
	);

	test('where nothing else differs, the ID does', async () => {
		const provider = { first_name: 'Quinn', last_name: 'Sampleprovider', title: '', subtype: '' };
		clinic.sandbox.faults.add({
			kind: 'wrongJson',
			path: '/rooms',
			body: { data: [{ ...provider, id: '1' }, { ...provider, id: '2' }, { id: '3' }] },
		});
		expect(names((await open('searchProviders', { parameters: chosen('exroom1') })).results)).toEqual([
			'Quinn Sampleprovider (1)',
			'Quinn Sampleprovider (2)',
			'Provider 3',
		]);
	});

	test('a search narrows the list by name, title or ID', async () => {
		const of = async (filter: string) =>
			(await open('searchProviders', { parameters: chosen('exroom1'), filter })).results.map(({ value }) => value);
		expect([await of('quinn'), await of('rn'), await of('800004')]).toEqual([
			['800002', '800003'],
			['800003'],
			['800004'],
		]);
	});

	test.each([{}, chosen('={{ $json.room }}')])(
		'of the whole clinic when the room is not known yet: %j',
		async (parameters) => {
			const { results } = await open('searchProviders', { parameters });
			expect(results).toContainEqual({
				name: 'Sasha Inventednurse (…0804) – sasha-inventednurse-20000000804@example.com',
				value: '20000000804',
			});
			expect(clinic.wire()).toEqual([
				{ method: 'GET', path: '/users', query: { type: '400', start: '0', limit: '100' }, body: null },
			]);
		},
	);
});

describe('patients and people', () => {
	test('by name and e-mail address, page by page', async () => {
		clinic.sandbox.settings.maxLimit = 25;
		const first = await open('searchPatients');
		expect(first.results).toHaveLength(25);
		expect(first.results[0]).toEqual({
			name: 'Ada Examplepatient (…0001) – ada.examplepatient@example.com',
			value: ADA,
		});
		const every = await all('searchPatients');
		expect(new Set(every.map(({ value }) => value)).size).toBe(60);
		expect(every).toHaveLength(60);
	});

	test.each(['total', 'none'] as const)('all of them when the total is called %s', async (totalName) => {
		Object.assign(clinic.sandbox.settings, { totalName, maxLimit: 25 });
		expect(await all('searchPatients')).toHaveLength(60);
	});

	test('three characters are searched for by VSee', async () => {
		const found = await all('searchPatients', { filter: ' ada ' });
		expect(names(found)).toEqual([
			'Ada Examplepatient (…0001) – ada.examplepatient@example.com',
			'Ada Examplepatient (…0031) – ada.examplepatient2@example.com',
		]);
		expect(clinic.wire()).toEqual([
			{ method: 'GET', path: '/users', query: { type: '200', q: 'ada', start: '0', limit: '100' }, body: null },
		]);
	});

	test('fewer are narrowed down here, through all pages', async () => {
		clinic.sandbox.settings.maxLimit = 10;
		const found = await all('searchPatients', { filter: 'ze' });
		expect(names(found).every((name) => name.toLowerCase().includes('ze'))).toBe(true);
		expect(found.length).toBeGreaterThan(0);
		expect(clinic.wire().some(({ query }) => 'q' in query)).toBe(false);
	});

	test('people are patients, providers and staff', async () => {
		const found = await all('searchPeople', { filter: 'example.com' });
		expect(found).toHaveLength(65);
		expect(clinic.wire()[0]?.query).not.toHaveProperty('type');
	});

	test.each([
		['no token', 'searchPatients', '', 'The list of patients needs an admin token'],
		['a patient’s token', 'searchPatients', credentials.patientToken, 'The list of patients needs an admin token'],
		['a patient’s token', 'searchPeople', credentials.patientToken, 'The list of people needs an admin token'],
		['no token', 'searchProviders', '', 'The list of providers needs an admin token'],
	] as const)('with %s, %s says what is missing', async (_what, list, apiToken, message) => {
		const told = await refusal(open(list, { access: { ...clinic.access, apiToken } }));
		expect(told).toMatchObject({
			message,
			description:
				'Put one into the field “API Token” of the VSee Clinic credential, or select By ID here and enter the user ID.',
		});
		expect(told.whole).not.toContain(credentials.patientToken);
	});

	test('a clinic that is not there is told as such, soon', async () => {
		const told = await refusal(
			open('searchPatients', { access: { ...clinic.access, baseUrl: 'http://127.0.0.1:9/api_v3' } }),
		);
		expect(told.message).toBe('VSee Clinic could not be reached (connection refused)');
	});
});

describe('consultations', () => {
	test('of the chosen room, with their length', async () => {
		const { results } = await open('searchConsultations', { parameters: chosen('exroom2') });
		expect(names(results)).toEqual([
			'Fictional 15-minute consultation – 15 min',
			'Fictional 30-minute consultation – 30 min',
			'Fictional group session – 60 min',
		]);
		expect(results[2]?.value).toMatch(/c5$/);
	});

	test('without a length or a name where VSee tells none', async () => {
		const consultations = [
			{ id: 'c1', description: 'Fictional consultation' },
			{ id: 'c2', duration: null },
		];
		clinic.sandbox.faults.add({ kind: 'wrongJson', path: '/rooms', body: { data: { payment: { consultations } } } });
		const { results } = await open('searchConsultations', { parameters: chosen('exroom2') });
		expect(names(results)).toEqual(['Fictional consultation', 'Consultation']);
	});

	test.each([
		[{}, 'Room is not selected yet', 'Select the room first'],
		[chosen(''), 'Room is not selected yet', 'Select the room first'],
		[chosen('={{ $json.room }}'), 'Room is given by an expression', 'Select By ID here'],
	])('without a room, %j, they say what is missing', async (parameters, message, advice) => {
		expect(await refusal(open('searchConsultations', { parameters }))).toMatchObject({
			message,
			description: expect.stringContaining(advice),
		});
		expect(clinic.wire()).toEqual([]);
	});

	test('a room that is not there is refused in words', async () => {
		expect((await refusal(open('searchConsultations', { parameters: chosen('nowhere') }))).message).toBe(
			'VSee Clinic refused this: Room not found',
		);
	});
});

describe('visits', () => {
	beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW * 1000));
	afterEach(() => jest.restoreAllMocks());

	test('the next ones by time, room and status, never by a name', async () => {
		const { results } = await open('searchVisits');
		expect(results.length).toBeGreaterThan(2);
		for (const { name } of results) expect(name).toMatch(/^\w{3} \d{1,2} \w{3} 2050, \d{2}:\d{2} – [\w ]+ – [a-z ]+$/);
		expect(JSON.stringify(results)).not.toMatch(/Ada|Ben|Examplepatient|Samplepatient|@/);
		const starts = results.map(({ value }) => clinic.sandbox.clinic.visits.get(String(value))?.start ?? 0);
		expect(starts).toEqual([...starts].sort((a, b) => a - b));
	});

	test('asks for a day back and a month ahead only', async () => {
		await open('searchVisits');
		const [{ query = {} } = {}] = clinic.wire();
		expect(Number(query.end_time) - Number(query.start_time)).toBe(31 * 86_400);
	});

	test('can be searched by what is shown, and by ID', async () => {
		const { results } = await open('searchVisits');
		const [first] = results;
		expect((await open('searchVisits', { filter: String(first?.value) })).results).toEqual([first]);
		expect(
			(await open('searchVisits', { filter: 'confirmed' })).results.every(({ name }) => name.endsWith('confirmed')),
		).toBe(true);
		expect((await open('searchVisits', { filter: 'no such visit' })).results).toEqual([]);
	});
});
