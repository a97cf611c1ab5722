import { comparePictures, firstPicture } from '../../../nodes/VSeeClinic/triggers/polling/compare-pictures';
import { eventId } from '../../../nodes/VSeeClinic/triggers/polling/event-id';
import { DAY, NOW, observation, visit } from './clinic-history';

const before = visit('1');
const after = visit('1', { status: 30, start: NOW + 2 * DAY, modified: NOW + 10 });
const idsOf = (was = before, is = after) =>
	comparePictures(firstPicture('x', observation([was])), observation([is], { now: NOW + 60 })).changes.map(eventId);

describe('the id of an event', () => {
	it('is the same for all who saw the same two states, and one for each event', () => {
		expect(idsOf()).toEqual(idsOf());
		expect(new Set(idsOf()).size).toBe(2);
		expect(idsOf()[0]).toMatch(/^[0-9a-f]{32}$/);
	});

	it.each([
		['another visit', visit('2'), { ...after, id: '2' }],
		['another state before', visit('1', { provider_id: null }), { ...after, provider_id: null }],
		['another state after', before, { ...after, start: NOW + 3 * DAY }],
		['another time of the change', before, { ...after, modified: NOW + 11 }],
	])('is another for %s', (_, was, is) => {
		const ids = idsOf(was, is);
		expect(ids).toHaveLength(2);
		for (const id of ids) expect(idsOf()).not.toContain(id);
	});

	it('there, back, and there again are three', () => {
		const there = { ...before, start: NOW + 2 * DAY };
		const ids = [
			idsOf(before, { ...there, modified: NOW + 1 }),
			idsOf({ ...there, modified: NOW + 1 }, { ...before, modified: NOW + 2 }),
			idsOf({ ...before, modified: NOW + 2 }, { ...there, modified: NOW + 3 }),
		].flat();
		expect(new Set(ids).size).toBe(3);
	});
});
