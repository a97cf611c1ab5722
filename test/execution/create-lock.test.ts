import { locksInUse, withCreateLock } from '../../nodes/VSeeClinic/execution/create-lock';

const never = new AbortController().signal;

/** A task that ends when it is told to. */
function held() {
	let end: () => void = () => undefined;
	const ended = new Promise<void>((resolve) => (end = resolve));
	return { task: async () => await ended, end };
}
/** Lets everything run that can. */
const settle = async () => {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

test('tasks of one source go one after the other, in the order they came; others do not wait', async () => {
	const order: string[] = [];
	const first = held();
	const all = [
		withCreateLock('a', never, first.task).then(() => order.push('first')),
		withCreateLock('a', never, async () => order.push('second')),
		withCreateLock('a', never, async () => order.push('third')),
		withCreateLock('b', never, async () => order.push('other')),
	];
	await settle();
	expect([order, locksInUse()]).toEqual([['other'], 1]);
	first.end();
	await Promise.all(all);
	expect([order, locksInUse()]).toEqual([['other', 'first', 'second', 'third'], 0]);
});

test('what one has come to is known to those that wait, and forgotten when nobody does', async () => {
	const first = held();
	const known: unknown[] = [];
	const one = withCreateLock('a', never, async (states) => {
		await first.task();
		states.set('visit', { kind: 'created', id: '7' });
	});
	const two = withCreateLock('a', never, async (states) => known.push(states.get('visit')));
	first.end();
	await Promise.all([one, two]);
	await withCreateLock('a', never, async (states) => known.push(states.get('visit')));
	expect(known).toEqual([{ kind: 'created', id: '7' }, undefined]);
});

test('a task that fails lets the next one in', async () => {
	const one = withCreateLock('a', never, () => Promise.reject(new Error('failed')));
	const two = withCreateLock('a', never, () => Promise.resolve('done'));
	await expect(one).rejects.toThrow('failed');
	await expect(two).resolves.toBe('done');
	expect(locksInUse()).toBe(0);
});

test('whoever is stopped waits no longer, and those behind keep their turn', async () => {
	const first = held();
	const stop = new AbortController();
	const one = withCreateLock('a', never, first.task);
	const two = withCreateLock('a', stop.signal, () => Promise.resolve('begun'));
	const three = withCreateLock('a', never, () => Promise.resolve('third'));
	stop.abort();
	await expect(two).rejects.toMatchObject({ details: { cancelled: true } });
	await expect(withCreateLock('a', stop.signal, () => Promise.resolve('begun'))).rejects.toMatchObject({
		details: { cancelled: true },
	});
	first.end();
	await one;
	await expect(three).resolves.toBe('third');
	expect(locksInUse()).toBe(0);
});
