/** Reads a page of the documentation as what it tells a person to do, name by name. */

/** What the page says to do with a name. `see` is in n8n, `shows` on the sandbox page; `drag` ends in the next `field`. */
const VERBS = ['click', 'double-click', 'drag', 'select', 'type', 'press', 'see', 'shows', 'field'] as const;
type Verb = (typeof VERBS)[number];

export type WrittenStep = { verb: Verb; name: string } | { verb: 'picture'; name: string };

const TOKEN = /\*\*(?<bold>[^*]+)\*\*|`(?<code>[^`]+)`|!\[[^\]]*\]\(images\/(?<picture>[\w-]+)\.png\)/g;

/** The last verb in the words before a name. */
function verbIn(words: string): Verb | undefined {
	const found = words
		.toLowerCase()
		.match(/double-click|click|drag|select|type|press|see|shows|field/g)
		?.at(-1);
	return VERBS.find((verb) => verb === found);
}

/**
 * Every name in bold of a page with what to do with it, the code that is typed or pressed, and the pictures, in their order.
 * A name without a verb of its own shares that of the name before it in the same sentence.
 * @throws Error when the page does not say what to do with a name
 */
export function writtenSteps(markdown: string): WrittenStep[] {
	const text = markdown.replace(/```[\s\S]*?```/g, '').replace(/\s+/g, ' ');
	const steps: WrittenStep[] = [];
	let last: Verb | undefined;
	let end = 0;
	for (const token of text.matchAll(TOKEN)) {
		const words = text.slice(end, token.index);
		end = token.index + token[0].length;
		const { bold, code, picture } = token.groups ?? {};
		const verb = verbIn(words) ?? (/[.?!] /.test(words) ? undefined : last);
		if (picture !== undefined) {
			steps.push({ verb: 'picture', name: picture });
			continue;
		}
		if (bold !== undefined) {
			if (verb === undefined) throw new Error(`The page does not say what to do with “${bold}”`);
			steps.push({ verb, name: bold });
		} else if (code !== undefined && (verb === 'type' || verb === 'press')) steps.push({ verb, name: code });
		last = verb;
	}
	return steps;
}
