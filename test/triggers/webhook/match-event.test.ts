import { matchEvent } from '../../../nodes/VSeeClinic/triggers/webhook/match-event';
import { ALL } from './trigger';

const ended = (status: unknown) => ({ type: 'visit.ended', data: { status } as Record<string, string> });
const name = (match: ReturnType<typeof matchEvent>) => (match.kind === 'wanted' ? match.name : match.kind);

test.each([
	['30', ALL, 'visit.completed'],
	['30', ['visit.ended'], 'visit.ended'],
	['30', ['visit.cancelled'], 'unwanted'],
	['over', ['visit.completed'], 'undecided'],
	['over', ['visit.cancelled', 'user.created'], 'undecided'],
	['over', ['visit.completed', 'visit.ended'], 'visit.ended'],
	['over', ['visit.started', 'user.created'], 'unwanted'],
	['50', ['visit.completed', 'visit.cancelled'], 'unwanted'],
])('an end with status %s, where %j is chosen, is %s', (status, chosen, expected) => {
	expect(name(matchEvent(ended(status), chosen))).toBe(expected);
});

test.each([
	['an unclear end', 'over', '30', 'visit.completed'],
	['an unclear end', null, 40, 'unwanted'],
	['an unclear end of a visit that has not ended', null, '25', 'unwanted'],
	['an unclear end of a visit that does not tell', null, undefined, 'unwanted'],
	['a clear end', '30', '40', 'visit.completed'],
	['another clear end', '40', '30', 'unwanted'],
])('%s (%s) of a visit that VSee shows with status %s is %s', (_title, told, status, expected) => {
	expect(name(matchEvent(ended(told), ['visit.completed'], { status }))).toBe(expected);
});

test.each([
	[null, '40', 'visit.updated'],
	['confirmed', 10, 'visit.updated'],
	[null, '20', 'visit.updated'],
	[null, '25', 'visit.started'],
	[null, '30', 'visit.started'],
	[null, undefined, 'visit.started'],
	['25', '40', 'visit.started'],
	['40', '25', 'visit.updated'],
])('an update with status %s of a visit that VSee shows with status %s is %s', (told, status, expected) => {
	const update = { type: 'visit.updated', data: { status: told } };
	expect(name(matchEvent(update, ALL, { status }))).toBe(expected);
	const alone = expected === 'visit.started' ? expected : 'unwanted';
	expect(name(matchEvent(update, ['visit.started'], { status }))).toBe(alone);
});
