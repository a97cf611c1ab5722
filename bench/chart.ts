import type { Bar } from './section';

const ROW = 30;
const LEFT = 240;
const WIDTH = 720;
const TOP = 52;
const RIGHT = 60;

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** A bar for each measure: how many times as fast as n8n's own node, which is the line at 1. An SVG of its own colours. */
export function chart(bars: Bar[]): string {
	const most = Math.max(1.2, ...bars.map(({ ratio }) => ratio));
	const x = (ratio: number) => LEFT + ((WIDTH - LEFT - RIGHT) * ratio) / most;
	const height = TOP + bars.length * ROW + 16;
	const rows = bars.map(({ name, ratio }, n) => {
		const y = TOP + n * ROW;
		return [
			`<text x="${LEFT - 10}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>`,
			`<rect x="${LEFT}" y="${y}" width="${(x(ratio) - LEFT).toFixed(1)}" height="20" rx="3" fill="#2a78b5"/>`,
			`<text x="${LEFT + 8}" y="${y + 15}" font-weight="600" fill="#fff">${ratio.toFixed(2)}</text>`,
		].join('\n');
	});
	const line = `x1="${x(1).toFixed(1)}" x2="${x(1).toFixed(1)}" y1="${TOP - 8}" y2="${height - 10}"`;
	const title = "Times as fast as n8n's own nodes (dashed: just as fast)";
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
<rect width="${WIDTH}" height="${height}" rx="8" fill="#fff"/>
<g font-family="system-ui, sans-serif" font-size="13" fill="#222">
<text x="20" y="28" font-size="15" font-weight="600">${title}</text>
${rows.join('\n')}
<line ${line} stroke="#d1541b" stroke-width="2" stroke-dasharray="5 3"/>
</g>
</svg>
`;
}
