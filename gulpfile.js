const { mkdir, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, posix } = require('node:path');

const { build, transform } = require('esbuild');
const { dest, parallel, src } = require('gulp');

const { n8n } = require('./package.json');

/** All code in one file: n8n then opens one file instead of 130 at its start, and the package is a tenth smaller. */
const BUNDLE = 'dist/vsee-clinic.js';

/** The files that n8n loads, and the class that each gives. */
const entries = [...n8n.nodes, ...n8n.credentials].map((file) => ({
	file,
	source: `./${file.replace(/^dist\//, '').replace(/\.js$/, '')}`,
	className: basename(file).split('.')[0],
}));

/** Comments are a tenth of the package; the repository has them. Whatever else goes with them stops the build. */
async function withoutComments(code) {
	const bare = code.replace(/^ *(?:\/\*\*[\s\S]*?\*\/|\/\/ .*)\n/gm, '');
	const [before, after] = await Promise.all([code, bare].map((text) => transform(text, { minifyWhitespace: true })));
	if (before.code !== after.code) throw new Error('More than comments was taken out of the bundle');
	return bare;
}

/** Names and lines stay, so that who reviews or debugs the package can read it. */
async function bundle() {
	const { outputFiles } = await build({
		stdin: { contents: entries.map(({ source }) => `export * from '${source}';`).join('\n'), resolveDir: __dirname },
		bundle: true,
		platform: 'node',
		target: 'node20',
		minifySyntax: true,
		external: ['n8n-workflow'],
		write: false,
	});
	await mkdir(dirname(BUNDLE), { recursive: true });
	await writeFile(BUNDLE, await withoutComments(outputFiles[0].text));
	await Promise.all(
		entries.map(async ({ file, className }) => {
			await mkdir(dirname(file), { recursive: true });
			const path = posix.relative(dirname(file), BUNDLE);
			await writeFile(
				file,
				`'use strict';\nconst { ${className} } = require('${path}');\nexports.${className} = ${className};\n`,
			);
		}),
	);
}

/** Copies what n8n loads beside the code. Images as bytes: text encoding would break them. */
const copyTo = (pattern) => () => src(pattern, { encoding: false, base: '.', allowEmpty: true }).pipe(dest('dist'));

exports.clean = () => rm('dist', { recursive: true, force: true });
exports.bundle = bundle;
exports.icons = copyTo('nodes/**/*.{png,svg}');
exports.descriptions = copyTo(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json']);
exports.default = parallel(exports.bundle, exports.icons, exports.descriptions);
