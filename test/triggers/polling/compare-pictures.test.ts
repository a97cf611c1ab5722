import type { IDataObject } from 'n8n-workflow';

import {
	byId,
	comparePictures,
	eventsBetween,
	firstPicture,
	missingVisits,
	type Observation,
} from '../../../nodes/VSeeClinic/triggers/polling/compare-pictures';
import { type Picture } from '../../../nodes/VSeeClinic/triggers/polling/picture';
import { DAY, inShort, NOW, observation, visit, windowAt } from './clinic-history';

type More = Partial<Omit<Observation, 'visits'>> & { now?: number };

const first = (visits: IDataObject[], more: More = {}): Picture => firstPicture('clinic', observation(visits, more));

/** What a poll five minutes after the picture tells. */
function told(picture: Picture, visits: IDataObject[], more: More = {}): string[] {
	return comparePictures(picture, observation(visits, { now: NOW + 300, ...more })).changes.map(inShort);
}

const LATER = NOW + 200;

describe('the state of a visit before and after', () => {
	const before = { status: 10, start: NOW, end: NOW + 900, providerId: '800002' };
	it.each([
		['nothing', {}, []],
		['pending to confirmed', { status: 20 }, ['visit.confirmed']],
		['pending to in progress', { status: 25 }, ['visit.started']],
		['pending to completed', { status: 30 }, ['visit.completed']],
		['pending to cancelled', { status: 40 }, ['visit.cancelled']],
		['pending to refunded', { status: 50 }, []],
		['pending to a status nobody knows', { status: 77 }, []],
		['another start', { start: NOW + 60 }, ['visit.rescheduled']],
		['another end alone', { end: NOW + 1800 }, ['visit.rescheduled']],
		['both', { start: NOW + 60, end: NOW + 960 }, ['visit.rescheduled']],
		['another provider', { providerId: '800003' }, ['visit.provider_changed']],
		['the provider taken off', { providerId: null }, ['visit.provider_changed']],
		[
			'all at once',
			{ status: 25, start: NOW + 60, end: NOW + 960, providerId: null },
			['visit.rescheduled', 'visit.provider_changed', 'visit.started'],
		],
		[
			'confirmed, moved, given away',
			{ status: 20, start: NOW + 60, providerId: '1' },
			['visit.confirmed', 'visit.rescheduled', 'visit.provider_changed'],
		],
	])('%s', (_, change, events) => {
		expect(eventsBetween(before, { ...before, ...change })).toEqual(events);
	});

	it.each([
		['back to pending', { status: 20 }, { status: 10 }, []],
		['from a status that could not be read', { status: null }, { status: 30 }, []],
		['a first provider', { providerId: null }, { providerId: '800002' }, ['visit.provider_changed']],
		['a provider that was not known', { providerId: undefined }, { providerId: '800002' }, []],
		['an end that was not known', { end: null }, { end: NOW + 900 }, []],
		['a first start, of an e-consult', { start: null, end: null }, { start: NOW }, ['visit.rescheduled']],
		['reopened after cancelling', { status: 40 }, { status: 20 }, ['visit.confirmed']],
	])('%s', (_, was, is, events) => {
		expect(eventsBetween({ ...before, ...was }, { ...before, ...was, ...is })).toEqual(events);
	});
});

