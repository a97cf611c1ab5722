const { rm } = require('node:fs/promises');

const { dest, parallel, src } = require('gulp');

/** Copies what n8n loads beside the compiled nodes. Images as bytes: text encoding would break them. */
const copyTo = (pattern) => () => src(pattern, { encoding: false, base: '.', allowEmpty: true }).pipe(dest('dist'));

exports.clean = () => rm('dist', { recursive: true, force: true });
exports.icons = copyTo('nodes/**/*.{png,svg}');
exports.descriptions = copyTo(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json']);
exports.default = parallel(exports.icons, exports.descriptions);
