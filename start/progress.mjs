/** What a person sees while something takes long: one line per step, with the seconds that have passed. */

const interval = { terminal: 1000, plain: 15000 };

/**
 * Runs a step and shows that it is running.
 * @template T
 * @param {string} title what is going on
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const began = Date.now();
	const terminal = process.stdout.isTTY === true;
	const show = (/** @type {string} */ end) => {
		const line = `  ${title} (${Math.round((Date.now() - began) / 1000)} s)${end}`;
		process.stdout.write(terminal ? `\r${line}` : `${line}\n`);
	};
	process.stdout.write(`  ${title}${terminal ? '' : '\n'}`);
	const ticker = setInterval(() => show(' ...'), terminal ? interval.terminal : interval.plain);
	try {
		const result = await work();
		show(terminal ? '    \n' : ' done');
		return result;
	} catch (error) {
		if (terminal) process.stdout.write('\n');
		throw error;
	} finally {
		clearInterval(ticker);
	}
}
