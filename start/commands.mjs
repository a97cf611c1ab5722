/** Commands that run to their end, with their output in a log file and its tail in the error. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';

import { startProcess, stopProcess } from './processes.mjs';

/**
 * Runs a command to its end.
 * @param {string} name for messages
 * @param {import('./processes.mjs').Command} command
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, logFile: string }} options
 * @throws {Error} with the end of the log when the exit code is not 0
 */
export async function runCommand(name, command, options) {
	const started = startProcess(name, command, options);
	const code = await started.exited;
	await stopProcess(started, 0);
	if (code !== 0) {
		throw new Error(
			`${name} failed (exit code ${code}).\n\n${reason(options.logFile)}\n\nThe whole log: ${options.logFile}`,
		);
	}
}

/**
 * The npm of this machine, as a command line.
 * npm tells its path to the scripts it runs; run by a given Node it needs no shell, which matters on Windows.
 * @param {string} [node] the Node that npm, and the scripts that npm runs, shall use
 * @returns {import('./processes.mjs').Command}
 */
export function npm(node = process.execPath) {
	const own = process.env.npm_execpath;
	if (own?.endsWith('.js') && existsSync(own)) return [node, own];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * The environment with another Node first in PATH.
 * @param {string} node path of the executable
 * @param {NodeJS.ProcessEnv} [more]
 */
export function withNode(node, more = {}) {
	const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
	return { ...process.env, [pathKey]: `${dirname(node)}${delimiter}${process.env[pathKey] ?? ''}`, ...more };
}

/**
 * Where a log says what went wrong: npm says it first, and may add pages of advice.
 * @param {string} file
 */
function reason(file) {
	const lines = logTail(file, Infinity).split('\n');
	const first = lines.findIndex((line) => line.startsWith('npm error'));
	return first >= 0 ? lines.slice(first, first + 25).join('\n') : lines.slice(-25).join('\n');
}

/**
 * The last lines of a log.
 * @param {string} file
 */
export function logTail(file, lines = 25) {
	return existsSync(file)
		? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
		: '(the log is empty)';
}
