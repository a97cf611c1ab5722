import { toClinicError } from '../request/outcome-text';
import type { CreateState } from './create-state';

/**
 * What earlier tasks know beyond what the clinic shows, while tasks of this process work on a source: by unique key.
 */
export type SharedStates = Map<string, CreateState>;

interface Lock {
	/** The tasks that wait, first come first served: each is called when its turn comes. */
	readonly waiting: Array<() => void>;
	readonly states: SharedStates;
}

/**
 * One for the whole process: two executions may book from one intake at the same moment. Only locks in use have an
 * entry.
 */
const locks = new Map<string, Lock>();

/**
 * Runs a task while no other one in this process works on the same source. The states that earlier tasks left are
 * passed on as long as a task runs or waits.
 * @param key the endpoint, the account and the source
 * @param signal ends the waiting when the run is stopped or cancelled
 * @throws ClinicError when the waiting was ended: the task was not begun
 */
export async function withCreateLock<T>(
	key: string,
	signal: AbortSignal,
	task: (states: SharedStates) => Promise<T>,
): Promise<T> {
	const lock = locks.get(key) ?? { waiting: [], states: new Map() };
	if (locks.has(key)) await turnOf(lock, signal);
	else locks.set(key, lock);
	try {
		return await task(lock.states);
	} finally {
		const next = lock.waiting.shift();
		if (next) next();
		else locks.delete(key);
	}
}

/** How many locks are in use. */
export function locksInUse(): number {
	return locks.size;
}

async function turnOf({ waiting }: Lock, signal: AbortSignal): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const leave = (): void => {
			const place = waiting.indexOf(take);
			if (place >= 0) waiting.splice(place, 1);
			reject(toClinicError({ kind: 'cancelled', unsent: true }, 'read'));
		};
		const take = (): void => {
			signal.removeEventListener('abort', leave);
			resolve();
		};
		if (signal.aborted) return leave();
		waiting.push(take);
		signal.addEventListener('abort', leave, { once: true });
	});
}
