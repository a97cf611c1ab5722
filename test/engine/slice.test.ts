import { credentials, startSandbox, type Sandbox } from '../../sandbox';
import { run } from './engine';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ now: 1798000000 })));
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const access = () => ({ baseUrl: sandbox.url, accountCode: credentials.accountCode, apiKey: credentials.apiKey, apiSecret: credentials.apiSecret, apiToken: credentials.adminToken });

test('from intake to booked visit', async () => {
	const intake = await run({ resource: 'intake', operation: 'create', room_code: 'exroom1', additionalFields: { reason_for_visit: 'Sore throat', member_id: '20000000001', type: 'scheduled' } }, { credentials: access() });
	console.log(intake.error, intake.json);
	const slot = await run({ resource: 'availability', operation: 'getNext', filters: { room_code: 'exroom1', start: 1798000000 } }, { credentials: access() });
	console.log(slot.error, slot.json);
	const visit = await run(
		{ resource: 'visit', operation: 'create', intake_id: '={{ $json.intake }}', room_code: '={{ $json.room_code }}', start: '={{ $json.start }}', end: '={{ $json.end }}' },
		{ credentials: access(), items: [{ json: { ...slot.json[0], intake: intake.json[0]?.id ?? '' } }] },
	);
	console.log(visit.error, visit.json, visit.items[0]?.pairedItem);
	console.log(sandbox.calls.list.map((c) => `${c.method} ${c.path} ${c.status}`));
});
