import type { IDataObject } from 'n8n-workflow';

import { Ledger } from '../../nodes/VSeeClinic/execution/ledger';

const call = [
	'visit',
	'create',
	{ intake_id: 'i-1', reason_for_visit: 'Fictional sore throat', member_name: 'Ada Examplepatient', start: 1767229800 },
];

/** The context as n8n gives it to the next try: stored and read again. */
function stored(context: IDataObject): IDataObject {
	const text = JSON.stringify(context);
	const again: IDataObject = JSON.parse(text);
	return again;
}

test('knows nothing of a call that was never opened', () => {
	const entry = new Ledger({}, 0).entry(0, call);
	expect([entry.id, entry.isOpen]).toEqual([undefined, false]);
});

test('opened, closed, struck', () => {
	const entry = new Ledger({}, 0).entry(0, call);
	entry.markSent();
	expect([entry.id, entry.isOpen]).toEqual([undefined, true]);
	entry.markCreated('70001');
	expect([entry.id, entry.isOpen]).toEqual(['70001', false]);
	entry.markSent();
	entry.clear();
	expect([entry.id, entry.isOpen]).toEqual([undefined, false]);
});

test('an open call remembers what was there before it, which it has not made', () => {
	const context: IDataObject = {};
	new Ledger(context, 0).entry(0, call).markSent('69999');
	const entry = new Ledger(stored(context), 0).entry(0, call);
	expect([entry.id, entry.isOpen, entry.knownBefore]).toEqual([undefined, true, '69999']);
	entry.markSent();
	expect([entry.isOpen, entry.knownBefore]).toEqual([true, undefined]);
	entry.markCreated('70001');
	expect([entry.id, entry.isOpen, entry.knownBefore]).toEqual(['70001', false, undefined]);
});

test('a call that made something without an id stays open', () => {
	const entry = new Ledger({}, 0).entry(0, call);
	entry.markSent();
	entry.markCreated('');
	expect([entry.id, entry.isOpen]).toEqual([undefined, true]);
});

describe('the next try of the same execution', () => {
	test.each<[string, (context: IDataObject) => IDataObject]>([
		['in the same process', (context) => context],
		['stored and read again', stored],
	])('knows what the first one did, %s', (_name, carry) => {
		const context: IDataObject = { other: 'kept' };
		const first = new Ledger(context, 0);
		first.entry(0, call).markCreated('70001');
		first.entry(1, call).markSent();
		first.entry(2, call).markSent();
		first.entry(2, call).clear();
		const next = new Ledger(carry(context), 0);
		expect([0, 1, 2].map((item) => [next.entry(item, call).id, next.entry(item, call).isOpen])).toEqual([
			['70001', false],
			[undefined, true],
			[undefined, false],
		]);
		expect(carry(context).other).toBe('kept');
	});

	test('goes on writing where the first one stopped', () => {
		const context = stored(
			(() => {
				const first: IDataObject = {};
				new Ledger(first, 0).entry(0, call).markSent();
				return first;
			})(),
		);
		new Ledger(context, 0).entry(0, call).markCreated('70001');
		expect(new Ledger(stored(context), 0).entry(0, call).id).toBe('70001');
	});

	test.each([[undefined], [null], ['broken'], [[]], [7]])('is not stopped by %j in its place', (created) => {
		const context: IDataObject = { created };
		new Ledger(context, 0).entry(0, call).markCreated('70001');
		expect(new Ledger(stored(context), 0).entry(0, call).id).toBe('70001');
	});
});

describe('another call is another entry', () => {
	const context: IDataObject = {};
	new Ledger(context, 0).entry(0, call).markCreated('70001');

	test.each<[string, number, number, unknown]>([
		['another turn of a loop', 1, 0, call],
		['another item', 0, 1, call],
		['another value', 0, 0, ['visit', 'create', { intake_id: 'i-2' }]],
		['another operation', 0, 0, ['visit', 'createWalkIn', call[2]]],
		['a value of another type', 0, 0, ['visit', 'create', { intake_id: 1 }]],
		['items and runs that read alike', 10, 0, call],
	])('%s', (_name, run, item, other) => {
		expect(new Ledger(context, run).entry(item, other).id).toBeUndefined();
	});

	test('the same one is the same', () => {
		expect(new Ledger(context, 0).entry(0, structuredClone(call)).id).toBe('70001');
	});
});

test('lists what this run has made, and where the open ones can be looked for', () => {
	const context: IDataObject = {};
	const ledger = new Ledger(context, 1);
	ledger.entry(0, call).markCreated('70001');
	ledger.entry(1, call).markSent('69999', 'intake i-9');
	ledger.entry(2, call).markSent();
	ledger.entry(2, call).clear();
	new Ledger(context, 10).entry(0, call).markCreated('70010');
	const again = new Ledger(stored(context), 1);
	expect([again.made, again.open]).toEqual([['70001'], ['intake i-9']]);
});

test('holds ids and hashes, and nothing of the call', () => {
	const context: IDataObject = {};
	const ledger = new Ledger(context, 3);
	ledger.entry(0, call).markCreated('70001');
	ledger.entry(12, call).markSent();
	ledger.entry(7, call, true).markMismatched('70002');
	expect(Object.keys(context)).toEqual(['created']);
	const lines = Object.entries(context.created ?? {});
	expect(lines).toHaveLength(3);
	for (const [key, value] of lines) {
		expect(key).toMatch(/^(3:(0|12):)?[0-9a-f]{32}$/);
		expect(value).toMatch(/^3:(0|7|12) (70001|!70002|\?\*\?)$/);
	}
	expect(JSON.stringify(context)).not.toMatch(/i-1|throat|Ada|1767229800/);
});

test('a shared line is one for all items and runs, and tells whose it is', () => {
	const context: IDataObject = {};
	const [first, second] = [new Ledger(context, 0), new Ledger(context, 1)];
	first.entry(0, call, true).markSent('', 'intake 1');
	expect([
		second.entry(5, call, true).isOpen,
		second.entry(5, call, true).isOfAnotherRun,
		first.entry(3, call, true).isOfAnotherRun,
		second.entry(5, call).isOpen,
	]).toEqual([true, true, false, false]);
	second.entry(5, call, true).markCreated('70001');
	expect([
		first.entry(0, call, true).id,
		first.entry(0, call, true).isOfAnother('70001'),
		first.entry(0, call).isOfAnother('70001'),
	]).toEqual(['70001', false, true]);
	expect([first.made, second.made, first.open]).toEqual([[], ['70001'], []]);
});
