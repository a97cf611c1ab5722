/** Lets only one process at a time install or build in this repository: two would tear each other's files apart. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { toolsFolder } from './paths.mjs';
import { step } from './progress.mjs';

const lockFile = join(toolsFolder, 'installing.pid');

/**
 * Runs the work when no other process does such work, and waits for that one otherwise.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
	if (!taken())
		await step(`Waiting for another start or test run to finish installing (process ${holder()})`, async () => {
			while (!taken()) await pause(200);
		});
	const release = () => rmSync(lockFile, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		process.off('exit', release);
		release();
	}
}

/** Takes the lock, also from a process that is no more. */
function taken() {
	mkdirSync(dirname(lockFile), { recursive: true });
	if (!isAlive(holder())) rmSync(lockFile, { force: true });
	try {
		writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		return false;
	}
}

/** @returns {number} the process that holds the lock, 0 when none does */
function holder() {
	try {
		return Number(readFileSync(lockFile, 'utf8'));
	} catch {
		return 0;
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		return pid > 0 && process.kill(pid, 0);
	} catch {
		return false;
	}
}
