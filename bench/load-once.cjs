// Loads node classes in this fresh process as n8n does and prints what that took, as JSON: { ms, heap } (megabytes).
// Arguments: the file and the class of each. Started by bench/load.ts.
const { resolve } = require('node:path');

const [workflow, ...classes] = process.argv.slice(2);
// n8n itself has loaded this long before.
require(resolve(workflow));
global.gc();
const before = process.memoryUsage().heapUsed;
const began = performance.now();
const loaded = [];
for (let n = 0; n < classes.length; n += 2) {
	const { [classes[n + 1]]: Loaded } = require(resolve(classes[n]));
	loaded.push(new Loaded());
}
const ms = performance.now() - began;
global.gc();
process.stdout.write(
	JSON.stringify({ ms, heap: (process.memoryUsage().heapUsed - before) / 1e6, count: loaded.length }),
);
