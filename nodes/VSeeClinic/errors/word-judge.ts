import { Numbers } from './numbers';
import { isFieldName, type KnownWord, phraseLength, type Vocabulary } from './vocabulary';

/** A person's words about themselves, or somebody's about a person: then plain words tell of a life, too. */
const ABOUT_A_PERSON =
	/(^|[^\p{L}_-])(i|me|my|he|she|him|his|hers|herself|himself|myself|wife|husband|complain\w*|symptom\w*|diagnos\w*|suffer\w*|allerg\w*|reason for visit|reason_for_visit)($|[^\p{L}_-])/iu;
/** After these somebody's name may follow. */
const PERSON =
	/^(patient|provider|doctor|nurse|member|user|guest|client|customer|person|guardian|guarantor|spouse)s?$/i;
/** After these somebody's name does follow. */
const TITLE_OR_NAME = /^(mr|mrs|ms|miss|dr|prof|sir|named|called|.*name|.*mail|login)$/i;
const HTTP_METHOD = /^(DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/;
/** A form of dates and times: YYYY-MM-DDThh:mm:ss. It holds none. */
const DATE_FORM = /^(y{2,4}|m{1,4}|d{1,4}|h{1,2}|s{1,3}|u{3,6}|[yihtz])$/i;
/** A name of a field or a class: lower case, camel case or capitals with underscores, parts joined by these. */
const NAME_JOINTS = /^[\w.\-/\\[\]$#:*]+$/;

/** A word without the punctuation around it. */
export function trimPunctuation(word: string): string {
	return word.replace(/^[^\p{L}\p{N}\ufffd…]+|[^\p{L}\p{N}\ufffd…]+$/gu, '');
}

/** The parts of a word: names of parameters come as room_code, as roomCode and as HTTPStatus. */
function partsOf(word: string): string[] {
	return word
		.replace(/^java\.(io|lang|time|util)\./, '')
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((part) => part !== '');
}

function isDateForm(word: string): boolean {
	if (!/[-/.:]/.test(word) || !/[ydh]/i.test(word)) return false;
	const parts = word
		.replace(/([Dd])['"]?T['"]?(?=[Hh])/g, '$1-')
		.split(/[-/.:+|[\]\s]+/)
		.filter((part) => part !== '');
	return parts.length > 1 && parts.every((part) => DATE_FORM.test(part.replace(/z$/i, '') || part));
}

/** What a word is by itself: hidden, shown, or shown only when nothing about it looks like a person. */
type Judged = 'common' | 'hidden' | 'number' | 'shown' | NameLike;

interface NameLike {
	name: 'rare' | 'usual';
	known: KnownWord;
}

function isLower(word: string): boolean {
	return /^\p{Ll}/u.test(word);
}

/** Judges the words of one text, each with those beside it. */
export class WordJudge {
	readonly words: string[];
	/** A message in capitals throughout has no capitals to go by. */
	readonly isAllCaps: boolean;
	private readonly plain: string[];
	private readonly numbers: Numbers;
	private readonly shown: boolean[];

	constructor(
		text: string,
		private readonly codes: Set<string>,
		private readonly vocabulary: Vocabulary,
	) {
		this.isAllCaps = !/[a-z]/.test(text);
		this.words = text.split(/\s+/);
		this.plain = this.words.map(trimPunctuation);
		this.numbers = new Numbers(
			this.plain.map((word) => (codes.has(word) ? '' : word)),
			this.words,
		);
		const judged = this.judgeAll(ABOUT_A_PERSON.test(text));
		this.shown = judged.map((one, index) => this.isSafe(one, index, judged));
		this.hideBesideHidden(judged);
	}

	/** Whether the word at `index` may be shown. */
	isShown(index: number): boolean {
		return this.shown[index] === true;
	}

	/** Whether every word of the text is shown. */
	get isUnredacted(): boolean {
		return this.plain.every((word, index) => word === '' || this.isShown(index));
	}

	/** Whether a word is shown that says something by itself. */
	get hasContent(): boolean {
		return this.plain.some(
			(word, index) => this.isShown(index) && /\p{L}{2}/u.test(word) && !this.vocabulary.isStopWord(word),
		);
	}

	private judgeAll(isAboutPerson: boolean): Judged[] {
		const judged: Judged[] = [];
		for (let index = 0; index < this.plain.length;) {
			const length = this.isUnbroken(index) ? phraseLength(this.plain, index) : 0;
			for (let step = 0; step < length; step++) judged.push('shown');
			if (length === 0) {
				const one = this.judge(index);
				// Then only the words of refusals are sure to be the API's own.
				judged.push(one === 'common' && isAboutPerson ? 'hidden' : one);
			}
			index += Math.max(length, 1);
		}
		return judged;
	}

	/** Whether only blanks separate this word from the next: “Field, required” is not a phrase. */
	private isUnbroken(index: number): boolean {
		return /[\p{L}\p{N}]$/u.test(this.words[index] ?? '');
	}

	private judge(index: number): Judged {
		// “key(s)” is “key”.
		const word = (this.plain[index] ?? '').replace(/\(s$/, '');
		if (word === '' || this.codes.has(word) || isFieldName(word) || isDateForm(word)) return 'shown';
		if (/[@\ufffd…]|:\/\/|www\./i.test(word)) return 'hidden';
		if (/^[\d.,:–—-]*\d/.test(word) || /^v\d/i.test(word)) return this.numbers.isShown(index) ? 'shown' : 'number';
		const known = this.vocabulary.find(word);
		if (known) return this.judgeKnown(known, index);
		return this.judgeParts(word, index);
	}

	private judgeKnown(known: KnownWord, index: number): Judged {
		if (known.name !== undefined && !HTTP_METHOD.test(this.plain[index] ?? '')) return { name: known.name, known };
		return known.isStopWord || known.isRefusalWord ? 'shown' : 'common';
	}

	/** A word of several: a field, a class, a path. Each part must be known, and one number may be among them. */
	private judgeParts(word: string, index: number): Judged {
		if (this.numbers.isShown(index)) return 'shown';
		const parts = partsOf(word);
		const digits = parts.filter((part) => /^\d+$/.test(part));
		if (parts.length === 0 || digits.length > 1 || digits.some((part) => !this.numbers.isPartShown(part)))
			return 'hidden';
		const isPossessive = /^[^'’]+['’]s?$/.test(word);
		const letters = parts.filter((part, at) => !digits.includes(part) && !(part === 's' && at > 0));
		const known = letters.map((part) => this.vocabulary.find(part));
		const isNone = (at: number) => this.isNoNamePart(known, at, isPossessive || !NAME_JOINTS.test(word));
		if (!known.every((one, at) => one !== undefined && (one.name === undefined || isNone(at)))) return 'hidden';
		return known.every((one) => one?.isStopWord || one?.isRefusalWord) ? 'shown' : 'common';
	}

	/**
	 * “Price's” is somebody's, “max-price” may be, and so may “name=price”; in “page_size” and “cardType” the other part
	 * tells that it is none.
	 */
	private isNoNamePart(known: Array<KnownWord | undefined>, at: number, isLoose: boolean): boolean {
		if (isLoose) return false;
		if (known[at]?.name === 'rare') return true;
		const others = [known[at - 1], known[at + 1]].filter((other) => other !== undefined);
		return others.length > 0 && others.every((other) => other.isRefusalWord && other.name === undefined);
	}

	private isSafe(one: Judged, index: number, judged: Judged[]): boolean {
		if (one === 'hidden' || one === 'number') return false;
		const before = this.plain[index - 1] ?? '';
		const word = this.plain[index] ?? '';
		if (one === 'common') return !TITLE_OR_NAME.test(before) && (isLower(word) || !PERSON.test(before));
		return one === 'shown' || this.isNoName(one, index, judged);
	}

	/** A word that is also a name is shown where it cannot be one: in lower case, and beside plain words only. */
	private isNoName({ name, known }: NameLike, index: number, judged: Judged[]): boolean {
		const before = this.plain[index - 1] ?? '';
		if (TITLE_OR_NAME.test(before) || (name === 'usual' && PERSON.test(before))) return false;
		if (this.isAllCaps) return known.isStopWord && name === 'rare';
		if (!isLower(this.plain[index] ?? '') && (name === 'usual' || !this.beginsSentence(index))) return false;
		return known.isStopWord || this.isBesidePlainWords(name, index, judged);
	}

	/** “price” alone is as likely somebody as something, and so is “price” beside a word that is hidden. */
	private isBesidePlainWords(name: NameLike['name'], index: number, judged: Judged[]): boolean {
		const isAlone = this.plain.filter((other) => other !== '').length === 1;
		return !isAlone && this.neighbours(index, judged).every((other) => other !== 'hidden' && this.isApart(name, other));
	}

	private neighbours(index: number, judged: Judged[]): Judged[] {
		return [judged[index - 1], judged[index + 1]].filter((other) => other !== undefined);
	}

	/**
	 * “mark price” are two words that are names: then they are a person. A stop word that is one (“may”) does not count.
	 */
	private isApart(name: NameLike['name'], other: Judged): boolean {
		return typeof other === 'string' || other.known.isStopWord || (name === 'rare' && other.name === 'rare');
	}

	/** Capitalised just because it begins a sentence: “Card is declined”, but not “Max Card”. */
	private beginsSentence(index: number): boolean {
		const begins = index === 0 || /[.!?]["'”’)]*$/.test(this.words[index - 1] ?? '');
		return begins && !/^\p{Lu}/u.test(this.plain[index + 1] ?? '');
	}

	/**
	 * What belongs to a word that is hidden: a capitalised word after a capitalised one (“Stone Bridge”), and plain words
	 * on both sides, which are part of what it tells (“severe” of a pain, “lower” of a back).
	 */
	private hideBesideHidden(judged: Judged[]): void {
		const isHiddenWord = (index: number) =>
			judged[index] !== 'number' && !this.isShown(index) && this.plain[index] !== '';
		for (const index of judged.keys())
			if (index > 0 && isHiddenWord(index - 1) && this.mayContinueName(index)) this.shown[index] = false;
		for (const index of judged.keys()) {
			if (!isHiddenWord(index)) continue;
			for (const step of [1, -1])
				for (let at = index + step; judged[at] === 'common' && this.isShown(at); at += step) this.shown[at] = false;
		}
	}

	private mayContinueName(index: number): boolean {
		const word = this.plain[index] ?? '';
		const isUnbroken = /[\p{L}\p{N}…]$/u.test(this.words[index - 1] ?? '');
		const areCapitalised = /^\p{Lu}/u.test(this.plain[index - 1] ?? '') && /^\p{Lu}/u.test(word);
		return (
			!this.isAllCaps && isUnbroken && areCapitalised && !this.vocabulary.isStopWord(word) && !this.codes.has(word)
		);
	}
}
