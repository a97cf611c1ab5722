import { withDefault } from './field';
import { boolean, integer } from './fields';

/** What is wanted of the results, at top level. */
export const resultFields = {
	returnAll: withDefault(boolean('Return All', 'Whether to return all results or only up to a given limit'), false),
	limit: withDefault(integer('Limit', 'Max number of results to return', { typeOptions: { minValue: 1 } }), 50),
	simplify: withDefault(
		boolean('Simplify', 'Whether to return a simplified version of the response instead of the raw data'),
		true,
	),
};
