import { DateTime } from 'luxon';

import { type Execution, publish, runWorkflow } from '../../start/n8n-client.mjs';
import { credentialName, credentialType, example, firstOf } from './clinic';
import { submitForm } from './forms';
import { clinic } from './running-clinic';
import { type Message, type ScriptedModel, startScriptedModel, type Turn } from './scripted-model';

const [ada, ben] = ['20000000001', '20000000002'];

/** Runs a workflow from a trigger; a run that failed fails the test with n8n's message. */
async function run(id: string, trigger: string, json?: object): Promise<Execution> {
	const execution = await runWorkflow(clinic.client, id, trigger, json);
	expect({ status: execution.status, error: execution.error }).toEqual({ status: 'success', error: undefined });
	return execution;
}

/** The visits that calls have made, as the clinic's own books have them. */
const booked = () => clinic.sandbox.clinic.journal.map(({ visitId }) => clinic.sandbox.clinic.visit(visitId));
const visit = (id: string) => clinic.sandbox.clinic.visit(id);
const intakesSaying = (reason: string) =>
	[...clinic.sandbox.clinic.intakes.values()].filter((intake) => intake.reason === reason);

interface SavedWorkflow {
	nodes: Array<{
		name: string;
		type: string;
		parameters: Record<string, unknown>;
		credentials?: Record<string, { id: string | null; name: string }>;
	}>;
	settings: Record<string, unknown>;
}

const saved = (id: string) => clinic.client.get<SavedWorkflow>(`/rest/workflows/${id}`);

