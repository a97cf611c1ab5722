/** One part of the page of benches. */
export interface Section {
	title: string;
	/** What is measured, and how. */
	text: string;
	/** Markdown. */
	table: string;
	/** What the chart shows of it: how many times as fast as n8n's own node. */
	bars: Bar[];
	/** Goals, and whether they were reached. */
	goals: Goal[];
}

export interface Bar {
	name: string;
	ratio: number;
}

export interface Goal {
	goal: string;
	measured: string;
	isReached: boolean;
}

/** A table in Markdown. */
export function table(head: string[], rows: Array<Array<number | string>>): string {
	const line = (cells: Array<number | string>) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The rows of a table in Markdown, without its head. */
export function rowsOf(markdown: string): string[][] {
	const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
	return lines.slice(2).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

export function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** `1.3 times`. */
export function times(ratio: number): string {
	return `${ratio.toFixed(2)} times`;
}
