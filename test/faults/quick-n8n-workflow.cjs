// n8n-workflow as it is, but for `sleep`, which follows the quick clock of `quick-time.cjs`.
const { dirname, join } = require('node:path');

const real = require(join(dirname(require.resolve('n8n-workflow/package.json')), 'dist/cjs/index.js'));
const quick = Object.create(null);
for (const name of Object.keys(real))
	Object.defineProperty(quick, name, { enumerable: true, configurable: true, get: () => real[name] });
Object.defineProperty(quick, 'sleep', {
	enumerable: true,
	value: (ms, signal) => real.sleep(ms / globalThis.quickTime.FASTER, signal),
});
Object.defineProperty(quick, '__esModule', { value: true, configurable: true });
module.exports = quick;
