import type { Operation } from '../../nodes/VSeeClinic/descriptor/operation';
import { readOptions } from '../../nodes/VSeeClinic/execution/options';
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
			requestsAtOnce: 10,
			userToken: undefined,
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
	[{ requestsAtOnce: 2.9 }, { requestsAtOnce: 2 }],
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
	[{ requestsAtOnce: 0 }, 'Requests at Once'],
	[{ requestsAtOnce: 101 }, 'Requests at Once'],
	[{ requestsAtOnce: true }, 'Requests at Once'],
	[{ userToken: 'two words' }, 'User Token'],
	[{ userToken: {} }, 'User Token'],
	[{ userToken: 'tökén' }, 'User Token'],
	[{ userToken: 'undefined' }, 'User Token'],
	[{ userToken: 'x'.repeat(5000) }, 'User Token'],
])('%j is refused by its name', (raw, label) => {
	expect(refusal(() => readOptions(raw, reading))).toContain(label);
});