test('there are at least eight, each with notes, and n8n knows every node in them', async () => {
	const types = await clinic.client.get<Array<{ name: string }>>('/types/nodes.json');
	const known = new Set(types.map(({ name }) => name));
	const ids = Object.values(clinic.examples);
	expect(ids.length).toBeGreaterThanOrEqual(8);
	for (const id of ids) {
		const { nodes } = await saved(id);
		expect(nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote').length).toBeGreaterThanOrEqual(2);
		expect(nodes.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);
		for (const { credentials } of nodes)
			if (credentials?.[credentialType])
				expect(credentials[credentialType]).toEqual({ id: clinic.credentialId, name: credentialName });
	}
});

describe('8. e-consult queue', () => {
	const file = '08-e-consult-queue.json';

	test('takes a question in, and hands each to a provider once', async () => {
		const id = example(clinic, file);
		await run(id, 'Try a fictitious question');
		await run(id, 'Try a fictitious question');
		expect(booked()).toMatchObject([
			{ type: 3, providerId: null, status: 10 },
			{ type: 3, providerId: null, status: 10 },
		]);
		expect(intakesSaying('Fictitious question about a rash').map(({ visitId }) => visitId)).toEqual(
			booked().map((one) => one.id),
		);
		const others = () =>
			[...clinic.sandbox.clinic.visits.values()]
				.filter(({ type }) => type !== 3)
				.map(({ id: visitId, providerId }) => [visitId, providerId]);
		const before = others();

		await run(id, 'Share out the queue now');
		const given = booked().map(({ providerId }) => providerId);
		expect([...given].sort()).toEqual(['800002', '800003']);
		expect(others()).toEqual(before);

		clinic.sandbox.calls.clear();
		const again = await run(id, 'Share out the queue now');
		expect(again.nodes).not.toContain('Give it to a provider');
		expect(clinic.sandbox.calls.count('POST')).toBe(0);
		expect(booked().map(({ providerId }) => providerId)).toEqual(given);
	});

	test('answers the patient on the form', async () => {
		await publish(clinic.client, example(clinic, file));
		expect(
			await submitForm(`${clinic.client.url}/form/ask-in-writing`, [
				'Ada',
				'Examplepatient',
				'ada.examplepatient@example.com',
				'1950-01-10',
				'',
				'Fictitious question',
			]),
		).toMatch(/We have your question[^]*has number \d+/);
		expect(booked()).toMatchObject([{ type: 3, memberId: ada }]);
	});
});

describe('9. reminders', () => {
	/** A zone in which it is this hour now. */
	function zoneAt(hour: number): string {
		const now = DateTime.utc().hour;
		const ahead = [hour - now, hour - now + 24, hour - now - 24].find((hours) => hours >= -12 && hours <= 14) ?? 0;
		return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
	}

	test("reminds once, a day ahead, in the patient's own time, and never at night", async () => {
		const id = example(clinic, '09-reminders.json');
		const start = clinic.sandbox.clinic.now() + 20 * 3600;
		const [noon, midnight] = [zoneAt(12), zoneAt(0)];
		Object.assign(visit('30000000007'), { start, end: start + 900 });
		Object.assign(visit('30000000008'), { start, end: start + 900 });
		Object.assign(clinic.sandbox.clinic.people.get(ada) ?? {}, { timezone: noon });
		Object.assign(clinic.sandbox.clinic.people.get(ben) ?? {}, { timezone: midnight });
		const when = (unix: number) =>
			DateTime.fromSeconds(unix, { zone: noon }).setLocale('en').toFormat("cccc d LLLL 'at' h:mm a");

		const sent = (await run(id, 'Every hour')).items('Send it').map(({ json }) => json);
		expect(sent).toMatchObject([
			{
				visit_id: '30000000007',
				to: 'ada.examplepatient@example.com',
				text: `Your video visit is on ${when(start)} (${noon}).`,
			},
		]);
		expect(JSON.stringify(sent)).not.toMatch(/sore throat|Sampleprovider/);
		expect((await run(id, 'Every hour')).items('Send it')).toEqual([]);

		visit('30000000007').start = start + 900;
		Object.assign(clinic.sandbox.clinic.people.get(ben) ?? {}, { timezone: noon });
		const later = (await run(id, 'Every hour')).items('Send it').map(({ json }) => [json.visit_id, json.text]);
		expect(later.sort()).toEqual([
			['30000000007', `Your video visit is on ${when(start + 900)} (${noon}).`],
			['30000000008', `Your video visit is on ${when(start)} (${noon}).`],
		]);
		expect(clinic.sandbox.calls.count('POST')).toBe(0);
	});

	test('shows the reminders of two weeks when it is tried', async () => {
		const sent = (await run(example(clinic, '09-reminders.json'), 'Try it now')).items('Send it');
		expect(sent.map(({ json }) => json.visit_id).sort()).toEqual(['30000000007', '30000000008']);
	});
});

describe('10. missed and cancelled visits', () => {
	const file = '10-no-show-and-cancel.json';

	test('closes what nobody came to, once, and prepares a new intake', async () => {
		const now = clinic.sandbox.clinic.now();
		visit('30000000008').start = now - 2 * 3600;
		visit('30000000007').start = now - 600;
		visit('30000000006').start = now - 3 * 3600;
		const execution = await run(example(clinic, file), 'Look for missed visits now');
		expect(['30000000008', '30000000007', '30000000006', '30000000005'].map((id) => visit(id).status)).toEqual([
			40, 20, 10, 25,
		]);
		const [intake, ...more] = intakesSaying('Missed: new time for visit 30000000008');
		expect(more).toEqual([]);
		expect(intake).toMatchObject({ memberId: ben, roomCode: 'exroom1', visitId: null });
		expect(firstOf(execution, 'For the front desk')).toMatchObject({ visit_id: '30000000008', intake_id: intake?.id });
		const close = clinic.sandbox.calls.matching('POST', '/visits/close');
		expect(close.map(({ body }) => body)).toEqual([{ id: '30000000008', reason: 'call_ended' }]);

		await run(example(clinic, file), 'Look for missed visits now');
		expect(intakesSaying('Missed: new time for visit 30000000008')).toHaveLength(1);
		expect(booked()).toEqual([]);
	});

	test('cancels for the front desk, and says so when there is nothing to cancel', async () => {
		await run(example(clinic, file), 'Cancel a fictitious visit');
		expect(visit('30000000008').status).toBe(40);
		await publish(clinic.client, example(clinic, file));
		const desk = (number: string) => submitForm(`${clinic.client.url}/form/cancel-a-visit`, [number]);
		expect(await desk(' 30000000007 ')).toMatch(/The visit is closed[^]*Visit 30000000007 is closed/);
		expect(visit('30000000007')).toMatchObject({ status: 40 });
		expect(intakesSaying('Cancelled: new time for visit 30000000007')).toMatchObject([{ memberId: ada }]);
		expect(await desk('70001')).toMatch(/Nothing was cancelled[^]*Visit 70001 is completed/);
		expect(visit('70001').status).toBe(30);
	});
});

describe('11. agent', () => {
	let model: ScriptedModel;
	beforeAll(async () => {
		model = await startScriptedModel(script);
		// What a person does who has a model of their own: choose its credential.
		const credential = await clinic.client.post<{ id: string }>('/rest/credentials', {
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url },
		});
		const { nodes } = await saved(example(clinic, '11-agent.json'));
		const chosen = nodes.map((node) =>
			node.name === 'Chat model'
				? { ...node, credentials: { openAiApi: { id: credential.id, name: 'Scripted model' } } }
				: node,
		);
		await clinic.client.patch(`/rest/workflows/${example(clinic, '11-agent.json')}?forceSave=true`, { nodes: chosen });
	});
	afterAll(async () => {
		await model?.close();
	});

	const slotPattern = /(\d)\) start=(\S+) end=(\S+) provider=(\S+)/g;

	/** Looks for times, offers them, and books the chosen one as often as it is asked to. */
	function script(messages: Message[]): Turn {
		const last = messages.at(-1);
		const text = last?.content ?? '';
		if (last?.role === 'tool') return afterTool(text, messages);
		if (text.includes('When can I come'))
			return { call: 'Write_down_the_reason', with: { reason: 'Fictitious sore throat' } };
		const [, wanted] = /number (\d)/.exec(text) ?? [];
		const offers = messages.flatMap(({ role, content }) =>
			role === 'assistant' ? [...content.matchAll(slotPattern)] : [],
		);
		if (wanted !== undefined) {
			const [, , start = '', end = '', provider_id = ''] = offers.find(([, number]) => number === wanted) ?? [];
			return { call: 'Book_a_time', with: { start, end, provider_id } };
		}
		if (text.includes('a day later')) {
			const [, , start = '', end = '', provider_id = ''] = offers[0] ?? [];
			const later = (time: string) => new Date(Date.parse(time) + 86_400_000).toISOString();
			return { call: 'Book_a_time', with: { start: later(start), end: later(end), provider_id } };
		}
		throw new Error(`The script knows no answer to: ${text}`);
	}

	function afterTool(result: string, messages: Message[]): Turn {
		const asked = [...messages].reverse().find(({ role }) => role === 'user')?.content ?? '';
		if (/number \d|a day later/.test(asked)) return { say: `Answer: ${result}` };
		const parsed = JSON.parse(result) as unknown;
		const rows = (Array.isArray(parsed) ? parsed : [parsed]) as Array<Record<string, string>>;
		if (rows[0]?.slot_id === undefined) return { call: 'Free_times', with: { from: new Date().toISOString() } };
		return {
			say: rows
				.map(({ start, end, provider_id }, index) => `${index + 1}) start=${start} end=${end} provider=${provider_id}`)
				.join('\n'),
		};
	}

	const say = async (sessionId: string, chatInput: string) =>
		firstOf(
			await run(example(clinic, '11-agent.json'), 'Chat', { sessionId, action: 'sendMessage', chatInput }),
			'Clinic agent',
		).output ?? '';

	test('offers free times, books the chosen one, and asked again does not book twice', async () => {
		const offer = await say('one-chat', 'I have a sore throat. When can I come?');
		const slots = [...offer.matchAll(slotPattern)];
		expect(slots).toHaveLength(3);
		expect(booked()).toEqual([]);

		const first = await say('one-chat', 'Please take number 2.');
		expect(booked()).toHaveLength(1);
		const [made] = booked();
		expect(new Date((made?.start ?? 0) * 1000).getTime()).toBe(new Date(slots[1]?.[2] ?? '').getTime());
		expect(made).toMatchObject({ type: 2, memberId: ada, providerId: slots[1]?.[4] });
		expect(clinic.sandbox.clinic.intake(made?.intakeId ?? '').reason).toBe('Fictitious sore throat');

		const second = await say('one-chat', 'Did that work? Please book number 2.');
		expect(second).toBe(first);
		expect(booked()).toHaveLength(1);
		expect(clinic.sandbox.calls.count('POST', /^\/visits$/)).toBe(1);
	});

	test('another time in the same chat is no second booking either: the agent hears why', async () => {
		await say('changed-mind', 'When can I come?');
		await say('changed-mind', 'Please take number 1.');
		expect(await say('changed-mind', 'No, please a day later.')).toContain('one intake makes one visit');
		expect(booked()).toHaveLength(1);
	});

	test('another chat has an intake of its own', async () => {
		await say('chat-a', 'When can I come?');
		await say('chat-b', 'When can I come?');
		expect(intakesSaying('Fictitious sore throat')).toHaveLength(2);
	});

	test('the model is told what each tool is for, and can choose neither room, patient nor intake', async () => {
		await say('chat-c', 'When can I come?');
		const told = Object.fromEntries(
			model
				.tools()
				.map(({ name, parameters, description }) => [
					name,
					{ asks: Object.keys(parameters.properties).sort(), described: description.length > 40 },
				]),
		);
		expect(told).toEqual({
			Free_times: { asks: ['from'], described: true },
			Write_down_the_reason: { asks: ['reason'], described: true },
			Book_a_time: { asks: ['end', 'provider_id', 'start'], described: true },
		});
		for (const { parameters } of model.tools())
			for (const { type } of Object.values(parameters.properties)) expect(type).toBe('string');
	});
});

