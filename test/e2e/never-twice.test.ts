import { credentials } from '../../sandbox';
import { finishedExecution, publish } from '../../start/n8n-client.mjs';
import { FaultLab, type Step } from './fault-lab';
import { type Message, type ScriptedModel, startScriptedModel, type Turn } from './scripted-model';
import { until } from './trigger-lab';

let fault: FaultLab;
beforeAll(async () => {
	fault = await FaultLab.start();
});
afterAll(async () => {
	await fault?.lab.stop();
});
beforeEach(() => {
	fault.lab.sandbox.reset();
});

const start: Step = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
const code = (jsCode: string): Step => ({
	name: 'Items',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode },
});
const clinic = (parameters: object, more: Partial<Step> = {}): Step => ({
	name: 'Clinic',
	type: 'n8n-nodes-vsee-clinic.vSeeClinic',
	parameters,
	...more,
});
const room = { __rl: true, mode: 'id', value: 'exroom1' };
const walkIn = { resource: 'visit', operation: 'createWalkIn', intake_id: '={{ $json.intake }}', room_code: room };
const itemsOf = (intakes: Array<string | undefined>) =>
	code(`return ${JSON.stringify(intakes)}.map((intake) => ({ json: { intake } }));`);

test('killed in the middle of a run and run again: all are booked, none twice', async () => {
	const { sandbox } = fault.lab;
	const intakes = fault.intakes(10);
	const id = await fault.workflow('Killed', [start, itemsOf(intakes), clinic(walkIn)]);
	sandbox.settings.latency = 300;
	await fault.begin(id);
	// The clinic books this one while n8n dies, and n8n never hears of it.
	await until(() => sandbox.calls.count('POST', '/visits') >= 4, 'nothing is booked');
	await fault.kill();
	await until(() => sandbox.calls.inFlight === 0, 'calls are still under way');
	const before = fault.booked;
	expect(before.length).toBeGreaterThanOrEqual(3);
	expect(before.length).toBeLessThan(10);

	sandbox.settings.latency = 0;
	const callsBefore = sandbox.calls.count('POST', '/visits');
	await fault.boot();
	const again = await fault.run(id);
	expect([again.status, again.error]).toEqual(['success', undefined]);
	expect(again.items('Clinic').map(({ json }) => json.intake_id)).toEqual(intakes);
	expect([...fault.booked].sort()).toEqual([...intakes].sort());
	console.log(
		`Killed with ${callsBefore} of 10 bookings sent, ${before.length} made; run again: ${sandbox.calls.count('POST', '/visits') - callsBefore} sent, ${fault.booked.length} visits of 10 intakes.`,
	);
});

test('"Retry execution" from the list: what was booked is not booked again', async () => {
	const intakes = fault.intakes(5);
	const id = await fault.workflow('Retried', [start, itemsOf(intakes), clinic(walkIn)]);
	fault.lab.sandbox.faults.add({ kind: 'status', status: 400, method: 'POST', path: '/visits', skip: 2 });
	const failed = await fault.run(id);
	expect([failed.status, fault.booked]).toEqual(['error', intakes.slice(0, 2)]);
	const retried = await fault.retry(failed.id, id);
	expect([retried.status, retried.error]).toEqual(['success', undefined]);
	expect(fault.booked).toEqual(intakes);
});

test('Loop Over Items around the node: an intake that comes twice is booked once', async () => {
	const intakes = fault.intakes(4);
	const id = await fault.workflow('Looped', [
		start,
		itemsOf([intakes[0], intakes[1], intakes[2], intakes[0], intakes[3]]),
		{
			name: 'Loop',
			type: 'n8n-nodes-base.splitInBatches',
			typeVersion: 3,
			parameters: { batchSize: 1, options: {} },
			next: [[], ['Clinic']],
		},
		clinic(walkIn, { next: [['Loop']] }),
	]);
	const execution = await fault.run(id);
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	const visits = execution.items('Clinic').map(({ json }) => json.id);
	expect(visits).toHaveLength(5);
	expect(visits[3]).toBe(visits[0]);
	expect(fault.booked).toEqual(intakes);
});

test.each([
	['shows its visits', {}],
	['shows them nowhere', { intakeShowsVisit: false, listShowsIntake: false, intakeReuse: true }],
])('two executions at the same moment book one intake once, when the clinic %s', async (name, settings) => {
	Object.assign(fault.lab.sandbox.settings, settings);
	const [intake] = fault.intakes(1);
	const ids = await Promise.all(
		[1, 2].map((n) => fault.workflow(`At once ${n}, ${name}`, [start, itemsOf([intake]), clinic(walkIn)])),
	);
	// Long enough for both to be under way before the first is answered.
	fault.lab.sandbox.settings.latency = 2000;
	const begun = await Promise.all(ids.map((id) => fault.begin(id)));
	const executions = await Promise.all(begun.map((id) => finishedExecution(fault.lab.client, id)));
	expect(executions.map(({ status, error }) => [status, error])).toEqual([1, 2].map(() => ['success', undefined]));
	const visits = executions.map((execution) => execution.items('Clinic').map(({ json }) => json.id));
	expect(visits[1]).toEqual(visits[0]);
	expect([fault.booked, fault.lab.sandbox.calls.count('POST', '/visits')]).toEqual([[intake], 1]);
});

