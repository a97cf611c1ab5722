/** Makes one animated PNG (https://www.w3.org/TR/png-3/#apng-frame-based-animation) of pictures, in 256 colours that all of them share. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MAX_COLORS = 256;

interface Picture {
	width: number;
	height: number;
	/** Three bytes for each pixel: red, green, blue. */
	rgb: Buffer;
}

export interface Frame {
	/** A PNG of 8 bits per channel, as Chromium makes them. */
	png: Buffer;
	/** How long it is shown. */
	seconds: number;
}

interface Chunk {
	type: string;
	data: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
	if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('This is no PNG');
	const chunks: Chunk[] = [];
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
		at += length + 12;
	}
	return chunks;
}

function chunk(type: string, ...parts: Buffer[]): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), ...parts]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(body.length - 4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

/** The width of a PNG, its height, and how many pictures it shows one after the other. */
export function measure(png: Buffer): { width: number; height: number; frames: number } {
	const chunks = chunksOf(png);
	const header = chunks[0]?.data ?? Buffer.alloc(8);
	const frames = chunks.filter(({ type }) => type === 'fcTL').length;
	return { width: header.readUInt32BE(0), height: header.readUInt32BE(4), frames: Math.max(1, frames) };
}

function paeth(left: number, up: number, corner: number): number {
	const estimate = left + up - corner;
	const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
	return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** What a filter of PNG has taken from a byte, of its three neighbours. */
const PREDICTIONS: Array<(left: number, up: number, corner: number) => number> = [
	() => 0,
	(left) => left,
	(_left, up) => up,
	(left, up) => (left + up) >> 1,
	paeth,
];

function decode(png: Buffer): Picture {
	const chunks = chunksOf(png);
	const { width, height } = measure(png);
	const header = chunks[0]?.data ?? Buffer.alloc(13);
	const channels = { 2: 3, 6: 4 }[header.readUInt8(9)];
	if (header.readUInt8(8) !== 8 || channels === undefined)
		throw new Error('Only PNGs of 8 bits in RGB or RGBA are read');
	const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((part) => part.data)));
	const stride = width * channels;
	const rgb = Buffer.alloc(width * height * 3);
	let above = Buffer.alloc(stride);
	for (let y = 0; y < height; y++) {
		const start = y * (stride + 1);
		const predict = PREDICTIONS[data[start] ?? 0] ?? (() => 0);
		const row = Buffer.from(data.subarray(start + 1, start + 1 + stride));
		for (let x = 0; x < stride; x++) {
			const [left, corner] = x < channels ? [0, 0] : [row[x - channels] ?? 0, above[x - channels] ?? 0];
			row[x] = (row[x] ?? 0) + predict(left, above[x] ?? 0, corner);
		}
		for (let x = 0; x < width; x++) row.copy(rgb, (y * width + x) * 3, x * channels, x * channels + 3);
		above = row;
	}
	return { width, height, rgb };
}

/** Six bits of each channel: colours that nobody tells apart count as one. */
function bucketOf(rgb: Buffer, at: number): number {
	return (((rgb[at] ?? 0) >> 2) << 12) | (((rgb[at + 1] ?? 0) >> 2) << 6) | ((rgb[at + 2] ?? 0) >> 2);
}

interface Color {
	bucket: number;
	count: number;
	/** Mean red, green and blue of what fell into the bucket. */
	mean: [number, number, number];
}

function colorsOf(pictures: Picture[]): Color[] {
	const sums = new Map<number, [number, number, number, number]>();
	for (const { rgb } of pictures) {
		for (let at = 0; at < rgb.length; at += 3) {
			const bucket = bucketOf(rgb, at);
			const sum = sums.get(bucket) ?? [0, 0, 0, 0];
			sums.set(bucket, sum);
			for (const channel of [0, 1, 2] as const) sum[channel] += rgb[at + channel] ?? 0;
			sum[3]++;
		}
	}
	return [...sums].map(([bucket, [red, green, blue, count]]) => ({
		bucket,
		count,
		mean: [red / count, green / count, blue / count],
	}));
}

