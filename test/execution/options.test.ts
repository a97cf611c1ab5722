import type { Operation } from '../../nodes/VSeeClinic/descriptor/operation';
import { readOptions, readResultOptions } from '../../nodes/VSeeClinic/execution/options';
import { findOperation } from '../../nodes/VSeeClinic/resources';
import { refusal } from '../descriptor/caught';

function known(resource: string, value: string): Operation {
	const found = findOperation(resource, value);
	if (!found) throw new Error(`no ${resource}:${value}`);
	return found;
}

const reading = known('visit', 'get');
const booking = known('visit', 'create');
const changing = known('visit', 'update');

test.each([[{}], [{ timeout: '', maxRetries: null, requestsAtOnce: ' ', userToken: '' }]])(
	'%j: the defaults of the interface',
	(raw) => {
		expect(readOptions(raw, reading)).toEqual({
			timeoutMs: 30_000,
			maxRetries: 4,
			requestsAtOnce: 50,
			userToken: undefined,
			fullMessages: false,
		});
		expect([booking, changing].map((operation) => readOptions(raw, operation).requestsAtOnce)).toEqual([1, 1]);
	},
);

test.each([
	[{ timeout: 5 }, { timeoutMs: 5000 }],
	[{ timeout: '2.5' }, { timeoutMs: 2500 }],
	[{ timeout: 300 }, { timeoutMs: 300_000 }],
	[{ maxRetries: 0 }, { maxRetries: 0 }],
	[{ maxRetries: '10' }, { maxRetries: 10 }],
	[{ requestsAtOnce: 100 }, { requestsAtOnce: 100 }],
	[{ requestsAtOnce: '20' }, { requestsAtOnce: 20 }],
	[{ fullMessages: true }, { fullMessages: true }],
	[{ fullMessages: 'true' }, { fullMessages: true }],
	[{ userToken: ' t-fictional \n' }, { userToken: 't-fictional' }],
])('%j', (raw, expected) => {
	expect(readOptions(raw, reading)).toMatchObject(expected);
});

test.each([
	[{ timeout: 0 }, 'Timeout'],
	[{ timeout: 301 }, 'Timeout'],
	[{ timeout: 'long' }, 'Timeout'],
	[{ timeout: NaN }, 'Timeout'],
	[{ timeout: {} }, 'Timeout'],
	[{ maxRetries: -1 }, 'Max Retries'],
	[{ maxRetries: 11 }, 'Max Retries'],
	[{ maxRetries: 1.5 }, 'Max Retries'],
	[{ fullMessages: 'perhaps' }, 'Full Error Messages'],
	[{ requestsAtOnce: 2.9 }, 'Requests at Once'],
	[{ requestsAtOnce: 0 }, 'Requests at Once'],
	[{ requestsAtOnce: 101 }, 'Requests at Once'],
	[{ requestsAtOnce: true }, 'Requests at Once'],
	[{ userToken: 'two words' }, 'User Token'],
	[{ userToken: 900000000000000001 }, 'User Token'],
	[{ userToken: {} }, 'User Token'],
	[{ userToken: 'tökén' }, 'User Token'],
	[{ userToken: 'undefined' }, 'User Token'],
	[{ userToken: 'x'.repeat(5000) }, 'User Token'],
])('%j is refused by its name', (raw, label) => {
	expect(refusal(() => readOptions(raw, reading))).toContain(label);
});

test('an agent is never shown whole messages, whatever the workflow says', () => {
	expect(readOptions({ fullMessages: true }, reading, 'n8n-nodes-vsee-clinic.vSeeClinicTool').fullMessages).toBe(false);
	expect(readOptions({ fullMessages: true }, reading, 'n8n-nodes-vsee-clinic.vSeeClinic').fullMessages).toBe(true);
});

describe('Return All, Limit and Simplify', () => {
	const list = known('visit', 'getMany');
	const read = (values: Record<string, unknown>, operation = list) =>
		readResultOptions(operation, (name) => values[name]);

	test.each([
		[{}, { limit: 50, simplify: true }],
		[{ returnAll: true }, { limit: undefined, simplify: true }],
		[{ returnAll: 'true' }, { limit: undefined, simplify: true }],
		[
			{ returnAll: 'false ', limit: '7' },
			{ limit: 7, simplify: true },
		],
		[
			{ limit: '', simplify: ' false' },
			{ limit: 50, simplify: false },
		],
		[
			{ returnAll: true, limit: 'many' },
			{ limit: undefined, simplify: true },
		],
	])('%j', (values, expected) => {
		expect(read(values)).toEqual(expected);
	});

	test.each([
		[{ returnAll: 'all' }, 'Return All'],
		[{ limit: 0 }, 'Limit'],
		[{ limit: '1.5' }, 'Limit'],
		[{ simplify: 'perhaps' }, 'Simplify'],
	])('%j is refused by its name', (values, label) => {
		expect(refusal(() => read(values))).toContain(label);
	});

	test('are not asked for where the operation has none', () => {
		expect(read({ limit: 'many', simplify: 'perhaps' }, known('room', 'get'))).toEqual({
			limit: undefined,
			simplify: false,
		});
	});
});
