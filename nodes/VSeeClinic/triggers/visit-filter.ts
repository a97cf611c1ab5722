import { choiceFilter } from '../descriptor/choice';
import { idFilter } from '../descriptor/fields';
import { choicesOf, VISIT_STATUS } from '../model/code';

/** The filters in the options of both triggers. As in the node, an empty list is refused: it would mean everything. */
export const visitFilterFields = {
	providerIds: idFilter('Provider IDs', 'Only visits of these providers, by their user IDs, separated by commas'),
	statuses: choiceFilter('Statuses', 'Only visits with one of these statuses', choicesOf(VISIT_STATUS), 'completed'),
};

/** Whether a value is one of those wanted. What VSee does not tell passes: a filter must not lose visits. */
export function passes<Value>(wanted: Value[] | undefined, value: Value | null): boolean {
	return wanted === undefined || value === null || wanted.includes(value);
}
