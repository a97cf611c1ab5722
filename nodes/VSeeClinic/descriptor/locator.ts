import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../model/json';

/** What can be picked from a list: the name of the list search in `methods.listSearch`, and what an id looks like. */
export interface ListSource {
	search: string;
	placeholder: string;
	idHint: string;
	/** The label of the mode in which the ID is typed; `By ID` if absent. */
	idMode?: string;
	/** What is said of a value that cannot be an id of this kind. */
	wrong?: string;
}

/** A resource locator: pick from the list, or give the id. */
export function locatorProperty(displayName: string, list: ListSource): Omit<INodeProperties, 'name'> {
	return {
		displayName,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select…',
				typeOptions: { searchListMethod: list.search, searchable: true },
			},
			{
				displayName: list.idMode ?? 'By ID',
				name: 'id',
				type: 'string',
				placeholder: list.placeholder,
				hint: list.idHint,
			},
		],
	};
}

/**
 * The value of a resource locator, or what was given in its place. n8n stores an untouched one without its mark `__rl`.
 */
export function valueOfLocator(raw: unknown): unknown {
	return isRecord(raw) && ('__rl' in raw || ('mode' in raw && 'value' in raw)) ? raw.value : raw;
}