describe('what the list shows of a known visit', () => {
	it('is told once', () => {
		const picture = first([visit('1')]);
		const seen = observation([visit('1', { status: '30', modified: LATER })], { now: NOW + 300 });
		const next = comparePictures(picture, seen);
		expect(next.changes.map(inShort)).toEqual(['1 completed']);
		expect(next.changes[0]).toMatchObject({
			before: { status: 20, start: NOW + DAY, end: NOW + DAY + 900, providerId: '800002' },
			after: { status: 30 },
			modified: LATER,
		});
		expect(comparePictures(next.picture, seen).changes).toEqual([]);
	});

	it('changes nothing where it says nothing: keys left out, null times, unreadable status', () => {
		const picture = first([visit('1')]);
		expect(told(picture, [{ id: '1' }])).toEqual([]);
		expect(told(picture, [visit('1', { start: null, end: null, status: 'seen' })])).toEqual([]);
		const { picture: next } = comparePictures(picture, observation([{ _id: 1, start: String(NOW + DAY) }]));
		expect(told(next, [visit('1', { provider_id: null, modified: LATER })])).toEqual(['1 provider_changed']);
	});

	it.each([
		['not told', {}, []],
		['told by name alone', { provider: { first_name: 'Fictional' } }, []],
		['none', { provider_id: null }, ['1 provider_changed']],
		['none, as a record', { provider: { id: null } }, ['1 provider_changed']],
	])('has another provider than before, which was %s', (_, provider, events) => {
		const times = { status: 20, start: NOW + DAY, end: NOW + DAY + 900 };
		const seen = observation([], { found: new Map([['1', visit('1')]]), asked: new Set(['1']) });
		const next = comparePictures(first([{ id: '1', ...times, ...provider }]), seen);
		expect(next.changes.map(inShort)).toEqual(events);
		expect(told(next.picture, [visit('1', { provider_id: '800003' })])).toEqual(['1 provider_changed']);
	});

	it('is the same as a number, as digits, as 0 or null', () => {
		const picture = first([visit('1', { provider_id: 0 }), visit('2')]);
		const again = [
			visit('1', { provider_id: null }),
			visit('2', { status: 20, start: NOW + DAY, provider_id: 800002 }),
		];
		expect(told(picture, again)).toEqual([]);
	});

	it('of two with one id the one modified last counts', () => {
		const late = visit('1', { status: 30, modified: LATER });
		expect(told(first([visit('1')]), [late, visit('1')])).toEqual(['1 completed']);
		expect(told(first([visit('1')]), [visit('1'), late])).toEqual(['1 completed']);
	});

	it('comes in the order of modified, else of start, the events of one visit together', () => {
		const picture = first(['1', '2', '3'].map((id) => visit(id)));
		const seen = [
			visit('1', { status: 30, start: NOW + 2 * DAY, modified: NOW + 90 }),
			visit('2', { status: 40, modified: NOW + 30 }),
			visit('3', { status: 40, modified: undefined, start: NOW + 60 }),
		];
		expect(told(picture, seen)).toEqual([
			'2 cancelled',
			'3 rescheduled',
			'3 cancelled',
			'1 rescheduled',
			'1 completed',
		]);
	});
});

