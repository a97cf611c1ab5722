import { resources } from '../nodes/VSeeClinic/resources';

const BEGIN = '<!-- operations: made by `npm run docs` from the registry -->';
const END = '<!-- /operations -->';

/** The operation table of the README, from the registry. */
export function operationTable(): string {
	const rows = resources.flatMap(({ name, operations }) =>
		operations.map((operation) => {
			const required = Object.keys(operation.fields).map((field) => `\`${field}\``);
			const optional = [...Object.keys(operation.optional), ...Object.keys(operation.forms)].map(
				(field) => `\`${field}\``,
			);
			return `| ${name} | **${operation.name}** (\`${operation.resource}: ${operation.value}\`) | ${required.join(' ') || '–'} | ${optional.join(' ') || '–'} | ${operation.effect} |`;
		}),
	);
	return ['| resource | operation | required | optional | when sent twice |', '|---|---|---|---|---|', ...rows].join(
		'\n',
	);
}

/** A text with the table between its two marks brought up to date. */
export function withOperationTable(readme: string): string {
	const [before, after] = [readme.indexOf(BEGIN), readme.indexOf(END)];
	if (before < 0 || after < before) throw new Error('README.md has lost the marks around its operation table');
	return `${readme.slice(0, before)}${BEGIN}\n${operationTable()}\n${readme.slice(after)}`;
}
