import {
	appointmentTimes,
	rescheduleTimes,
	STATUS_CODES,
	statusCode,
	statusName,
	subtypeName,
	typeName,
} from '../../nodes/VSeeClinic/model/code';

test.each([
	[10, 'pending'],
	[20, 'confirmed'],
	[25, 'in_progress'],
	[30, 'completed'],
	[40, 'cancelled'],
	[50, 'refunded'],
])('status %d is %s, as a number and as digits', (code, name) => {
	for (const raw of [code, String(code), ` ${code} `]) expect([statusName(raw), statusCode(raw)]).toEqual([name, code]);
	expect([STATUS_CODES[name], STATUS_CODES[String(code)]]).toEqual([code, code]);
});

test.each([
	['completed', 30],
	['Completed', 30],
	['cancelled', 40],
	['canceled', 40],
	['CANCELLED', 40],
	['can-celled', 40],
	['can celled', 40],
	['can_celled', 40],
])('the word %j is %d', (word, code) => {
	expect(statusCode(word)).toBe(code);
});

test.each([
	[null],
	[undefined],
	[''],
	['pending'],
	['confirmed'],
	['in progress'],
	['no_show'],
	['constructor'],
	['__proto__'],
	[true],
	[{}],
	[[]],
	[NaN],
])('%p is no status that is known', (raw) => {
	expect([statusCode(raw), statusName(raw)]).toEqual([null, 'unknown']);
});

test.each([
	[99, 99],
	[0, 0],
	['11', 11],
])('the code %j passes through without a name', (raw, code) => {
	expect([statusCode(raw), statusName(raw)]).toEqual([code, 'unknown']);
});

test.each([
	[1, 'walk_in'],
	['1', 'walk_in'],
	[2, 'scheduled'],
	['3', 'e_consult'],
	[10, 'invited_guest'],
	[4, 'unknown'],
	[null, 'unknown'],
	['walk_in', 'unknown'],
	[undefined, 'unknown'],
])('type %j is %s', (type, name) => {
	expect(typeName(type)).toBe(name);
	expect(typeName(type, 2)).toBe(name);
	expect(typeName(type, 4)).toBe('e_consult');
	expect(typeName(type, '4')).toBe('e_consult');
});

test.each([
	[1, 'in_person'],
	['2', 'phone'],
	[3, 'video'],
	[4, 'e_consult'],
	[0, null],
	[5, null],
	[null, null],
	['video', null],
	[undefined, null],
])('subtype %j is %s', (subtype, name) => {
	expect(subtypeName(subtype)).toBe(name);
});

test('begin and end under every name, equal; nothing for what is not given; zero is a time', () => {
	expect(appointmentTimes(1, 2)).toEqual({ slot_start: 1, slot_end: 2 });
	expect(rescheduleTimes(1, 2)).toEqual({ slot_start: 1, start: 1, slot_end: 2, end: 2 });
	expect(rescheduleTimes(0, undefined)).toEqual({ slot_start: 0, start: 0 });
	expect(rescheduleTimes(undefined, 2)).toEqual({ slot_end: 2, end: 2 });
	expect(rescheduleTimes(undefined, undefined)).toEqual({});
});
