const { mkdir, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, posix } = require('node:path');

const { build } = require('esbuild');
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
	// Without the line before each file that says where it comes from, and without the docstrings of class members,
	// which esbuild keeps though it drops all others: five kilobytes of the package.
	const code = outputFiles[0].text
		.replace(/^ *\/\/ (?:nodes|credentials)\/.*\n/gm, '')
		.replace(/^ *\/\*\*(?:(?!\*\/)[^])*\*\/\n/gm, '');
	await writeFile(BUNDLE, code);
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