describe('a visit that is new in the picture', () => {
	it('created after the first picture is created', () => {
		const seen = [visit('1', { status: 10, created: LATER, modified: LATER })];
		const { changes, picture } = comparePictures(first([]), observation(seen, { now: NOW + 300 }));
		expect(changes.map(inShort)).toEqual(['1 created']);
		expect(changes[0]).toMatchObject({ before: null });
		expect(told(picture, seen)).toEqual([]);
	});

	it.each([
		[20, 'confirmed'],
		[25, 'started'],
		[30, 'completed'],
		[40, 'cancelled'],
	])('and already in status %i gives that too', (status, event) => {
		const seen = [visit('1', { status, created: LATER, modified: LATER + 20 })];
		const { changes } = comparePictures(first([]), observation(seen, { now: NOW + 300 }));
		expect(changes.map(inShort)).toEqual(['1 created', `1 ${event}`]);
		expect(changes.map(({ before }) => before)).toEqual([null, null]);
	});

	it('moved in from outside the window is rescheduled, nothing before', () => {
		const { changes } = comparePictures(first([]), observation([visit('1', { modified: LATER })], { now: NOW + 300 }));
		expect(changes.map(inShort)).toEqual(['1 rescheduled']);
		expect(changes[0]).toMatchObject({ before: null });
	});

	it('older than the first picture that time alone brought in is nothing', () => {
		const beyond = visit('1', { start: NOW + 60 * DAY + 100, end: NOW + 60 * DAY + 1000 });
		expect(told(first([]), [beyond])).toEqual([]);
	});

	it.each([
		['that the last picture would have shown is created', { start: NOW + DAY }, ['1 created']],
		['that has no start is created', { start: null }, ['1 created']],
		['that time alone brought in is nothing', { start: NOW + 60 * DAY + 100 }, []],
	])('of which VSee does not tell the times of its record, %s', (_, more, events) => {
		expect(told(first([]), [{ id: '1', status: 10, ...more }])).toEqual(events);
	});

	it('booked beyond the window is told when it comes into view', () => {
		const now = NOW + 30 * DAY;
		const beyond = visit('1', { start: now + 60 * DAY - 100, created: NOW + DAY, modified: NOW + DAY, status: 10 });
		const { picture } = comparePictures(first([]), observation([], { now: now - 300 }));
		expect(told(picture, [beyond], { now })).toEqual(['1 created']);
	});

	it('is told as created once only, though it left the window and came back', () => {
		const created = visit('1', { status: 10, created: LATER, modified: LATER });
		let picture = comparePictures(first([]), observation([created], { now: NOW + 300 })).picture;
		const moved = { ...created, start: NOW + 90 * DAY, modified: NOW + 500 };
		const away = comparePictures(picture, observation([], { now: NOW + 600, found: new Map([['1', moved]]) }));
		expect(away.changes.map(inShort)).toEqual(['1 rescheduled']);
		picture = away.picture;
		expect(picture.visits.size).toBe(0);
		// Time brings it back, or somebody moves it.
		const { picture: monthLater } = comparePictures(picture, observation([], { now: NOW + 29 * DAY }));
		expect(told(monthLater, [moved], { now: NOW + 31 * DAY })).toEqual([]);
		const back = { ...moved, start: NOW + 5 * DAY, modified: NOW + 700 };
		expect(told(picture, [back], { now: NOW + 900 })).toEqual(['1 rescheduled']);
	});

	it('that the list had only failed to show before has not been moved', () => {
		const other = visit('7', { modified: NOW - 100 });
		expect(told(first([other]), [other, visit('1')])).toEqual([]);
	});

	it.each([
		['without a Date header', null],
		['with the Date of another machine, an hour ahead', 3600],
		['an hour behind', -3600],
	])('counts by the times of VSee: %s', (_, skew) => {
		const date = (now: number) => (skew === null ? null : now + skew);
		const picture = first([visit('7', { modified: NOW - 20 })], { date: date(NOW) });
		const booked = visit('1', { status: 10, created: NOW + 60, modified: NOW + 60 });
		const seen = [visit('7', { modified: NOW - 20 }), booked];
		expect(told(picture, seen, { date: date(NOW + 300) })).toEqual(['1 created']);
	});

	it('is not overlooked because another one says that it was modified tomorrow', () => {
		const odd = visit('7', { modified: NOW + DAY });
		const booked = visit('1', { status: 10, created: NOW + 60, modified: NOW + 60 });
		expect(told(first([odd]), [odd, booked])).toEqual(['1 created']);
		expect(told(first([odd]), [odd, visit('2', { modified: LATER })])).toEqual(['2 rescheduled']);
	});

	it('older than the first picture that was removed and is back is nothing', () => {
		const old = visit('1', { created: NOW - 9000, modified: NOW - 9000 });
		const removed = observation([], { now: NOW + 300, found: new Map([['1', null]]), asked: new Set(['1']) });
		const { changes, picture } = comparePictures(first([old]), removed);
		expect(changes.map(inShort)).toEqual(['1 removed']);
		expect(told(picture, [old], { now: NOW + 600 })).toEqual([]);
	});

	it('older than the first picture is nothing after a change that left modified as it was', () => {
		const known = visit('7', { modified: NOW - 9000 });
		const given = { ...known, provider_id: '800003' };
		const next = comparePictures(first([known]), observation([given], { now: NOW + 300 }));
		expect(next.changes.map(inShort)).toEqual(['7 provider_changed']);
		const times = { created: NOW - 5000, modified: NOW - 5000 };
		const beyond = visit('1', { ...times, start: NOW + 60 * DAY + 400, end: NOW + 60 * DAY + 1300 });
		expect(told(next.picture, [given, beyond], { now: NOW + 600 })).toEqual([]);
	});

	it('created before the first picture and after all that was in it, then moved in, is rescheduled', () => {
		const picture = first([visit('7')]);
		const seen = [visit('7'), visit('1', { created: NOW - 5 * DAY, modified: LATER })];
		expect(told(picture, seen)).toEqual(['1 rescheduled']);
	});
});