test('a sub-workflow called twice with one intake books it once', async () => {
	const [intake] = fault.intakes(1);
	const called = await fault.workflow('Called', [
		{
			name: 'Called',
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		},
		clinic(walkIn),
	]);
	await publish(fault.lab.client, called);
	const id = await fault.workflow('Caller', [
		start,
		itemsOf([intake, intake]),
		{
			name: 'Call',
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.2,
			parameters: {
				source: 'database',
				mode: 'each',
				workflowId: { __rl: true, mode: 'id', value: called },
				options: {},
			},
		},
	]);
	const execution = await fault.run(id);
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	const visits = execution.items('Call').map(({ json }) => json.id);
	expect(visits).toEqual([visits[0], visits[0]]);
	expect(fault.booked).toEqual([intake]);
});

describe('an AI agent that calls its tool again with the same arguments', () => {
	let model: ScriptedModel;
	let id: string;
	let intake: string | undefined;
	const asked = { start: '', end: '', provider_id: '' };
	/** What the tool answered, in the words that the agent reads. */
	const heard: string[] = [];
	let times = 1;

	/** Books; and books the very same again, whatever it hears, until it has heard three answers. */
	function script(messages: Message[]): Turn {
		heard.splice(0, heard.length, ...messages.filter(({ role }) => role === 'tool').map(({ content }) => content));
		return heard.length < 3 ? { call: 'Book_a_time', with: asked, times } : { say: heard.join('\n') };
	}

	beforeAll(async () => {
		model = await startScriptedModel(script);
		const credential = await fault.lab.client.post<{ id: string }>('/rest/credentials', {
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url },
		});
		const ai = (value: string) => `={{ $fromAI('${value}', '${value} of the chosen time', 'string') }}`;
		id = await fault.workflow('Agent', [
			start,
			code('return [{ json: {} }];'),
			{
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3,
				parameters: { promptType: 'define', text: 'Book it.', options: {} },
				next: [],
			},
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
				credentials: { openAiApi: { id: credential.id, name: 'Scripted model' } },
				as: 'ai_languageModel',
				next: [['Agent']],
			},
			{
				name: 'Book a time',
				type: 'n8n-nodes-vsee-clinic.vSeeClinicTool',
				as: 'ai_tool',
				next: [['Agent']],
				parameters: {
					descriptionType: 'manual',
					toolDescription: 'Books a time.',
					resource: 'visit',
					operation: 'create',
					intake_id: 'x',
					room_code: room,
					start: ai('start'),
					end: ai('end'),
					additionalFields: { provider_id: ai('provider_id') },
					options: { maxRetries: 0 },
				},
			},
		]);
	});
	afterAll(async () => {
		await model?.close();
	});
	beforeEach(async () => {
		[intake] = fault.intakes(1);
		const [slot] = await freeSlots();
		Object.assign(asked, slot);
		times = 1;
		await fault.change(id, 'Book a time', { intake_id: intake });
	});

	/** The free times of the sandbox that do not begin while a test runs. */
	async function freeSlots(): Promise<Array<typeof asked>> {
		const from = fault.lab.sandbox.clinic.now() + 3600;
		const response = await fetch(
			`${fault.lab.sandbox.url}/availability?room_code=exroom1&start=${from}&end=${from + 4 * 86_400}`,
			{ headers: { 'x-apitoken': credentials.adminToken } },
		);
		const { data } = (await response.json()) as {
			data: Array<{ slot_start: number; slot_end: number; provider_id: string }>;
		};
		return data.map(({ slot_start, slot_end, provider_id }) => ({
			start: String(slot_start),
			end: String(slot_end),
			provider_id,
		}));
	}

	test('hears of the same visit every time', async () => {
		const execution = await fault.run(id);
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		expect(heard).toHaveLength(3);
		expect(heard[2]).toBe(heard[0]);
		expect(fault.booked).toEqual([intake]);
	});

	test('also when it calls three times at the same moment', async () => {
		times = 3;
		await fault.run(id);
		expect(heard).toHaveLength(3);
		expect(new Set(heard).size).toBe(1);
		expect(fault.booked).toEqual([intake]);
	});

	test('when the answer to the first call was lost, it is told of the visit that was made', async () => {
		fault.lab.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', path: '/visits' });
		await fault.run(id);
		expect(new Set(heard).size).toBe(1);
		expect(fault.booked).toEqual([intake]);
	});

	test('and when the clinic does not show it either, every call says so and none is sent again', async () => {
		Object.assign(fault.lab.sandbox.settings, { intakeShowsVisit: false, listShowsIntake: false, intakeReuse: true });
		fault.lab.sandbox.faults.add({ kind: 'reset', when: 'after', method: 'POST', path: '/visits' });
		await fault.run(id);
		expect(heard).toHaveLength(3);
		for (const answer of heard) expect(answer).toMatch(/may have been booked/);
		expect([fault.booked, fault.lab.sandbox.calls.count('POST', /^\/visits$/)]).toEqual([[intake], 1]);
	});
});
