import type { IDataObject } from 'n8n-workflow';

import type { CreateState } from '../../nodes/VSeeClinic/execution/create-state';
import { Ledger } from '../../nodes/VSeeClinic/execution/ledger';

const identity = [
	'visit',
	'create',
	{ intake_id: 'i-1', reason_for_visit: 'Fictional sore throat', member_name: 'Ada Examplepatient', start: 1767229800 },
];
const uniqueKey = 'scheduled intake i-1';

/** The context as n8n gives it to the next try: stored and read again. */
function stored(context: IDataObject): IDataObject {
	const again: IDataObject = JSON.parse(JSON.stringify(context));
	return again;
}

const STATES: CreateState[] = [
	{ kind: 'new' },
	{ kind: 'sent', sourceLabel: 'intake i-1' },
	{ kind: 'sent', idBefore: null, sourceLabel: 'intake i-1' },
	{ kind: 'sent', idBefore: '69999', sourceLabel: '' },
	{ kind: 'created', id: '70001' },
	{ kind: 'created', id: null },
	{ kind: 'mismatched', id: '70002' },
	// IDs that an older grammar would have taken for something else.
	{ kind: 'created', id: '?7' },
	{ kind: 'created', id: '! *' },
	{ kind: 'sent', idBefore: '?', sourceLabel: '?' },
];

test.each(STATES)('%j reads back as it was written, in this process and in the next one', (state) => {
	const context: IDataObject = { other: 'kept' };
	new Ledger(context, 0).entry({ itemIndex: 0, identity }).write(state);
	expect(new Ledger(context, 0).entry({ itemIndex: 0, identity }).state).toEqual(state);
	expect(new Ledger(stored(context), 0).entry({ itemIndex: 0, identity }).state).toEqual(state);
	expect(stored(context).other).toBe('kept');
});

test('goes on writing where an earlier try stopped', () => {
	const first: IDataObject = {};
	new Ledger(first, 0).entry({ itemIndex: 0, identity }).write({ kind: 'sent', sourceLabel: '' });
	const context = stored(first);
	new Ledger(context, 0).entry({ itemIndex: 0, identity }).write({ kind: 'created', id: '70001' });
	expect(new Ledger(stored(context), 0).entry({ itemIndex: 0, identity }).state).toEqual({
		kind: 'created',
		id: '70001',
	});
});

const hash = /^[0-9a-f]{32}$/;

describe('what it cannot read is new, and stops nothing', () => {
	test.each([[undefined], [null], ['broken'], [[]], [7]])('%j in place of the ledger', (created) => {
		const context: IDataObject = { created };
		new Ledger(context, 0).entry({ itemIndex: 0, identity }).write({ kind: 'created', id: '70001' });
		expect(new Ledger(stored(context), 0).createdIds).toEqual(['70001']);
	});

	test.each([
		['0:0 30000070001'],
		['0:0 ?*?'],
		[null],
		[[]],
		[{}],
		[{ kind: 'sentt' }],
		[{ kind: 'mismatched' }],
		[{ kind: 7, run: 0, request: 'x' }],
	])('%j in place of an entry, as an older version may have left it', (entry) => {
		const context: IDataObject = {};
		const ledger = new Ledger(context, 0);
		ledger.entry({ itemIndex: 0, identity, uniqueKey }).write({ kind: 'created', id: '70001' });
		const [key = ''] = Object.keys(context.created ?? {});
		context.created = { [key]: entry, other: entry };
		const again = new Ledger(context, 0);
		expect([again.entry({ itemIndex: 0, identity, uniqueKey }).state, again.createdIds, again.lostCreates]).toEqual([
			{ kind: 'new' },
			[],
			[],
		]);
		expect(again.entry({ itemIndex: 0, identity, uniqueKey }).isOfAnother('70001')).toBe(false);
		again.entry({ itemIndex: 0, identity, uniqueKey }).write({ kind: 'created', id: '70002' });
		expect(again.createdIds).toEqual(['70002']);
	});
});

describe('without a unique key, another request is another entry', () => {
	const context: IDataObject = {};
	new Ledger(context, 0).entry({ itemIndex: 0, identity }).write({ kind: 'created', id: '70001' });

	test.each<[string, number, number, unknown]>([
		['another turn of a loop', 1, 0, identity],
		['another item', 0, 1, identity],
		['another value', 0, 0, ['visit', 'create', { intake_id: 'i-2' }]],
		['another operation', 0, 0, ['visit', 'createWalkIn', identity[2]]],
		['a value of another type', 0, 0, ['visit', 'create', { intake_id: 1 }]],
		['items and runs that read alike', 10, 0, identity],
	])('%s', (_name, run, itemIndex, other) => {
		expect(new Ledger(context, run).entry({ itemIndex, identity: other }).state).toEqual({ kind: 'new' });
	});

	test('the same one is the same', () => {
		expect(new Ledger(context, 0).entry({ itemIndex: 0, identity: structuredClone(identity) }).state).toEqual({
			kind: 'created',
			id: '70001',
		});
	});
});

