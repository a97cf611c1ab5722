/**
 * Child processes, each at the head of a process group of its own. A signal therefore reaches a whole group (npm and
 * what npm started, n8n and its task runner) and nobody else's processes.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const onWindows = process.platform === 'win32';

/** @type {Set<Started>} everything that was started and has not been stopped */
const running = new Set();

/** @typedef {[program: string, ...args: string[]]} Command */

/**
 * @typedef {object} Started
 * @property {string} name for messages
 * @property {number} pid also the number of the process group
 * @property {string} logFile
 * @property {Promise<number>} exited resolves with the exit code, 1 when a signal ended it
 */

/**
 * Starts a process with its output in a log file.
 * @param {string} name for messages
 * @param {Command} command
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, logFile: string }} options
 * @returns {Started}
 */
export function startProcess(name, [program, ...args], { cwd, env = process.env, logFile }) {
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'a');
	const child = spawn(program, args, {
		cwd,
		env,
		detached: !onWindows,
		stdio: ['ignore', log, log],
		windowsHide: true,
	});
	closeSync(log);
	const exited = new Promise((resolve) => {
		child.once('error', () => resolve(127));
		child.once('exit', (code) => resolve(code ?? 1));
	});
	const started = { name, pid: child.pid ?? 0, logFile, exited };
	if (started.pid) {
		running.add(started);
		tellGuard(`+${started.pid}`);
	}
	return started;
}

/**
 * Ends a process and everything in its group: politely, and after the grace period by force.
 * @param {Started} started
 * @param {number} graceMs
 */
export async function stopProcess(started, graceMs = 4000) {
	if (!running.delete(started)) return;
	signalGroup(started.pid, 'SIGTERM');
	const end = Date.now() + graceMs;
	while (groupLives(started.pid) && Date.now() < end) await pause(50);
	if (groupLives(started.pid)) signalGroup(started.pid, 'SIGKILL');
	tellGuard(`-${started.pid}`);
}

/** Ends everything that startProcess started. */
export async function stopAll(graceMs = 4000) {
	await Promise.all([...running].map((started) => stopProcess(started, graceMs)));
}

/** @type {import('node:stream').Writable | undefined} */
let guard;

/** @param {string} line */
function tellGuard(line) {
	guard ??= startGuard();
	guard.write(`${line}\n`);
}

function startGuard() {
	const script = fileURLToPath(new URL('guard.mjs', import.meta.url));
	const child = spawn(process.execPath, [script], {
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
		windowsHide: true,
	});
	// Neither it nor the pipe keeps this process from ending, which is what tells the guard.
	child.unref();
	child.stdin.on('error', () => undefined);
	/** @type {import('node:net').Socket} */ (/** @type {unknown} */ (child.stdin)).unref();
	return child.stdin;
}

/**
 * Sends a signal to a whole process group; one that is gone is no error.
 * @param {number} pid of the group's head
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
	if (onWindows) {
		spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
	}
}

/** @param {number} pid */
function groupLives(pid) {
	try {
		process.kill(onWindows ? pid : -pid, 0);
		return true;
	} catch {
		return false;
	}
}
