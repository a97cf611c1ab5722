/**
 * Outlives a parent that could not clean up (killed, crashed) by the moment it takes to end what that parent started.
 * The parent writes `+pid` and `-pid` lines for process groups that began and that it has ended itself; when the pipe
 * closes, the parent is gone.
 */
import { createInterface } from 'node:readline';

import { signalGroup } from './processes.mjs';

/** @type {Set<number>} */
const groups = new Set();

for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
	process.on(signal, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
	const pid = Number(line.slice(1));
	if (line.startsWith('+')) groups.add(pid);
	else groups.delete(pid);
});
lines.on('close', () => {
	for (const pid of groups) signalGroup(pid, 'SIGKILL');
});
