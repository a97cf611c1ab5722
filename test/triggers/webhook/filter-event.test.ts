import type { IDataObject } from 'n8n-workflow';

import { passesFilters } from '../../../nodes/VSeeClinic/triggers/webhook/filter-event';

const passes = (visit: IDataObject, isWhole: boolean) => passesFilters(visit, isWhole, { providerIds: ['800002'] });

describe('the filter by provider', () => {
	it.each<[IDataObject, boolean]>([
		[{ provider_id: 800002 }, true],
		[{ provider_id: '800003' }, false],
		[{ provider: { id: '800002' } }, true],
		[{ provider: { id: '800003' } }, false],
		[{ provider_id: null, provider: { id: 800003 } }, false],
	])('knows the provider of %j by either key, in a whole record and in an event', (visit, expected) => {
		expect([passes(visit, true), passes(visit, false)]).toEqual([expected, expected]);
	});

	it.each<[IDataObject, boolean]>([
		[{ provider_id: null }, false],
		[{ provider_id: null, provider: null }, false],
		[{ provider_id: 0 }, false],
		[{}, true],
		[{ provider: { first_name: 'Fictional' } }, true],
	])('of a whole record %j leaves out what has no provider, not what does not tell it', (visit, expected) => {
		expect(passes(visit, true)).toBe(expected);
	});

	it('lets an event pass that may not have been sent whole', () => {
		expect(passes({ provider_id: null }, false)).toBe(true);
	});
});
