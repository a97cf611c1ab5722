import { resources } from '../../nodes/VSeeClinic/resources';
import type { FaultSpec } from '../../sandbox/http/faults';
import { ADA } from '../engine/clinic';
import { echoed, marked, marks } from '../engine/marked';
import { FaultLab, type Step } from './fault-lab';
import { deliver } from './trigger-lab';

let fault: FaultLab;
beforeAll(async () => {
	fault = await FaultLab.start();
});
afterAll(async () => {
	await fault?.lab.stop();
});

const operations = resources.flatMap(({ operations: of }) => of);
const start: Step = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
// Backwards, or n8n would store them as the workflow's own text; a file and its name are marked as well.
const backwards = Object.fromEntries(Object.entries(marks).map(([name, mark]) => [name, [...mark].reverse().join('')]));
const item: Step = {
	name: 'Marked',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `const json = Object.fromEntries(Object.entries(${JSON.stringify(backwards)}).map(([name, mark]) => [name, [...mark].reverse().join('')]));
return [{ json, binary: { data: { data: Buffer.from(json.reason).toString('base64'), mimeType: 'text/plain', fileName: json.name + '.txt' } } }];`,
	},
};
/** What a careless clinic says: all that it was sent and knows. */
const said = echoed(marks.userToken);
const faults: Array<FaultSpec | undefined> = [
	undefined,
	{ kind: 'status', status: 400, body: { code: 400, message: said } },
	{ kind: 'status', status: 500, body: { code: 500, message: said } },
	{ kind: 'reset', when: 'after' },
	{ kind: 'half' },
	{ kind: 'status', status: 401, body: { code: 401, message: said } },
	{ kind: 'errorBody', body: { code: 400, message: said } },
	{ kind: 'wrongJson', body: { data: { said } } },
	{ kind: 'html' },
	{ kind: 'redirect', location: `https://elsewhere.example/?${encodeURIComponent(said)}` },
	{ kind: 'status', status: 429, body: { code: 429, message: said }, headers: { 'retry-after': '99' } },
];
/** How many of the faults each operation meets; they take turns. */
const EACH = 3;
const lowerMarks = Object.entries(marks).map(([name, mark]) => [name, mark.toLowerCase()] as const);
const marksIn = (text: string) =>
	lowerMarks.filter(([, mark]) => text.toLowerCase().includes(mark)).map(([name]) => name);

test('no operation and no event, however it fails, leaves a mark in the database or the debug log of n8n', async () => {
	const { sandbox } = fault.lab;
	const began = Date.now();
	const statuses: Record<string, number> = {};
	const told: string[] = [];
	let reached = 0;
	const runs = operations.flatMap((operation, index) =>
		Array.from({ length: EACH }, (_none, turn) => ({ operation, spec: faults[(index * EACH + turn) % faults.length] })),
	);
	for (const { operation, spec } of runs) {
		sandbox.reset();
		sandbox.clinic.tokens.set(marks.userToken, { personId: '800001', expiry: null });
		const parameters = marked(operation, { intake: () => fault.intakes(1)[0] ?? '' });
		if (spec) sandbox.faults.add({ count: -1, ...spec });
		const { resource, value } = operation;
		const id = await fault.workflow(`Leak ${resource} ${value}`, [
			start,
			item,
			{
				name: 'Clinic',
				type: 'n8n-nodes-vsee-clinic.vSeeClinic',
				parameters: { resource, operation: value, ...parameters },
			},
		]);
		const { status, nodes, error = '' } = await fault.run(id);
		expect([resource, value, nodes.includes('Clinic')]).toEqual([resource, value, true]);
		if (marksIn(error).length > 0) told.push(`${resource}:${value}: ${error}`);
		statuses[status] = (statuses[status] ?? 0) + 1;
		reached += Number(sandbox.calls.list.length > 0);
	}

	const { id: trigger, hook } = await fault.lab.collecting('Leak trigger', {
		events: ['visit.completed', 'user.created'],
	});
	const answers: string[] = [];
	for (const [index, spec] of faults.entries()) {
		sandbox.reset();
		if (spec) sandbox.faults.add({ count: 8, ...spec });
		for (const [type, status] of [
			['visit.ended', '30'],
			['visit.ended', null],
			['user.created', undefined],
		] as const) {
			const body = {
				version: '1.0',
				id: `6955ccf6-0a1b-4c2d-8e3f-${String(index * 10 + answers.length).padStart(12, '0')}`,
				type,
				created: 1767230710,
				account_code: 'exampleclinic',
				data: { id: type === 'user.created' ? ADA : '70001', status, patient: marks },
			};
			const { status: answered, text } = await deliver(hook, body);
			expect([answered, type]).toEqual([200, type]);
			answers.push(text);
		}
	}
	expect(marksIn(answers.join('\n'))).toEqual([]);
	await fault.lab.quiet(trigger);

	await fault.halt();
	const { bytes, inExecutionData } = await fault.database(marks.last);
	const scanned = [{ name: 'database', bytes }, ...fault.files()];
	const found = scanned.flatMap(({ name, bytes: written }) =>
		marksIn(written.toString('latin1')).map((mark) => `${mark} in ${name}`),
	);
	const sizes = scanned.map(({ name, bytes: { length } }) => `${name} ${length}`).join(', ');
	console.log(
		`${Math.round((Date.now() - began) / 1000)} s: ${runs.length} runs of ${operations.length} operations (${JSON.stringify(statuses)}, ${reached} reached the clinic), ${answers.length} events; marks in ${inExecutionData} execution data; scanned ${scanned.reduce((sum, { bytes: { length } }) => sum + length, 0)} bytes (${sizes})`,
	);
	expect(inExecutionData).toBeGreaterThanOrEqual(runs.length);
	expect(/\bdebug\b.*Running node "Clinic"/.test(scanned[1]?.bytes.toString('utf8') ?? '')).toBe(true);
	expect([found, told]).toEqual([[], []]);
}, 600_000);