test('with a unique key there is one entry for all items, runs and values, which tells whose it is', () => {
	const context: IDataObject = {};
	const [first, second] = [new Ledger(context, 0), new Ledger(context, 1)];
	const other = ['visit', 'create', { intake_id: 'i-1', start: 1 }];
	first.entry({ itemIndex: 0, identity, uniqueKey }).write({ kind: 'sent', sourceLabel: 'intake i-1' });
	expect(second.entry({ itemIndex: 5, identity: other, uniqueKey }).state.kind).toBe('sent');
	expect([
		first.entry({ itemIndex: 3, identity, uniqueKey }).owner,
		second.entry({ itemIndex: 0, identity, uniqueKey }).owner,
		first.entry({ itemIndex: 0, identity: other, uniqueKey }).owner,
		first.entry({ itemIndex: 0, identity, uniqueKey: 'walk_in intake i-1' }).state.kind,
	]).toEqual(['this-run', 'earlier-run', 'another-request', 'new']);
	second.entry({ itemIndex: 5, identity: other, uniqueKey }).write({ kind: 'created', id: '70001' });
	expect([
		first.entry({ itemIndex: 0, identity, uniqueKey }).state,
		first.entry({ itemIndex: 0, identity, uniqueKey }).isOfAnother('70001'),
		first.entry({ itemIndex: 0, identity }).isOfAnother('70001'),
	]).toEqual([{ kind: 'created', id: '70001' }, false, true]);
	expect([first.createdIds, second.createdIds, first.lostCreates]).toEqual([[], ['70001'], []]);
});

test('tells when another request for the same source is open as well', () => {
	const ledger = new Ledger({}, 0);
	const [first, second, third] = [0, 1, 2].map((itemIndex) => ledger.entry({ itemIndex, identity }));
	first?.write({ kind: 'sent', sourceLabel: 'intake i-1' });
	second?.write({ kind: 'sent', sourceLabel: 'intake i-2' });
	expect([first?.isContested, second?.isContested, third?.isContested]).toEqual([false, false, false]);
	third?.write({ kind: 'sent', sourceLabel: 'intake i-1' });
	expect([first?.isContested, second?.isContested, third?.isContested]).toEqual([true, false, true]);
	third?.write({ kind: 'created', id: '7' });
	expect(first?.isContested).toBe(false);
});

test('lists what this run has made, and where to look for what it may have made', () => {
	const context: IDataObject = {};
	const ledger = new Ledger(context, 1);
	ledger.entry({ itemIndex: 0, identity }).write({ kind: 'created', id: '70001' });
	ledger.entry({ itemIndex: 1, identity }).write({ kind: 'sent', idBefore: '69999', sourceLabel: 'intake i-9' });
	ledger.entry({ itemIndex: 2, identity }).write({ kind: 'sent', sourceLabel: '' });
	ledger.entry({ itemIndex: 2, identity }).write({ kind: 'new' });
	ledger.entry({ itemIndex: 3, identity }).write({ kind: 'created', id: null });
	new Ledger(context, 10).entry({ itemIndex: 0, identity }).write({ kind: 'created', id: '70010' });
	const again = new Ledger(stored(context), 1);
	expect([again.createdIds, again.lostCreates]).toEqual([['70001', 'a record without an ID'], ['intake i-9']]);
});

test('what another execution has made is kept, and is not this one’s', () => {
	const context: IDataObject = {};
	new Ledger(context, 0).entry({ itemIndex: 0, identity, uniqueKey }).writeFound({ kind: 'created', id: '70001' });
	const again = new Ledger(stored(context), 0);
	const entry = again.entry({ itemIndex: 0, identity, uniqueKey });
	expect([entry.state, entry.owner, again.createdIds]).toEqual([
		{ kind: 'created', id: '70001' },
		'another-request',
		[],
	]);
});

test('what one item has sent and another one finds is still the first one’s, and is named', () => {
	const context: IDataObject = {};
	const ledger = new Ledger(context, 0);
	const first = ledger.entry({ itemIndex: 0, identity, uniqueKey });
	first.write({ kind: 'sent', idBefore: null, sourceLabel: 'intake i-1' });
	const second = ledger.entry({ itemIndex: 2, identity: ['other', 'reason'], uniqueKey });
	second.writeFound({ kind: 'created', id: '70001' });
	expect([first.owner, second.owner, ledger.createdIds]).toEqual(['this-run', 'another-request', ['70001']]);
});

test('holds IDs and hashes, and nothing of the request', () => {
	const context: IDataObject = {};
	const ledger = new Ledger(context, 3);
	ledger.entry({ itemIndex: 0, identity }).write({ kind: 'created', id: '70001' });
	ledger.entry({ itemIndex: 7, identity, uniqueKey }).write({ kind: 'mismatched', id: '70002' });
	expect(Object.keys(context)).toEqual(['created']);
	const entries = Object.entries<unknown>({ ...Object(context.created) });
	expect(entries).toEqual([
		[
			expect.stringMatching(/^3:0:[0-9a-f]{32}$/),
			{ run: 3, request: expect.stringMatching(hash), kind: 'created', id: '70001' },
		],
		[expect.stringMatching(hash), { run: 3, request: expect.stringMatching(hash), kind: 'mismatched', id: '70002' }],
	]);
	expect(JSON.stringify(context)).not.toMatch(/i-1|throat|Ada|1767229800/);
});
