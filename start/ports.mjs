/** Ports on this machine: read from the environment, and tried before anything is started. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** The three ports, in the order in which they are tried. */
const wanted = [
	{ key: 'n8n', variable: 'N8N_PORT', standard: 5678, use: 'n8n' },
	{ key: 'broker', variable: 'N8N_RUNNERS_BROKER_PORT', standard: 5679, use: "n8n's task runners" },
	{ key: 'sandbox', variable: 'SANDBOX_PORT', standard: 4010, use: 'the VSee Clinic sandbox' },
];

/** @typedef {{ n8n: number, broker: number, sandbox: number }} Ports */

/**
 * The ports to use.
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Ports}
 * @throws {Error} naming the variable that holds no port, or the two that hold the same one
 */
export function readPorts(environment = process.env) {
	/** @type {Record<string, number>} */
	const ports = {};
	for (const { key, variable, standard } of wanted) {
		const text = environment[variable] ?? '';
		const port = text.trim() === '' ? standard : Number(text);
		if (!Number.isInteger(port) || port < 1 || port > 65535) {
			throw new Error(`${variable} is "${text}", which is not a port. Set it to a whole number from 1 to 65535.`);
		}
		const same = wanted.find((other) => ports[other.key] === port);
		if (same) throw new Error(`${same.variable} and ${variable} are both ${port}. Set one of them to another port.`);
		ports[key] = port;
	}
	return /** @type {Ports} */ (ports);
}

/**
 * Makes sure that nobody else listens on the ports.
 * @param {Ports} ports
 * @throws {Error} naming each taken port and the variable that changes it
 */
export async function refuseTakenPorts(ports) {
	const sentences = [];
	for (const { key, variable, use } of wanted) {
		const port = ports[/** @type {keyof Ports} */ (key)];
		if (await isTaken(port)) {
			sentences.push(
				`Port ${port} (for ${use}) is taken by another program. Free it, or choose another: ${variable}=${port + 100} npm start`,
			);
		}
	}
	if (sentences.length > 0) throw new Error(sentences.join('\n'));
}

/**
 * Ports that nobody listens on, for tests that run beside other programs.
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
	/** @type {Set<number>} */
	const ports = new Set();
	while (ports.size < count) {
		// Below those from which the system takes one for each outgoing connection, at any moment before a port is used.
		const port = randomInt(20_000, 32_000);
		if (!(await isTaken(port))) ports.add(port);
	}
	return [...ports];
}

/** @param {number} port */
async function isTaken(port) {
	try {
		const server = await listen(port);
		await new Promise((resolve) => server.close(resolve));
		return false;
	} catch (error) {
		// Any other refusal (a port below 1024, say) would stop n8n just the same.
		return /** @type {NodeJS.ErrnoException} */ (error).code !== undefined;
	}
}

/** @param {number} port @returns {Promise<import('node:net').Server>} */
function listen(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}
