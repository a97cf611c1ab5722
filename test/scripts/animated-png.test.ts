import { deflateSync, inflateSync } from 'node:zlib';

import { animatedPng, measure } from '../../scripts/animated-png';

const SIGNATURE = '89504e470d0a1a0a';

function chunk(type: string, data: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
}

/** A PNG of two pixels by five in RGBA: each row is filtered in another way. */
function pngOf(rows: number[][]): Buffer {
	const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, rows.length, 8, 6, 0, 0, 0]);
	const data = deflateSync(Buffer.from(rows.flat()));
	return Buffer.concat([Buffer.from(SIGNATURE, 'hex'), chunk('IHDR', header), chunk('IDAT', data)]);
}

/** The colours of all pixels of one frame, from the palette. */
function colorsOf(png: Buffer, frame: number): string[] {
	const data: Buffer[] = [];
	let palette: Buffer = Buffer.alloc(0);
	for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
		const part = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
		const type = png.toString('latin1', at + 4, at + 8);
		if (type === 'PLTE') palette = part;
		if (type === 'IDAT') data.push(part);
		if (type === 'fdAT') data.push(part.subarray(4));
	}
	const rows = inflateSync(data[frame] ?? Buffer.alloc(0));
	const pixels = [...rows].filter((_, index) => index % 3 !== 0);
	return pixels.map((index) => palette.toString('hex', index * 3, index * 3 + 3));
}

const [red, blue] = [
	[200, 0, 0, 255],
	[0, 0, 200, 255],
];
/** All five filters of PNG, each of which gives a red and a blue pixel. */
const filtered = pngOf([
	[0, ...red, ...blue],
	[1, ...red, 56, 0, 200, 0],
	[2, 0, 0, 0, 0, 0, 0, 0, 0],
	[3, 100, 0, 0, 128, 156, 0, 100, 0],
	[4, 0, 0, 0, 0, 0, 0, 0, 0],
]);
const plain = pngOf(Array.from({ length: 5 }, () => [0, ...blue, ...red]));

test('every filter of a PNG is read, and the frames keep their colours and their order', () => {
	const animated = animatedPng([
		{ png: filtered, seconds: 1 },
		{ png: plain, seconds: 1.5 },
	]);
	expect(measure(animated)).toEqual({ width: 2, height: 5, frames: 2 });
	expect(colorsOf(animated, 0)).toEqual(Array.from({ length: 5 }, () => ['c80000', '0000c8']).flat());
	expect(colorsOf(animated, 1)).toEqual(Array.from({ length: 5 }, () => ['0000c8', 'c80000']).flat());
});

test('frames of two sizes are refused', () => {
	const other = pngOf([[0, ...red, ...blue]]);
	expect(() =>
		animatedPng([
			{ png: plain, seconds: 1 },
			{ png: other, seconds: 1 },
		]),
	).toThrow('one size');
});

test('what is no PNG is refused', () => {
	expect(() => measure(Buffer.from('GIF89a, for instance'))).toThrow('no PNG');
});
