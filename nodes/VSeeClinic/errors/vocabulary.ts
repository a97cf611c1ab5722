/** What is known of a word that may be quoted. */
export interface KnownWord {
	/** Holds a sentence together and says nothing by itself. */
	isStopWord: boolean;
	/** Is a word of APIs, scheduling and telehealth, not just a common one. */
	isRefusalWord: boolean;
	/** `usual`: many people are called so (May, Price), or it is an illness (cold). `rare`: some are (Card, Block). */
	name?: 'rare' | 'usual';
}

/** Fields of the API (docs/api.md) and parameters of this node whose parts are not all words of the list. */
const FIELD_NAMES = new Set(
	(
		'card_back card_front claims_v2 date_of_birth disable_emails dob e_consult econsult ex_filter ' +
		'guarantor_dob guarantor_zip insurer_code loginurl mime_type privacy_id short_bio sso_token street_addr ' +
		'subscriber_num walk_in walk_ins x_api_key x_api_secret x_api_token zip'
	).split(' '),
);

/** Labels and phrases of HTTP and of APIs in which a word that can be a name is not one, in any capitalisation. */
const PHRASES = [
	'access key',
	'api key',
	'api keys',
	'api secret',
	'billing address',
	'birth date',
	'cast to',
	'connection pool',
	'content too large',
	'credit card',
	'date of birth',
	'duplicate key',
	'field is required',
	'field required',
	'file too large',
	'foreign key',
	'free slot',
	'grant type',
	'max retries',
	'null pointer',
	'page not found',
	'page number',
	'page size',
	'payload too large',
	'post request',
	'primary key',
	'private key',
	'public key',
	'read only',
	'read timeout',
	'request entity too large',
	'request header fields too large',
	'secret key',
	'street address',
	'too early',
	'too many fields',
	'unique key',
	'unknown field',
	'uri too long',
	'zip code',
].map((phrase) => phrase.split(' '));

const CONTRACTION =
	/^((ai|are|ca|could|did|do|does|had|has|have|is|must|need|should|was|were|wo|would)n['’]t|(i['’]m|(i|they|we|you|it|that|there)['’](d|ll|re|s|ve)))$/;

/**
 * The words that may be quoted from an answer of the clinic. Names and illnesses are not among them, so they are never
 * quoted.
 */
export class Vocabulary {
	private static loaded?: Promise<Vocabulary>;
	private readonly words = new Map<string, KnownWord>();

	private constructor(list: string) {
		for (const [, word = '', marks = '', endings = ''] of list.matchAll(/([a-z0-9]+)([.+!~]*)((?:-[a-z]+)*)/g)) {
			const known: KnownWord = {
				isStopWord: marks.includes('.'),
				isRefusalWord: marks.includes('+'),
				...(/[!~]/.test(marks) ? { name: marks.includes('!') ? 'usual' : 'rare' } : {}),
			};
			// The first ending is empty: the word itself.
			for (const ending of endings.split('-')) this.words.set(word + ending, known);
		}
	}

	/** Reads the list when the first text asks for it: most executions never quote anything. */
	static async load(): Promise<Vocabulary> {
		this.loaded ??= import('./word-list').then(({ WORD_LIST }) => new Vocabulary(WORD_LIST));
		return await this.loaded;
	}

	/** What is known of a word, in any case; undefined for one that may not be quoted. */
	find(word: string): KnownWord | undefined {
		const plain = word.toLowerCase();
		return this.words.get(plain) ?? (CONTRACTION.test(plain) ? { isStopWord: true, isRefusalWord: false } : undefined);
	}

	/** Whether a word only holds a sentence together. */
	isStopWord(word: string): boolean {
		return this.find(word)?.isStopWord === true;
	}
}

/** Whether a text is the name of a field of the API or of a parameter, in snake or camel case. */
export function isFieldName(text: string): boolean {
	return FIELD_NAMES.has(
		text
			.replace(/([a-z])([A-Z])/g, '$1_$2')
			.replaceAll('-', '_')
			.toLowerCase(),
	);
}

/** How many words from `index` on are a phrase that is always shown; 0 if they are not one. */
export function phraseLength(words: string[], index: number): number {
	const phrase = PHRASES.find((parts) => parts.every((part, at) => words[index + at]?.toLowerCase() === part));
	return phrase?.length ?? 0;
}
