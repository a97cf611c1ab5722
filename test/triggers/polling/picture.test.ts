import fc from 'fast-check';

import { comparePictures, firstPicture } from '../../../nodes/VSeeClinic/triggers/polling/compare-pictures';
import {
	decodeVisit,
	encodeVisit,
	MAX_FORGOTTEN,
	type Picture,
	restorePicture,
	storePicture,
} from '../../../nodes/VSeeClinic/triggers/polling/picture';
import { DAY, NOW, observation, visit, windowAt } from './clinic-history';

const seconds = fc.integer({ min: 0, max: 2 ** 33 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const known = fc
	.record({
		status: maybe(fc.nat({ max: 99 })),
		start: maybe(seconds),
		end: maybe(seconds),
		providerId: fc.option(maybe(fc.stringMatching(/^[\x20-{}~,]{1,40}$/)), { nil: undefined }),
		isReported: fc.boolean(),
		missingSince: fc.option(fc.nat(), { nil: undefined }),
	})
	.map(({ missingSince, ...rest }) => (missingSince === undefined ? rest : { ...rest, missingSince }));
const pictures: fc.Arbitrary<Picture> = fc.record({
	fingerprint: fc.string(),
	polls: fc.nat(),
	window: fc.record({ from: seconds, to: seconds }),
	clock: fc.record({
		since: seconds,
		seenAtFirst: seconds,
		lastSeen: seconds,
		lastDate: maybe(seconds),
		isDateBelieved: fc.boolean(),
	}),
	visits: fc
		.uniqueArray(fc.tuple(fc.nat().map(String), known.map(encodeVisit)), { selector: ([id]) => id, maxLength: 20 })
		.map((visits) => new Map(visits)),
	forgotten: fc.array(fc.nat().map(String)),
});

describe('the stored picture', () => {
	it('is read back as it was', () => {
		fc.assert(
			fc.property(pictures, (picture) => {
				const stored: unknown = JSON.parse(JSON.stringify(storePicture(picture)));
				expect(restorePicture(stored)).toEqual(picture);
			}),
		);
	});

	it('holds each visit as it is', () => {
		fc.assert(fc.property(known, (visit) => expect(decodeVisit(encodeVisit(visit))).toEqual(visit)));
	});

	it.each([undefined, null, 'x', 5, [], {}, { visits: [] }, { fingerprint: 'x', visits: [], window: {}, clock: {} }])(
		'is none when it cannot be read: %j',
		(stored) => expect(restorePicture(stored)).toBeUndefined(),
	);

	it('stays below 300 kB with 5,000 visits, and as many forgotten as are remembered', () => {
		const visits = Array.from({ length: 5000 }, (_, index) =>
			visit(String(30_000_070_000 + index), {
				start: NOW + index * 500,
				end: NOW + index * 500 + 2700,
				provider_id: String(20_000_800_000 + (index % 300)),
				created: NOW + index,
				modified: NOW + index,
			}),
		);
		const picture = firstPicture('0123456789abcdef', observation(visits));
		picture.visits.forEach((text, id) =>
			picture.visits.set(id, encodeVisit({ ...decodeVisit(text), isReported: true })),
		);
		picture.forgotten = Array.from({ length: MAX_FORGOTTEN }, (_, index) => String(30_000_060_000 + index));
		const stored = JSON.stringify(storePicture(picture));
		expect(picture.visits.size).toBe(5000);
		expect(stored.length).toBeLessThan(300_000);
	});

	it('holds nothing of a patient', () => {
		const seen = visit('1', {
			member_id: '20000000001',
			member: { first_name: 'Fictional', last_name: 'Patient', dob: '1990-01-01' },
			intake: { id: 'a', reason_for_visit: 'Fictional sore throat' },
		});
		const stored = JSON.stringify(storePicture(firstPicture('x', observation([seen]))));
		expect(stored).not.toMatch(/Fictional|20000000001|1990|throat/);
	});

	it('remembers only the last of many visits that have left it', () => {
		const created = { created: NOW + 10, modified: NOW + 10 };
		const visits = Array.from({ length: MAX_FORGOTTEN + 10 }, (_, index) => visit(String(1000 + index), created));
		const empty = firstPicture('x', observation([]));
		const { picture: full } = comparePictures(empty, observation(visits, { now: NOW + 20 }));
		const { picture } = comparePictures(full, observation([], { window: windowAt(NOW + 9 * DAY) }));
		expect(picture.visits.size).toBe(0);
		expect(picture.forgotten).toHaveLength(MAX_FORGOTTEN);
		expect(picture.forgotten).not.toContain('1000');
	});
});