describe('a visit that the list does not show', () => {
	const picture = first([visit('1'), visit('2')]);
	const without = (found: Array<[string, IDataObject | null]>, more: More = {}) =>
		told(picture, [visit('2')], { found: new Map(found), asked: new Set(['1']), ...more });

	it.each<[string, Array<[string, IDataObject | null]>, string[]]>([
		['unknown to VSee is removed', [['1', null]], ['1 removed']],
		['that could not be read stays as it is', [], []],
		['cancelled is cancelled', [['1', visit('1', { status: 40 })]], ['1 cancelled']],
		['moved out of the window is rescheduled', [['1', visit('1', { start: NOW + 99 * DAY })]], ['1 rescheduled']],
		['unchanged is nothing', [['1', visit('1')]], []],
	])('%s', (_, found, events) => {
		expect(without(found)).toEqual(events);
	});

	it('is told by the list itself when that shows it outside the window', () => {
		const moved = visit('1', { start: NOW + 99 * DAY, modified: LATER });
		const next = comparePictures(picture, observation([visit('2'), moved], { now: NOW + 300 }));
		expect(next.changes.map(inShort)).toEqual(['1 rescheduled']);
		expect([...next.picture.visits.keys()]).toEqual(['2']);
	});

	it('removed holds the id alone, and its last known state', () => {
		const seen = observation([visit('2')], { found: new Map([['1', null]]) });
		expect(comparePictures(picture, seen).changes).toEqual([
			expect.objectContaining({ visit: { id: '1' }, before: expect.objectContaining({ status: 20 }), after: null }),
		]);
	});

	it('in another room now is told of, then forgotten', () => {
		const elsewhere = visit('1', { status: 40, room: { code: 'exroom2' } });
		const seen = observation([visit('2')], { roomCode: 'exroom1', found: new Map([['1', elsewhere]]) });
		const next = comparePictures(picture, seen);
		expect(next.changes.map(inShort)).toEqual(['1 cancelled']);
		expect(next.picture.visits.has('1')).toBe(false);
	});

	it('is forgotten without an event when its start has left the window', () => {
		const now = NOW + 3 * DAY + 1;
		const next = comparePictures(picture, observation([], { now }));
		expect(missingVisits(picture, { visits: new Map(), window: windowAt(now) })).toEqual([]);
		expect(next.changes).toEqual([]);
		expect(next.picture.visits.size).toBe(0);
	});

	it('is asked for in the order in which the visits went missing, one read before after those that were not', () => {
		const three = first(['1', '2', '3'].map((id) => visit(id)));
		const gone = (from: Picture, visits: string[]) =>
			missingVisits(from, { visits: byId(visits.map((id) => visit(id))), window: windowAt(NOW) });
		expect(gone(three, ['1', '3'])).toEqual(['2']);
		const second = comparePictures(three, observation([visit('1'), visit('3')])).picture;
		expect(gone(second, [])).toEqual(['2', '1', '3']);
		const read = { found: new Map([['2', visit('2')]]), asked: new Set(['2']) };
		const third = comparePictures(second, observation([], read)).picture;
		expect(gone(third, [])).toEqual(['1', '3', '2']);
		const fourth = comparePictures(third, observation([visit('1')], { asked: new Set(['3']) })).picture;
		expect(gone(fourth, [])).toEqual(['2', '3', '1']);
	});
});

describe('an e-consult, which has no start', () => {
	const consult = visit('1', { type: '3', start: null, end: null, status: 10, created: LATER, modified: LATER });

	it('is told of while VSee lists it', () => {
		const { changes, picture } = comparePictures(first([]), observation([consult], { now: NOW + 300 }));
		expect(changes.map(inShort)).toEqual(['1 created']);
		expect(told(picture, [{ ...consult, status: 30 }])).toEqual(['1 completed']);
	});

	it('is read once more when VSee lists it no longer, and forgotten when it is older than the window', () => {
		const { picture } = comparePictures(first([]), observation([consult], { now: NOW + 300 }));
		const now = NOW + 3 * DAY;
		expect(missingVisits(picture, { visits: new Map(), window: windowAt(now) })).toEqual(['1']);
		const found = new Map([['1', { ...consult, status: 30 }]]);
		const next = comparePictures(picture, observation([], { now, found }));
		expect(next.changes.map(inShort)).toEqual(['1 completed']);
		expect(next.picture.visits.size).toBe(0);
	});
});

describe('visits that VSee lists though nobody asked for them', () => {
	it('are not met: outside the window, or in another room', () => {
		const created = { created: LATER, modified: LATER, status: 10 };
		const seen = [
			visit('1', { ...created, start: NOW + 99 * DAY }),
			visit('2', { ...created, room: { code: 'exroom2' } }),
			visit('3', { ...created, room: { code: 'exroom1' } }),
			visit('4', created),
		];
		expect(told(first([]), seen, { roomCode: 'exroom1' })).toEqual(['3 created', '4 created']);
		expect([...first(seen, { roomCode: 'exroom1' }).visits.keys()]).toEqual(['3', '4']);
	});
});
