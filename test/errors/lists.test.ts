import { redact } from '../../nodes/VSeeClinic/errors/redact';
import { Vocabulary } from '../../nodes/VSeeClinic/errors/vocabulary';
import { PERSONAL_TEXTS } from './personal-texts';
import { REFUSALS } from './refusals';

const NOTHING_SENT = { codes: [], hidden: [], secrets: [] };

let vocabulary: Vocabulary;
beforeAll(async () => {
	vocabulary = await Vocabulary.load();
});

function quoted(text: string): string {
	return redact(text, NOTHING_SENT, vocabulary).text ?? '';
}

test('refusals can be read: at least 95 of 100 lose no word', () => {
	expect(new Set(REFUSALS).size).toBe(100);
	const changed = REFUSALS.filter((text) => quoted(text) !== text);
	process.stderr.write(`refusals: ${REFUSALS.length - changed.length} of ${REFUSALS.length} as they came\n`);
	expect(changed.length).toBeLessThanOrEqual(5);
});

test('texts about persons show nobody', () => {
	expect(PERSONAL_TEXTS.length).toBeGreaterThanOrEqual(200);
	const leaks = PERSONAL_TEXTS.flatMap(([text, hidden]) => {
		const shown = quoted(text).toLowerCase();
		return hidden.split('|').filter((word) => shown.includes(word.toLowerCase()));
	});
	process.stderr.write(`personal texts: ${leaks.length} words leaked of ${PERSONAL_TEXTS.length} texts\n`);
	expect(leaks).toEqual([]);
});

test.each([
	[
		'the words of a person in an API’s sentence',
		'Patient Ada Lovelace already has a visit',
		'Patient … already has a visit',
	],
	['a name that is a word, capitalised', 'Visit of May cannot be moved', 'Visit of … cannot be moved'],
	['the same word where it is none', 'value may not be empty', 'value may not be empty'],
	['a word that is a name beside another', 'mark price already exists', '… already exists'],
	['the same word beside a plain one', 'the price is missing', 'the price is missing'],
	['a plain word beside one that is hidden', 'not accepted: massive migraine', 'not accepted: …'],
	['plain words of a person about themselves', 'value "my career" is too long', 'value "my … is too long'],
	['times of day, not dates', 'Open 9:00 AM - 5:00 PM from 2026-05-01', 'Open 9:00 AM - 5:00 PM from …'],
	[
		'a limit, not an age',
		'Patient of 84 may not send more than 100 requests',
		'Patient of … may not send more than 100 requests',
	],
	['a version, not a date', 'version 2.41.1 and version 12.5.84', 'version 2.41.1 and version …'],
])('%s', (_what, text, expected) => {
	expect(quoted(text)).toBe(expected);
});