describe('12. a link into the visit', () => {
	const file = '12-portal-link.json';

	test('signs the patient in and leads to the next visit', async () => {
		const id = example(clinic, file);
		const execution = await run(id, 'Try it now');
		const link = new URL(firstOf(execution, 'Send it').url ?? '');
		expect([link.origin, link.pathname, link.searchParams.get('next')]).toEqual([
			'https://exampleclinic.example.com',
			'/auth',
			'/visits/start/30000000007',
		]);
		const token = link.searchParams.get('sso_token') ?? '';
		expect(clinic.sandbox.clinic.tokens.get(token)?.personId).toBe(ada);
		// The list was asked for as the patient, not as the clinic.
		expect(clinic.sandbox.calls.matching('GET', '/visits').map(({ headers }) => headers['x-apitoken'])).toEqual([
			token,
		]);
		expect((await saved(id)).settings).toMatchObject({
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		});
	});

	test('gives each of several patients their own link; without a visit, to the waiting room', async () => {
		const patients = [
			['example-patient-0002', 'Ben'],
			['example-patient-0007', 'Gus'],
		].map(([code, first_name]) => ({ code, first_name, last_name: 'Examplepatient' }));
		const original = await saved(example(clinic, file));
		const nodes = original.nodes.map((node) =>
			node.name === 'Fictitious patient'
				? {
						...node,
						type: 'n8n-nodes-base.code',
						typeVersion: 2,
						parameters: { jsCode: `return ${JSON.stringify(patients.map((json) => ({ json })))};` },
					}
				: node,
		);
		const { id } = await clinic.client.post<{ id: string }>('/rest/workflows', {
			...original,
			id: undefined,
			name: 'Two patients',
			nodes,
		});
		const links = (await run(id, 'Try it now')).items('Send it').map(({ json }) => new URL(json.url ?? ''));
		expect(
			links.map(({ searchParams }) => [
				clinic.sandbox.clinic.tokens.get(searchParams.get('sso_token') ?? '')?.personId,
				searchParams.get('next'),
			]),
		).toEqual([
			[ben, '/visits/start/30000000008'],
			['20000000007', `/u/${clinic.sandbox.clinic.room('exroom1').slug}`],
		]);
	});
});
