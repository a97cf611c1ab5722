import { TestClinic } from './clinic';

const clinic = TestClinic.use();
/** A consultation of four places. */
const GROUP = {
	room_code: 'exroom2',
	filters: { consultation_id: '6955b8f2-0a1b-4c2d-8e3f-0000000000c5', provider_id: '20000000804' },
};

const nextSlot = async () => (await clinic.run('availability:getNext', GROUP)).json[0] ?? {};

test('places count down as patients book, and the visits of one group share its ID', async () => {
	const slot = await nextSlot();
	expect(slot.available).toBe(4);
	const groups: unknown[] = [];
	for (const left of [3, 2]) {
		const [start, end, provider_id] = [slot.start, slot.end, slot.provider_id].map(String);
		const booking = { intake_id: clinic.intake(), room_code: 'exroom2', start, end, additionalFields: { provider_id } };
		const [visit] = (await clinic.run('visit:create', booking)).json;
		expect(visit).toMatchObject({ type: 'scheduled', start, consultation: { group: true, slots: 4 } });
		groups.push(visit?.visit_group_id);
		expect(await nextSlot()).toMatchObject({ start, available: left });
	}
	expect(groups).toEqual([expect.any(String), groups[0]]);
});
