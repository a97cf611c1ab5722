/**
 * Time from delivery to the 200, of VSee Clinic Trigger and of n8n's own Webhook node, in the same run of the same n8n.
 * `npx tsx bench/webhook.ts [deliveries]`
 */
import { deliver, TriggerLab } from '../test/e2e/trigger-lab';

const deliveries = Number(process.argv[2] ?? 300);
const warmUp = 20;

let made = 0;
const event = (more = {}) => ({
	version: '1.0',
	id: `6955ccf6-0a1b-4c2d-8e3f-${String(++made).padStart(12, '0')}`,
	type: 'visit.ended',
	created: 1767230710,
	account_code: 'exampleclinic',
	data: { id: '70001', member_id: '20000000001', provider_id: '800002', status: '30' },
	...more,
});

interface Row {
	name: string;
	hook: string;
	body: () => object;
	times: number[];
}

function line(cells: Array<string | number>): string {
	return `| ${cells.join(' | ')} |`;
}

/** A line of the table; milliseconds. */
function measured({ name, times }: Row): string {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (part: number) =>
		(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN).toFixed(1);
	return line([name, at(0.5), at(0.99), (sorted.at(-1) ?? NaN).toFixed(1)]);
}

async function rows(lab: TriggerLab): Promise<Row[]> {
	const chosen = { events: ['visit.completed'] };
	const webhook = {
		id: 'hook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		parameters: { httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived', options: {} },
	};
	const verifying = await lab.collecting('Trigger, verify on', chosen);
	const trusting = await lab.collecting('Trigger, verify off', { ...chosen, verify: false });
	const own = await lab.behind('Webhook', webhook);
	const seen = event();
	return [
		{ name: "n8n's Webhook node", hook: own.hook.replace(/[^/]+\/webhook$/, 'webhook'), body: event },
		{ name: 'VSee Clinic Trigger, verify off', hook: trusting.hook, body: event },
		{ name: 'VSee Clinic Trigger, verify on', hook: verifying.hook, body: event },
		{ name: 'VSee Clinic Trigger, an event that came before', hook: verifying.hook, body: () => seen },
		{
			name: 'VSee Clinic Trigger, an event that is not chosen',
			hook: verifying.hook,
			body: () => event({ type: 'visit.created' }),
		},
	].map((row) => ({ ...row, times: [] }));
}

async function main(): Promise<void> {
	const lab = await TriggerLab.start();
	try {
		const all = await rows(lab);
		for (let n = -warmUp; n < deliveries; n++) {
			// In turn, so that whatever else the machine does strikes all alike.
			for (const { name, hook, body, times } of all) {
				const sent = body();
				const began = performance.now();
				const { status, text } = await deliver(hook, sent);
				if (status !== 200) throw new Error(`${name} answered ${status}: ${text}`);
				if (n >= 0) times.push(performance.now() - began);
			}
		}
		console.log(
			[
				line(['from delivery to 200, ms', 'median', 'p99', 'longest']),
				line(['---', '---', '---', '---']),
				...all.map(measured),
			].join('\n'),
		);
		console.log(
			`${deliveries} deliveries of each, one at a time, in turn; every run also sends its item to a local server. Verify asks the sandbox on the same machine.`,
		);
	} finally {
		await lab.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