function widestChannel(colors: Color[]): { channel: 0 | 1 | 2; width: number } {
	const widths = ([0, 1, 2] as const).map((channel) => {
		const values = colors.map(({ mean }) => mean[channel]);
		return { channel, width: Math.max(...values) - Math.min(...values) };
	});
	return widths.reduce((widest, one) => (one.width > widest.width ? one : widest));
}

/** How much a group of colours is in want of being divided: it differs much, and many pixels have one of its colours. */
function want(group: Color[]): number {
	if (group.length < 2) return 0;
	return widestChannel(group).width * Math.sqrt(group.reduce((sum, { count }) => sum + count, 0));
}

/** Median cut: groups of colours are divided in two, until there are as many as a palette has colours. */
function paletteOf(colors: Color[]): { palette: Buffer; indexOf: Map<number, number> } {
	const groups = [{ colors, want: want(colors) }];
	while (groups.length < MAX_COLORS) {
		groups.sort((a, b) => b.want - a.want);
		const [first] = groups;
		if (first === undefined || first.want === 0) break;
		const { channel } = widestChannel(first.colors);
		const sorted = [...first.colors].sort((a, b) => a.mean[channel] - b.mean[channel]);
		const halves = [sorted.slice(0, sorted.length >> 1), sorted.slice(sorted.length >> 1)];
		groups.splice(0, 1, ...halves.map((half) => ({ colors: half, want: want(half) })));
	}
	const palette = Buffer.alloc(groups.length * 3);
	const indexOf = new Map<number, number>();
	for (const [index, { colors: group }] of groups.entries()) {
		const total = group.reduce((sum, { count }) => sum + count, 0);
		for (const channel of [0, 1, 2] as const) {
			const sum = group.reduce((part, { count, mean }) => part + count * mean[channel], 0);
			palette[index * 3 + channel] = Math.round(sum / total);
		}
		for (const { bucket } of group) indexOf.set(bucket, index);
	}
	return { palette, indexOf };
}

/** The rows of a picture as numbers of colours, compressed; each row begins with its filter, which is none. */
function pixels({ width, height, rgb }: Picture, indexOf: Map<number, number>): Buffer {
	const rows = Buffer.alloc((width + 1) * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++)
			rows[y * (width + 1) + 1 + x] = indexOf.get(bucketOf(rgb, (y * width + x) * 3)) ?? 0;
	}
	return deflateSync(rows, { level: 9 });
}

function number32(...values: number[]): Buffer {
	const bytes = Buffer.alloc(4 * values.length);
	for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
	return bytes;
}

/**
 * One PNG that shows the frames one after the other, again and again; where animation is not known, the first.
 * @throws Error when the frames differ in size
 */
export function animatedPng(frames: Frame[]): Buffer {
	const pictures = frames.map(({ png }) => decode(png));
	const { width = 0, height = 0 } = pictures[0] ?? {};
	if (pictures.some((picture) => picture.width !== width || picture.height !== height))
		throw new Error('All frames must be of one size');
	const { palette, indexOf } = paletteOf(colorsOf(pictures));
	let sequence = 0;
	const parts = pictures.flatMap((picture, index) => {
		const delay = Buffer.alloc(6);
		delay.writeUInt16BE(Math.round((frames[index]?.seconds ?? 1) * 100), 0);
		delay.writeUInt16BE(100, 2);
		const control = chunk('fcTL', number32(sequence++, width, height, 0, 0), delay);
		const data = pixels(picture, indexOf);
		return [control, index === 0 ? chunk('IDAT', data) : chunk('fdAT', number32(sequence++), data)];
	});
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', number32(width, height), Buffer.from([8, 3, 0, 0, 0])),
		chunk('acTL', number32(pictures.length, 0)),
		chunk('PLTE', palette),
		...parts,
		chunk('IEND'),
	]);
}
