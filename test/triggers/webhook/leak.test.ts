import { inspect } from 'node:util';
import { LoggerProxy } from 'n8n-workflow';

import type { FaultSpec } from '../../../sandbox/http/faults';
import { event, TriggerTest } from './trigger';

const clinic = TriggerTest.use();
/** Fictitious, and allowed nowhere but in the items that start the workflow. */
const marks = {
	name: 'Zorvexia Quillmarked',
	dob: '1987-06-05',
	phone: '5550198765',
	reason: 'zyntharia quorblax',
	token: 'marked-admin-token-88bb',
	key: 'marked-key-99cc',
	link: 'https://files.example.org/marked-66ff',
};
const told = {
	patient: marks,
	note: { id: '1', status: 'signed', text: marks.reason },
	member: { first_name: marks.name, dob: marks.dob, phone: marks.phone },
	file: marks.link,
};
const echo = `${marks.name}, born ${marks.dob}, ${marks.phone}: ${marks.reason}, ${marks.link}, ${marks.token}, ${marks.key}`;

let printed: string[];
beforeEach(() => {
	printed = [];
	const keep = (...words: unknown[]) => void printed.push(inspect(words, { depth: Infinity }));
	for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
		jest.spyOn(console, name).mockImplementation(keep);
	LoggerProxy.init({ debug: keep, info: keep, warn: keep, error: keep });
});
afterEach(() => jest.restoreAllMocks());

const faults: Array<[string, FaultSpec | undefined]> = [
	['VSee confirms', undefined],
	...[400, 401, 403, 404, 500].map((status): [string, FaultSpec] => [
		`VSee answers ${status}`,
		// A 404 is asked for again for as long as five seconds.
		{ kind: 'status', status, count: status === 404 ? 2 : 6, body: { code: status, message: echo, errors: { echo } } },
	]),
	['VSee answers an error in a 200', { kind: 'errorBody', body: { code: 400, message: echo } }],
	['VSee cannot be reached', { kind: 'reset' }],
	['VSee answers half', { kind: 'half' }],
	['VSee asks to wait', { kind: 'throttle', retryAfter: '3600' }],
	['VSee answers a page', { kind: 'html' }],
];

test.each(faults)(
	'%s: no answer, no log line, no stored list and no error holds what an event told',
	async (_name, fault) => {
		const { tokens } = clinic.sandbox.clinic;
		tokens.set(marks.token, { personId: '800001', expiry: null });
		const access = { apiToken: marks.token, apiKey: marks.key };
		const answers: unknown[] = [];
		let started = '';
		for (const parameters of [{}, { events: ['visit.completed'] }, { verify: false }]) {
			const n8n = await clinic.process({ access, parameters });
			const bodies = [
				event({}, told),
				event({}, { ...told, status: null }),
				event({ type: 'user.created' }, { ...told, id: '20000000001' }),
				event({ account_code: marks.name }, told),
				event({ type: marks.name }, told),
				{ ...told },
				`{"${marks.name}":`,
			];
			for (const body of bodies) {
				clinic.sandbox.faults.clear();
				if (fault) clinic.sandbox.faults.add({ count: 6, ...fault });
				answers.push(
					await n8n.deliver(body).catch((error: unknown) => inspect(error, { depth: Infinity, showHidden: true })),
				);
			}
			started += JSON.stringify(n8n.started);
			answers.push(n8n.database.staticData, [...n8n.database.processed]);
		}
		const text = [JSON.stringify(answers), ...printed].join('\n').toLowerCase();
		expect(
			Object.entries(marks)
				.filter(([, mark]) => text.includes(mark.toLowerCase()))
				.map(([name]) => name),
		).toEqual([]);
		// The items have them: the events did arrive and start runs.
		expect(started).toContain(marks.reason);
	},
);
