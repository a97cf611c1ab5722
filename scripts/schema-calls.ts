import type { IDataObject } from 'n8n-workflow';

/** Runs an operation (`visit:get`), keeps the shape of what it gives, and returns its first item. */
export type Show = (operation: string, parameters?: IDataObject) => Promise<IDataObject>;

const ADA = '20000000001';
const DAY = 86_400;
const room = { room_code: 'exroom1' };
const text = (value: unknown): string => String(value);

async function files(show: Show): Promise<string> {
	const { id } = await show('file:upload', { binaryPropertyName: 'data', category: 'intake_attachment' });
	for (const operation of ['get', 'download']) await show(`file:${operation}`, { file_id: text(id) });
	await show('file:getMany');
	await show('file:rename', { file_id: text(id), name: 'note.txt' });
	return text(id);
}

async function intake(show: Show, more: IDataObject = {}, consultation?: unknown): Promise<string> {
	const { id } = await show('intake:create', {
		...room,
		...more,
		additionalFields: { reason_for_visit: 'Fictional cough', provider_id: '800002', type: 'scheduled', member_id: ADA },
	});
	if (consultation)
		await show('intake:update', { intake_id: text(id), updateFields: { consultation: JSON.stringify(consultation) } });
	return text(id);
}

async function intakesAndSlots(show: Show, now: number): Promise<void> {
	const attachments = await files(show);
	const intake_id = await intake(show);
	await show('intake:update', {
		intake_id,
		updateFields: { attachments, reason_for_visit: 'Fictional cough', type: 'scheduled', provider_id: '800002' },
	});
	await show('visit:bookNext', { ...room, intake_id, additionalFields: { start: now } });
	await show('intake:get', { intake_id });
	for (const operation of ['getMany', 'getNext'])
		await show(`availability:${operation}`, { filters: { ...room, start: now } });
}

/** An appointment of a group, whose consultation and group are told. */
async function groupVisit(show: Show, now: number): Promise<void> {
	const { payment } = await show('room:get', { room_code: 'exroom2' });
	const consultation = Object(payment).consultations.at(-1);
	const filters = { room_code: 'exroom2', start: now, consultation_id: consultation.id };
	const slot = await show('availability:getNext', { filters });
	const intake_id = await intake(show, { room_code: 'exroom2' }, consultation);
	const { id } = await show('visit:create', {
		intake_id,
		room_code: 'exroom2',
		start: text(slot.start),
		end: text(slot.end),
		additionalFields: { provider_id: text(slot.provider_id) },
	});
	await show('visit:get', { visit_id: text(id) });
}

async function visits(show: Show, now: number): Promise<void> {
	await groupVisit(show, now);
	for (const operation of ['createWalkIn', 'createEConsult'])
		await show(`visit:${operation}`, { ...room, intake_id: await intake(show) });
	const { id } = await show('visit:bookNext', {
		...room,
		intake_id: await intake(show),
		additionalFields: { start: now + DAY, provider_id: '800002' },
	});
	const visit_id = text(id);
	for (const done of ['70001', '70004', visit_id]) await show('visit:get', { visit_id: done });
	await show('visit:getMany', { returnAll: true });
	await show('visit:getCurrent');
	const next = await show('availability:getNext', {
		filters: { ...room, start: now + 2 * DAY, provider_id: '800002' },
	});
	await show('visit:update', { visit_id, updateFields: { start: text(next.start), end: text(next.end) } });
	await show('visit:removeProvider', { visit_id });
	await show('visit:assignProvider', { visit_id, provider_id: '800002' });
	for (const operation of ['start', 'complete', 'downloadSummary']) await show(`visit:${operation}`, { visit_id });
	await show('visit:close', { visit_id: '30000000006', reason: 'patient_exit_room' });
	await show('visit:delete', { visit_id: '30000000007' });
}

async function people(show: Show): Promise<void> {
	await show('user:getMany');
	await show('user:get', { user_id: ADA });
	await show('user:createLoginToken', {
		first_name: 'Zoe',
		last_name: 'Inventedpatient',
		code: 'records-0001',
		additionalFields: { dob: '1990-01-31' },
	});
	await show('user:createPortalLink', {
		portal_url: 'https://portal.example.com',
		token: 'x',
		next: '/u/example-room',
	});
	await show('insurance:getMany', { user_id: ADA });
	await show('insurance:import', {
		user_id: ADA,
		updateFields: {
			insurances:
				'[{"card_type":"primary","insurer_code":"(fictional)","subscriber_number":"1","responsible_party":"self"}]',
		},
	});
}

async function clinicItself(show: Show): Promise<void> {
	await show('room:getMany');
	await show('room:get', room);
	await show('room:create', { domain: 'exampleclinic.example.com', name: 'Fourth Example Room' });
	await show('room:getProviders', room);
	await show('room:getProvider', { ...room, provider_id: '800002' });
	await show('account:getMany');
	await show('account:get', { account_code: '-' });
	await show('recording:getMany');
	const { id } = await show('pushEndpoint:create', { key: 'fictional-device', type: 'apple' });
	for (const operation of ['get', 'getMany', 'delete'])
		await show(`pushEndpoint:${operation}`, { endpoint_id: text(id) });
}

/** Every operation whose output is known, at least once, in an order in which each finds what it needs. */
export async function showAll(show: Show, now: number): Promise<void> {
	await intakesAndSlots(show, now);
	await visits(show, now);
	await people(show);
	await clinicItself(show);
}
