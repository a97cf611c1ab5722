import { resources } from '../nodes/VSeeClinic/resources';

const OPERATIONS = '<!-- operations: made by `npm run docs` from the registry -->';
const RESOURCES = '<!-- resources: made by `npm run docs` from the registry -->';
const END = '<!-- end -->';

const code = (names: string[]): string => names.map((name) => `\`${name}\``).join(' ') || '–';

/** Every operation with its parameters. */
function operationTable(): string {
	const rows = resources.flatMap(({ name, operations }) =>
		operations.map((operation) => {
			const { required } = operation;
			const atTop = Object.keys(operation.fields).filter((field) => !required.includes(field));
			const optional = [...atTop, ...Object.keys(operation.optional), ...Object.keys(operation.forms)];
			return `| ${name} | **${operation.name}** (\`${operation.resource}: ${operation.value}\`) | ${code(required)} | ${code(optional)} | ${operation.effect} |`;
		}),
	);
	return ['| resource | operation | required | optional | when sent twice |', '|---|---|---|---|---|', ...rows].join(
		'\n',
	);
}

/** One line for each resource, and the number of operations. */
function resourceTable(): string {
	const rows = resources.map(
		({ name, operations }) => `| **${name}** | ${operations.map((operation) => operation.name).join(', ')} |`,
	);
	const count = resources.flatMap(({ operations }) => operations).length;
	const all = `All ${count} operations with every parameter: **[docs/operations.md](docs/operations.md)**.`;
	return ['| resource | operations |', '|---|---|', ...rows, '', all].join('\n');
}

function between(begin: string, page: string, content: string): string {
	const start = page.indexOf(begin);
	const end = page.indexOf(END, start);
	if (start < 0 || end < 0) throw new Error(`The page has lost its marks: ${begin} … ${END}`);
	return `${page.slice(0, start)}${begin}\n${content}\n${page.slice(end)}`;
}

/** docs/operations.md with its table brought up to date. */
export function withOperationTable(page: string): string {
	return between(OPERATIONS, page, operationTable());
}

/** README.md with its table brought up to date. */
export function withResourceTable(page: string): string {
	return between(RESOURCES, page, resourceTable());
}
